import Foundation
import SuperpositionNumerics

/// Where a rising success curve crosses a target, by measuring points on both sides: among the first
/// integers, where neighbours lie too far apart for a smooth curve to tell what is between them, and
/// wherever failures are too rare for one to be fitted.
///
/// Between the points measured, all integers where there are few, the curve is by definition linear in
/// probit. So the integers around the crossing
/// are measured, all on the same clusters, and the interval holds every crossing that the intervals
/// of their success probabilities allow: its ends are where the upper and where the lower limits,
/// joined in the same way, cross the target. There is nothing that the interpolation could be wrong
/// by, and an interval of no width takes a curve without any doubt.
struct IntegerCrossing: Sendable {
  /// Fresh trials of clusters at one point, or at as many as the period has, in turns.
  typealias Measurement =
    @Sendable (_ point: Int, _ clusters: Range<Int>, _ period: Int) async throws -> [Tally]

  let target: Double
  let precision: Double
  /// The last point.
  let largest: Int
  let clusterSize: Int
  /// The fewest clusters on which the search may end by its precision.
  let fewestClusters: Int
  /// A point is the average of so many that begin with it, and lies at their middle.
  var period: Int
  let interval: @Sendable ([Tally]) throws -> Estimate
  /// Whether every point has clusters of its own, and the limits at a point may rest on the trials of
  /// its neighbours too: the curve rises, so what is shown of the mean over points up to it holds at
  /// the last of them. Where failures are rare no point alone has trials enough to show much.
  var poolsNeighbours = false

  struct Found {
    let crossing: Estimate
    let trials: Int
    let notConverged: Int
    let measured: [(point: Int, success: Estimate)]
    let isPassedAtFirst: Bool
  }

  /// Whether a crossing near `point` is to be found here: a straight line in probit and logarithm
  /// differs from one in probit by up to 1/(8d²) of d between neighbours, which stays below a sixth of
  /// the precision beyond.
  func covers(_ point: Double) -> Bool {
    point < min(64, max(9, (1 / (1.2 * precision)).squareRoot()))
  }

  /// Searches around `start`.
  ///
  /// A crossing that lies before the middle of the first average, without doubt, is looked for among
  /// the integers that the average is of.
  func run(
    from start: Int, trialLimit: Int, _ measure: @escaping Measurement
  ) async throws -> Found {
    let found = try await search(from: start, trialLimit: trialLimit, measure)
    guard period > 1, let first = found.measured.first, first.point == 1,
      first.success.low >= target
    else { return found }
    var single = self
    single.period = 1
    let exact = try await single.search(
      from: 1, trialLimit: max(0, trialLimit - found.trials), measure)
    return Found(
      crossing: exact.crossing, trials: found.trials + exact.trials,
      notConverged: found.notConverged + exact.notConverged, measured: exact.measured,
      isPassedAtFirst: exact.isPassedAtFirst)
  }

  private func search(
    from start: Int, trialLimit: Int, _ measure: @escaping Measurement
  ) async throws -> Found {
    let level = try NormalDistribution.quantile(target)
    var points = Points(crossing: self, measure: measure)
    var cell = min(max(start, 1), largest)
    // Whole turns over the period.
    func clusters(_ count: Double) -> Int {
      max(1, Int((min(count, 1e9) / Double(period)).rounded(.up))) * period
    }
    // About six points share what there is.
    var count = clusters(
      min(max(2, Double(trialLimit / (6 * clusterSize))), Double(max(4, 32 / clusterSize))))
    while true {
      let window = try await window(around: cell, clusters: count, &points)
      let estimates = window.map { points.success(at: $0) }
      func crossing(_ probabilities: [Double]) throws -> Double {
        let levels = try probabilities.map { try Self.level($0, target: target) }
        return self.crossing(window: window, levels: levels, level: level)
      }
      let trials = Double(count * clusterSize)
      let margin = min(0.25 / trials, min(target, 1 - target) / 4)
      let fractions = poolsNeighbours ? Self.rising(estimates.map(\.value)) : estimates.map(\.value)
      let value = try crossing(fractions.map { min(max($0, margin), 1 - margin) })
      let low = try crossing(
        try window.indices.map { try points.upperLimit(at: window[$0...]) })
      let high = try crossing(
        try window.indices.map { try points.lowerLimit(at: window[...$0]) })
      let estimate = Estimate(value: value, low: min(value, low), high: max(value, high))
      cell = max(1, Int(value - Double(period - 1) / 2))
      let half = max(estimate.high - value, value - estimate.low) / value
      let excess = half / precision
      let isPrecise = excess <= 1 && count >= fewestClusters
      let wanted = Double(count) * min(max(1.1 * excess * excess, 1.3), 4)
      let cost = Double(min(window.count, 4) * clusterSize)
      let affordable = Double(count) + Double(trialLimit - points.trials) / cost
      let next = clusters(max(min(wanted, affordable), Double(count)))
      if isPrecise || Double(next) < 1.1 * Double(count) {
        return Found(
          crossing: estimate, trials: points.trials, notConverged: points.notConverged,
          measured: zip(window, estimates).map { ($0, $1) },
          isPassedAtFirst: window[0] == 1 && estimates[0].value >= target)
      }
      count = next
    }
  }

