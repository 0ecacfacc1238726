import Runs
import SuperpositionCodes
import SuperpositionEstimation

/// Coherence of random dictionaries: one row, and one unit, for each point.
enum CoherencePlan {
  /// The columns.
  static let header = [
    "ensemble", "N", "d", "trials", "coherence", "coherence_low", "coherence_high", "seed",
  ]

  /// The rows of a block.
  static func rows(_ block: ExperimentBlock) throws -> [Plan.Row] {
    try block.points().map { point in
      let unit = unit(point, trials: block.trials, seed: block.seed)
      return Plan.Row(units: [unit]) { records in
        guard let record = records[0] else { return nil }
        guard let value = record.real("coherence"), let low = record.real("coherence_low"),
          let high = record.real("coherence_high")
        else { throw damagedRecord(unit) }
        return [
          point.ensemble.rawValue, String(point.codewordCount), String(point.dimension ?? 1),
          String(block.trials), NumberFormat.real(value), NumberFormat.real(low),
          NumberFormat.real(high), String(block.seed),
        ]
      }
    }
  }

  private static func unit(_ point: GridPoint, trials: Int, seed: UInt64) -> WorkUnit {
    let dimension = point.dimension ?? 1
    let pointSeed = point.setting.seed(root: Seed(seed), dimension: dimension)
    let bytes = RademacherDictionary.byteCount(
      codewordCount: point.codewordCount, dimension: dimension)
    let pairs = Double(point.codewordCount) * Double(point.codewordCount) / 2
    return WorkUnit(
      identity: UnitIdentity(
        kind: "coherence",
        fields: point.identityFields + [("trials", String(trials)), ("seed", String(seed))]),
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
