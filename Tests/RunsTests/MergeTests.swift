import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Runs

struct MergeTests {
  /// The synthetic plan, whatever the text says.
  static let source = PlanSource { _, _, _ in SyntheticPlan.make(rows: 6, batches: 3) }

  /// A directory with the whole result and the shards of it.
  struct Fixture {
    let scratch: ScratchDirectory
    let shards: [String]
    let content: String

    init(count: Int) async throws {
      scratch = try ScratchDirectory()
      let plan = SyntheticPlan.make(rows: 6, batches: 3)
      let whole = scratch.file("whole.csv")
      content = try await RunnerTests.run(plan, output: whole).result.content
      var shards: [String] = []
      for index in 1...count {
        let path = Shard(index: index, count: count)!.path(besides: whole)
        try await RunnerTests.run(plan, output: path, shard: "\(index)/\(count)")
        shards.append(path)
      }
      self.shards = shards
    }
  }

  @Test(arguments: [1, 3, 7])
  func shardsGiveTheWhole(count: Int) async throws {
    let fixture = try await Fixture(count: count)
    let whole = fixture.scratch.file("whole.csv")
    for paths in [
      fixture.shards, fixture.shards.reversed(), fixture.shards + fixture.shards,
      [whole, fixture.shards[0]], [fixture.shards[0], whole],
    ] {
      let merge = try Merge(of: paths, provenance: [], source: Self.source)
      #expect(merge.result.content == fixture.content)
      #expect(merge.missing == nil)
      #expect(merge.result.isComplete && merge.result.units.isEmpty)
    }
  }

  @Test func missingShardsAreNamedAndTheRestIsThere() async throws {
    let fixture = try await Fixture(count: 5)
    let some = [fixture.shards[4], fixture.shards[0], fixture.shards[2]]
    let merge = try Merge(of: some, provenance: [], source: Self.source)
    #expect(merge.missing == "shards 2/5, 4/5 are missing or not complete")
    #expect(!merge.result.units.isEmpty && !merge.result.rows.isEmpty)
    // What is partial can be merged on.
    let path = fixture.scratch.file("part.csv")
    try merge.result.write(to: path)
    let next = try Merge(of: [path, fixture.shards[3]], provenance: [], source: Self.source)
    #expect(next.missing == "shard 2/5 is missing or not complete")
    let all = try Merge(
      of: [path, fixture.shards[3], fixture.shards[1]], provenance: [], source: Self.source)
    #expect(all.result.content == fixture.content && all.missing == nil)
  }

  @Test func aMergedResultIsGoneOnFrom() async throws {
    let fixture = try await Fixture(count: 3)
    let plan = SyntheticPlan.make(rows: 6, batches: 3)
    let path = fixture.scratch.file("merged.csv")
    let some = try Merge(of: [fixture.shards[0]], provenance: [], source: Self.source)
    try some.write(to: path) { _ in }
    let all = try Merge(of: fixture.shards, provenance: [], source: Self.source)
    try all.write(to: path) { _ in }
    let bytes = try fixture.scratch.bytes("merged.csv")
    #expect(try await RunnerTests.run(plan, output: path).unitsComputed == 0)
    #expect(try fixture.scratch.bytes("merged.csv") == bytes)
    #expect(try ResultFile(contentsOf: path).content == fixture.content)
  }

  @Test func aShardRunOnTopOfAnotherCompletesIt() async throws {
    let scratch = try ScratchDirectory()
    let plan = SyntheticPlan.make()
    try await RunnerTests.run(plan, output: scratch.file("x.csv"), shard: "1/2")
    let second = try await RunnerTests.run(plan, output: scratch.file("x.csv"), shard: "2/2")
    #expect(second.isComplete)
    #expect(second.result.content == (try await RunnerTests.run(plan)).result.content)
  }

