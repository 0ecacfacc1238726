import Runs
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation
import SuperpositionTheory

/// Success probabilities: one row for each point, from batches of trials.
public struct SuccessQuestion: Question {
  public let name = "success"
  public let summary = "the success probability"
  public let needed: [[any AnyKey]] = [
    [Keys.decoder], [Keys.codewords], [Keys.sparsity, Keys.sparsityExponent],
    [Keys.dimension, Keys.dimensionsPerBit],
  ]
  public let optional: [any AnyKey] =
    [
      Keys.ensemble, Keys.noise, Keys.estimator, Keys.trials, Keys.seed, Keys.coefficients,
      Keys.supports,
    ] + Keys.dictionary
  public let compared: ComparedValue? = ComparedValue(column: "success", telling: 0.05...0.95)
  public var columns: [Inventory.Entry] { Self.table.entries() }
  public let starter = [
    Keys.codewords.name: "2^12", Keys.sparsity.name: "16", Keys.dimension.name: "90..190:+10",
  ]

  /// What a row is about.
  private struct Subject {
    let point: GridPoint
    let estimator: Estimator
    let seed: UInt64
    let trials: Int
    let success: Estimate
    /// What only one of the estimators has, by the column's name.
    let counts: [String: String]

    var sparsity: Int { point.sparsity ?? 1 }
    var dimension: Int { point.dimension ?? 1 }
    var entropy: Double { point.entropyBits }
  }

  private static let table: [Column<Subject>] =
    PointColumns.first([PointColumns.sparsity, PointColumns.dimension]) { ($0.point, $0.estimator) }
    + [
      PointColumns.trials { $0.trials },
      Column("success", "the probability that all k codewords are recovered") {
        NumberFormat.real($0.success.value)
      },
      Column("success_low", "the lower end of its 95% interval") {
        NumberFormat.real($0.success.low)
      },
      Column("success_high", "the upper end") { NumberFormat.real($0.success.high) },
      Column("entropy_bits", PointColumns.entropySummary) { NumberFormat.real($0.entropy) },
      Column("bits_per_dimension", "H(N, k)/d") {
        NumberFormat.real($0.entropy / Double($0.dimension))
      },
      Column("seed", "the seed") { String($0.seed) },
      count("members_found", "the fraction of members among the codewords returned"),
      count("false_members", "codewords returned that are no members, for each code"),
      count("not_converged", "trials in which the decoder gave up"),
      count("bias_bound", "how far the conditional estimate can be off beside its interval"),
      count("effective_draws", "how many equal draws would weigh as much, (sum p)^2/(sum p^2)"),
    ] + PointColumns.last.map { $0.of { $0.point } }

  private static func count(_ name: String, _ summary: String) -> Column<Subject> {
    Column(name, summary) { $0.counts[name] ?? "" }
  }

  /// The rows of a block.
  public func rows(of block: ExperimentBlock) throws -> [Plan.Row] {
    var unitCount = 0
    return try block.points().map { point in
      let row = try Self.row(point, block: block)
      unitCount += row.units.count
      guard unitCount <= Plan.largestUnitCount else { throw Plan.tooManyUnits }
      return row
    }
  }

  private static func row(_ point: GridPoint, block: ExperimentBlock) throws -> Plan.Row {
    let decoder = try point.makeDecoder()
    let dimension = point.dimension ?? 1
    let setting = point.setting
    let use = EstimatorUse(block.estimator, decoder: decoder, point: point)
    if use.estimator == .simulate { try point.checkSimulated(dimension: Double(dimension)) }
    let sampler = try use.sampler(
      decoder: decoder, setting: setting,
      pointSeed: setting.seed(root: Seed(block.seed), dimension: dimension))
    return try row(
      point, sampler: sampler, cost: use.cost(decoder, setting, dimension: Double(dimension)),
      estimator: use.estimator, block: block)
  }

  private static func row<S: RecordedSampler>(
    _ point: GridPoint, sampler: S, cost: SamplerCost, estimator: Estimator, block: ExperimentBlock
  ) throws -> Plan.Row {
    let dimension = point.dimension ?? 1
    let size = S.clusterSize * CostModel.batchSize(secondsEach: cost.clusterSeconds)
    let units = try batches(trials: block.trials, size: size).map { trials in
      WorkUnit(
        identity: identity(point, estimator: estimator, seed: block.seed, trials: trials),
        cost: cost.clusterSeconds * Double(trials.count) / Double(S.clusterSize),
        memory: cost.memory, isWide: cost.isWide
      ) { workers in
        try await ExperimentError.namingDictionaries {
          S.Sums.table.record(
            of: try await sampler.run(trials: trials, dimension: dimension, workers: workers))
        }
      }
    }
    return Plan.Row(units: units) { records in
      let sums = try S.Sums.table.total(of: records, by: units) { sums, unit throws(RecordFlaw) in
        let count = unit.identity["count"].flatMap { Int($0) } ?? 0
        try RecordFlaw.require(S.Sums.trialsName, sums.trialCount, in: count...count)
        try sums.check(in: point.setting)
      }
      guard sums.trialCount > 0 else { return nil }
      return try table.fields(
        of: Subject(
          point: point, estimator: estimator, seed: block.seed, trials: sums.trialCount,
          success: try sampler.successEstimate(sums),
          counts: sums.counts(in: point.setting)))
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
}
