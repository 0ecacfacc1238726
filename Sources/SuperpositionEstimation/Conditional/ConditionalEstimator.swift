import Foundation
import SuperpositionCodes
import SuperpositionDecoders

/// The success probability without a dictionary: conditional Monte Carlo on the member codewords.
///
/// The run of a `BarrierDecoder` up to its first mistake depends on the k members alone, and the
/// other N-k codewords are independent of them and of each other, so
/// P(success | members) = 1{members alone succeed}·(1 - q)^(N-k), with q the probability that one
/// fresh codeword clears any barrier of the run. N enters as an exponent only. One barrier without
/// noise (`threshold`, `topk`) has an exact q (`LatticeTail`); otherwise q is sampled
/// (`BarrierUnion`) and the power taken without bias (`FailurePower`).
public struct ConditionalEstimator: Sendable {
  /// The decoder.
  public let decoder: any BarrierDecoder
  /// What is sent: N up to 2^60, k, P; the Rademacher ensemble.
  public let setting: CodeSetting

  /// An estimator.
  ///
  /// - Throws: `ConditionalEstimatorError` for another ensemble than Rademacher or a law of coefficients
  ///   for which the decoder has no barriers.
  public init(
    decoder: any BarrierDecoder, setting: CodeSetting
  ) throws(ConditionalEstimatorError) {
    guard setting.ensemble == .rademacher else {
      throw .ensembleNotCovered(setting.ensemble)
    }
    guard decoder.hasBarriers(for: setting.coefficients) else {
      throw .coefficientsNotCovered(decoder: decoder.name, setting.coefficients)
    }
    self.decoder = decoder
    self.setting = setting
  }

  /// P(success | members) for draw number `index`: a pure function of (pointSeed, index,
  /// dimension).
  public func draw(
    _ index: Int, dimension: Int, pointSeed: Seed
  ) throws -> ConditionalDraw {
    try draws(index, dimensions: [dimension], pointSeed: pointSeed)[0]
  }

  /// Draw number `index` at several dimensions: truncations of the same members and noise, with the
  /// same tie priorities and the same uniform numbers for the samples, so that it varies little and
  /// smoothly from one dimension to the next.
  ///
  /// - Throws: what the decoder throws, and `DictionaryError` if k·d does not fit in memory.
  /// - Complexity: that of the decoder's barriers, once a dimension, and O(d + k·d/512) for each of
  ///   some hundred samples; independent of N.
  public func draws(
    _ index: Int, dimensions: [Int], pointSeed: Seed
  ) throws -> [ConditionalDraw] {
    let number = UInt64(index)
    let longest = dimensions.max() ?? 1
    let members = try RademacherDictionary(
      seed: pointSeed[.members, number], codewordCount: setting.sparsity, dimension: longest)
    let code = try code(of: members, seed: pointSeed[.members, number][.coefficients, number])
    let noise =
      setting.noisePower > 0
      ? GaussianChannel.noise(
        power: setting.noisePower, dimension: longest,
        // Not the stream of the simulation's trial of the same number: the two are independent.
        seed: pointSeed[.members, number][.noise, number]) : []
    let samplingSeed = pointSeed[.importanceSampling, number]
    var generator = CounterBasedGenerator(samplingSeed[.auxiliary, 0])
    // Priorities ascend with the members' index, since the lower index wins.
    let priorities = (0..<setting.sparsity).map { _ in generator.uniform() }.sorted()
    return try dimensions.map { dimension in
      let received = ReceivedCode(
        code.prefix(dimension), noise: noise, noisePower: setting.noisePower)
      return try draw(
        members: members.truncated(to: dimension), received: received, priorities: priorities,
        samplingSeed: samplingSeed)
    }
  }

  /// The sum of all members with their coefficients, exact integers where these are 1 or -1.
  private func code(
    of members: RademacherDictionary, seed: Seed
  ) throws -> ReceivedCode.Coordinates {
    let all = Support(0..<setting.sparsity)
    guard setting.coefficients != .one else { return try members.encode(Signal(all)) }
    let weights = setting.coefficients.coefficients(count: all.count, seed: seed)
    guard setting.coefficients.isContinuous else {
      return .integer(
        members.weightedSum(codewords: all.indices, weights: weights.map { Int32($0) }))
    }
    return try members.encode(Signal(all, coefficients: weights))
  }

  private func draw(
    members: RademacherDictionary, received: ReceivedCode, priorities: [Double],
    samplingSeed: Seed
  ) throws -> ConditionalDraw {
    let barriers = try decoder.barriers(
      members: members, received: received, coefficients: setting.coefficients,
      codewordCount: setting.codewordCount)
    guard let barriers else { return ConditionalDraw(probability: 0, membersSucceed: false) }
    let freshCount = Double(setting.codewordCount - setting.sparsity)
    guard freshCount > 0 else { return ConditionalDraw(probability: 1, membersSucceed: true) }

    if barriers.heights.count == 1, case .integer(let code) = received.coordinates {
      let expectation =
        freshCount
        * Self.singleTail(code, barriers: barriers, priorities: priorities)
      return ConditionalDraw(
        probability: exp(freshCount * log1p(-min(1, expectation / freshCount))),
        membersSucceed: true)
    }

    let logCount = log(freshCount)
    let upperBound = exp(min(0, logCount + BarrierUnion.logUpperBound(barriers)))
    guard upperBound > Self.negligible else {
      return ConditionalDraw(
        probability: 1 - upperBound / 2, membersSucceed: true, biasBound: upperBound / 2)
    }
    let union = BarrierUnion(
      members: members, received: received, isPlainSum: setting.coefficients == .one,
      barriers: barriers, priorities: priorities, seed: samplingSeed)
    return sample(
      union, barrierCount: barriers.heights.count, logCount: logCount, freshCount: freshCount)
  }

