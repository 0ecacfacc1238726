/// The binomial distribution: the number of successes in independent trials.
public struct BinomialDistribution: Sendable {
  /// The number of trials.
  public let trials: Int
  /// The probability of success of one trial.
  public let probability: Double

  /// The distribution of the number of successes in `trials` trials.
  ///
  /// - Throws: `NumericsError.domain` unless trials ≥ 0 and 0 ≤ probability ≤ 1.
  public init(trials: Int, probability: Double) throws(NumericsError) {
    guard trials >= 0, probability >= 0, probability <= 1 else {
      throw .domain("the binomial distribution")
    }
    self.trials = trials
    self.probability = probability
  }

  /// P(X ≤ successes), by the incomplete beta function.
  public func cumulative(_ successes: Int) throws(NumericsError) -> Double {
    if successes < 0 { return 0 }
    if successes >= trials { return 1 }
    let beta = try BetaDistribution(a: Double(successes) + 1, b: Double(trials - successes))
    return beta.tail(probability)
  }

  /// P(X ≥ successes).
  public func atLeast(_ successes: Int) throws(NumericsError) -> Double {
    if successes <= 0 { return 1 }
    if successes > trials { return 0 }
    let beta = try BetaDistribution(a: Double(successes), b: Double(trials - successes) + 1)
    return beta.cumulative(probability)
  }

  /// The exact two-sided confidence interval for a probability of success (Clopper and Pearson,
  /// Biometrika 26, 1934): it covers at least with the stated `confidence`.
  ///
  /// - Throws: `NumericsError.domain` unless 0 ≤ successes ≤ trials, trials ≥ 1 and the confidence
  ///   lies between 0 and 1.
  public static func confidenceInterval(
    successes: Int, trials: Int, confidence: Double = 0.95
  ) throws(NumericsError) -> ClosedRange<Double> {
    guard trials >= 1, successes >= 0, successes <= trials, confidence > 0, confidence < 1 else {
      throw .domain("the binomial confidence interval")
    }
    let tail = (1 - confidence) / 2
    let s = Double(successes)
    let f = Double(trials - successes)
    let lower = successes == 0 ? 0 : try BetaDistribution(a: s, b: f + 1).quantile(tail)
    let upper = successes == trials ? 1 : try BetaDistribution(a: s + 1, b: f).quantile(1 - tail)
    return min(lower, upper)...max(lower, upper)
  }
}
