import Foundation
import SuperpositionCodes
import SuperpositionNumerics

/// The minimum dimension by the conditional estimator: the root of the success curve averaged over
/// draws of the members.
///
/// Draw i is the same members, truncated, at every dimension (nested dimensions, common random
/// numbers), so the average of any fixed draws is nearly a smooth rising curve and has a root in
/// real d. A few draws bracket it; then growing numbers of draws are evaluated at two dimensions,
/// one on either side, whose averages are joined by a straight line in probit and ln d. The interval
/// comes from resampling the draws: the bootstrap-t (Efron and Tibshirani 1993, 'An introduction to
/// the bootstrap', section 12.5) of their influence on the crossing, since a few of them fail by
/// their members and make a skewed law. Where integer correlations make a sawtooth in d, each of the
/// two is a window of consecutive dimensions of its period; what is left of the sawtooth moves the
/// crossing by up to 0.15 dimensions, which the interval does not tell.
public struct ConditionalDimensionSearch: Sendable {
  /// p_i(d) for one draw at several dimensions.
  typealias Curve = @Sendable (_ index: Int, _ dimensions: [Int]) throws -> [Double]

  /// What is looked for.
  public let goal: SearchGoal

  /// A search.
  public init(_ goal: SearchGoal) { self.goal = goal }

  /// Searches with an estimator's draws, up to `workers` at a time; the result does not depend on
  /// `workers`.
  ///
  /// - Returns: the crossing; `trials` counts draws over all dimensions tried.
  /// - Throws: `DimensionSearchError`, and what the draws throw.
  public func run(
    _ estimator: ConditionalEstimator, pointSeed: Seed, workers: Int = 1
  ) async throws -> DimensionEstimate {
    try await run(
      period: estimator.setting.noisePower > 0 ? 1 : estimator.decoder.dimensionPeriod,
      resampling: pointSeed[.resampling, 0], workers: workers
    ) { index, dimensions in
      try estimator.draws(index, dimensions: dimensions, pointSeed: pointSeed)
        .map(\.probability)
    }
  }

  private var target: Double { goal.target }
  private var precision: Double { goal.precision }
  private var drawLimit: Int { goal.trialLimit }
  private var largestDimension: Int {
    SimulatedDimensionSearch.largestDimension(guess: goal.guess)
  }
  /// Above this dimension a sawtooth of a few steps is far below any precision.
  static let smoothDimension = 1 << 13

