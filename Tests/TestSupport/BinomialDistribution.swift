import SuperpositionNumerics

/// The binomial distribution: the number of successes in independent trials.
package struct BinomialDistribution: Sendable {
  /// The number of trials.
  package let trials: Int
  /// The probability of success of one trial.
  package let probability: Double

  /// The distribution of the number of successes in `trials` trials.
  ///
  /// - Throws: `NumericsError.domain` unless trials ≥ 0 and 0 ≤ probability ≤ 1.
  package init(trials: Int, probability: Double) throws(NumericsError) {
    guard trials >= 0, probability >= 0, probability <= 1 else {
      throw .domain("the binomial distribution")
    }
    self.trials = trials
    self.probability = probability
  }

  /// P(X ≤ successes), by the incomplete beta function.
  package func cumulative(_ successes: Int) throws(NumericsError) -> Double {
    if successes < 0 { return 0 }
    if successes >= trials { return 1 }
    let beta = try BetaDistribution(a: Double(successes) + 1, b: Double(trials - successes))
    return beta.tail(probability)
  }

  /// P(X ≥ successes).
  package func atLeast(_ successes: Int) throws(NumericsError) -> Double {
    if successes <= 0 { return 1 }
    if successes > trials { return 0 }
    let beta = try BetaDistribution(a: Double(successes), b: Double(trials - successes) + 1)
    return beta.cumulative(probability)
  }
}
