import Runs
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation
import SuperpositionTheory

/// The search for the maximum sparsity of one point, and for a file the one for its effective
/// dimension.
struct SparsitySearch {
  let point: GridPoint
  let decoder: any Decoder
  let use: EstimatorUse
  private let choice: ExperimentBlock.EstimatorChoice
  private let trials: Int
  private let precision: Double
  private let seed: UInt64

  init(_ point: GridPoint, block: ExperimentBlock) throws {
    self.point = point
    decoder = try point.makeDecoder()
    choice = block.estimator
    use = EstimatorUse(choice, decoder: decoder, point: point)
    trials = block.trials
    precision = block.precision
    seed = block.seed
    if use.estimator == .simulate {
      try point.checkSimulated(dimension: Double(point.dimension ?? 1))
    }
  }

  private var dimension: Int { point.dimension ?? 1 }
  private var target: Double { point.target ?? 0.5 }

  /// The unit of the search.
  var unit: WorkUnit {
    let guess = guess(dimension: Double(dimension))
    let setting = point.setting(sparsity: guess)
    let cost = use.cost(decoder, setting, dimension: Double(dimension))
    let seconds = use.searchSeconds(
      decoder, setting, dimension: Double(dimension), precision: precision, limit: trials)
    return WorkUnit(
      identity: UnitIdentity(
        kind: "sparsity",
        fields: point.identityFields + [
          ("estimator", use.estimator.rawValue), ("trials", String(trials)),
          ("precision", NumberFormat.exact(precision)), ("seed", String(seed)),
        ]),
      // The reference of a file takes a few searches more.
      cost: point.dictionary == nil ? seconds : 4 * seconds, memory: cost.memory,
      isWide: cost.isWide
    ) { [self] workers in
      try await ExperimentError.namingDictionaries {
        try await find(guess: Double(guess), workers: workers).record
      }
    }
  }

  /// The sparsity at which the decoder may be expected to reach the target: the inverse of the first
  /// guess of a dimension.
  private func guess(dimension: Double) -> Int {
    var (low, high) = (1, point.codewordCount)
    while low < high {
      let middle = low + (high - low + 1) / 2
      if guessedDimension(sparsity: middle) <= dimension { low = middle } else { high = middle - 1 }
    }
    return low
  }

  private func guessedDimension(sparsity: Int) -> Double {
    guard
      let place = try? TheoryPoint(
        codewords: point.codewordCount, sparsity: sparsity, noise: point.noisePower,
        target: target, coefficients: point.coefficients)
    else { return .infinity }
    return DimensionGuess(decoder: decoder.name, at: place).dimension
  }

  private func find(guess: Double, workers: Int) async throws -> SparsityFinding {
    var found = SparsityFinding()
    do {
      let estimate = try await search(point, use, guess: guess, workers: workers)
      found.estimate = estimate
      found.certain = estimate.certain
    } catch SparsitySearchError.noSparsity {
      return found
    } catch SparsitySearchError.everySparsity {
      found.certain = point.codewordCount
      return found
    }
    if let estimate = found.estimate, point.dictionary != nil {
      found.effectiveDimension = try await effectiveDimension(
        of: estimate.sparsity, workers: workers)
    }
    return found
  }

  private func search(
    _ point: GridPoint, _ use: EstimatorUse, guess: Double, workers: Int
  ) async throws -> SparsityEstimate {
    let search = MaximumSparsitySearch(
      SearchGoal(target: target, precision: precision, trialLimit: trials, guess: guess))
    let dimension = point.dimension ?? 1
    let pointSeed = point.setting(sparsity: 1)
      .sparsitySearchSeed(root: Seed(seed), dimension: dimension)
    let decoder = decoder
    switch use {
    case .simulate:
      return try await search.run(
        codewordCount: point.codewordCount, dimension: dimension, workers: workers
      ) { k in
        try Simulation(
          decoder: decoder, setting: point.setting(sparsity: k), pointSeed: pointSeed)
      }
    case .conditional(let decoder):
      return try await search.run(
        codewordCount: point.codewordCount, dimension: dimension, workers: workers
      ) { k in
        ConditionalSampler(
          try ConditionalEstimator(decoder: decoder, setting: point.setting(sparsity: k)),
          pointSeed: pointSeed)
      }
    }
  }

  /// The dimension at which Rademacher dictionaries of the same N have the same k*: ln k* is a smooth
  /// function of ln d, a straight line between two dimensions near the crossing.
  ///
  /// - Returns: nil if no two of a few dimensions tried have a k*.
  private func effectiveDimension(of sparsity: Estimate, workers: Int) async throws -> Estimate? {
    var reference = point
    reference.ensemble = .rademacher
    reference.dictionary = nil
    let use = EstimatorUse(choice, decoder: decoder, point: reference)
    var known = EffectiveDimension(of: sparsity)
    while let tried = known.next(
      first: guessedDimension(sparsity: max(1, Int(sparsity.value.rounded()))))
    {
      reference.dimension = tried
      let found = try? await search(reference, use, guess: sparsity.value, workers: workers)
      try Task.checkCancellation()
      known.add(found?.sparsity, at: tried)
    }
    return known.estimate
  }
}
