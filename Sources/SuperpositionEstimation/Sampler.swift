import SuperpositionCodes
import SuperpositionDecoders

/// Sums over trials; additive, so that batches can be made anywhere and added in any order.
public protocol SuccessSums: Equatable, Sendable {
  /// No trials.
  init()
  /// Whole clusters of which only trials and successes are known.
  init(clusters: [(trials: Double, successes: Double)])
  /// Adds the sums of other clusters.
  static func += (left: inout Self, right: Self)
  /// Codes decoded, or draws of the members evaluated.
  var trialCount: Int { get }
  /// Successes, or the sum of the draws' success probabilities.
  var successCount: Double { get }
  /// Decodings that did not converge.
  var notConverged: Int { get }
}

/// A way to estimate success probabilities: a decoder with all that its trials take.
///
/// A decoder and simulation are one sampler (`Simulation`), a decoder and the conditional estimator
/// another (`ConditionalSampler`); plans and searches need not know which. (The idea is sinter's,
/// Gidney 2021.) What is sent, with the law of its coefficients, is the setting's.
public protocol Sampler<Sums>: Sendable {
  /// What its trials add up to.
  associatedtype Sums: SuccessSums
  /// The decoder.
  var decoder: any Decoder { get }
  /// What is sent.
  var setting: CodeSetting { get }
  /// Trials that share a dictionary: trial t belongs to the cluster t / `clusterSize`.
  static var clusterSize: Int { get }
  /// Makes trials at a dimension d ≥ 1: a pure function of the trial numbers and d, whatever
  /// `workers`, the number that may work at the same time.
  func run(trials: Range<Int>, dimension: Int, workers: Int) async throws -> Sums
  /// The same for whole clusters, one by one.
  func run(clusters: Range<Int>, dimension: Int, workers: Int) async throws -> [Sums]
  /// The success probability with its 95% interval.
  func successEstimate(_ sums: Sums) throws -> Estimate
  /// d*(N, k; p), with an interval as narrow as the goal asks if its trials allow.
  ///
  /// - Throws: `DimensionSearchError`, and what the trials throw.
  func minimumDimension(_ goal: SearchGoal, workers: Int) async throws -> DimensionEstimate
}

extension SimulationSums: SuccessSums {
  public init(clusters: [(trials: Double, successes: Double)]) {
    self.init()
    for cluster in clusters { add(cluster: Int(cluster.trials), successes: Int(cluster.successes)) }
  }

  public var trialCount: Int { trials }
  public var successCount: Double { Double(successes) }
}

extension Simulation: Sampler {
  public static var clusterSize: Int { trialsPerDictionary }

  public func run(
    clusters: Range<Int>, dimension: Int, workers: Int
  ) async throws -> [SimulationSums] {
    var sums: [SimulationSums] = []
    for cluster in clusters {
      let first = cluster * Self.clusterSize
      sums.append(
        try await run(
          trials: first..<first + Self.clusterSize, dimension: dimension, workers: workers))
    }
    return sums
  }

  public func successEstimate(_ sums: SimulationSums) throws -> Estimate {
    guard setting.dictionary == nil else { return try sums.independentEstimate() }
    return try sums.successEstimate(coincidence: setting.coincidence)
  }

  public func minimumDimension(
    _ goal: SearchGoal, workers: Int
  ) async throws -> DimensionEstimate {
    try await SimulatedDimensionSearch(goal).run(self, workers: workers)
  }
}

extension ConditionalSums: SuccessSums {
  /// Draws of which only the success probability is known: those of probability 0 are taken to fail
  /// by their members.
  public init(clusters: [(trials: Double, successes: Double)]) {
    self.init()
    for draw in clusters {
      add(ConditionalDraw(probability: draw.successes, membersSucceed: draw.successes != 0))
    }
  }

  public var trialCount: Int { draws }
  public var successCount: Double { sum }
  public var notConverged: Int { 0 }
}

/// The draws of a conditional estimator, each a cluster of its own.
public struct ConditionalSampler: Sampler {
  /// The estimator.
  public let estimator: ConditionalEstimator
  /// The seed of the point.
  public let pointSeed: Seed

  /// A sampler.
  public init(_ estimator: ConditionalEstimator, pointSeed: Seed) {
    self.estimator = estimator
    self.pointSeed = pointSeed
  }

  public static var clusterSize: Int { 1 }
  public var decoder: any Decoder { estimator.decoder }
  public var setting: CodeSetting { estimator.setting }

  public func run(
    trials: Range<Int>, dimension: Int, workers: Int
  ) async throws -> ConditionalSums {
    var sums = ConditionalSums()
    for draw in try await run(clusters: trials, dimension: dimension, workers: workers) {
      sums += draw
    }
    return sums
  }

  public func run(
    clusters: Range<Int>, dimension: Int, workers: Int
  ) async throws -> [ConditionalSums] {
    try await concurrentMap(Array(clusters), workers: workers) { draw in
      try Task.checkCancellation()
      var sums = ConditionalSums()
      sums.add(try estimator.draw(draw, dimension: dimension, pointSeed: pointSeed))
      return sums
    }
  }

  public func successEstimate(_ sums: ConditionalSums) throws -> Estimate {
    try sums.successEstimate()
  }

  public func minimumDimension(
    _ goal: SearchGoal, workers: Int
  ) async throws -> DimensionEstimate {
    try await ConditionalDimensionSearch(goal)
      .run(estimator, pointSeed: pointSeed, workers: workers)
  }
}
