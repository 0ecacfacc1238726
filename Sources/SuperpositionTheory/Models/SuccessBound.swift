import SuperpositionNumerics

/// Where an upper bound on the success of all decoders, known at whole dimensions, reaches a target.
enum SuccessBound {
  /// Whether the bound says anything: whether one coordinate falls short of the target.
  static func saysSomething(
    target: Double, _ bound: (Int) throws(NumericsError) -> Double
  ) -> Bool {
    guard let first = try? bound(1) else { return false }
    return first < target
  }

  /// The dimension at which the bound reaches `target`, linear in probit between whole dimensions as
  /// d* itself is; 0 if the bound says nothing at d = 1 already.
  ///
  /// Interpolated in this way the bound's crossing never exceeds that of a success curve below it.
  ///
  /// - Parameters:
  ///   - target: p, strictly between 0 and 1.
  ///   - guess: where to begin to look, at least 0.
  ///   - step: the first step of the search, at least 1.
  ///   - bound: the bound at a dimension d ≥ 0, increasing but for rounding, reaching 1.
  static func crossing(
    target: Double, near guess: Double, step: Double,
    _ bound: (Int) throws(NumericsError) -> Double
  ) throws(NumericsError) -> Double {
    var high = max(1, Int(min(guess, 0x1p61)))
    var width = max(1, Int(min(step, 0x1p60)))
    var low = high
    var lowValue = try bound(high)
    var highValue = lowValue
    if lowValue < target {
      while highValue < target {
        guard high < 1 << 61 else { throw .noConvergence("the crossing of a bound") }
        (low, lowValue) = (high, highValue)
        high += min(width, 1 << 61 - high)
        width *= 2
        highValue = try bound(high)
      }
    } else {
      while lowValue >= target {
        if low == 0 { return 0 }
        (high, highValue) = (low, lowValue)
        low = max(0, low - width)
        width = min(2 * width, 1 << 60)
        lowValue = try bound(low)
      }
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      let value = try bound(middle)
      if value < target {
        (low, lowValue) = (middle, value)
      } else {
        (high, highValue) = (middle, value)
      }
    }
    if highValue >= 1 { return Double(low) }
    let below = try NormalDistribution.quantile(lowValue)
    let above = try NormalDistribution.quantile(highValue)
    let place = try NormalDistribution.quantile(target)
    // A success that is not to be told from 0.
    if !below.isFinite { return Double(low) }
    // Two bounds that differ by rounding alone.
    guard above > below else { return Double(high) }
    return Double(low) + min(1, max(0, (place - below) / (above - below)))
  }
}
