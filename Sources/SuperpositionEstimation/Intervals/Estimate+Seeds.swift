import SuperpositionNumerics

extension Estimate {
  /// The mean over seeds with its 95% interval: Student's t over the seeds' values. From one seed
  /// nothing is known of the others, and the interval is the value alone.
  ///
  /// - Precondition: `values` is not empty.
  public static func mean(overSeeds values: [Double]) throws -> Estimate {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    guard values.count > 1 else { return Estimate(value: mean, low: mean, high: mean) }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let half =
      try StudentDistribution.quantile(0.975, degreesOfFreedom: count - 1)
      * (squares / (count - 1) / count).squareRoot()
    return Estimate(value: mean, low: mean - half, high: mean + half)
  }

  /// A proportion over seeds with its 95% interval: that of the seeds' values, and at least the exact
  /// one of all trials, within which seeds that agree by chance may still be wrong together.
  ///
  /// - Parameters:
  ///   - fractions: one for each seed.
  ///   - trials: of each seed.
  public static func proportion(overSeeds fractions: [Double], trials: Double) throws -> Estimate {
    let seeds = try mean(overSeeds: fractions)
    let total = trials * Double(fractions.count)
    let counts = try clopperPearson(
      successes: seeds.value * total, trials: total, value: seeds.value, confidence: 0.95)
    return Estimate(
      value: seeds.value, low: max(0, min(seeds.low, counts.low)),
      high: min(1, max(seeds.high, counts.high)))
  }
}
