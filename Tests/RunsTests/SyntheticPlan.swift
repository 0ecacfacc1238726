import Foundation

@testable import Runs

/// Plans whose units only count: everything about running them can be checked exactly.
enum SyntheticPlan {
  /// `rows` rows of `batches` units each; unit (row, batch) counts row·100 + batch.
  ///
  /// - Parameter onRun: Called for each unit that is run, before its record is handed back.
  static func make(
    name: String = "synthetic", rows: Int = 4, batches: Int = 3, wideRows: Set<Int> = [],
    onRun: @escaping @Sendable (UnitIdentity) async throws -> Void = { _ in }
  ) -> Plan {
    let rows = (0..<rows).map { row in
      let units = (0..<batches).map { batch in
        unit(row: row, batch: batch, isWide: wideRows.contains(row), onRun: onRun)
      }
      return Plan.Row(units: units) { records in
        let present = records.compactMap { $0 }
        guard !present.isEmpty else { return nil }
        let counts = try present.map { record in
          guard let count = record.integer("count") else {
            throw ExperimentError(.badData, "a record of row \(row) has no count")
          }
          return count
        }
        return ["row,\(row)", "\(present.count)", "\(counts.reduce(0, +))"]
      }
    }
    return Plan(name: name, header: ["point", "batches", "count"], rows: rows)
  }

  private static func unit(
    row: Int, batch: Int, isWide: Bool,
    onRun: @escaping @Sendable (UnitIdentity) async throws -> Void
  ) -> WorkUnit {
    let identity = UnitIdentity(
      kind: "success", fields: [("decoder", "mp"), ("N", "\(row)"), ("batch", "\(batch)")])
    return WorkUnit(
      identity: identity, cost: Double(row * 7 % 5 + 1) / 100, memory: 1e6, isWide: isWide
    ) { _ in
      try await onRun(identity)
      var record = UnitRecord()
      record.append("count", row * 100 + batch)
      record.append("sum", Double(row) / 3)
      return record
    }
  }
}
