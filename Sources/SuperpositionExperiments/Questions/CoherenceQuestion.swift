import Runs
import SuperpositionCodes
import SuperpositionEstimation

/// Coherence of random dictionaries: one row, and one unit, for each point.
public struct CoherenceQuestion: Question {
  public let name = "coherence"
  public let summary = "the coherence of dictionaries"
  public let needed: [[any AnyKey]] = [[Keys.codewords], [Keys.dimension]]
  public let optional: [any AnyKey] = [Keys.ensemble, Keys.trials, Keys.seed]
  public let compared: ComparedValue? = ComparedValue(column: "coherence", spread: .quantiles)
  public var columns: [Inventory.Entry] { Self.table.entries() }
  public let starter = [
    Keys.codewords.name: "[2^6, 2^8]", Keys.dimension.name: "2^5..2^9:*2", Keys.trials.name: "200",
  ]

  /// What a row is about.
  private struct Subject {
    let point: GridPoint
    let block: ExperimentBlock
    let coherence: Estimate
  }

  private static let table: [Column<Subject>] = [
    PointColumns.ensemble.of { $0.point },
    PointColumns.codewords.of { $0.point },
    PointColumns.dimension.of { $0.point },
    Column("trials", "dictionaries drawn") { String($0.block.trials) },
    Column("coherence", "the median of the largest |<f_i, f_j>|/d") {
      NumberFormat.real($0.coherence.value)
    },
    Column("coherence_low", "its 5% quantile over dictionaries") {
      NumberFormat.real($0.coherence.low)
    },
    Column("coherence_high", "its 95% quantile") { NumberFormat.real($0.coherence.high) },
    Column("seed", "the seed") { String($0.block.seed) },
  ]

  /// Refuses other ensembles than the Rademacher one, and single codewords.
  public func check(_ block: ExperimentBlock, _ settings: BlockSettings) throws {
    if block.ensembles != [.rademacher] {
      throw settings.error(
        Keys.ensemble, "coherence is measured for the rademacher ensemble only")
    }
    if let fewest = block.codewords.min(), fewest < 2 {
      throw settings.error(Keys.codewords, "coherence needs at least two codewords")
    }
  }

  /// The rows of a block.
  public func rows(of block: ExperimentBlock) throws -> [Plan.Row] {
    try block.points().map { point in
      let unit = Self.unit(point, block)
      return Plan.Row(units: [unit]) { records in
        guard let record = records[0] else { return nil }
        return try Self.table.fields(
          of: Subject(
            point: point, block: block,
            coherence: unit.reading { () throws(RecordFlaw) in
              try record.estimate("coherence", in: 0...1)
            }))
      }
    }
  }

  private static func unit(_ point: GridPoint, _ block: ExperimentBlock) -> WorkUnit {
    let dimension = point.dimension ?? 1
    let trials = block.trials
    let pointSeed = point.setting.seed(root: Seed(block.seed), dimension: dimension)
    let bytes = RademacherDictionary.byteCount(
      codewordCount: point.codewordCount, dimension: dimension)
    let pairs = Double(point.codewordCount) * Double(point.codewordCount) / 2
    return WorkUnit(
      identity: UnitIdentity(
        kind: "coherence",
        fields: point.identityFields + [("trials", String(trials)), ("seed", String(block.seed))]),
      cost: Double(trials) * (pairs * (Double(dimension) * 1e-12 + 1e-10) + 1e-4),
      memory: bytes + 64e6, isWide: bytes > 64e6
    ) { workers in
      let estimate = try await CoherenceMeasurement.measure(
        codewordCount: point.codewordCount, dimension: dimension, trials: trials,
        pointSeed: pointSeed, workers: workers)
      var record = UnitRecord()
      record.append("coherence", estimate.value)
      record.append("coherence_low", estimate.low)
      record.append("coherence_high", estimate.high)
      return record
    }
  }
}
