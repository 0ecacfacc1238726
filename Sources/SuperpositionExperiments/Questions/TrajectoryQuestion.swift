import Runs
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation
import SuperpositionTheory

/// Trajectories of message passing beside state evolution: one unit for each point, and one row for
/// each of its iterations.
///
/// `tau_squared` is the mean over trials before pass `iteration` (from 0), with the 95% t-interval
/// over clusters of 8 trials that share a dictionary (empty for a single cluster). It is the sharp
/// comparison as long as no trial fails. Near the threshold some trials stall, and the mean of late
/// iterations is theirs; `tau_squared_median` then says what a typical code does, and the 5% and 95%
/// quantiles of single trials stand beside it. A decoder that has found the support has τ² = 0
/// exactly, where a logarithmic axis needs a floor. `tau_squared_predicted` is state evolution from
/// (k + P)/d.
public struct TrajectoryQuestion: Question {
  public let name = "trajectory"
  public let summary = "the effective noise of message passing in each iteration"
  public let needed: [[any AnyKey]] = [
    [Keys.decoder], [Keys.codewords], [Keys.sparsity, Keys.sparsityExponent],
    [Keys.dimension, Keys.dimensionsPerBit],
  ]
  public let optional: [any AnyKey] = [Keys.noise, Keys.trials, Keys.seed]
  public let compared: ComparedValue? = ComparedValue(column: "tau_squared")
  public var columns: [Inventory.Entry] { Self.table.entries() }
  public var starter: [String: String] {
    [
      "decoder": ApproximateMessagePassingDecoder().name, "codewords": "2^12", "sparsity": "16",
      "dimension": "[100, 118]", "trials": "64",
    ]
  }

  /// What a row is about.
  private struct Subject {
    let point: GridPoint
    let iteration: Int
    let block: ExperimentBlock
    /// What was recorded of the iteration, by the names of `names`.
    let numbers: [String: Double]
  }

  private static let table: [Column<Subject>] = [
    PointColumns.codewords.of { $0.point },
    PointColumns.sparsity.of { $0.point },
    PointColumns.dimension.of { $0.point },
    PointColumns.noise.of { $0.point },
    Column("iteration", "the pass, from 0") { String($0.iteration) },
    Column("trials", "codes decoded") { String($0.block.trials) },
    number("tau_squared", "the mean of the effective noise before the pass", "mean"),
    number("tau_squared_low", "the lower end of its 95% interval", "low"),
    number("tau_squared_high", "the upper end", "high"),
    number("tau_squared_predicted", "what state evolution predicts", "predicted"),
    Column("seed", "the seed") { String($0.block.seed) },
    number("tau_squared_median", "the median of single trials", "median"),
    number("tau_squared_quantile_5", "their 5% quantile", "q5"),
    number("tau_squared_quantile_95", "their 95% quantile", "q95"),
  ]

  private static func number(
    _ name: String, _ summary: String, _ recorded: String
  ) -> Column<Subject> {
    Column(name, summary) { NumberFormat.real($0.numbers[recorded]) }
  }

  /// Iterations followed: what state evolution takes 3% above its threshold at (N, k) = (2^16, 64).
  static let iterationCount = 20
  /// The most trials of a point; all of them are held at once for the quantiles.
  static let largestTrialCount = 1_000_000

  /// The names of what is recorded of an iteration, in the order of `numbers`.
  private static let names = ["mean", "low", "high", "predicted", "median", "q5", "q95"]

  /// Refuses other decoders than amp, k = N, and more trials than can be held.
  public func check(_ block: ExperimentBlock, _ settings: BlockSettings) throws {
    let follower = ApproximateMessagePassingDecoder().name
    for name in block.decoders where name != follower {
      throw settings.error(
        Keys.decoder,
        "trajectory follows the effective noise of \(follower); '\(name.quotedForMessage)' has none"
      )
    }
    for count in block.codewords {
      for k in block.sparsityValues(codewordCount: count) where k >= count {
        throw settings.error(
          Keys.sparsity, "k = \(k) at N = \(count): a trajectory needs k below N")
      }
    }
    guard block.trials <= Self.largestTrialCount else {
      throw settings.error(
        Keys.trials, "trajectory takes at most \(Self.largestTrialCount) trials")
    }
  }

