import CSuperpositionKernels
import SuperpositionCodes

/// All polynomials σ over GF(2^m) that agree with the syndromes of a set of field elements: those
/// with σ' ≡ S·σ modulo x^(2t), S = Σ_j S_(j+1) x^j the generating function of the power sums.
///
/// A set D has the locator σ(x) = Π_{β ∈ D} (1 + βx), which satisfies that, since σ'/σ = Σ β/(1+βx) =
/// S. In characteristic 2 the condition is linear over polynomials in x², and what satisfies it is a
/// module over them with a basis of two polynomials whose degrees have different parity and the sum
/// 2t + 1. So there is, up to a factor, one of degree at most t, and it is the locator of any set of
/// at most t elements with these syndromes. One more syndrome changes the basis by one step of
/// Berlekamp and Massey (Berlekamp 1968, 'Algebraic Coding Theory'; Massey 1969, IEEE Trans. Inf.
/// Theory 15), and one more element in the set by a step as short: σ ↦ (1 + βx)σ maps the module into
/// the new one, and what is missing is the combination that vanishes at 1/β, divided by 1 + βx.
struct LocatorModule {
  let field: BinaryField
  /// t, the number of syndromes.
  let order: Int

  private var shorter: [UInt64]
  private var longer: [UInt64]
  private var shorterDegree = 0
  private var longerDegree = 1
  // Room for quotients and for the next basis.
  private var shorterQuotient: [UInt64]
  private var longerQuotient: [UInt64]
  private var next: [UInt64]

  /// The module of the power sums S_1, S_3, …, S_(2t-1).
  ///
  /// - Complexity: O(t²) products.
  init(oddPowerSums: [UInt64], field: BinaryField) {
    self.field = field
    order = oddPowerSums.count
    let capacity = 2 * order + 3
    let empty = [UInt64](repeating: 0, count: capacity)
    shorter = empty
    longer = empty
    shorterQuotient = empty
    longerQuotient = empty
    next = empty
    shorter[0] = 1
    longer[1] = 1
    let powerSums = Self.powerSums(odd: oddPowerSums, field: field)
    for step in 0..<order { add(step: step, reversedPowerSums: powerSums) }
  }

  /// S_(2t), …, S_2, S_1; sums of even powers are squares.
  private static func powerSums(odd: [UInt64], field: BinaryField) -> [UInt64] {
    var sums: [UInt64] = []
    sums.reserveCapacity(2 * odd.count)
    for number in 0..<2 * odd.count {
      sums.append(number % 2 == 0 ? odd[number / 2] : field.square(sums[(number - 1) / 2]))
    }
    return sums.reversed()
  }

  /// The coefficient of x^(2·step) of S·σ + σ'.
  private func discrepancy(
    _ polynomial: [UInt64], degree: Int, step: Int, reversedPowerSums: [UInt64]
  ) -> UInt64 {
    let first = reversedPowerSums.count - 2 * step - 1
    let sum = reversedPowerSums.withUnsafeBufferPointer { sums in
      sums.baseAddress.map {
        superpose_field_dot(
          field.parameters, polynomial, $0 + first, min(degree, 2 * step) + 1)
      } ?? 0
    }
    return sum ^ polynomial[2 * step + 1]
  }

  private mutating func add(step: Int, reversedPowerSums: [UInt64]) {
    let short = discrepancy(
      shorter, degree: shorterDegree, step: step, reversedPowerSums: reversedPowerSums)
    if short == 0 {
      Self.multiplyByXSquared(&longer, degree: &longerDegree)
      return
    }
    let long = discrepancy(
      longer, degree: longerDegree, step: step, reversedPowerSums: reversedPowerSums)
    Self.clear(&next)
    superpose_field_add_scaled(field.parameters, short, longer, longerDegree + 1, &next)
    superpose_field_add_scaled(field.parameters, long, shorter, shorterDegree + 1, &next)
    swap(&longer, &next)
    Self.multiplyByXSquared(&shorter, degree: &shorterDegree)
    sortBasis()
  }

  private static func multiplyByXSquared(_ polynomial: inout [UInt64], degree: inout Int) {
    for index in stride(from: degree, through: 0, by: -1) {
      polynomial[index + 2] = polynomial[index]
    }
    polynomial[0] = 0
    polynomial[1] = 0
    degree += 2
  }

  private static func clear(_ polynomial: inout [UInt64], from first: Int = 0) {
    for index in first..<polynomial.count { polynomial[index] = 0 }
  }

  private mutating func sortBasis() {
    guard shorterDegree > longerDegree else { return }
    swap(&shorterDegree, &longerDegree)
    swap(&shorter, &longer)
  }

  /// Adds an element to the set, or takes it away if it is there: its powers are added to the
  /// syndromes. The element 0 leaves no trace in them.
  ///
  /// - Complexity: O(t) products.
  mutating func toggle(_ element: UInt64) {
    guard element != 0 && order > 0 else { return }
    let parameters = field.parameters
    let length = longerDegree
    shorterQuotient.replaceSubrange(0...length, with: shorter[0...length])
    longerQuotient.replaceSubrange(0...length, with: longer[0...length])
    superpose_field_deflate_two(
      parameters, element, &shorterQuotient, &longerQuotient, length + 1)
    let short = shorterQuotient[length]
    let long = longerQuotient[length]
    if short == 0 {
      // The element is a root of the shorter.
      multiply(longer, degree: longerDegree, byFactorOf: element)
      swap(&longer, &next)
      swap(&shorter, &shorterQuotient)
      Self.clear(&shorter, from: shorterDegree)
      shorterDegree -= 1
      longerDegree += 1
      return
    }
    Self.clear(&next)
    superpose_field_add_scaled(parameters, long, shorterQuotient, length, &next)
    superpose_field_add_scaled(parameters, short, longerQuotient, length, &next)
    swap(&longer, &next)
    multiply(shorter, degree: shorterDegree, byFactorOf: element)
    swap(&shorter, &next)
    longerDegree -= 1
    shorterDegree += 1
    sortBasis()
  }

  /// Leaves (1 + element·x)·polynomial in `next`.
  private mutating func multiply(
    _ polynomial: [UInt64], degree: Int, byFactorOf element: UInt64
  ) {
    next.replaceSubrange(0..., with: polynomial)
    next.withUnsafeMutableBufferPointer { product in
      guard let product = product.baseAddress else { return }
      superpose_field_add_scaled(
        field.parameters, element, polynomial, degree + 1, product + 1)
    }
  }

  /// The degree of the one polynomial of degree at most t: the size of the set, if it has at most t
  /// elements.
  var locatorDegree: Int { shorterDegree }

  /// Whether the polynomial of degree at most t vanishes at 1/element, hence the element belongs to
  /// the set if that has at most t.
  func locates(_ element: UInt64) -> Bool {
    var value: UInt64 = 0
    for index in 0...shorterDegree {
      value = field.multiply(value, element) ^ shorter[index]
    }
    return value == 0
  }

  /// The elements of the set, all but 0; nil if no set of at most t elements has these syndromes.
  ///
  /// - Complexity: O(t²·m) products.
  var elements: [UInt64]? {
    guard shorter[0] != 0 else { return nil }
    var reversed = FieldPolynomial(shorter[0...shorterDegree].reversed(), over: field)
    reversed.makeMonic()
    return reversed.distinctRoots
  }
}