  /// The search itself, on any curve.
  func run(
    period: Int, resampling: Seed, workers: Int, _ curve: @escaping Curve
  ) async throws -> DimensionEstimate {
    let quantile = try NormalDistribution.quantile(target)
    var evaluations = Evaluations(period: period, workers: workers, curve: curve)
    let bracket = try await bracket(quantile: quantile, &evaluations)
    let integers = IntegerCrossing(
      target: target, precision: precision, largest: largestDimension, clusterSize: 1,
      fewestClusters: fewestDraws, period: period
    ) {
      try ConditionalSums(clusters: $0.map { ($0.trials, $0.successes) }).successEstimate()
    }
    guard var centre = bracket, !integers.covers(centre) else {
      return try await integers.estimate(
        from: bracket ?? 1, drawLimit: drawLimit, workers: workers, after: evaluations.count, curve)
    }
    var draws = min(Self.firstDraws, drawLimit)
    var nodes = nodes(around: centre, spread: spread, evaluations)
    // Windows move where the estimate leaves them; the limit only guards against endless motion.
    var moves = 0
    while true {
      let low = try await evaluations.values(at: nodes.low, draws: draws)
      let high = try await evaluations.values(at: nodes.high, draws: draws)
      let lowest = evaluations.centre(of: nodes.low)
      let highest = evaluations.centre(of: nodes.high)
      let line = ProbitLine(
        low: lowest, high: highest, target: target, quantile: quantile, draws: draws)
      var (estimate, effectiveDraws) = try line.estimate(low, high, seed: resampling)
      let isTooLow = high.reduce(0, +) < target * Double(draws)
      let isTooHigh = low.reduce(0, +) > target * Double(draws)
      let isAtOne = isTooHigh && nodes.low == 1
      estimate = estimate.atLeast(1)
      let isInside =
        isAtOne
        || estimate.value > lowest / (1 + spread) && estimate.value < highest * (1 + spread)
      // Far from the crossing both averages are nearly 0 or 1 and their slope means nothing: only
      // the direction counts, and a step of a tenth.
      centre = min(max(estimate.value, lowest / 1.1), highest * 1.1)
      if !isInside {
        if isTooLow { centre = max(centre, highest * (1 + spread)) }
        if isTooHigh { centre = min(centre, lowest / (1 + spread)) }
      }
      centre = min(max(centre, 1), Double(largestDimension))
      let result = DimensionEstimate(dimension: estimate, trials: evaluations.count)
      // Half a standard error of the spread more: a search that ends where the spread looks small by
      // chance would not cover.
      let excess =
        result.relativeHalfWidth * (1 + 0.5 / effectiveDraws.squareRoot()) / precision
      let isPrecise =
        excess <= 1 && draws >= fewestDraws && effectiveDraws >= Self.fewestEffectiveDraws
      if (isPrecise || draws == drawLimit) && isInside { return result }
      if !isInside {
        moves += 1
        guard moves <= Self.largestMoveCount else {
          throw DimensionSearchError.notReached(target: target, dimension: nodes.high)
        }
        // A curve with teeth can send close dimensions to and fro; ones farther apart see the trend.
        let width = min(max(spread, 0.05), spread * exp2(Double(moves / 8)))
        nodes = self.nodes(around: centre, spread: width, evaluations)
      }
      if !isPrecise {
        let wanted = Double(draws) * min(max(1.15 * excess * excess, 1.25), 4)
        draws = min(drawLimit, Int((wanted / 16).rounded(.up)) * 16)
      }
    }
  }

  private static let largestMoveCount = 60
  private static let firstDraws = 16
  private static let bracketingDraws = 4

  /// The fewest draws on which the search may end: at a target near 1 the average hangs on the rare
  /// draws whose members fail, and resampling cannot know of those that it has not seen.
  private var fewestDraws: Int { max(32, Int((4 / min(target, 1 - target)).rounded(.up))) }

  /// The fewest draws that must make up the spread, by (Σψ²)²/Σψ⁴ of their influences ψ: a third of
  /// all for a normal law, the number of failures where a few that fail outweigh the rest.
  private static let fewestEffectiveDraws = 16.0

  /// Half the distance between the two dimensions, relative: wide enough for a slope, narrow enough
  /// for a straight line.
  private var spread: Double { min(0.03, 2 * precision) }

  /// Where the windows on either side of `centre` begin.
  private func nodes(
    around centre: Double, spread: Double, _ evaluations: Evaluations
  ) -> (low: Int, high: Int) {
    let shift = evaluations.centre(of: Int(centre)) - Double(Int(centre))
    let low = max(1, Int((centre * (1 - spread) - shift).rounded(.down)))
    let high = max(low + 1, Int((centre * (1 + spread) - shift).rounded(.up)))
    return (low, high)
  }

