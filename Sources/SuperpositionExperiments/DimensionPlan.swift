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
      let estimator = Estimator(block.estimator, decoder: decoder, ensemble: point.ensemble)
      let unit = try unit(point, decoder: decoder, estimator: estimator, block: block)
      return Plan.Row(units: [unit]) { records in
        guard let record = records[0] else { return nil }
        return try fields(
          point, unit: unit, record: record, estimator: estimator, seed: block.seed)
      }
    }
  }

  private static func unit(
    _ point: GridPoint, decoder: any Decoder, estimator: Estimator, block: ExperimentBlock
  ) throws -> WorkUnit {
    let setting = point.setting
    let target = point.target ?? 0.5
    let guess = CostModel.dimensionGuess(decoder: decoder.name, setting: setting)
    let pointSeed = setting.seed(root: Seed(block.seed))
    let identity = UnitIdentity(
      kind: "dimension",
      fields: point.identityFields + [
        ("estimator", estimator.rawValue), ("trials", String(block.trials)),
        ("precision", NumberFormat.exact(block.precision)), ("seed", String(block.seed)),
      ])
    let trials = block.trials
    let precision = block.precision
    try point.checkSimulated(dimension: Int(guess))
    let simulation = try Simulation(decoder: decoder, setting: setting, pointSeed: pointSeed)
    let clusterSeconds = CostModel.clusterSeconds(
      decoder: decoder.name, setting: setting, dimension: guess)
    return WorkUnit(
      identity: identity,
      cost: clusterSeconds * (Double(trials) / Double(Simulation.trialsPerDictionary) + 10),
      // The bracket may go beyond the guess.
      memory: CostModel.simulationMemory(
        decoder: decoder, setting: setting, dimension: 1.5 * guess),
      isWide: CostModel.isWide(decoder: decoder, setting: setting, dimension: guess)
    ) { workers in
      let search = SimulatedDimensionSearch(
        target: target, precision: precision, trialLimit: trials, guess: guess)
      return try await record { try await search.run(simulation, workers: workers) }
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
      if point.noisePower == 0 {
        fraction = NumberFormat.real(entropy / Entropy.binomialBits(k) / value)
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