  /// (N-k)·q below this is not sampled: the union of Hoeffding's bounds proves it.
  static let negligible = 1e-6
  /// (N-k)·q above this in the pilot is a failure without further samples.
  static let hopeless = 40.0

  /// q of a single barrier of integers, exactly.
  private static func singleTail(
    _ code: [Int32], barriers: Barriers, priorities: [Double]
  ) -> Double {
    let height = barriers.heights[0]
    let tail = LatticeTail(code, height: barriers.isTwoSided ? abs(height) : height)
    // Both signs of the correlation count; 0 has but one.
    let sides = barriers.isTwoSided ? 2.0 : 1
    var probability = sides * exp(tail.logAbove)
    if case .priorityOfMember(let holders) = barriers.ties {
      probability += (height == 0 ? 1 : sides) * exp(tail.logAt) * priorities[holders[0]]
    }
    return min(1, probability)
  }

  /// A pilot batch for the guess of q and the effort, then batches enough for it.
  ///
  /// The number of samples depends on the pilot alone, which is not used again, so that the
  /// estimate is unbiased.
  private func sample(
    _ union: BarrierUnion, barrierCount: Int, logCount: Double, freshCount: Double
  ) -> ConditionalDraw {
    let pilot = Self.pilotBatches
    let pilotLogs = union.logEstimates(batches: 0..<pilot)
    let guess = pilotLogs.reduce(0) { $0 + exp(logCount + $1) } / Double(pilot)
    if guess > Self.hopeless {
      // The pilot would have to be four times too high for success to reach this.
      return ConditionalDraw(
        probability: 0, membersSucceed: true, biasBound: exp(-guess / 4),
        samples: pilot * BarrierUnion.batchSize)
    }
    let batches = batchCount(expectation: guess, barrierCount: barrierCount)
    let logs = union.logEstimates(batches: pilot..<pilot + batches)
    let power = FailurePower(
      expectations: logs.map { exp(logCount + $0) },
      guess: min(guess, 0.9 * freshCount), count: freshCount)
    return ConditionalDraw(
      probability: power.value, membersSucceed: true, noiseVariance: power.variance,
      biasBound: power.biasBound, samples: (pilot + batches) * BarrierUnion.batchSize)
  }

  static let pilotBatches = 4

  /// Batches of samples for a given (N-k)·q = λ.
  ///
  /// The noise of p = e^{-λ} is p·λ times the relative error of q. Between draws of the members ln λ
  /// varies with a variance of about 20/k for the pursuits (measured for k = 16 … 1024), and the
  /// squared relative error is kept below 0.14 of that, so that noise adds less than a tenth to the
  /// standard deviation between draws; or noise is kept below 0.02·(1-p) where that asks for less,
  /// which it does where p is nearly 0. The relative variance of one batch is taken as
  /// `batchVariance`, what is measured.
  private func batchCount(expectation: Double, barrierCount: Int) -> Int {
    let success = exp(-expectation)
    // A single barrier's draws differ in their height.
    let spread = barrierCount == 1 ? 0.5 : min(1, 20 / Double(setting.sparsity))
    let sensitivity = success * expectation
    let absolute = sensitivity > 0 ? 0.02 * (1 - success) / sensitivity : 1
    let allowed = max(0.14 * spread, absolute * absolute)
    // What an unbiased power needs: λ²ε² near 1 for its variance, and a degree well above the
    // distance from the pilot's guess for its remainder; see `FailurePower`.
    let reach = min(expectation, FailurePower.largestExpectation)
    let batches = max(
      Self.batchVariance * max(1 / allowed, reach * reach / 3), 8 + 4 * reach)
    return min(Int(batches.rounded(.up)), 320)
  }

  private static let batchVariance = 1.0
}

/// P(success | members) of one draw of the members.
public struct ConditionalDraw: Equatable, Sendable {
  /// The estimate: exact or unbiased (within `biasBound`), so its noise may carry it out of [0, 1].
  public let probability: Double
  /// Whether the decoder succeeds on the members alone.
  public let membersSucceed: Bool
  /// The estimated variance of `probability` for these very members: the noise of the importance
  /// sampling, 0 where q is exact.
  public let noiseVariance: Double
  /// The size of the bias of `probability` at most: proven where nothing was sampled, otherwise
  /// judged from the samples (see `FailurePower`).
  public let biasBound: Double
  /// Importance samples spent.
  public let samples: Int

  init(
    probability: Double, membersSucceed: Bool, noiseVariance: Double = 0, biasBound: Double = 0,
    samples: Int = 0
  ) {
    self.probability = probability
    self.membersSucceed = membersSucceed
    self.noiseVariance = noiseVariance
    self.biasBound = biasBound
    self.samples = samples
  }
}

/// A case that the conditional estimator does not cover.
public enum ConditionalEstimatorError: Error, Equatable, CustomStringConvertible {
  /// It rests on Rademacher codewords.
  case ensembleNotCovered(Ensemble)
  /// The decoder's barriers are those of other coefficients.
  case coefficientsNotCovered(decoder: String, CoefficientLaw)

  /// One line that says why, and what to use instead.
  public var description: String {
    switch self {
    case .ensembleNotCovered(let ensemble):
      "the conditional estimator rests on Rademacher codewords, not on the "
        + "\(ensemble.rawValue) ensemble; use --estimator simulate"
    case .coefficientsNotCovered(let decoder, let law):
      "the conditional estimator does not cover coefficients '\(law)' with decoder '\(decoder)'; use "
        + "--estimator simulate"
    }
  }
}
