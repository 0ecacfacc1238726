import Runs
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation
import SuperpositionTheory

/// Success probabilities: one row for each point, from batches of trials.
enum SuccessPlan {
  /// The columns.
  static let header = [
    "decoder", "ensemble", "N", "k", "d", "noise", "estimator", "trials", "success", "success_low",
    "success_high", "entropy_bits", "bits_per_dimension", "seed", "members_found", "false_members",
    "not_converged", "bias_bound",
  ]

  /// The rows of a block.
  static func rows(_ block: ExperimentBlock) throws -> [Plan.Row] {
    var unitCount = 0
    return try block.points().map { point in
      let decoder = try point.makeDecoder()
      let row: Plan.Row
      switch EstimatorUse(block.estimator, decoder: decoder, ensemble: point.ensemble) {
      case .simulate: row = try simulated(point, decoder: decoder, block: block)
      case .conditional(let decoder):
        row = try conditional(point, decoder: decoder, block: block)
      }
      unitCount += row.units.count
      guard unitCount <= Plan.largestUnitCount else { throw Plan.tooManyUnits }
      return row
    }
  }

  /// The trial numbers of each batch: whole batches of `size`, the last as far as the trials go.
  private static func batches(trials: Int, size: Int) throws -> [Range<Int>] {
    guard trials / size < Plan.largestUnitCount else { throw Plan.tooManyUnits }
    return stride(from: 0, to: trials, by: size).map { $0..<min($0 + size, trials) }
  }

  private static func identity(
    _ point: GridPoint, estimator: Estimator, seed: UInt64, trials: Range<Int>
  ) -> UnitIdentity {
    UnitIdentity(
      kind: "success",
      fields: point.identityFields + [
        ("estimator", estimator.rawValue), ("seed", String(seed)),
        ("first", String(trials.lowerBound)), ("count", String(trials.count)),
      ])
  }

  /// The fields that do not depend on what was measured, up to and after the measured ones.
  private static func fields(
    _ point: GridPoint, estimator: Estimator, seed: UInt64, trials: Int, success: Estimate,
    trailing: [String]
  ) -> [String] {
    let dimension = point.dimension ?? 1
    let entropy = Entropy.entropyBits(
      codewords: point.codewordCount, sparsity: point.sparsity ?? 1)
    return [
      point.decoder ?? "", point.ensemble.rawValue, String(point.codewordCount),
      String(point.sparsity ?? 1), String(dimension), NumberFormat.exact(point.noisePower),
      estimator.rawValue, String(trials), NumberFormat.real(success.value),
      NumberFormat.real(success.low), NumberFormat.real(success.high), NumberFormat.real(entropy),
      NumberFormat.real(entropy / Double(dimension)), String(seed),
    ] + trailing
  }

  // MARK: Simulation

  private static func simulated(
    _ point: GridPoint, decoder: any Decoder, block: ExperimentBlock
  ) throws -> Plan.Row {
    let dimension = point.dimension ?? 1
    try point.checkSimulated(dimension: Double(dimension))
    let setting = point.setting
    let simulation = try Simulation(
      decoder: decoder, setting: setting,
      pointSeed: setting.seed(root: Seed(block.seed), dimension: dimension))
    let clusterSeconds = CostModel.clusterSeconds(
      decoder: decoder.name, setting: setting, dimension: Double(dimension))
    let size =
      Simulation.trialsPerDictionary * CostModel.batchSize(secondsEach: clusterSeconds)
    let memory = CostModel.simulationMemory(
      decoder: decoder, setting: setting, dimension: Double(dimension))
    let isWide = CostModel.isWide(
      decoder: decoder, setting: setting, dimension: Double(dimension))
    let units = try batches(trials: block.trials, size: size).map { trials in
      WorkUnit(
        identity: identity(point, estimator: .simulate, seed: block.seed, trials: trials),
        cost: clusterSeconds * Double(trials.count) / Double(Simulation.trialsPerDictionary),
        memory: memory, isWide: isWide
      ) { workers in
        try await simulation.run(trials: trials, dimension: dimension, workers: workers).record
      }
    }
    return Plan.Row(units: units) { records in
      var sums = SimulationSums()
      for (unit, record) in zip(units, records) {
        guard let record else { continue }
        guard let part = SimulationSums(record) else { throw damagedRecord(unit) }
        sums += part
      }
      guard sums.trials > 0 else { return nil }
      let trials = Double(sums.trials)
      return fields(
        point, estimator: .simulate, seed: block.seed, trials: sums.trials,
        success: try sums.successEstimate(),
        trailing: [
          NumberFormat.real(Double(sums.membersFound) / (trials * Double(setting.sparsity))),
          NumberFormat.real(Double(sums.falseMembers) / trials),
          String(sums.notConverged), "",
        ])
    }
  }

  // MARK: The conditional estimator

  private static func conditional(
    _ point: GridPoint, decoder: any BarrierDecoder, block: ExperimentBlock
  ) throws -> Plan.Row {
    let dimension = point.dimension ?? 1
    let setting = point.setting
    let estimator = try ConditionalEstimator(decoder: decoder, setting: setting)
    let pointSeed = setting.seed(root: Seed(block.seed), dimension: dimension)
    let drawSeconds = CostModel.drawSeconds(
      decoder: decoder.name, setting: setting, dimension: Double(dimension))
    let memory = CostModel.drawMemory(setting: setting, dimension: Double(dimension))
    let size = CostModel.batchSize(secondsEach: drawSeconds)
    let units = try batches(trials: block.trials, size: size).map { draws in
      WorkUnit(
        identity: identity(point, estimator: .conditional, seed: block.seed, trials: draws),
        cost: drawSeconds * Double(draws.count), memory: memory, isWide: false
      ) { _ in
        var sums = ConditionalSums()
        for draw in draws {
          try Task.checkCancellation()
          sums.add(try estimator.draw(draw, dimension: dimension, pointSeed: pointSeed))
        }
        return sums.record
      }
    }
    return Plan.Row(units: units) { records in
      var sums = ConditionalSums()
      for (unit, record) in zip(units, records) {
        guard let record else { continue }
        guard let part = ConditionalSums(record) else { throw damagedRecord(unit) }
        sums += part
      }
      guard sums.draws > 0 else { return nil }
      return fields(
        point, estimator: .conditional, seed: block.seed, trials: sums.draws,
        success: try sums.successEstimate(),
        trailing: ["", "", "", NumberFormat.real(sums.biasBound / Double(sums.draws))])
    }
  }
}
