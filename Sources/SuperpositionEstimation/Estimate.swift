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

  /// The exact interval of a proportion (Clopper and Pearson 1934, Biometrika 26), by beta
  /// quantiles, which also takes fractional counts; less than a thousandth of a success or of a
  /// failure counts as none.
  public static func clopperPearson(
    successes: Double, trials: Double, value: Double, confidence: Double
  ) throws -> Estimate {
    let tail = (1 - confidence) / 2
    let failures = trials - successes
    let low =
      successes < 1e-3 ? 0 : try BetaDistribution(a: successes, b: failures + 1).quantile(tail)
    let high =
      failures < 1e-3 ? 1 : try BetaDistribution(a: successes + 1, b: failures).quantile(1 - tail)
    return Estimate(value: value, low: min(low, value), high: max(high, value))
  }
}
