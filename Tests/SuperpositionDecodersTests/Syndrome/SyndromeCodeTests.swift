import SuperpositionCodes
import Testing

@testable import SuperpositionDecoders

@Suite("Syndromes")
struct SyndromeCodeTests {
  /// A noiseless code with the bits of the given power sums: each row is k or k - 2.
  private static func code(
    _ support: Support, order: Int, sparsity: Int, field: BinaryField
  ) -> [Int32] {
    var sums = [UInt64](repeating: 0, count: order)
    for member in support {
      var power = UInt64(member)
      let square = field.square(power)
      for group in 0..<order {
        sums[group] ^= power
        power = field.multiply(power, square)
      }
    }
    return sums.flatMap { sum in
      (0..<field.degree).map { Int32(sparsity) - 2 * Int32(sum >> UInt64($0) & 1) }
    }
  }

  @Test("10,000 supports of at most t members, without one failure", arguments: [12, 20, 60])
  func withinReach(degree: Int) {
    let field = BinaryField(degree: degree)
    let codewordCount = 1 << degree
    var generator = CounterBasedGenerator(Seed(UInt64(degree)))
    var failures = 0
    for _ in 0..<10_000 {
      let order = Int.random(in: 1...20, using: &generator)
      let sparsity = Int.random(in: 1...order, using: &generator)
      // Every other support holds feature 0, which leaves no trace.
      var support = Support.random(
        sparsity: sparsity, codewordCount: codewordCount, using: &generator)
      if Bool.random(using: &generator) { support = Support([0] + support.dropFirst()) }
      let code = SyndromeCode(
        Self.code(support, order: order, sparsity: sparsity, field: field),
        codewordCount: codewordCount, sparsity: sparsity, field: field)
      if code.support() != support { failures += 1 }
    }
    #expect(failures == 0)
  }

  @Test("Beyond t nothing, or a set with the same syndromes", arguments: [12, 20, 60])
  func beyondReach(degree: Int) {
    let field = BinaryField(degree: degree)
    let codewordCount = 1 << degree
    var generator = CounterBasedGenerator(Seed(UInt64(100 + degree)))
    for _ in 0..<500 {
      let order = Int.random(in: 1...12, using: &generator)
      let sparsity = order + Int.random(in: 2...6, using: &generator)
      let support = Support.random(
        sparsity: sparsity, codewordCount: codewordCount, using: &generator)
      let received = Self.code(support, order: order, sparsity: sparsity, field: field)
      let code = SyndromeCode(
        received, codewordCount: codewordCount, sparsity: sparsity, field: field)
      // k members cannot come from a locator of degree at most t < k - 1.
      #expect(code.support() == nil)
    }
  }

  @Test("An estimate that differs in at most t elements is put right", arguments: [12, 20, 60])
  func corrections(degree: Int) {
    let field = BinaryField(degree: degree)
    let codewordCount = 1 << degree
    var generator = CounterBasedGenerator(Seed(UInt64(200 + degree)))
    for _ in 0..<500 {
      let order = Int.random(in: 1...12, using: &generator)
      let sparsity = Int.random(in: 1...40, using: &generator)
      let support = Support.random(
        sparsity: sparsity, codewordCount: codewordCount, using: &generator)
      let code = SyndromeCode(
        Self.code(support, order: order, sparsity: sparsity, field: field),
        codewordCount: codewordCount, sparsity: sparsity, field: field)
      let missing = Int.random(in: 0...min(order, sparsity), using: &generator)
      let added = Int.random(in: 0...(order - missing), using: &generator)
      let others = Support.random(
        sparsity: added, codewordCount: codewordCount, using: &generator
      ).filter { !support.indices.contains($0) }
      let estimate = Array(support.shuffled(using: &generator).dropFirst(missing)) + others
      var locators = code.locators
      for member in estimate { locators.toggle(UInt64(member)) }
      let difference = Set(estimate).symmetricDifference(support).subtracting([0])
      #expect(locators.locatorDegree == difference.count)
      #expect(difference.allSatisfy { locators.locates(UInt64($0)) })
      #expect(code.support(locators: locators, differingFrom: estimate) == support)
    }
  }

  @Test("Toggling an element gives the module of the changed syndromes")
  func togglingIsStartingAnew() {
    let field = BinaryField(degree: 11)
    var generator = CounterBasedGenerator(Seed(300))
    for _ in 0..<200 {
      let order = Int.random(in: 1...9, using: &generator)
      // Any syndromes, most of them of no small set.
      let sums = (0..<order).map { _ in generator.next() & 2047 }
      var walked = LocatorModule(oddPowerSums: sums, field: field)
      var changed = sums
      for _ in 0..<5 {
        let element = generator.next() & 2047
        walked.toggle(element)
        var power = element
        for group in 0..<order {
          changed[group] ^= power
          power = field.multiply(power, field.square(element))
        }
        let anew = LocatorModule(oddPowerSums: changed, field: field)
        #expect(walked.locatorDegree == anew.locatorDegree)
        #expect(walked.elements.map(Set.init) == anew.elements.map(Set.init))
      }
    }
  }

  @Test("Roots of products of linear factors, and none of other polynomials")
  func roots() {
    var generator = CounterBasedGenerator(Seed(301))
    for degree in [2, 3, 8, 13, 60] {
      let field = BinaryField(degree: degree)
      let mask: UInt64 = (1 << UInt64(degree)) - 1
      for size in 1...min(30, 1 << degree) {
        var elements: Set<UInt64> = []
        while elements.count < size { elements.insert(generator.next() & mask) }
        var product: [UInt64] = [1]
        for element in elements {
          let shifted = [0] + product
          product = zip(shifted, product + [0]).map { $0 ^ field.multiply(element, $1) }
        }
        let polynomial = FieldPolynomial(product, over: field)
        #expect(polynomial.distinctRoots.map(Set.init) == elements)
        // A double root.
        let element = elements.first ?? 0
        let doubled = zip([0] + product, product + [0]).map { $0 ^ field.multiply(element, $1) }
        #expect(FieldPolynomial(doubled, over: field).distinctRoots == nil)
      }
    }
  }
}