  /// A first crossing, from few draws; nil if the target is reached at d = 1.
  private func bracket(
    quantile: Double, _ evaluations: inout Evaluations
  ) async throws -> Double? {
    let draws = Self.bracketingDraws
    func level(_ dimension: Int) async throws -> Double {
      let values = try await evaluations.values(at: dimension, draws: draws)
      let mean = values.reduce(0, +) / Double(draws)
      return try ProbitLine.probit(of: mean, target: target, draws: draws) - quantile
    }
    var low: (dimension: Int, level: Double)?
    var high: (dimension: Int, level: Double)?
    var dimension = min(max(1, Int(min(goal.guess, 1e9).rounded())), largestDimension)
    var factor = 1.2
    while low == nil || high == nil {
      let found = try await level(dimension)
      if found < 0 {
        low = (dimension, found)
        if high != nil { break }
        guard dimension < largestDimension else {
          throw DimensionSearchError.notReached(target: target, dimension: dimension)
        }
        dimension = min(
          largestDimension, max(dimension + 1, Int(Double(dimension) * factor)))
      } else {
        high = (dimension, found)
        if low != nil { break }
        guard dimension > 1 else { return nil }
        dimension = min(dimension - 1, max(1, Int(Double(dimension) / factor)))
      }
      factor = min(2, factor * 1.2)
    }
    guard var low, var high else { return nil }
    while high.dimension - low.dimension > 1
      && Double(high.dimension) > Double(low.dimension) * 1.1
    {
      let share = min(max(-low.level / (high.level - low.level), 0.2), 0.8)
      let ratio = Double(high.dimension) / Double(low.dimension)
      let between = Int((Double(low.dimension) * pow(ratio, share)).rounded())
      let middle = min(max(between, low.dimension + 1), high.dimension - 1)
      let found = try await level(middle)
      if found < 0 { low = (middle, found) } else { high = (middle, found) }
    }
    let share = -low.level / max(high.level - low.level, 1e-12)
    return Double(low.dimension)
      * pow(Double(high.dimension) / Double(low.dimension), min(max(share, 0), 1))
  }
}

extension IntegerCrossing {
  /// Searches on draws, at whole dimensions.
  fileprivate func estimate(
    from start: Double, drawLimit: Int, workers: Int, after evaluated: Int,
    _ curve: @escaping ConditionalDimensionSearch.Curve
  ) async throws -> DimensionEstimate {
    // The limit of this search is one of draws, whatever the number of dimensions.
    let found = try await run(from: Int(start), trialLimit: 3 * drawLimit) {
      dimension, draws, period in
      try await concurrentMap(Array(draws), workers: workers) { draw in
        try Task.checkCancellation()
        let tried = dimension + draw % period
        return Tally(point: tried, trials: 1, successes: try curve(draw, [tried])[0])
      }
    }
    return DimensionEstimate(dimension: found.crossing, trials: evaluated + found.trials)
  }
}

/// The draws evaluated so far, by dimension.
private struct Evaluations {
  let period: Int
  let workers: Int
  let curve: ConditionalDimensionSearch.Curve
  /// p_i averaged over the window that begins at a dimension, i = 0, 1, …
  private var values: [Int: [Double]] = [:]
  /// Draws evaluated, over all dimensions.
  private(set) var count = 0

  init(period: Int, workers: Int, curve: @escaping ConditionalDimensionSearch.Curve) {
    self.period = period
    self.workers = workers
    self.curve = curve
  }

  private func width(at dimension: Int) -> Int {
    dimension < ConditionalDimensionSearch.smoothDimension ? period : 1
  }

  /// The middle of the window that begins at `dimension`.
  func centre(of dimension: Int) -> Double {
    Double(dimension) + Double(width(at: dimension) - 1) / 2
  }

  /// p_i for the first `draws` draws.
  mutating func values(at dimension: Int, draws: Int) async throws -> [Double] {
    var known = values[dimension] ?? []
    if known.count < draws {
      let window = Array(dimension..<dimension + width(at: dimension))
      let fresh = try await concurrentMap(Array(known.count..<draws), workers: workers) {
        [curve] index in
        try Task.checkCancellation()
        return try curve(index, window).reduce(0, +) / Double(window.count)
      }
      known += fresh
      count += fresh.count * window.count
      values[dimension] = known
    }
    return Array(known[..<draws])
  }
}

/// The straight line in probit and ln d through the averages of the same draws at two dimensions.
private struct ProbitLine {
  private let low: Double
  private let width: Double
  private let target: Double
  private let quantile: Double
  private let draws: Int

  init(low: Double, high: Double, target: Double, quantile: Double, draws: Int) {
    self.low = log(low)
    width = log(high / low)
    self.target = target
    self.quantile = quantile
    self.draws = draws
  }

  /// Resamples of the draws.
  private static let resamples = 600
  /// The smallest slope that is believed: a curve that rises from 0.16 to 0.84 over a factor of e².
  private static let leastSlope = 1.0

