import SuperpositionNumerics

/// Counts and sums over simulated trials; additive, so that batches can be made anywhere and added
/// in any order.
public struct SimulationSums: Equatable, Sendable {
  /// Codes decoded.
  public var trials = 0
  /// Exact recoveries.
  public var successes = 0
  /// Clusters (dictionaries).
  public var clusters = 0
  /// Σ_c s_c², s_c the successes of cluster c.
  public var sumSquaredSuccesses = 0
  /// Σ_c s_c n_c, n_c the trials of cluster c.
  public var sumSuccessTrials = 0
  /// Σ_c n_c².
  public var sumSquaredTrials = 0
  /// Members found, over all trials.
  public var membersFound = 0
  /// False members, over all trials.
  public var falseMembers = 0
  /// Trials whose decoder did not converge.
  public var notConverged = 0

  /// No trials.
  public init() {}

  /// Counts one whole cluster.
  public mutating func add(cluster outcomes: [TrialOutcome]) {
    let successes = outcomes.count { $0.success }
    trials += outcomes.count
    self.successes += successes
    clusters += 1
    sumSquaredSuccesses += successes * successes
    sumSuccessTrials += successes * outcomes.count
    sumSquaredTrials += outcomes.count * outcomes.count
    for outcome in outcomes {
      membersFound += outcome.membersFound
      falseMembers += outcome.falseMembers
      notConverged += outcome.converged ? 0 : 1
    }
  }

  /// Adds the sums of other clusters.
  public static func += (left: inout SimulationSums, right: SimulationSums) {
    left.trials += right.trials
    left.successes += right.successes
    left.clusters += right.clusters
    left.sumSquaredSuccesses += right.sumSquaredSuccesses
    left.sumSuccessTrials += right.sumSuccessTrials
    left.sumSquaredTrials += right.sumSquaredTrials
    left.membersFound += right.membersFound
    left.falseMembers += right.falseMembers
    left.notConverged += right.notConverged
  }

  /// The fewest clusters from which a design effect is estimated; with fewer the interval takes
  /// trials as independent.
  static let fewestClusters = 10

  /// The measured design effect: the variance of the success fraction between clusters over that
  /// of independent trials; at least 1, and 1 where it cannot be measured.
  public var designEffect: Double {
    guard clusters >= Self.fewestClusters, successes > 0, successes < trials else { return 1 }
    let fraction = Double(successes) / Double(trials)
    let squares =
      Double(sumSquaredSuccesses) - 2 * fraction * Double(sumSuccessTrials)
      + fraction * fraction * Double(sumSquaredTrials)
    let count = Double(clusters)
    let variance = count / (count - 1) * squares / (Double(trials) * Double(trials))
    return max(1, variance / (fraction * (1 - fraction) / Double(trials)))
  }

  /// The success probability with its 95% interval, which allows for trials that share a
  /// dictionary.
  ///
  /// Korn and Graubard (1998), 'Confidence intervals for proportions with small expected number of
  /// positive counts estimated from survey data', Survey Methodology 24: the exact interval of
  /// Clopper and Pearson (1934) at the effective number of trials, which is the number over the
  /// design effect, shrunk by the squared ratio of t quantiles.
  ///
  /// - Precondition: `trials` ≥ 1.
  public func successEstimate(confidence: Double = 0.95) throws -> Estimate {
    let fraction = Double(successes) / Double(trials)
    var effective = Double(trials) / designEffect
    if clusters >= Self.fewestClusters {
      let tail = (1 - confidence) / 2
      let ratio =
        try StudentDistribution.quantile(1 - tail, degreesOfFreedom: Double(trials - 1))
        / StudentDistribution.quantile(1 - tail, degreesOfFreedom: Double(clusters - 1))
      effective *= ratio * ratio
    }
    return try Estimate.clopperPearson(
      successes: fraction * effective, trials: effective, value: fraction, confidence: confidence)
  }
}
