import SuperpositionNumerics

/// A measured number with its interval.
public struct Estimate: Equatable, Sendable {
  /// The estimate.
  public let value: Double
  /// The lower end of the interval.
  public let low: Double
  /// The upper end.
  public let high: Double

  /// An estimate.
  public init(value: Double, low: Double, high: Double) {
    self.value = value
    self.low = low
    self.high = high
  }

  /// The estimate of 1 - x from that of x.
  var complement: Estimate { Estimate(value: 1 - value, low: 1 - high, high: 1 - low) }

  /// The same with none of the three below `bound`.
  func atLeast(_ bound: Double) -> Estimate {
    Estimate(value: max(value, bound), low: max(low, bound), high: max(high, bound))
  }

  /// The exact interval of a proportion (Clopper and Pearson 1934, Biometrika 26), by beta
  /// quantiles, which also takes fractional counts; less than a thousandth of a success or of a
  /// failure counts as none.
  public static func clopperPearson(
    successes: Double, trials: Double, value: Double, confidence: Double
  ) throws -> Estimate {
    let tail = (1 - confidence) / 2
    let failures = trials - successes
    if trials > 1e11 {
      let rarer = try poisson(min(successes, failures), tail: tail)
      let (low, high) = (rarer.low / trials, rarer.high / trials)
      return successes <= failures
        ? Estimate(value: value, low: min(low, value), high: max(high, value))
        : Estimate(value: value, low: min(1 - high, value), high: max(1 - low, value))
    }
    let low =
      successes < 1e-3 ? 0 : try BetaDistribution(a: successes, b: failures + 1).quantile(tail)
    let high =
      failures < 1e-3 ? 1 : try BetaDistribution(a: successes + 1, b: failures).quantile(1 - tail)
    return Estimate(value: value, low: min(low, value), high: max(high, value))
  }

  /// The exact interval of a Poisson mean (Garwood 1936, Biometrika 28), to which that of a
  /// proportion tends with ever more trials; normal for counts that are large themselves.
  private static func poisson(
    _ count: Double, tail: Double
  ) throws -> (low: Double, high: Double) {
    if count > 1e6 {
      let half = try NormalDistribution.quantile(1 - tail) * count.squareRoot()
      return (count - half, count + half)
    }
    let low =
      count < 1e-3
      ? 0 : try ChiSquaredDistribution.quantile(tail, degreesOfFreedom: 2 * count) / 2
    let high =
      try ChiSquaredDistribution.quantile(
        1 - tail, degreesOfFreedom: 2 * (count + 1)) / 2
    return (low, high)
  }
}
