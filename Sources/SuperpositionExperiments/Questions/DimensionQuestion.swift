import Runs
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation
import SuperpositionTheory

/// Minimum dimensions: one row, and one unit, for each point and target.
public struct DimensionQuestion: Question {
  public let name = "dimension"
  public let summary = "the minimum dimension at a target"
  public let needed: [[any AnyKey]] = [
    [Keys.decoder], [Keys.codewords], [Keys.sparsity, Keys.sparsityExponent],
  ]
  public let optional: [any AnyKey] = [
    Keys.ensemble, Keys.noise, Keys.target, Keys.estimator, Keys.trials, Keys.precision, Keys.seed,
    Keys.coefficients, Keys.supports,
  ]
  public let hasTargets = true
  public let compared: ComparedValue? = ComparedValue(column: "d", countsItsTrials: true)
  public var columns: [Inventory.Entry] { Self.table.entries() }

  /// What a row is about.
  private struct Subject {
    let point: GridPoint
    let estimator: Estimator
    let seed: UInt64
    /// What the search found; nil if no dimension reaches the target.
    let found: DimensionEstimate?

    var sparsity: Int { point.sparsity ?? 1 }
    var entropy: Double { point.entropyBits }

    /// A number of what was found.
    func text(_ number: (DimensionEstimate) -> Double?) -> String {
      NumberFormat.real(found.flatMap(number))
    }
  }

  private static let table: [Column<Subject>] =
    PointColumns.first([PointColumns.sparsity]) { ($0.point, $0.estimator) } + [
      PointColumns.target.of { $0.point },
      PointColumns.trials { $0.found?.trials },
      Column("d", "the minimum dimension, a real number") { $0.text { $0.dimension.value } },
      Column("d_low", "the lower end of its 95% interval") { $0.text { $0.dimension.low } },
      Column("d_high", "the upper end") { $0.text { $0.dimension.high } },
      Column("entropy_bits", PointColumns.entropySummary) { NumberFormat.real($0.entropy) },
      Column("bits_per_dimension", "H(N, k)/d") { row in
        row.text { row.entropy / $0.dimension.value }
      },
      Column("bits_per_dimension_low", "the lower end of its 95% interval") { row in
        row.text { row.entropy / $0.dimension.high }
      },
      Column("bits_per_dimension_high", "the upper end") { row in
        row.text { row.entropy / $0.dimension.low }
      },
      Column(
        "dimensions_per_bit", "d/H(N, k)",
        interval: ColumnInterval(low: "{d_low}/{entropy_bits}", high: "{d_high}/{entropy_bits}")
      ) { row in row.text { $0.dimension.value / row.entropy } },
      Column("seed", "the seed") { String($0.seed) },
      Column("fraction_of_limit", "counting_converse over d") { row in
        // The counting converse is that of sums of ±1 codewords, which are integers.
        guard row.point.ensemble == .rademacher, !row.point.coefficients.isContinuous,
          row.point.supports == .uniform
        else { return "" }
        let place = try TheoryPoint(
          codewords: row.point.codewordCount, sparsity: row.sparsity, noise: row.point.noisePower)
        return row.text { place.fractionOfLimit(at: $0.dimension.value) }
      },
      Column("not_converged", "trials in which the decoder gave up") { row in
        row.estimator == .simulate ? row.found.map { String($0.notConverged) } ?? "" : ""
      },
    ] + PointColumns.last.map { $0.of { $0.point } } + [
      Column(
        "fraction_of_bound",
        "counting_strong (staircase_counting_strong) at the row's target, over d"
      ) { row in
        // The converses are averages over dictionaries of signs.
        let kind = row.point.ensemble.kind
        guard kind == .rademacher || kind == .staircase, row.point.coefficients == .one,
          row.point.supports == .uniform
        else { return "" }
        let place = try TheoryPoint(
          codewords: row.point.codewordCount, sparsity: row.sparsity, noise: row.point.noisePower,
          target: row.point.target ?? 0.5, classes: row.point.ensemble.classes)
        return row.text {
          place.fractionOfBound(at: $0.dimension.value, isStaircase: kind == .staircase)
        }
      }
    ]

  /// The rows of a block.
  public func rows(of block: ExperimentBlock) throws -> [Plan.Row] {
    try block.points().map { point in
      let decoder = try point.makeDecoder()
      let use = EstimatorUse(block.estimator, decoder: decoder, point: point)
      let unit = try Self.unit(point, decoder: decoder, use: use, block: block)
      return Plan.Row(units: [unit]) { records in
        guard let record = records[0] else { return nil }
        return try Self.table.fields(
          of: Subject(
            point: point, estimator: use.estimator, seed: block.seed,
            found: try unit.reading { () throws(RecordFlaw) in
              try Self.found(record, limit: block.trials)
            }))
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
        target: target, coefficients: setting.coefficients)
    ).dimension
    let pointSeed = setting.seed(root: Seed(block.seed))
    let identity = UnitIdentity(
      kind: "dimension",
      fields: point.identityFields + [
        ("estimator", use.estimator.rawValue), ("trials", String(block.trials)),
        ("precision", NumberFormat.exact(block.precision)), ("seed", String(block.seed)),
      ])
    let goal = SearchGoal(
      target: target, precision: block.precision, trialLimit: block.trials, guess: guess)
    if use.estimator == .simulate { try point.checkSimulated(dimension: guess) }
    let sampler: any Sampler = try use.sampler(
      decoder: decoder, setting: setting, pointSeed: pointSeed)
    return WorkUnit(
      identity: identity,
      cost: use.searchSeconds(
        decoder, setting, dimension: guess, precision: block.precision, limit: block.trials),
      // The bracket may go beyond the guess.
      memory: use.cost(decoder, setting, dimension: 1.5 * guess).memory,
      isWide: use.cost(decoder, setting, dimension: guess).isWide
    ) { workers in
      try await record {
        try await sampler.minimumDimension(goal, workers: workers)
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

  /// What a search with a limit of trials recorded.
  private static func found(
    _ record: UnitRecord, limit: Int
  ) throws(RecordFlaw) -> DimensionEstimate? {
    guard try record.count("reached", in: 0...1) == 1 else { return nil }
    let (trials, stray) = try record.searched(limit: limit)
    let highest = 1e6 * Double(ExperimentBlock.largestDimension)
    return DimensionEstimate(
      dimension: try record.estimate("d", in: 1...highest, ends: 0.5...highest), trials: trials,
      notConverged: stray)
  }
}
