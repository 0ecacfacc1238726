import CSuperpositionKernels
import SuperpositionCodes

/// A polynomial over GF(2^m); coefficients in ascending order, the last of them not 0.
struct FieldPolynomial {
  let field: BinaryField
  private(set) var coefficients: [UInt64]

  /// The polynomial of these coefficients, zeros at the end left out.
  init(_ coefficients: [UInt64], over field: BinaryField) {
    self.field = field
    self.coefficients = coefficients
    trim()
  }

  /// The degree, -1 for 0.
  var degree: Int { coefficients.count - 1 }

  private mutating func trim() {
    while coefficients.last == 0 { coefficients.removeLast() }
  }

  /// Divides by the leading coefficient.
  mutating func makeMonic() {
    guard let leading = coefficients.last, leading != 1 else { return }
    let scale = field.inverse(leading)
    for index in coefficients.indices {
      coefficients[index] = field.multiply(coefficients[index], scale)
    }
  }

  /// The quotient by a monic polynomial; self becomes the remainder.
  ///
  /// - Complexity: O((deg self - deg divisor)·deg divisor).
  @discardableResult
  mutating func divide(byMonic divisor: FieldPolynomial) -> FieldPolynomial {
    let size = divisor.degree
    guard degree >= size else { return FieldPolynomial([], over: field) }
    var quotient = [UInt64](repeating: 0, count: degree - size + 1)
    let parameters = field.parameters
    coefficients.withUnsafeMutableBufferPointer { dividend in
      guard let dividend = dividend.baseAddress else { return }
      for shift in stride(from: quotient.count - 1, through: 0, by: -1) {
        let factor = dividend[shift + size]
        quotient[shift] = factor
        if factor != 0 {
          superpose_field_add_scaled(
            parameters, factor, divisor.coefficients, size, dividend + shift)
        }
      }
    }
    coefficients.removeLast(quotient.count)
    trim()
    return FieldPolynomial(quotient, over: field)
  }

  /// The monic greatest common divisor, by Euclid's algorithm.
  static func greatestCommonDivisor(
    _ first: FieldPolynomial, _ second: FieldPolynomial
  ) -> FieldPolynomial {
    var first = first
    var second = second
    while second.degree >= 0 {
      second.makeMonic()
      first.divide(byMonic: second)
      swap(&first, &second)
    }
    first.makeMonic()
    return first
  }

  /// The roots of a monic polynomial that is a product of distinct linear factors over the field;
  /// nil if it is none.
  ///
  /// Berlekamp (1970), 'Factoring polynomials over large finite fields', Mathematics of Computation
  /// 24: for each element b of a basis, the trace of b·x splits the roots into those where it is 0
  /// and those where it is 1.
  ///
  /// - Complexity: O(t²·m) products for degree t.
  var distinctRoots: [UInt64]? {
    guard degree > 0 else { return degree == 0 ? [] : nil }
    if degree == 1 { return [coefficients[0]] }
    guard let conjugates = conjugatesOfX() else { return nil }
    var roots: [UInt64] = []
    var factors = [self]
    for bit in 0..<field.degree where !factors.isEmpty {
      let trace = trace(of: 1 << UInt64(bit), conjugates: conjugates)
      var parts: [FieldPolynomial] = []
      for var factor in factors {
        var residue = trace
        residue.divide(byMonic: factor)
        let common = Self.greatestCommonDivisor(factor, residue)
        if common.degree == 0 || common.degree == factor.degree {
          parts.append(factor)
        } else {
          parts.append(factor.divide(byMonic: common))
          parts.append(common)
        }
      }
      roots += parts.filter { $0.degree == 1 }.map { $0.coefficients[0] }
      factors = parts.filter { $0.degree > 1 }
    }
    return factors.isEmpty ? roots : nil
  }

  /// x, x², x⁴, …, x^(2^(m-1)) modulo self, `degree` coefficients each; nil unless x^(2^m) is x
  /// again, which is so exactly where self is a product of distinct linear factors.
  private func conjugatesOfX() -> [UInt64]? {
    let size = degree
    let parameters = field.parameters
    // x^(2j) for those j whose double leaves the range, transposed: a row for each coefficient.
    let firstHigh = (size + 1) / 2
    let highCount = size - firstHigh
    var reductions = [UInt64](repeating: 0, count: size * highCount)
    var power = Array(coefficients.prefix(size))
    for exponent in size..<(2 * size - 1) {
      if exponent % 2 == 0 {
        for row in 0..<size {
          reductions[row * highCount + exponent / 2 - firstHigh] = power[row]
        }
      }
      let top = power.removeLast()
      power.insert(0, at: 0)
      superpose_field_add_scaled(parameters, top, coefficients, size, &power)
    }
    var conjugates: [UInt64] = []
    conjugates.reserveCapacity(size * field.degree)
    let x = (0..<size).map { UInt64($0 == 1 ? 1 : 0) }
    var current = x
    for _ in 0..<field.degree {
      conjugates += current
      let squares = current.map { field.square($0) }
      for row in 0..<size {
        var value = row % 2 == 0 ? squares[row / 2] : 0
        squares.withUnsafeBufferPointer { squares in
          reductions.withUnsafeBufferPointer { reductions in
            guard let squares = squares.baseAddress, let reductions = reductions.baseAddress
            else { return }
            value ^= superpose_field_dot(
              parameters, squares + firstHigh, reductions + row * highCount, highCount)
          }
        }
        current[row] = value
      }
    }
    return current == x ? conjugates : nil
  }

  /// The trace of scale·x modulo self.
  private func trace(of scale: UInt64, conjugates: [UInt64]) -> FieldPolynomial {
    let size = degree
    var sum = [UInt64](repeating: 0, count: size)
    var scale = scale
    conjugates.withUnsafeBufferPointer { conjugates in
      guard let conjugates = conjugates.baseAddress else { return }
      for number in 0..<field.degree {
        superpose_field_add_scaled(
          field.parameters, scale, conjugates + number * size, size, &sum)
        scale = field.square(scale)
      }
    }
    return FieldPolynomial(sum, over: field)
  }
}
