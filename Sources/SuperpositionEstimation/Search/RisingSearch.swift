import Foundation
import SuperpositionNumerics

/// What one cluster of trials gave at one point of an axis.
struct Tally: Sendable {
  /// The point.
  let point: Int
  /// Trials of the cluster; 1 for a draw of the conditional estimator.
  let trials: Double
  /// Successes, which for a draw is a probability.
  let successes: Double
  /// Decodings that did not converge.
  var notConverged = 0
}

/// Where a rising success curve on an axis of positive integers crosses a target: an adaptive search
/// that spends its trials near the transition.
///
/// It brackets the crossing with a few trials. A crossing among the first integers is found by
/// measuring them (`IntegerCrossing`), and so is one at a target that next to all trials or next to
/// none reach. Otherwise it works in rounds of fresh clusters, each decoded
/// at two points just below and just above the current estimate (nested, so one dictionary and
/// the same codes serve both), and fits a probit curve in the logarithm of the axis to all rounds.
/// Clusters take turns over consecutive points, two or the decoder's period, so that the crossing is
/// that of the trend where integer correlations make a sawtooth. It ends when the interval is as
/// narrow as asked, or when the trials are spent.
///
/// A curve that falls is searched by its failures, which rise.
struct RisingSearch: Sendable {
  /// Trials of clusters at the points that each is asked for.
  typealias Counter =
    @Sendable (
      _ clusters: Range<Int>, _ points: @escaping @Sendable (_ cluster: Int) -> [Int]
    ) async throws -> [[Tally]]

  /// What is looked for.
  let goal: SearchGoal
  /// The last point of the axis.
  let largest: Int
  /// Trials of a cluster.
  let clusterSize: Int
  /// Over how many consecutive points the curve is averaged, because it has teeth.
  var period = 1
  /// The interval of the success probability from the clusters of one point.
  let interval: @Sendable ([Tally]) throws -> Estimate

  private var target: Double { goal.target }
  private var precision: Double { goal.precision }
  private var trialLimit: Int { goal.trialLimit }

  /// What was found.
  struct Found: Sendable {
    let crossing: Estimate
    let trials: Int
    let notConverged: Int
    /// The points measured with their intervals, ascending, without those that were tried in passing.
    let measured: [(point: Int, success: Estimate)]
    /// Whether the target is passed at the first point already.
    let isPassedAtFirst: Bool
  }

