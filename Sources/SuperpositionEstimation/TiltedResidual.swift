import Foundation

/// The exponential tilt of one barrier: s with K'(s) = h, K(s) = Σ ln cosh(s·r_l), and the tilted
/// law of each entry.
struct TiltedResidual {
  /// s ≥ 0.
  let tilt: Double
  /// K(s).
  let logMoment: Double
  /// P(f_l = -1)·2^32, as the kernels take it.
  let thresholds: [UInt32]

  /// A residual, in the form in which it is at hand.
  enum Residual {
    case integer([Int32])
    case real([Double])
  }

  /// s·r_l is kept below this: entries that nearly all of the tail agrees on.
  private static let largestProduct = 12.0

  /// Tilts towards ⟨f, r⟩ = `height` ≥ 0.
  ///
  /// - Complexity: O(d), and for integer residuals O(distinct magnitudes) for each Newton step.
  init(_ residual: Residual, height: Double) {
    switch residual {
    case .integer(let entries):
      let largest = Int(entries.reduce(0) { max($0, $1.magnitude) })
      var counts = [Double](repeating: 0, count: largest + 1)
      for entry in entries { counts[Int(entry.magnitude)] += 1 }
      let levels = counts.indices.dropFirst().filter { counts[$0] > 0 }
        .map { (value: Double($0), count: counts[$0]) }
      tilt = Self.solve(levels, height: height)
      logMoment = Self.logMoment(levels, tilt: tilt)
      // One threshold for each value from -largest to largest.
      let table = (-largest...largest).map { [tilt] in Self.threshold(tilt * Double($0)) }
      thresholds = entries.map { table[Int($0) + largest] }
    case .real(let entries):
      // Any s is right; moments stand in for the sums of Newton's steps.
      let magnitudes = entries.map(abs)
      let levels = Self.histogram(of: magnitudes)
      let largest = magnitudes.max() ?? 0
      let tilt = min(
        Self.solve(levels, height: height), Self.largestProduct / max(largest, 1e-300))
      self.tilt = tilt
      logMoment = magnitudes.reduce(0) { $0 + Self.logCosh(tilt * $1) }
      thresholds = entries.map { Self.threshold(tilt * $0) }
    }
  }

  private static func histogram(of magnitudes: [Double]) -> [(value: Double, count: Double)] {
    let bins = 64
    guard let largest = magnitudes.max(), largest > 0 else { return [] }
    var counts = [Double](repeating: 0, count: bins)
    let scale = Double(bins) / largest * (1 - 1e-12)
    for magnitude in magnitudes { counts[Int(magnitude * scale)] += 1 }
    return (0..<bins).filter { counts[$0] > 0 }
      .map { (value: (Double($0) + 0.5) / scale, count: counts[$0]) }
  }

  private static func solve(
    _ levels: [(value: Double, count: Double)], height: Double
  ) -> Double {
    let energy = levels.reduce(0) { $0 + $1.count * $1.value * $1.value }
    guard energy > 0, let largest = levels.last?.value else { return 0 }
    let limit = largestProduct / largest
    var lower = 0.0
    var upper = limit
    var s = min(height / energy, upper / 2)
    for _ in 0..<30 {
      var value = -height
      var slope = 0.0
      for level in levels {
        let tangent = tanh(s * level.value)
        value += level.count * level.value * tangent
        slope += level.count * level.value * level.value * (1 - tangent * tangent)
      }
      if value > 0 { upper = s } else { lower = s }
      var next = s - value / max(slope, 1e-300)
      if !(next > lower && next < upper) { next = (lower + upper) / 2 }
      if abs(next - s) <= 1e-3 * s { return next }
      s = next
    }
    return s
  }

  private static func logMoment(
    _ levels: [(value: Double, count: Double)], tilt: Double
  ) -> Double {
    levels.reduce(0) { $0 + $1.count * logCosh(tilt * $1.value) }
  }

  private static func logCosh(_ x: Double) -> Double {
    // The series serves nearly every entry of a long residual; its next term is below 1e-16 there.
    if x < 0.05 {
      let square = x * x
      return square
        * (0.5 + square
          * (-1.0 / 12 + square
            * (1.0 / 45 + square
              * (-17.0 / 2520
                + square * (31.0 / 14175)))))
    }
    return x + log1p(exp(-2 * x)) - M_LN2
  }

  private static func threshold(_ product: Double) -> UInt32 {
    let probability = 1 / (1 + exp(2 * product))
    return UInt32(min((probability * 0x1p32).rounded(), 0x1p32 - 1))
  }
}
