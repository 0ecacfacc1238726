import Foundation
import SuperpositionNumerics

/// Sums over draws of the conditional estimator; additive, so that batches can be made anywhere and
/// added in any order.
public struct ConditionalSums: Equatable, Sendable {
  /// Draws of the members.
  public var draws = 0
  /// Σ p_i.
  public var sum = 0.0
  /// Σ p_i².
  public var sumOfSquares = 0.0
  /// Σ of the variances that importance sampling adds to p_i.
  public var noiseVariance = 0.0
  /// Σ of the bounds on the bias of p_i.
  public var biasBound = 0.0
  /// Draws whose members alone make the decoder fail.
  public var memberFailures = 0
  /// Importance samples.
  public var samples = 0

  /// No draws.
  public init() {}

  /// Counts one draw.
  public mutating func add(_ draw: ConditionalDraw) {
    draws += 1
    sum += draw.probability
    sumOfSquares += draw.probability * draw.probability
    noiseVariance += draw.noiseVariance
    biasBound += draw.biasBound
    memberFailures += draw.membersSucceed ? 0 : 1
    samples += draw.samples
  }

  /// Adds the sums of other draws.
  public static func += (left: inout ConditionalSums, right: ConditionalSums) {
    left.draws += right.draws
    left.sum += right.sum
    left.sumOfSquares += right.sumOfSquares
    left.noiseVariance += right.noiseVariance
    left.biasBound += right.biasBound
    left.memberFailures += right.memberFailures
    left.samples += right.samples
  }

  /// The mean of p_i, within [0, 1].
  public var mean: Double {
    min(max(sum / Double(draws), 0), 1)
  }

  /// The variance of p_i between draws, noise included.
  public var variance: Double {
    guard draws > 1 else { return 0.25 }
    let count = Double(draws)
    return max(0, (sumOfSquares - sum * sum / count) / (count - 1))
  }

  /// How many equal draws would weigh as much as these, (Σp)²/Σp² (Kish 1965, 'Survey sampling').
  public var effectiveDraws: Double {
    sumOfSquares > 0 ? max(sum, 0) * max(sum, 0) / sumOfSquares : 0
  }

  /// Whether so few draws carry the sum that their spread says little of the mean.
  ///
  /// Rare success is the work of rare members, and the draws that matter most may be those not met.
  /// The interval from the spread covers 95% of log-normal draws (with means of 10⁻⁶ to 10⁻², of 200
  /// to 4,000) if `effectiveDraws` is beyond 4√n and falls to 80% at a third of it; draws within
  /// [0, 1] with a sum of 32 or more have a spread that is no worse than that of successes and failures.
  public var isHeavyTailed: Bool {
    Self.isHeavyTailed(draws: Double(draws), sum: sum, effectiveDraws: effectiveDraws)
  }

  /// The same of numbers that were kept: n, Σp and (Σp)²/Σp².
  public static func isHeavyTailed(draws: Double, sum: Double, effectiveDraws: Double) -> Bool {
    sum < min(32, 0.5 * draws) && effectiveDraws < 4 * draws.squareRoot()
  }

  /// The success probability with its interval.
  ///
  /// The interval of Korn and Graubard (1998, Survey Methodology 24), as for simulated clusters: that
  /// of Clopper and Pearson at the number of independent trials that would have this variance,
  /// n·P(1-P)/s², times the squared ratio of normal and t quantiles; it stays within [0, 1] and
  /// reduces to the exact binomial one when every p_i is 0 or 1. Below it allows for draws that fail
  /// by their members alone and have not been met, above likewise for a success among failures, and
  /// on both sides for the bias. Where the draws are heavy-tailed (`isHeavyTailed`) it reaches as far
  /// as the interval of n trials with the same sum of successes, which no law on [0, 1] with this mean
  /// spreads more than: a sum of such draws is less in convex order than the binomial one.
  ///
  /// - Precondition: `draws` ≥ 1.
  public func successEstimate(confidence: Double = 0.95) throws -> Estimate {
    let count = Double(draws)
    let mean = mean
    let tail = (1 - confidence) / 2
    let bias = biasBound / count
    // Without a member failure (or with nothing else) in n draws, its share may still be this.
    let unseen = 1 - pow(tail, 1 / count)
    let bernoulli = mean * (1 - mean)
    guard draws > 1, bernoulli > 1e-12 else {
      let share = bernoulli > 1e-12 ? mean : mean.rounded()
      return try Estimate.clopperPearson(
        successes: share * count, trials: count, value: mean, confidence: confidence)
    }
    let ratio =
      try NormalDistribution.quantile(1 - tail)
      / StudentDistribution.quantile(1 - tail, degreesOfFreedom: count - 1)
    let trials = count * bernoulli / variance * ratio * ratio
    // Draws without any spread have no interval.
    let estimate =
      trials.isFinite
      ? try Estimate.clopperPearson(
        successes: mean * trials, trials: trials, value: mean, confidence: confidence)
      : Estimate(value: mean, low: mean, high: mean)
    var low = estimate.low
    var high = estimate.high
    if memberFailures == 0 { low = min(low, mean * (1 - unseen)) }
    if memberFailures == draws { high = max(high, unseen) }
    if isHeavyTailed {
      let widest = try Estimate.clopperPearson(
        successes: mean * count, trials: count, value: mean, confidence: confidence)
      low = min(low, widest.low)
      high = max(high, widest.high)
    }
    return Estimate(value: mean, low: max(0, low - bias), high: min(1, high + bias))
  }
}
