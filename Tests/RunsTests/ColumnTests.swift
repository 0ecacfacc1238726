import Foundation
import TestSupport
import Testing

@testable import Runs

struct ColumnTests {
  @Test func anEarlierVersionsColumnsAreRead() async throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("x.csv")
    try await RunnerTests.run(SyntheticPlan.make(), output: path)
    let source = PlanSource { _, _, _ in
      let plan = SyntheticPlan.make()
      let rows = plan.rows.map { row in
        Plan.Row(units: row.units) { try row.derive($0).map { $0 + ["new"] } }
      }
      return Plan(name: plan.name, header: plan.header + ["later"], rows: rows)
    }
    let replay = try await Replay(row: 2, of: path, jobs: 1, source: source)
    #expect(replay.isIdentical)
    let merge = try Merge(of: [path], provenance: [], source: source)
    #expect(merge.result.header == ["point", "batches", "count"] && merge.missing == nil)

    // Columns in another place are another version's.
    let other = PlanSource { _, _, _ in
      Plan(name: "x", header: ["batches", "point", "count"], rows: [])
    }
    #expect {
      try Merge(of: [path], provenance: [], source: other)
    } throws: {
      ($0 as? ExperimentError)?.exitCode == .badData
    }
  }

  @Test func headerAndRowComeFromTheSameColumns() throws {
    let columns = [
      Column<Int>("n", "the number") { "\($0)" }, Column("half", "its half") { "\($0 / 2)" },
    ]
    #expect(columns.names() == ["n", "half"])
    #expect(try columns.fields(of: 8) == ["8", "4"])
  }
}
