import CSuperpositionKernels

/// The field GF(2^m), 1 ≤ m ≤ 60: elements are the numbers below 2^m, as polynomials over GF(2) with
/// one bit a coefficient, modulo the numerically least irreducible polynomial of degree m.
///
/// Lidl and Niederreiter (1997), 'Finite Fields', 2nd ed.
public struct BinaryField: Hashable, Sendable {
  /// The degrees that there are.
  public static let degrees = 1...60

  /// m.
  public let degree: Int

  /// The least irreducible polynomial of each degree, without its leading term.
  private static let tails: [UInt64] = [
    1, 3, 3, 3, 5, 3, 3, 27, 3, 9, 5, 9, 27, 33, 3, 43, 9, 9, 39, 9,
    5, 3, 33, 27, 9, 27, 39, 3, 5, 3, 9, 141, 75, 27, 5, 53, 63, 99, 17, 57,
    9, 39, 89, 33, 27, 3, 33, 45, 113, 29, 75, 9, 71, 125, 71, 149, 17, 99, 123, 3,
  ]

  /// The field of 2^`degree` elements.
  ///
  /// - Precondition: `degree` is one of `degrees`.
  public init(degree: Int) {
    precondition(Self.degrees.contains(degree))
    self.degree = degree
  }

  /// The smallest field with at least `count` elements.
  ///
  /// - Precondition: 1 ≤ `count` ≤ 2^60.
  public init(elementCount count: Int) {
    precondition(count >= 1)
    self.init(degree: max(1, Int.bitWidth - (count - 1).leadingZeroBitCount))
  }

  /// The modulus without its leading term x^m.
  public var tail: UInt64 { Self.tails[degree - 1] }

  /// The field as the kernels take it.
  package var parameters: superpose_field {
    superpose_field(degree: UInt32(degree), tail: tail)
  }

  /// The product of two elements.
  public func multiply(_ a: UInt64, _ b: UInt64) -> UInt64 {
    superpose_field_multiply(parameters, a, b)
  }

  /// a².
  public func square(_ a: UInt64) -> UInt64 { multiply(a, a) }

  /// 1/a, as a^(2^m - 2) by the chain of Itoh and Tsujii (1988), Information and Computation 78(3).
  ///
  /// - Precondition: a ≠ 0.
  /// - Complexity: m squarings and O(log m) products.
  public func inverse(_ a: UInt64) -> UInt64 {
    precondition(a != 0)
    guard degree > 1 else { return 1 }
    // a^(2^n - 1) for the leading bits n of m - 1.
    var power = a
    var exponent = 1
    let topBit = Int.bitWidth - 1 - (degree - 1).leadingZeroBitCount
    for bit in stride(from: topBit - 1, through: 0, by: -1) {
      var raised = power
      for _ in 0..<exponent { raised = square(raised) }
      power = multiply(raised, power)
      exponent *= 2
      if (degree - 1) >> bit & 1 == 1 {
        power = multiply(square(power), a)
        exponent += 1
      }
    }
    return square(power)
  }

  /// a + a² + a⁴ + … + a^(2^(m-1)), which is 0 or 1.
  public func trace(_ a: UInt64) -> UInt64 {
    var sum = a
    var power = a
    for _ in 1..<degree {
      power = square(power)
      sum ^= power
    }
    return sum
  }
}
