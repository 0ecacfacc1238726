import Foundation
import TestSupport
import Testing

@testable import Runs

struct DryRunTests {
  @Test func tellsWhatIsToDoAndWritesNothing() async throws {
    let scratch = try ScratchDirectory()
    let output = scratch.file("x.csv")
    try await RunnerTests.run(SyntheticPlan.make(rows: 2), output: output)
    let before = try scratch.bytes("x.ledger")
    let dry = try await DryRun(
      SyntheticPlan.make(rows: 5), options: RunOptions(output: output, jobs: 2))
    #expect(dry.units.count == 15 && dry.units.count { $0.state == .done } == 6)
    #expect(dry.memory == 2e6)
    #expect(try scratch.bytes("x.ledger") == before)
    #expect(scratch.names == ["x.csv", "x.ledger"])
    let text = ([DryRun.header] + dry.lines).joined(separator: "\n")
    let table = try ResultFile(bytes: Array(text.utf8), path: "dry")
    #expect(table.rows.count { $0[1] == "to do" } == 9 && table.rows.allSatisfy { $0[3] == "1" })
    #expect(dry.summary.hasPrefix("synthetic: 15 units, 6 of them done, about 0:0"))
    let done = try await DryRun(
      SyntheticPlan.make(rows: 2), options: RunOptions(output: output, jobs: 2))
    #expect(done.summary == "synthetic: 6 units, all done; nothing is left to do")
    let shard = try await DryRun(
      SyntheticPlan.make(rows: 5), options: RunOptions(shard: Shard("2/3"), jobs: 2))
    #expect(3...7 ~= shard.units.count)
  }
}
