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
    add(cluster: outcomes.count, successes: outcomes.count { $0.success })
    for outcome in outcomes {
      membersFound += outcome.membersFound
      falseMembers += outcome.falseMembers
      notConverged += outcome.converged ? 0 : 1
    }
  }

  /// Counts the successes of one whole cluster, and nothing else of it.
  mutating func add(cluster trials: Int, successes: Int) {
    self.trials += trials
    self.successes += successes
    clusters += 1
    sumSquaredSuccesses += successes * successes
    sumSuccessTrials += successes * trials
    sumSquaredTrials += trials * trials
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

  /// What is held of the correlation of trials that share a dictionary before any is measured, and
  /// how many degrees of freedom that weighs: a design effect of 1.5 for clusters of 8.
  ///
  /// Half of the suite's published points have a measured effect below 1.002, nineteen in twenty
  /// one below 1.15; dictionaries so small that whole codewords coincide reach 2.6 (`topk` at N = 4,
  /// k = 1, d = 6). With this prior, intervals of 2, 4 and 8 clusters cover 98% and more where trials
  /// are independent, 99% in that small case, and 93% and more where the correlation is ¼. Taken as
  /// independent trials, the last two are 91% to 94% and 79% to 83%.
  static let prior = (correlation: 0.07, degrees: 4.0)

  /// The design effect: the variance of the success fraction between clusters over that of
  /// independent trials, measured and weighed with the prior by degrees of freedom; at least 1. The
  /// prior alone where there is one cluster, or no variation to measure it by.
  public var designEffect: Double { designEffect(coincidence: 0) }

  /// The design effect where two trials of one dictionary send the same code with the probability
  /// `coincidence` (`CodeSetting.coincidence`), which is the least that is held of their correlation.
  public func designEffect(coincidence: Double) -> Double {
    let total = Double(trials)
    let meanSize = Double(sumSquaredTrials) / total
    let expected = 1 + (meanSize - 1) * max(Self.prior.correlation, coincidence)
    guard clusters > 1, successes > 0, successes < trials else { return expected }
    let fraction = Double(successes) / total
    let squares =
      Double(sumSquaredSuccesses) - 2 * fraction * Double(sumSuccessTrials)
      + fraction * fraction * Double(sumSquaredTrials)
    let count = Double(clusters)
    let variance = count / (count - 1) * squares / (total * total)
    let measured = variance / (fraction * (1 - fraction) / total)
    return max(
      1, (Self.prior.degrees * expected + (count - 1) * measured) / degreesOfFreedom)
  }

  /// The success probability with the exact 95% interval (Clopper and Pearson 1934) of independent
  /// trials: those of one given dictionary, which is no sample of anything.
  ///
  /// - Precondition: `trials` ≥ 1.
  public func independentEstimate() throws -> Estimate {
    try Estimate.clopperPearson(
      successes: Double(successes), trials: Double(trials),
      value: Double(successes) / Double(trials), confidence: 0.95)
  }

  /// Degrees of freedom of the design effect.
  private var degreesOfFreedom: Double { Self.prior.degrees + Double(clusters - 1) }

  /// The success probability with its 95% interval, which allows for trials that share a
  /// dictionary.
  ///
  /// Korn and Graubard (1998), 'Confidence intervals for proportions with small expected number of
  /// positive counts estimated from survey data', Survey Methodology 24: the exact interval of
  /// Clopper and Pearson (1934) at the effective number of trials, which is the number over the
  /// design effect, shrunk by the squared ratio of t quantiles. The degrees of freedom of the design
  /// effect include the prior's, so that a handful of clusters has an interval worth reading.
  ///
  /// Trials that cannot differ within their cluster (`coincidence` 1: all codewords are sent) have the
  /// exact interval of the clusters.
  ///
  /// - Parameters:
  ///   - confidence: the probability with which the interval covers.
  ///   - coincidence: the probability that two trials of one dictionary send the same code.
  /// - Precondition: `trials` ≥ 1.
  public func successEstimate(
    confidence: Double = 0.95, coincidence: Double = 0
  ) throws -> Estimate {
    let fraction = Double(successes) / Double(trials)
    if coincidence == 1 {
      // Clusters of unequal sizes count by their sizes (Kish 1965, 'Survey sampling').
      let effective = Double(trials) * Double(trials) / Double(sumSquaredTrials)
      return try Estimate.clopperPearson(
        successes: fraction * effective, trials: effective, value: fraction, confidence: confidence)
    }
    var effective = Double(trials) / designEffect(coincidence: coincidence)
    if Double(trials - 1) > degreesOfFreedom {
      let tail = (1 - confidence) / 2
      let ratio =
        try StudentDistribution.quantile(1 - tail, degreesOfFreedom: Double(trials - 1))
        / StudentDistribution.quantile(1 - tail, degreesOfFreedom: degreesOfFreedom)
      effective *= ratio * ratio
    }
    return try Estimate.clopperPearson(
      successes: fraction * effective, trials: effective, value: fraction, confidence: confidence)
  }
}
