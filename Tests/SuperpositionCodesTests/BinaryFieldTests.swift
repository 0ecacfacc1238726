import CSuperpositionKernels
import Testing

@testable import SuperpositionCodes

@Suite("Binary fields")
struct BinaryFieldTests {
  /// Polynomials over GF(2) as bits: the remainder of a division.
  private static func remainder(_ dividend: UInt64, _ divisor: UInt64) -> UInt64 {
    var rest = dividend
    let width = 64 - divisor.leadingZeroBitCount
    while 64 - rest.leadingZeroBitCount >= width {
      rest ^= divisor << UInt64(64 - rest.leadingZeroBitCount - width)
    }
    return rest
  }

  private static func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
    b == 0 ? a : greatestCommonDivisor(b, remainder(a, b))
  }

  /// Schoolbook product modulo a polynomial of degree below 62.
  private static func product(_ a: UInt64, _ b: UInt64, modulus: UInt64) -> UInt64 {
    let top = UInt64(1) << UInt64(63 - modulus.leadingZeroBitCount)
    var sum: UInt64 = 0
    var multiple = remainder(a, modulus)
    for bit in 0..<64 where b >> UInt64(bit) != 0 {
      if b >> UInt64(bit) & 1 == 1 { sum ^= multiple }
      multiple <<= 1
      if multiple & top != 0 { multiple ^= modulus }
    }
    return sum
  }

  /// Rabin (1980), 'Probabilistic algorithms in finite fields', SIAM J. Comput. 9.
  private static func isIrreducible(_ modulus: UInt64, degree: Int) -> Bool {
    guard degree > 1 else { return true }
    func power(_ doublings: Int) -> UInt64 {
      (0..<doublings).reduce(2) { value, _ in product(value, value, modulus: modulus) }
    }
    let primes = (2...degree).filter { p in degree % p == 0 && (2..<p).allSatisfy { p % $0 != 0 } }
    return power(degree) == 2
      && primes.allSatisfy { greatestCommonDivisor(modulus, power(degree / $0) ^ 2) == 1 }
  }

  @Test("Every modulus is irreducible, and short enough for two folds", arguments: 1...60)
  func irreducible(degree: Int) {
    let field = BinaryField(degree: degree)
    #expect(Self.isIrreducible(1 << UInt64(degree) | field.tail, degree: degree))
    #expect(2 * (63 - field.tail.leadingZeroBitCount) - 2 < degree)
    // The test itself can say no: x^degree + 1 has the factor x + 1.
    if degree > 1 { #expect(!Self.isIrreducible(1 << UInt64(degree) | 1, degree: degree)) }
  }

  @Test("Products and sums of products of both tiers are the schoolbook's", arguments: 1...60)
  func products(degree: Int) throws {
    let field = BinaryField(degree: degree)
    let modulus = 1 << UInt64(degree) | field.tail
    let mask: UInt64 = (1 << UInt64(degree)) - 1
    var generator = CounterBasedGenerator(Seed(UInt64(degree)))
    let tiers = [superpose_portable_field_kernels(), superpose_carryless_field_kernels()]
    for kernels in tiers.compactMap({ $0?.pointee }) {
      let a = (0..<23).map { _ in generator.next() & mask }
      let b = (0..<23).map { _ in generator.next() & mask }
      let expected = zip(a, b).map { Self.product($0, $1, modulus: modulus) }
      for index in a.indices {
        #expect(kernels.multiply(field.parameters, a[index], b[index]) == expected[index])
      }
      for count in [0, 1, 2, 23] {
        #expect(
          kernels.dot(field.parameters, a, b, count)
            == expected.prefix(count).reduce(0, ^))
      }
      var sum = b
      kernels.add_scaled(field.parameters, a[0], a, a.count, &sum)
      #expect(
        sum == zip(a, b).map { Self.product(a[0], $0, modulus: modulus) ^ $1 })
    }
  }

  @Test("Inverses, squares and traces", arguments: [1, 2, 3, 4, 7, 12, 16, 20, 31, 59, 60])
  func laws(degree: Int) {
    let field = BinaryField(degree: degree)
    let mask: UInt64 = (1 << UInt64(degree)) - 1
    var generator = CounterBasedGenerator(Seed(77))
    var traces = [0, 0]
    for _ in 0..<400 {
      let a = max(1, generator.next() & mask)
      let b = generator.next() & mask
      #expect(field.multiply(a, field.inverse(a)) == 1)
      #expect(field.square(a ^ b) == field.square(a) ^ field.square(b))
      #expect(field.trace(a ^ b) == field.trace(a) ^ field.trace(b))
      #expect(field.trace(field.square(a)) == field.trace(a))
      traces[Int(field.trace(b))] += 1
    }
    // Half of the elements have trace 1: five standard deviations.
    #expect(abs(traces[0] - traces[1]) <= 100)
  }

  @Test("The smallest field that holds N elements")
  func sizes() {
    #expect(BinaryField(elementCount: 1).degree == 1)
    #expect(BinaryField(elementCount: 2).degree == 1)
    #expect(BinaryField(elementCount: 3).degree == 2)
    #expect(BinaryField(elementCount: 4096).degree == 12)
    #expect(BinaryField(elementCount: 4097).degree == 13)
    #expect(BinaryField(elementCount: 1 << 60).degree == 60)
  }

  @Test("Tiles of the BCH dictionary are the odd powers", arguments: [1, 5, 12, 20, 33, 60])
  func tiles(degree: Int) {
    let field = BinaryField(degree: degree)
    let tiers = [superpose_portable_field_kernels(), superpose_carryless_field_kernels()]
    for kernels in tiers.compactMap({ $0?.pointee }) {
      for dimension in [1, 7, 8, 61, 200, 333] {
        let rows = (dimension + 7) / 8
        var tiles = [UInt8](repeating: 0xA5, count: 2 * 64 * rows)
        kernels.fill_bch_tiles(field.parameters, 3, 2, dimension, 64 * rows, &tiles)
        for lane in 0..<128 {
          let element = UInt64(192 + lane) & ((1 << UInt64(degree)) - 1)
          var power = element
          var packed = [UInt8](repeating: 0, count: rows)
          for coordinate in 0..<dimension {
            if coordinate > 0 && coordinate % degree == 0 {
              power = field.multiply(power, field.square(element))
            }
            let bit = UInt8(power >> UInt64(coordinate % degree) & 1)
            packed[coordinate / 8] |= bit << UInt8(coordinate % 8)
          }
          var generated = [UInt8](repeating: 0, count: rows)
          kernels.generate_bch_codeword(
            field.parameters, UInt64(192 + lane), dimension, &generated)
          #expect(generated == packed)
          let column = (0..<rows).map { tiles[lane / 64 * 64 * rows + 64 * $0 + lane % 64] }
          #expect(column == packed)
        }
      }
    }
  }
}
