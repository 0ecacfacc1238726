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
      let levels = EntryLevels(entries)
      tilt = Self.solve(levels, height: height)
      logMoment = levels.levels.reduce(0) { [tilt] in
        $0 + $1.count * Self.logCosh(tilt * $1.value)
      }
      let largest = Int(levels.levels.last?.value ?? 0)
      // One threshold for each value from -largest to largest.
      let table = (-largest...largest).map { [tilt] in Self.threshold(tilt * Double($0)) }
      thresholds = entries.map { table[Int($0) + largest] }
    case .real(let entries):
      // Any s is right; moments stand in for the sums of Newton's steps.
      let magnitudes = entries.map(abs)
      let levels = EntryLevels(binning: magnitudes)
      let largest = magnitudes.max() ?? 0
      let tilt = min(
        Self.solve(levels, height: height), Self.largestProduct / max(largest, 1e-300))
      self.tilt = tilt
      logMoment = magnitudes.reduce(0) { $0 + Self.logCosh(tilt * $1) }
      thresholds = entries.map { Self.threshold(tilt * $0) }
    }
  }

  /// Any s serves the sampling; a thousandth is near enough.
  private static func solve(_ levels: EntryLevels, height: Double) -> Double {
    let energy = levels.energy
    guard energy > 0, let largest = levels.levels.last?.value else { return 0 }
    let limit = largestProduct / largest
    return levels.tilt(
      towards: height, in: 0...limit, from: min(height / energy, limit / 2), tolerance: 1e-3)
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