  /// Φ⁻¹ of a mean of `draws` probabilities, kept finite, and on the mean's side of the target.
  static func probit(of mean: Double, target: Double, draws: Int) throws -> Double {
    let margin = min(0.25 / Double(draws), min(target, 1 - target) / 4)
    return try NormalDistribution.quantile(min(max(mean, margin), 1 - margin))
  }

  /// The crossing with the bootstrap-t interval of the draws, and how many of them make the spread.
  func estimate(
    _ low: [Double], _ high: [Double], seed: Seed
  ) throws -> (estimate: Estimate, effectiveDraws: Double) {
    let count = Double(draws)
    let means = (low.reduce(0, +) / count, high.reduce(0, +) / count)
    let levels = (
      try Self.probit(of: means.0, target: target, draws: draws),
      try Self.probit(of: means.1, target: target, draws: draws)
    )
    let slope = max((levels.1 - levels.0) / width, Self.leastSlope)
    // From the nearer of the two: with a doubtful slope, the other end would lever it.
    // Beyond both dimensions, or a crossing far above would seem to lie between them.
    let reach = max(1, 2 * width)
    let shift = min(max((quantile - levels.0) / slope, -reach), reach)
    let value = exp(self.low + shift)
    guard draws > 1 else {
      return (Estimate(value: value, low: value / M_E, high: value * M_E), 1)
    }
    // What one draw more adds to ln d, to first order.
    let share = min(max(shift / width, 0), 1)
    let factors = (
      (1 - share) / (slope * NormalDistribution.density(levels.0)),
      share / (slope * NormalDistribution.density(levels.1))
    )
    let influences = zip(low, high).map { low, high in
      factors.0 * (means.0 - low) + factors.1 * (means.1 - high)
    }
    let tails = try Self.studentisedTails(influences, seed: seed)
    let squares = influences.reduce(0) { $0 + $1 * $1 }
    let fourthPowers = influences.reduce(0) { $0 + $1 * $1 * $1 * $1 }
    return (
      Estimate(value: value, low: value * exp(tails.low), high: value * exp(tails.high)),
      fourthPowers > 0 ? squares * squares / fourthPowers : .infinity
    )
  }

  /// The bootstrap-t interval of the mean of values that add up to 0.
  ///
  /// Its quantiles are held between those of the normal law and three times those of Student's t: a
  /// resample of few values can have next to no spread.
  private static func studentisedTails(
    _ values: [Double], seed: Seed
  ) throws -> (low: Double, high: Double) {
    let count = values.count
    func error(sum: Double, squares: Double) -> Double {
      let mean = sum / Double(count)
      let variance = max(0, squares / Double(count) - mean * mean)
      return (variance / Double(count - 1)).squareRoot()
    }
    let own = error(sum: 0, squares: values.reduce(0) { $0 + $1 * $1 })
    guard own > 0 else { return (0, 0) }
    var generator = CounterBasedGenerator(seed)
    var statistics: [Double] = []
    for _ in 0..<resamples {
      var sum = 0.0
      var squares = 0.0
      values.withUnsafeBufferPointer { values in
        var bits: UInt64 = 0
        for draw in 0..<count {
          // Two positions from each 64 bits.
          bits = draw & 1 == 0 ? generator.next() : bits >> 32
          let value = values[Int(((bits & 0xFFFF_FFFF) * UInt64(count)) >> 32)]
          sum += value
          squares += value * value
        }
      }
      let error = error(sum: sum, squares: squares)
      statistics.append(sum / Double(count) / max(error, 1e-9 * own))
    }
    statistics.sort()
    let least = try NormalDistribution.quantile(0.975)
    let most = 3 * (try StudentDistribution.quantile(0.975, degreesOfFreedom: Double(count - 1)))
    let upper = SampleQuantile.value(0.975, of: statistics)
    let lower = -SampleQuantile.value(0.025, of: statistics)
    return (-own * min(max(upper, least), most), own * min(max(lower, least), most))
  }
}
