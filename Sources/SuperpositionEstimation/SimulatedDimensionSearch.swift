import Foundation
import SuperpositionCodes
import SuperpositionNumerics

/// What a search for the minimum dimension found.
public struct DimensionEstimate: Equatable, Sendable {
  /// d*(N, k; p), a real number, with its 95% interval.
  public let dimension: Estimate
  /// Codes decoded (simulation) or draws of the members evaluated (conditional), over all
  /// dimensions tried.
  public let trials: Int
  /// Decodings that did not converge.
  public let notConverged: Int

  /// A result.
  public init(dimension: Estimate, trials: Int, notConverged: Int = 0) {
    self.dimension = dimension
    self.trials = trials
    self.notConverged = notConverged
  }

  /// The larger distance from the estimate to an end of its interval, over the estimate.
  public var relativeHalfWidth: Double {
    max(dimension.high - dimension.value, dimension.value - dimension.low) / dimension.value
  }
}

/// A search for the minimum dimension that cannot succeed.
public enum DimensionSearchError: Error, Equatable, CustomStringConvertible {
  /// The target was not reached up to this dimension.
  case notReached(target: Double, dimension: Int)

  /// One line.
  public var description: String {
    switch self {
    case .notReached(let target, let dimension):
      "success probability \(target) is not reached up to d = \(dimension)"
    }
  }
}

/// The minimum dimension by simulation: an adaptive search that spends its trials near the
/// transition.
///
/// It brackets the crossing with a few trials, then works in rounds of fresh clusters, each decoded
/// at two dimensions just below and just above the current estimate (nested, so one dictionary and
/// the same codes serve both), and fits a probit curve in ln d to all rounds. Clusters take turns
/// over consecutive dimensions, two or the decoder's period, so that the crossing is that of the
/// trend where integer correlations make a sawtooth. It ends when
/// the interval is as narrow as asked, or when the trials are spent.
public struct SimulatedDimensionSearch: Sendable {
  /// Trials of one cluster at one dimension.
  typealias Counter =
    @Sendable (
      _ clusters: Range<Int>, _ dimensions: @escaping @Sendable (_ cluster: Int) -> [Int]
    ) async throws -> [[Tally]]

  /// What one cluster gave at one dimension.
  struct Tally: Sendable {
    let dimension: Int
    let trials: Int
    let successes: Int
    let notConverged: Int
  }

  /// p, in (0, 1).
  public let target: Double
  /// The relative half-width of the interval at which the search ends.
  public let precision: Double
  /// The most codes to decode.
  public let trialLimit: Int
  /// Where to begin.
  public let guess: Double

  /// A search.
  public init(target: Double, precision: Double, trialLimit: Int, guess: Double) {
    precondition(target > 0 && target < 1 && precision > 0 && trialLimit >= 1)
    self.target = target
    self.precision = precision
    self.trialLimit = trialLimit
    self.guess = guess
  }

  /// The largest dimension that a search from `guess` tries: a decoder that fails at 32 times the
  /// expected dimension is taken never to succeed.
  static func largestDimension(guess: Double) -> Int {
    max(1 << 10, Int(min(32 * guess, 0x1p30)))
  }

  private var largestDimension: Int { Self.largestDimension(guess: guess) }

  /// Searches with the trials of a simulation.
  ///
  /// - Throws: `DimensionSearchError`, and what decoding throws.
  public func run(_ simulation: Simulation, workers: Int = 1) async throws -> DimensionEstimate {
    let period = simulation.setting.noisePower > 0 ? 1 : simulation.decoder.dimensionPeriod
    return try await run(period: max(2, period)) { clusters, dimensions in
      var tallies: [[Tally]] = []
      for cluster in clusters {
        try Task.checkCancellation()
        let tried = dimensions(cluster)
        let outcomes = try await simulation.outcomes(
          cluster: cluster, dimensions: tried, workers: workers)
        tallies.append(
          zip(tried, outcomes).map { dimension, outcomes in
            Tally(
              dimension: dimension, trials: outcomes.count,
              successes: outcomes.count { $0.success },
              notConverged: outcomes.count { !$0.converged })
          })
      }
      return tallies
    }
  }