  /// Searches.
  ///
  /// - Throws: `DimensionSearchError` if the target is not reached, and what the counter throws.
  func run(_ count: @escaping Counter) async throws -> Found {
    var totals = Totals()
    let quantile = try NormalDistribution.quantile(target)
    let integers = IntegerCrossing(
      target: target, precision: precision, largest: largest, clusterSize: clusterSize,
      fewestClusters: fewestClusters, period: period, interval: interval,
      poolsNeighbours: areFailuresRare)
    func crossing(from start: Double) async throws -> Found {
      let found = try await integers.run(
        from: Int(start), trialLimit: max(0, trialLimit - totals.trials)
      ) { point, clusters, period in
        try await count(clusters) { [point + $0 % period] }.flatMap { $0 }
      }
      return Found(
        crossing: found.crossing, trials: totals.trials + found.trials,
        notConverged: totals.notConverged + found.notConverged, measured: found.measured,
        isPassedAtFirst: found.isPassedAtFirst)
    }
    guard let bracket = try await bracket(count, &totals) else {
      return try await crossing(from: 1)
    }
    if integers.covers(bracket.estimate) || areFailuresRare {
      return try await crossing(from: bracket.estimate)
    }
    // Even a smooth curve is the trend of pairs.
    let turns = max(2, period)
    var centre = bracket.estimate
    var rate = bracket.rate
    // The curve is a straight probit line only nearby: finer intervals need closer dimensions.
    let offset = min(0.4, max(0.1, 0.4 * (precision / 0.01).squareRoot()))
    var counts: [ProbitFit.Count] = []
    var nextRound = max(1, min(32 / clusterSize, affordableClusters(after: totals)))
    var best: Estimate?
    var all: [Tally] = []
    while true {
      // A shallow curve is no straight line over the factor that its slope alone would ask for.
      let spread = min(offset / rate, largestSpread)
      let dimensions = Self.design(centre: centre, spread: spread, period: turns)
      let first = totals.clusters
      let tallies = try await count(first..<first + nextRound) { cluster in
        dimensions.map { $0 + cluster % turns }
      }
      for (position, tally) in tallies.enumerated() {
        totals.add(tally)
        counts += tally.map { ProbitFit.Count($0, cluster: first + position) }
        all += tally
      }
      var growth = 2.0
      // The bracket's trials lie too far out for a long search, but tell a short one the slope.
      let isShort = counts.count < 2 * fewestClusters
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
        let settled = counts.count >= 2 * clustersToSettle
        if settled && growth <= 1 { break }
      }
      let clustersSoFar = counts.count / 2
      if totals.trials >= trialLimit { break }
      let wanted = Double(clustersSoFar) * (min(2.2, max(1.1, growth * 1.05)) - 1)
      nextRound = max(
        1, min(affordableClusters(after: totals), max(4, Int(wanted.rounded(.up)))))
    }
    guard let best, best.value.isFinite, best.high.isFinite else {
      throw DimensionSearchError.notReached(target: target, dimension: Int(centre))
    }
    return Found(
      crossing: best.atLeast(1), trials: totals.trials, notConverged: totals.notConverged,
      measured: try measured(tallies: all), isPassedAtFirst: false)
  }

  /// The intervals of the points of `tallies` that were not left early: those with a quarter of the
  /// trials of the one with most.
  private func measured(tallies: [Tally]) throws -> [(point: Int, success: Estimate)] {
    let points = Dictionary(grouping: tallies, by: \.point)
    let most = points.values.map(\.count).max() ?? 0
    return try points.filter { 4 * $0.value.count >= most }.sorted { $0.key < $1.key }
      .map { ($0.key, try interval($0.value)) }
  }

  /// The largest distance of the two points from the crossing, in the logarithm of the axis. The
  /// shallow curve of `threshold` at N = k = 4 with noise 10 bends so that a line over ±s is 0.215·s²
  /// off, a sixth of the precision at this distance.
  private var largestSpread: Double { min(0.25, (0.75 * precision).squareRoot()) }

  /// Whether a fit has too few failures, or successes, to rest on: one through points at which all
  /// succeed would place a crossing below them, and be sure of it.
  private var areFailuresRare: Bool {
    let rarer = min(target, 1 - target)
    return rarer < 0.03 || Double(trialLimit) * rarer < 20
  }

  private func affordableClusters(after totals: Totals) -> Int {
    (trialLimit - totals.trials) / (2 * clusterSize)
  }

  /// The fewest clusters on which a search may end by its precision: with fewer, stopping at a
  /// chance narrow interval would cost coverage.
  private var fewestClusters: Int { max(32, 128 / clusterSize) }

  /// The same for a fitted curve, whose spread between clusters is less well known: ended at 32,
  /// 93.4% of 2,000 intervals covered (`mp` at N = 128, k = 4, target 0.9, precision 0.05).
  private var clustersToSettle: Int { max(64, 128 / clusterSize) }

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
        trials += Int(tally.trials)
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
    let clustersEach = max(2, 16 / clusterSize)
    var factor = 1.25
    var dimension = min(max(1, Int(goal.guess.rounded())), largest)
    var fractions: [Int: Double] = [:]
    var counts: [ProbitFit.Count] = []
    var below: Int?
    var above: Int?
    while true {
      let tried = dimension
      let first = totals.clusters
      let tallies = try await count(first..<first + clustersEach) { _ in [tried] }
      var successes = 0.0
      var trials = 0.0
      for (position, tally) in tallies.enumerated() {
        totals.add(tally)
        counts += tally.map { ProbitFit.Count($0, cluster: first + position) }
        successes += tally.reduce(0) { $0 + $1.successes }
        trials += tally.reduce(0) { $0 + $1.trials }
      }
      let fraction = successes / max(1, trials)
      fractions[dimension] = fraction
      if fraction >= target {
        above = min(above ?? .max, dimension)
        if dimension == 1 { break }
      } else {
        below = max(below ?? 0, dimension)
        if dimension >= largest {
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
        ? min(largest, max(dimension + 1, Int(next.rounded())))
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
  fileprivate init(_ tally: Tally, cluster: Int) {
    self.init(
      cluster: cluster, dimension: Double(tally.point), trials: tally.trials,
      successes: tally.successes)
  }
}
