import Foundation
import Synchronization
import Testing

@testable import SuperpositionExperiments

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

struct ReplayTests {
  @Test func replaysRowsOfCompleteAndPartialResults() async throws {
    let fixture = try await MergeTests.Fixture(count: 4)
    for path in fixture.shards + [fixture.scratch.file("whole.csv")] {
      let result = try ResultFile(contentsOf: path)
      for row in 1...result.rows.count {
        let replay = try await Replay(row: row, of: path, jobs: 2, source: MergeTests.source)
        #expect(replay.isIdentical, "\(path) row \(row): \(replay.recorded) \(replay.replayed)")
      }
    }
  }

  @Test func showsWhereRowsDiffer() async throws {
    let fixture = try await MergeTests.Fixture(count: 1)
    let path = fixture.scratch.file("whole.csv")
    let text = String(decoding: try FileAccess.read(path), as: UTF8.self)
    try AtomicFile.write(text.replacingOccurrences(of: ",303", with: ",304"), to: path)
    let replay = try await Replay(row: 2, of: path, jobs: 1, source: MergeTests.source)
    #expect(replay.differences == ["count"])
    #expect(replay.recorded == ["row,1", "3", "304"])
    #expect(replay.replayed == ["row,1", "3", "303"])
  }

  @Test(arguments: [0, -1, 7, .max])
  func refusesRowsThatAreNotThere(row: Int) async throws {
    let fixture = try await MergeTests.Fixture(count: 1)
    await #expect {
      try await Replay(
        row: row, of: fixture.scratch.file("whole.csv"), jobs: 1, source: MergeTests.source)
    } throws: {
      ($0 as? ExperimentError)?.exitCode == .usage
    }
  }
}

struct VerificationTests {
  /// Success counts of 400 trials each; the plan of another seed draws anew, with probability
  /// `p(row) + shift`.
  static func plan(seed: UInt64, shift: Double) -> Plan {
    let rows = (0..<12).map { row in
      let unit = WorkUnit(
        identity: UnitIdentity(
          kind: "success", fields: [("N", "\(row)"), ("seed", "\(seed)")]),
        cost: 0.01, memory: 1, isWide: false
      ) { _ in
        var generator = SplitMix(seed &* 1000 &+ UInt64(row))
        let p = min(1, Double(row) / 11 * 0.98 + 0.01 + shift)
        var record = UnitRecord()
        record.append(
          "successes", (0..<400).count { _ in Double.random(in: 0..<1, using: &generator) < p })
        return record
      }
      return Plan.Row(units: [unit]) { records in
        guard let successes = records[0]?.integer("successes") else { return nil }
        // Wilson's interval.
        let (n, z) = (400.0, 1.96)
        let p = Double(successes) / n
        let center = (p + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        return ["\(row)", "\(p)", "\(center - half)", "\(center + half)"]
      }
    }
    return Plan(
      name: "v", header: ["N", "success", "success_low", "success_high"], rows: rows)
  }

  static func verify(recorded seed: UInt64, fresh: UInt64, shift: Double) async throws
    -> Verification
  {
    let scratch = try ScratchDirectory()
    let path = scratch.file("v.csv")
    try await RunnerTests.run(plan(seed: seed, shift: shift), output: path)
    var options = Verification.Options()
    options.rows = 12
    options.seed = fresh
    let source = PlanSource { _, _, reseeded in
      plan(seed: reseeded ?? seed, shift: reseeded == nil ? shift : 0)
    }
    return try await Verification(of: [path], options: options, source: source)
  }

  @Test func acceptsTrueResults() async throws {
    var rejections = 0
    var probabilities: [Double] = []
    for repetition in 0..<100 {
      let verification = try await Self.verify(
        recorded: UInt64(repetition), fresh: UInt64(5000 + repetition), shift: 0)
      #expect(verification.rows.count == 12 && verification.faults.isEmpty)
      #expect(verification.rows.allSatisfy { $0.isIdentical == true })
      rejections += verification.rejected.isEmpty ? 0 : 1
      probabilities += verification.rows.map(\.probability)
    }
    // At level 0.001, two rejections in a hundred have probability 0.005.
    #expect(rejections <= 1)
    // The test uses its level up: 1200 p-values below 0.05 would be 60 ± 7.5 if it were exact.
    let small = probabilities.count { $0 < 0.05 }
    #expect(20...90 ~= small, "\(small) of 1200 below 0.05")
  }

  @Test func rejectsResultsOfAnotherLaw() async throws {
    let verification = try await Self.verify(recorded: 1, fresh: 2, shift: 0.2)
    #expect(verification.rejected.count >= 3)
  }

  @Test func findsChangedTablesAndSkipsOthers() async throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("v.csv")
    try await RunnerTests.run(Self.plan(seed: 1, shift: 0), output: path)
    let text = String(decoding: try FileAccess.read(path), as: UTF8.self)
    try AtomicFile.write(text.replacingOccurrences(of: "\n3,", with: "\n4,"), to: path)
    try AtomicFile.write("claim,number\nx,1\n", to: scratch.file("claims.csv"))
    let source = PlanSource { _, _, seed in Self.plan(seed: seed ?? 1, shift: 0) }
    let verification = try await Verification(
      of: try Verification.results(at: scratch.path), source: source)
    #expect(verification.faults == ["\(path): was changed after superpose wrote it"])
    #expect(verification.notes.count == 1 && verification.rows.isEmpty)
  }
}

extension VerificationTests {
  @Test(arguments: [
    (["3", "0.9", "0.91", "0.95"], "success = 0.9 is outside its interval, 0.91 to 0.95"),
    (["4", "0.9", "0.8", "0.95"], "N = 4 is recorded, and the experiment has 3"),
  ])
  func faultsRowsThatCannotBe(fields: [String], fault: String) async throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("v.csv")
    var result = try await RunnerTests.run(Self.plan(seed: 1, shift: 0)).result
    result.rows[3] = fields
    try result.write(to: path)
    let source = PlanSource { _, _, seed in Self.plan(seed: seed ?? 1, shift: 0) }
    let verification = try await Verification(of: [path], source: source)
    #expect(verification.faults == ["\(path): row 4: \(fault)"])
  }
}

struct DryRunTests {
  @Test func tellsWhatIsToDoAndWritesNothing() async throws {
    let scratch = try ScratchDirectory()
    let output = scratch.file("x.csv")
    try await RunnerTests.run(SyntheticPlan.make(rows: 2), output: output)
    let before = try scratch.bytes("x.ledger")
    let dry = try await DryRun(
      SyntheticPlan.make(rows: 5), options: RunOptions(output: output, jobs: 2))
    #expect(dry.units.count == 15 && dry.units.count { $0.isDone } == 6)
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