  @Test func refusals() async throws {
    let fixture = try await Fixture(count: 2)
    let scratch = fixture.scratch
    func refusal(_ paths: [String]) -> ExperimentError? {
      do {
        _ = try Merge(of: paths, provenance: [], source: Self.source)
        return nil
      } catch {
        return error as? ExperimentError
      }
    }
    func changed(_ path: String, _ change: (String) -> String) throws -> String {
      let text = String(decoding: try FileAccess.read(path), as: UTF8.self)
      let copy = scratch.file("changed.csv")
      try AtomicFile.write(change(text), to: copy)
      return copy
    }
    let whole = scratch.file("whole.csv")
    let shard = fixture.shards[0]

    #expect(refusal([scratch.file("absent.csv")])?.exitCode == .missingInput)
    try AtomicFile.write("a,b\n1,2\n", to: scratch.file("foreign.csv"))
    #expect(
      refusal([shard, scratch.file("foreign.csv")])?.message.contains("foreign.csv:1: not a result")
        == true)

    var another = try ResultFile(contentsOf: fixture.shards[1])
    another.experiment = "title: another\n"
    try another.write(to: scratch.file("another.csv"))
    let message = refusal([shard, scratch.file("another.csv")])?.message ?? ""
    #expect(message.contains("another.csv:7: another experiment"), "\(message)")

    // A change of the experiment, of the status or of the shard is noticed, and so is the loss of a
    // checksum.
    for (original, change) in [
      ("#| title: synthetic", "#| title: another"), ("# status: partial", "# status: qartial"),
      ("# status: partial", "# statur: partial"), ("# shard: 1/2", "# shard: 1/3"),
      ("# content: ", "# contend: "), ("# experiment: ", "# experimenu: "),
    ] {
      let path = try changed(shard) { $0.replacingOccurrences(of: original, with: change) }
      #expect(refusal([path])?.message.hasSuffix("was changed after superpose wrote it") == true)
      #expect(refusal([path, fixture.shards[1]])?.exitCode == .badData, "\(change)")
    }

    // A part that says it is the whole.
    var part = try ResultFile(contentsOf: shard)
    part.setProvenance("status", "complete")
    try part.write(to: scratch.file("part.csv"))
    #expect(refusal([scratch.file("part.csv")])?.message.contains("not the whole") == true)
    part.units = []
    part.rows.removeLast()
    try part.write(to: scratch.file("part.csv"))
    #expect(
      refusal([fixture.shards[1], scratch.file("part.csv")])?.message.contains("not the whole")
        == true)

    // A whole that the units of a part contradict.
    var wrong = try ResultFile(contentsOf: whole)
    for row in wrong.rows.indices { wrong.rows[row][2] = "7" }
    try wrong.write(to: scratch.file("wrong.csv"))
    #expect(
      refusal([scratch.file("wrong.csv")] + fixture.shards)?.message.contains("contradicts") == true
    )

    let edited = try changed(whole) {
      $0.replacingOccurrences(of: "\"row,1\",3", with: "\"row,1\",4")
    }
    #expect(refusal([edited, shard])?.message.contains("was changed") == true)

    let damaged = try changed(shard) { $0.replacingOccurrences(of: "count=0 ", with: "count=1 ") }
    #expect(refusal([damaged])?.exitCode == .badData)

    // The same unit with another record, checksum and all.
    var result = try ResultFile(contentsOf: shard)
    var record = UnitRecord()
    record.append("count", 12345)
    result.units[0] = LedgerLine(identity: result.units[0].identity, record: record)
    try result.write(to: scratch.file("contradiction.csv"))
    #expect(
      refusal([shard, scratch.file("contradiction.csv")])?.message.contains("contradicts") == true)

    // A unit that the experiment does not have.
    result.units[0] = LedgerLine(identity: UnitIdentity(text: "success N=99"), record: record)
    try result.write(to: scratch.file("stranger.csv"))
    #expect(refusal([scratch.file("stranger.csv")])?.message.contains("another version") == true)
  }
}
