import Runs
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation
import SuperpositionTheory

/// Minimum dimensions: one row, and one unit, for each point and target.
enum DimensionPlan {
  /// The columns.
  static let header = [
    "decoder", "ensemble", "N", "k", "noise", "estimator", "target", "trials", "d", "d_low",
    "d_high", "entropy_bits", "bits_per_dimension", "bits_per_dimension_low",
    "bits_per_dimension_high", "dimensions_per_bit", "seed", "fraction_of_limit", "not_converged",
  ]

  /// The rows of a block.
  static func rows(_ block: ExperimentBlock) throws -> [Plan.Row] {
    try block.points().map { point in
      let decoder = try point.makeDecoder()
      let use = EstimatorUse(block.estimator, decoder: decoder, ensemble: point.ensemble)
      let unit = try unit(point, decoder: decoder, use: use, block: block)
      return Plan.Row(units: [unit]) { records in
        guard let record = records[0] else { return nil }
        return try fields(
          point, unit: unit, record: record, estimator: use.estimator, seed: block.seed)
      }
    }
  }

  private static func unit(
    _ point: GridPoint, decoder: any Decoder, use: EstimatorUse, block: ExperimentBlock
  ) throws -> WorkUnit {
    let setting = point.setting
    let target = point.target ?? 0.5
    let guess = try DimensionGuess(
      decoder: decoder.name,
      at: TheoryPoint(
        codewords: setting.codewordCount, sparsity: setting.sparsity, noise: setting.noisePower,
        target: target)
    ).dimension
    let pointSeed = setting.seed(root: Seed(block.seed))
    let identity = UnitIdentity(
      kind: "dimension",
      fields: point.identityFields + [
        ("estimator", use.estimator.rawValue), ("trials", String(block.trials)),
        ("precision", NumberFormat.exact(block.precision)), ("seed", String(block.seed)),
      ])
    let trials = block.trials
    let precision = block.precision
    switch use {
    case .simulate:
      try point.checkSimulated(dimension: guess)
      let simulation = try Simulation(decoder: decoder, setting: setting, pointSeed: pointSeed)
      return WorkUnit(
        identity: identity,
        cost: CostModel.simulatedSearchSeconds(
          decoder: decoder.name, setting: setting, dimension: guess, precision: precision,
          limit: trials),
        // The bracket may go beyond the guess.
        memory: CostModel.simulationMemory(
          decoder: decoder, setting: setting, dimension: 1.5 * guess),
        isWide: CostModel.isWide(decoder: decoder, setting: setting, dimension: guess)
      ) { workers in
        let search = SimulatedDimensionSearch(
          target: target, precision: precision, trialLimit: trials, guess: guess)
        return try await record { try await search.run(simulation, workers: workers) }
      }
    case .conditional(let decoder):
      let estimator = try ConditionalEstimator(decoder: decoder, setting: setting)
      return WorkUnit(
        identity: identity,
        cost: CostModel.conditionalSearchSeconds(
          decoder: decoder.name, setting: setting, dimension: guess, precision: precision,
          limit: trials),
        memory: CostModel.drawMemory(setting: setting, dimension: 1.5 * guess), isWide: false
      ) { workers in
        let search = ConditionalDimensionSearch(
          target: target, precision: precision, drawLimit: trials, guess: guess)
        return try await record {
          try await search.run(estimator, pointSeed: pointSeed, workers: workers)
        }
      }
    }
  }

  /// What a search found, as its unit records it; a target that no dimension reaches is a finding.
  private static func record(
    _ search: () async throws -> DimensionEstimate
  ) async throws -> UnitRecord {
    var record = UnitRecord()
    do {
      let found = try await search()
      record.append("reached", 1)
      record.append("trials", found.trials)
      record.append("d", found.dimension.value)
      record.append("d_low", found.dimension.low)
      record.append("d_high", found.dimension.high)
      record.append("not_converged", found.notConverged)
    } catch is DimensionSearchError {
      record.append("reached", 0)
    }
    return record
  }

  private static func fields(
    _ point: GridPoint, unit: WorkUnit, record: UnitRecord, estimator: Estimator, seed: UInt64
  ) throws -> [String] {
    let k = point.sparsity ?? 1
    let entropy = Entropy.entropyBits(codewords: point.codewordCount, sparsity: k)
    var trials = ""
    var measured = [String](repeating: "", count: 3)
    var rates = [String](repeating: "", count: 4)
    var fraction = ""
    var notConverged = ""
    switch record.integer("reached") {
    case 0: break
    case 1:
      guard let count = record.integer("trials"), let stray = record.integer("not_converged"),
        let value = record.real("d"), let low = record.real("d_low"),
        let high = record.real("d_high"), low > 0, low <= value, value <= high
      else { throw damagedRecord(unit) }
      trials = String(count)
      measured = [value, low, high].map(NumberFormat.real)
      rates = [entropy / value, entropy / high, entropy / low, value / entropy]
        .map(NumberFormat.real)
      // The counting converse is that of sums of ±1 codewords.
      if point.ensemble == .rademacher {
        fraction = NumberFormat.real(
          try TheoryPoint(codewords: point.codewordCount, sparsity: k, noise: point.noisePower)
            .fractionOfLimit(at: value))
      }
      notConverged = estimator == .simulate ? String(stray) : ""
    default: throw damagedRecord(unit)
    }
    return [
      point.decoder ?? "", point.ensemble.rawValue, String(point.codewordCount), String(k),
      NumberFormat.exact(point.noisePower), estimator.rawValue,
      NumberFormat.exact(point.target ?? 0.5), trials,
    ] + measured + [NumberFormat.real(entropy)] + rates + [String(seed), fraction, notConverged]
  }
}