  /// The rows of a block.
  public func rows(of block: ExperimentBlock) throws -> [Plan.Row] {
    try block.points().flatMap { point in
      let unit = try Self.unit(point, block)
      return (0..<Self.iterationCount).map { iteration in
        Plan.Row(units: [unit]) { records in
          guard let record = records[0] else { return nil }
          let numbers = try unit.reading { () throws(RecordFlaw) in
            try Self.numbers(of: record, iteration: iteration)
          }
          return try Self.table.fields(
            of: Subject(point: point, iteration: iteration, block: block, numbers: numbers))
        }
      }
    }
  }

  /// What was recorded of an iteration.
  private static func numbers(
    of record: UnitRecord, iteration: Int
  ) throws(RecordFlaw) -> [String: Double] {
    var numbers: [String: Double] = [:]
    for name in names {
      let field = "\(name)_\(iteration)"
      // Only the interval may be missing, and its lower end be below 0.
      let isEnd = name == "low" || name == "high"
      if isEnd && !record.has(field) { continue }
      numbers[name] = try record.number(field, in: (isEnd ? -Double.infinity : 0)...Double.infinity)
    }
    for (low, high) in [("low", "mean"), ("mean", "high"), ("q5", "median"), ("median", "q95")] {
      guard let value = numbers[low], let limit = numbers[high] else { continue }
      try RecordFlaw.require("\(low)_\(iteration)", value, atMost: "\(high)_\(iteration)", limit)
    }
    return numbers
  }

  private static func unit(_ point: GridPoint, _ block: ExperimentBlock) throws -> WorkUnit {
    let dimension = point.dimension ?? 1
    let trials = block.trials
    let setting = point.setting
    try point.checkSimulated(dimension: Double(dimension))
    let decoder = try point.makeDecoder()
    // The same codes as those of a success row of the point.
    let measurement = try TrajectoryMeasurement(
      setting: setting, pointSeed: setting.seed(root: Seed(block.seed), dimension: dimension),
      iterations: iterationCount)
    let evolution = StateEvolution(
      try TheoryPoint(
        codewords: setting.codewordCount, sparsity: setting.sparsity, noise: setting.noisePower))
    let clusters = (Double(trials) / Double(Simulation.trialsPerDictionary)).rounded(.up)
    return WorkUnit(
      identity: UnitIdentity(
        kind: "trajectory",
        fields: point.identityFields + [
          ("iterations", String(iterationCount)), ("trials", String(trials)),
          ("seed", String(block.seed)),
        ]),
      cost: clusters
        * CostModel.clusterSeconds(
          decoder: decoder.name, setting: setting, dimension: Double(dimension)),
      memory: CostModel.simulationMemory(
        decoder: decoder, setting: setting, dimension: Double(dimension))
        + Double(16 * trials * iterationCount),
      isWide: CostModel.isWide(
        decoder: decoder, setting: setting, dimension: Double(dimension))
    ) { workers in
      let measured = try await measurement.measure(
        trials: trials, dimension: dimension, workers: workers)
      let predicted = evolution.iterate(dimension: Double(dimension), limit: iterationCount - 1)
      var record = UnitRecord()
      for (iteration, found) in measured.enumerated() {
        // The recursion ends where it stands still.
        let prediction = predicted[min(iteration, predicted.count - 1)]
        let numbers = [
          found.mean, found.interval?.lowerBound, found.interval?.upperBound, prediction,
          found.median.value, found.median.low, found.median.high,
        ]
        for (name, number) in zip(names, numbers) {
          if let number { record.append("\(name)_\(iteration)", number) }
        }
      }
      return record
    }
  }
}
