import SuperpositionCodes

/// A real vector rounded to 2^-53 of its largest magnitude (rounded up to a power of two), as digits
/// that the kernels take at full speed.
struct GridVector: BasisPursuitVector {
  /// The base of the digits; they lie within ±2^5, so six neighbours stay below 255.
  static let base = 64.0
  private static let digitBits: Int64 = 6
  private static let digitCount = 9

  /// The rounded vector, exactly what the digits say.
  let values: [Double]
  /// The unit of the last digit.
  let step: Double
  /// Digits, the highest first.
  let digits: [LookupTable]

  /// Rounds a vector of finite numbers.
  init(_ vector: [Double]) {
    let peak = vector.reduce(0) { max($0, abs($1)) }
    let step = max(peak.binade * 0x1p-52, 0x1p-900)
    var digits = [[Int16]](
      repeating: [Int16](repeating: 0, count: vector.count), count: Self.digitCount)
    var values = vector
    let half = Int64(1) << (Self.digitBits - 1)
    let mask = Int64(1) << Self.digitBits - 1
    for (entry, value) in vector.enumerated() {
      let rounded = (value / step).rounded()
      values[entry] = rounded * step
      var rest = Int64(rounded)
      for level in (1..<Self.digitCount).reversed() {
        let digit = (rest + half) & mask - half
        digits[level][entry] = Int16(digit)
        rest = (rest - digit) >> Self.digitBits
      }
      digits[0][entry] = Int16(rest)
    }
    self.values = values
    self.step = step
    self.digits = digits.map { LookupTable($0) }
  }
}