  /// The search itself, on any source of trials.
  ///
  /// - Parameter period: over how many consecutive dimensions clusters take turns.
  func run(period: Int = 2, _ count: Counter) async throws -> DimensionEstimate {
    var totals = Totals()
    let quantile = try NormalDistribution.quantile(target)
    guard let bracket = try await bracket(count, &totals) else {
      return DimensionEstimate(
        dimension: Estimate(value: 1, low: 1, high: 1), trials: totals.trials,
        notConverged: totals.notConverged)
    }
    var centre = bracket.estimate
    var rate = bracket.rate
    // The curve is a straight probit line only nearby: finer intervals need closer dimensions.
    let offset = min(0.4, max(0.1, 0.4 * (precision / 0.01).squareRoot()))
    var counts: [ProbitFit.Count] = []
    var nextRound = max(1, min(4, affordableClusters(after: totals)))
    var best: Estimate?
    while true {
      let spread = offset / rate
      let dimensions = Self.design(centre: centre, spread: spread, period: period)
      let first = totals.clusters
      let tallies = try await count(first..<first + nextRound) { cluster in
        dimensions.map { $0 + cluster % period }
      }
      for (position, tally) in tallies.enumerated() {
        totals.add(tally)
        counts += tally.map { ProbitFit.Count($0, cluster: first + position) }
      }
      var growth = 2.0
      // The bracket's trials lie too far out for a long search, but tell a short one the slope.
      let isShort = counts.count < 2 * Self.fewestClusters
      let fitted = isShort ? bracket.counts + counts : counts
      if let fit = ProbitFit(fitted, centre: centre, slopeGuess: rate) {
        let estimate = try fit.crossing(quantile: quantile)
        // One round cannot move the search further than the data reach.
        let step = 1.5 / rate
        centre = min(max(estimate.value, centre * exp(-step)), centre * exp(step))
        rate = min(max(fit.rate, rate / 2), rate * 2)
        best = estimate
        let half = log(estimate.high / estimate.value)
        growth = (half / log1p(precision)) * (half / log1p(precision))
        let settled = counts.count >= 2 * Self.fewestClusters
        if settled && growth <= 1 { break }
      }
      let clustersSoFar = tallies.isEmpty ? 0 : counts.count / 2
      if totals.trials >= trialLimit { break }
      let wanted = Double(clustersSoFar) * (min(2.2, max(1.1, growth * 1.05)) - 1)
      nextRound = max(
        1, min(affordableClusters(after: totals), max(4, Int(wanted.rounded(.up)))))
    }
    guard let best, best.value.isFinite, best.high.isFinite else {
      throw DimensionSearchError.notReached(target: target, dimension: Int(centre))
    }
    return DimensionEstimate(
      dimension: best.atLeast(1), trials: totals.trials, notConverged: totals.notConverged)
  }

  private func affordableClusters(after totals: Totals) -> Int {
    (trialLimit - totals.trials) / (2 * Simulation.trialsPerDictionary)
  }

  /// The fewest clusters on which a search may end by its precision: with fewer, stopping at a
  /// chance narrow interval would cost coverage.
  private static let fewestClusters = 32

  /// The two dimensions, at least one apart, at which the windows of a round begin.
  private static func design(centre: Double, spread: Double, period: Int) -> [Int] {
    let shift = Double(period - 1) / 2
    let low = max(1, Int((centre * exp(-spread) - shift).rounded()))
    let high = max(low + 1, Int((centre * exp(spread) - shift).rounded()))
    return [low, high]
  }

  private struct Totals {
    var trials = 0
    var notConverged = 0
    var clusters = 0

    mutating func add(_ tallies: [Tally]) {
      clusters += 1
      for tally in tallies {
        trials += tally.trials
        notConverged += tally.notConverged
      }
    }
  }

  /// Finds neighbouring dimensions of a geometric grid between which the success fraction of a few
  /// trials passes the target.
  ///
  /// - Returns: nil if d = 1 already reaches the target in all trials.
  private func bracket(
    _ count: Counter, _ totals: inout Totals
  ) async throws -> (estimate: Double, rate: Double, counts: [ProbitFit.Count])? {
    let clustersEach = 2
    var factor = 1.25
    var dimension = min(max(1, Int(guess.rounded())), largestDimension)
    var fractions: [Int: Double] = [:]
    var counts: [ProbitFit.Count] = []
    var below: Int?
    var above: Int?
    while true {
      let tried = dimension
      let first = totals.clusters
      let tallies = try await count(first..<first + clustersEach) { _ in [tried] }
      var successes = 0
      var trials = 0
      for (position, tally) in tallies.enumerated() {
        totals.add(tally)
        counts += tally.map { ProbitFit.Count($0, cluster: first + position) }
        successes += tally.reduce(0) { $0 + $1.successes }
        trials += tally.reduce(0) { $0 + $1.trials }
      }
      let fraction = Double(successes) / Double(max(1, trials))
      fractions[dimension] = fraction
      if fraction >= target {
        above = min(above ?? .max, dimension)
        if dimension == 1 { break }
      } else {
        below = max(below ?? 0, dimension)
        if dimension >= largestDimension {
          throw DimensionSearchError.notReached(target: target, dimension: dimension)
        }
      }
      if let below, let above, above > below,
        above - below <= 1 || Double(above) / Double(below) < 1.3
      {
        break
      }
      if let below, let above, above > below {
        // A wide bracket, from a poor guess: halve it.
        dimension = Int((Double(below) * Double(above)).squareRoot().rounded())
        if dimension <= below { dimension = below + 1 }
        if dimension >= above { dimension = above - 1 }
        continue
      }
      if below != nil && above != nil { break }
      let next = Double(dimension) * (above == nil ? factor : 1 / factor)
      dimension =
        above == nil
        ? min(largestDimension, max(dimension + 1, Int(next.rounded())))
        : max(1, min(dimension - 1, Int(next.rounded())))
      factor *= 1.25
    }
    if above == 1 && fractions[1] == 1 { return nil }
    let low = Double(below ?? 1)
    let high = Double(max(above ?? 1, (below ?? 1) + 1))
    // A rise of about two standard units over the bracket, as a start.
    return ((low * high).squareRoot(), max(3, 1.5 / log(high / low)), counts)
  }
}

extension ProbitFit.Count {
  fileprivate init(_ tally: SimulatedDimensionSearch.Tally, cluster: Int) {
    self.init(
      cluster: cluster, dimension: Double(tally.dimension), trials: Double(tally.trials),
      successes: Double(tally.successes))
  }
}
