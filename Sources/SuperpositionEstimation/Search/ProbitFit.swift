import Foundation
import SuperpositionNumerics

/// A success curve P(d) = Φ(a + b·ln d) fitted to clustered counts by maximum likelihood, with a
/// covariance that allows for clusters (the sandwich of Liang and Zeger 1986, Biometrika 73).
struct ProbitFit {
  /// Trials and successes of one cluster at one dimension.
  struct Count {
    let cluster: Int
    let dimension: Double
    let trials: Double
    let successes: Double
  }

  /// a at the centre of the data and b.
  private let level: Double
  private let slope: Double
  private let centre: Double
  private let covariance: (Double, Double, Double)
  private let clusterCount: Int

  /// Fits counts around `centre`.
  ///
  /// - Returns: nil if the data do not determine a rising curve.
  init?(_ counts: [Count], centre dimension: Double, slopeGuess: Double) {
    centre = log(dimension)
    var level = 0.0
    var slope = slopeGuess
    // A weak prior on ln b keeps data that a step would separate from sending b to infinity.
    let priorPrecision = 0.5
    for iteration in 0..<60 {
      var gradient = (0.0, priorPrecision * log(slopeGuess / slope) / slope)
      var information = (1e-9, 0.0, priorPrecision / (slope * slope))
      for count in counts {
        let x = log(count.dimension) - centre
        let (score, weight) = Self.score(count, z: level + slope * x)
        gradient.0 += score
        gradient.1 += score * x
        information.0 += weight
        information.1 += weight * x
        information.2 += weight * x * x
      }
      let determinant = information.0 * information.2 - information.1 * information.1
      guard determinant > 0 else { return nil }
      var step = (
        (information.2 * gradient.0 - information.1 * gradient.1) / determinant,
        (information.0 * gradient.1 - information.1 * gradient.0) / determinant
      )
      let limit = max(abs(step.0) / 1.5, abs(step.1) / (0.5 * slope))
      if limit > 1 { step = (step.0 / limit, step.1 / limit) }
      level += step.0
      slope += step.1
      guard level.isFinite, slope.isFinite, slope > 0 else { return nil }
      if abs(step.0) < 1e-10 && abs(step.1) < 1e-9 * slope { break }
      if iteration == 59 && limit > 0.01 { return nil }
    }
    self.level = level
    self.slope = slope

    var bread = (1e-9, 0.0, priorPrecision / (slope * slope))
    var scores: [Int: (Double, Double)] = [:]
    for count in counts {
      let x = log(count.dimension) - centre
      let (score, weight) = Self.score(count, z: level + slope * x)
      bread.0 += weight
      bread.1 += weight * x
      bread.2 += weight * x * x
      let sum = scores[count.cluster] ?? (0, 0)
      scores[count.cluster] = (sum.0 + score, sum.1 + score * x)
    }
    clusterCount = scores.count
    var meat = (0.0, 0.0, 0.0)
    // In ascending order, so that the sum is the same in every run.
    for cluster in scores.keys.sorted() {
      let score = scores[cluster] ?? (0, 0)
      meat.0 += score.0 * score.0
      meat.1 += score.0 * score.1
      meat.2 += score.1 * score.1
    }
    // Two parameters take the leverage 2/C of each of C clusters: the jackknife's correction, CR3
    // of Bell and McCaffrey (2002), Survey Methodology 28.
    let share = clusterCount > 2 ? Double(clusterCount) / Double(clusterCount - 2) : 1
    let correction = share * share
    let determinant = bread.0 * bread.2 - bread.1 * bread.1
    guard determinant > 0 else { return nil }
    let inverse = (bread.2 / determinant, -bread.1 / determinant, bread.0 / determinant)
    let left = (
      inverse.0 * meat.0 + inverse.1 * meat.1, inverse.0 * meat.1 + inverse.1 * meat.2,
      inverse.1 * meat.0 + inverse.2 * meat.1, inverse.1 * meat.1 + inverse.2 * meat.2
    )
    covariance = (
      correction * (left.0 * inverse.0 + left.1 * inverse.1),
      correction * (left.0 * inverse.1 + left.1 * inverse.2),
      correction * (left.2 * inverse.1 + left.3 * inverse.2)
    )
  }

  /// The derivative of the log-likelihood in z and its expected information.
  private static func score(_ count: Count, z: Double) -> (Double, Double) {
    let z = min(max(z, -8), 8)
    let density = NormalDistribution.density(z)
    let lower = NormalDistribution.cumulative(z)
    let upper = NormalDistribution.tail(z)
    let failures = count.trials - count.successes
    let score = density * (count.successes / lower - failures / upper)
    return (score, count.trials * density * density / (lower * upper))
  }

  /// b: how fast the probit of the success probability rises with ln d.
  var rate: Double { slope }

  /// The dimension at which the curve reaches Φ(`quantile`), with its interval in d.
  ///
  /// The interval is symmetric in ln d, by the delta method with Student's t.
  func crossing(quantile: Double, confidence: Double = 0.95) throws -> Estimate {
    let x = (quantile - level) / slope
    // d x = -(d level + x d slope) / slope.
    let variance =
      (covariance.0 + 2 * x * covariance.1 + x * x * covariance.2) / (slope * slope)
    let t = try StudentDistribution.quantile(
      (1 + confidence) / 2, degreesOfFreedom: Double(max(1, clusterCount - 2)))
    let half = t * max(variance, 0).squareRoot()
    return Estimate(
      value: exp(centre + x), low: exp(centre + x - half), high: exp(centre + x + half))
  }
}