  /// The measured points from the last whose upper limit is below the target to the first whose lower
  /// limit reaches it, as far as the axis goes.
  private func window(
    around cell: Int, clusters: Int, _ points: inout Points
  ) async throws -> [Int] {
    var window = [cell]
    // Far out a fortieth of the way is as near as the next integer is among the first.
    let leastStep = max(1, cell / 40)
    var step = leastStep
    while window[0] > 1 {
      _ = try await points.measure(window[0], clusters: clusters)
      guard try points.upperLimit(at: window[...]) >= target else { break }
      window.insert(max(1, window[0] - step), at: 0)
      // Far from the crossing it takes no neighbours.
      if window.count > Self.neighbours { step *= 2 }
    }
    step = leastStep
    var last = cell
    var beyond = 0
    while true {
      let success = try await points.measure(last, clusters: clusters).value
      guard try points.lowerLimit(at: window[...]) < target else { break }
      guard last < largest else {
        if success < target {
          throw DimensionSearchError.notReached(target: target, dimension: last)
        }
        break
      }
      // So few trials that even without a failure they cannot show the target to be reached.
      if last > Self.farthest * max(cell, 4), success >= target { break }
      last = min(largest, last + step)
      window.append(last)
      // Only the lower limit lies there, and a side over several points puts it higher.
      beyond += success >= target ? 1 : 0
      if beyond > 2 || window.count > 2 * Self.neighbours { step *= 2 }
    }
    for point in window { _ = try await points.measure(point, clusters: clusters) }
    return window
  }

  /// The rising sequence that is nearest in squares: the mean of each stretch that falls (Ayer et al.
  /// 1955, Ann. Math. Stat. 26). The first of many noisy points to reach a height would come too early.
  static func rising(_ values: [Double]) -> [Double] {
    var stretches: [(sum: Double, count: Int)] = []
    for value in values {
      stretches.append((value, 1))
      while stretches.count > 1 {
        let last = stretches[stretches.count - 1]
        let before = stretches[stretches.count - 2]
        guard before.sum / Double(before.count) > last.sum / Double(last.count) else { break }
        stretches.removeLast(2)
        stretches.append((before.sum + last.sum, before.count + last.count))
      }
    }
    return stretches.flatMap { stretch in
      [Double](repeating: stretch.sum / Double(stretch.count), count: stretch.count)
    }
  }

  private static let neighbours = 8
  private static let farthest = 16

  /// Φ⁻¹ of a limit, finite.
  private static func level(_ probability: Double, target: Double) throws -> Double {
    let margin = min(1e-12, min(target, 1 - target) / 4)
    return try NormalDistribution.quantile(min(max(probability, margin), 1 - margin))
  }

  /// Where the polygon through `levels` first reaches `level`; with teeth averaged away, the middle of
  /// the first average may lie above it, and the first side is drawn on towards 1.
  private func crossing(window: [Int], levels: [Double], level: Double) -> Double {
    let middle = Double(period - 1) / 2
    guard let above = levels.firstIndex(where: { $0 >= level }) else {
      return Double(window[window.count - 1]) + middle
    }
    if above == 0 {
      guard period > 1, window.count > 1 else { return Double(window[0]) + middle }
      let slope = max((levels[1] - levels[0]) / Double(window[1] - window[0]), 0.05)
      return max(1, Double(window[0]) + middle - (levels[0] - level) / slope)
    }
    let share = (level - levels[above - 1]) / (levels[above] - levels[above - 1])
    let width = Double(window[above] - window[above - 1])
    return Double(window[above - 1]) + middle + share * width
  }

  /// The points measured so far.
  private struct Points {
    let crossing: IntegerCrossing
    let measure: Measurement
    private var tallies: [Int: [Tally]] = [:]
    private var clusters: [Int: Int] = [:]
    private var estimates: [Int: Estimate] = [:]
    private(set) var trials = 0
    private(set) var notConverged = 0

    init(crossing: IntegerCrossing, measure: @escaping Measurement) {
      self.crossing = crossing
      self.measure = measure
    }

    /// The success probability of a point from at least its first `count` clusters.
    mutating func measure(_ point: Int, clusters count: Int) async throws -> Estimate {
      let known = clusters[point] ?? 0
      if known < count {
        // Below 2^20 all points would share their clusters.
        let first = crossing.poolsNeighbours ? point << 20 : 0
        let fresh = try await measure(
          point, first + known..<first + count, crossing.period)
        trials += fresh.reduce(0) { $0 + Int($1.trials) }
        notConverged += fresh.reduce(0) { $0 + $1.notConverged }
        let all = (tallies[point] ?? []) + fresh
        tallies[point] = all
        clusters[point] = count
        estimates[point] = try crossing.interval(all)
      }
      return success(at: point)
    }

    /// A limit that the success probability at the first of some points is not above, by the
    /// interval of that point or the mean over its neighbours.
    func upperLimit(at window: ArraySlice<Int>) throws -> Double {
      try pools(window).map(\.high).min() ?? 1
    }

    /// A limit that the success probability at the last of some points is not below.
    func lowerLimit(at window: ArraySlice<Int>) throws -> Double {
      try pools(window.reversed()[...]).map(\.low).max() ?? 0
    }

    /// The intervals of the mean over the first, the first two, four, … points.
    private func pools(_ window: ArraySlice<Int>) throws -> [Estimate] {
      let known = window.prefix { tallies[$0] != nil }
      guard let first = known.first else { return [] }
      var pools = [success(at: first)]
      var size = 2
      while crossing.poolsNeighbours && size <= known.count {
        pools.append(try crossing.interval(known.prefix(size).flatMap { tallies[$0] ?? [] }))
        size *= 2
      }
      return pools
    }

    /// The success probability of a measured point.
    func success(at point: Int) -> Estimate {
      estimates[point] ?? Estimate(value: 0, low: 0, high: 1)
    }
  }
}
