import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Runs

/// Units that leave files for others: order, resumption, shards, merge and replay.
struct ArtefactTests {
  /// What a disturbed run throws in the middle of a unit.
  struct Killed: Error {}

  /// Which steps and units were done, over several runs.
  final class Journal: Sendable {
    private let entries = Mutex<[String]>([])
    func add(_ entry: String) { entries.withLock { $0.append(entry) } }
    var all: [String] { entries.withLock { $0 } }
    func count(_ prefix: String) -> Int { all.count { $0.hasPrefix(prefix) } }
  }

  /// Two units that add up numbers in five steps with a checkpoint after each, and leave the sum; a
  /// unit that needs the first of them and leaves its double; and units that read what is left.
  ///
  /// - Parameter dies: The unit and step before which a run ends with an error.
  static func plan(
    _ journal: Journal = Journal(), readers: Int = 3, dies: (unit: Int, step: Int)? = nil
  ) -> Plan {
    let learners = (0..<2).map { number in
      learner(number, journal, dies: dies?.unit == number ? dies?.step : nil)
    }
    let doubler = WorkUnit(
      identity: UnitIdentity(kind: "double", fields: [("n", "0")]), cost: 0.02, memory: 1,
      isWide: true, needs: [learners[0]], leavesArtefact: true
    ) { context in
      journal.add("double")
      let sum = try sum(in: context.folder(of: learners[0]))
      let folder = context.folder(
        of: Self.unit(kind: "double", number: 0))
      try AtomicFile.write("\(2 * sum)", to: folder + "/sum")
      return UnitRecord([("sum", "\(2 * sum)")])
    }
    let rows = (0..<readers).flatMap { reader in
      (learners + [doubler]).map { source in
        let unit = WorkUnit(
          identity: UnitIdentity(
            kind: "read", fields: [("source", "\(source.identity.checksum)"), ("n", "\(reader)")]),
          cost: 0.01, memory: 1, isWide: false, needs: [source], leavesArtefact: false
        ) { context in
          journal.add("read")
          return UnitRecord([("value", "\(try sum(in: context.folder(of: source)) + reader)")])
        }
        return Plan.Row(units: [unit]) { records in
          records[0].flatMap { $0.integer("value") }.map { ["\(reader)", "\($0)"] }
        }
      }
    }
    return Plan(name: "artefacts", header: ["reader", "value"], rows: rows)
  }

  private static func unit(kind: String, number: Int) -> WorkUnit {
    WorkUnit(
      identity: UnitIdentity(kind: kind, fields: [("n", "\(number)")]), cost: 0, memory: 0,
      isWide: false
    ) { _ in UnitRecord() }
  }

  private static func learner(_ number: Int, _ journal: Journal, dies: Int?) -> WorkUnit {
    let own = unit(kind: "learn", number: number)
    return WorkUnit(
      identity: own.identity, cost: 1, memory: 1, isWide: false, needs: [], leavesArtefact: true
    ) { context in
      let folder = context.folder(of: own)
      var (step, sum) = (0, 100 * number)
      if let bytes = try? FileAccess.read(folder + "/checkpoint") {
        let numbers = String(decoding: bytes, as: UTF8.self).split(separator: " ")
          .compactMap { Int($0) }
        (step, sum) = (numbers[0], numbers[1])
      }
      while step < 5 {
        if step == dies { throw Killed() }
        journal.add("learn \(number) step \(step)")
        sum += step * step
        step += 1
        try AtomicFile.write("\(step) \(sum)", to: folder + "/checkpoint")
      }
      try AtomicFile.write("\(sum)", to: folder + "/sum")
      unlink(folder + "/checkpoint")
      return UnitRecord([("sum", "\(sum)")])
    }
  }

  private static func sum(in folder: String) throws -> Int {
    let text = String(decoding: try FileAccess.read(folder + "/sum"), as: UTF8.self)
    return try #require(Int(text))
  }

  @Test func needsAreDoneFirstWhateverTheWorkers() async throws {
    let reference = try await RunnerTests.run(Self.plan()).result.rows
    #expect(reference.prefix(3) == [["0", "30"], ["0", "130"], ["0", "60"]])
    for jobs in [1, 2, 5] {
      let scratch = try ScratchDirectory()
      let journal = Journal()
      let outcome = try await RunnerTests.run(
        Self.plan(journal), output: scratch.file("x.csv"), jobs: jobs)
      #expect(outcome.isComplete && outcome.result.rows == reference)
      #expect(outcome.unitsComputed == 12 && journal.count("learn") == 10)
      #expect(scratch.names == ["x.csv", "x.ledger", "x.models"])
      let again = try await RunnerTests.run(Self.plan(journal), output: scratch.file("x.csv"))
      #expect(again.unitsComputed == 0)
    }
  }

  @Test func unitsAreListedBehindThoseTheyNeed() {
    let units = Self.plan().units
    #expect(units.count == 12)
    for (index, unit) in units.enumerated() {
      for need in unit.needs {
        #expect(units[..<index].contains { $0.identity == need.identity })
      }
    }
  }

  @Test(arguments: 0..<5)
  func aKilledUnitGoesOnFromItsCheckpoint(step: Int) async throws {
    let scratch = try ScratchDirectory()
    let output = scratch.file("x.csv")
    let journal = Journal()
    await #expect(throws: Killed.self) {
      try await RunnerTests.run(Self.plan(journal, dies: (1, step)), output: output)
    }
    let outcome = try await RunnerTests.run(Self.plan(journal), output: output)
    let undisturbed = try await RunnerTests.run(Self.plan())
    #expect(outcome.result.content == undisturbed.result.content)
    // Each step once, over both runs.
    #expect(journal.count("learn 1") == 5 && journal.count("learn 0") == 5)
  }

  @Test func aLostOrDamagedArtefactIsMadeAgainIfItIsNeeded() async throws {
    let scratch = try ScratchDirectory()
    let output = scratch.file("x.csv")
    try await RunnerTests.run(Self.plan(readers: 1), output: output)
    let models = scratch.file("x.models")
    let learned = models + "/\(Self.unit(kind: "learn", number: 0).identity.checksum)"
    let ledger = try scratch.bytes("x.ledger")

    // Nothing needs it.
    try AtomicFile.write("31", to: learned + "/sum")
    let journal = Journal()
    #expect(
      try await RunnerTests.run(Self.plan(journal, readers: 1), output: output).unitsComputed == 0)
    // Three more readers do; the doubler's own artefact is whole.
    let outcome = try await RunnerTests.run(Self.plan(journal, readers: 2), output: output)
    #expect(outcome.isComplete && journal.count("learn 0") == 5)
    #expect(journal.count("learn 1") == 0 && journal.count("double") == 0)
    #expect(
      outcome.result.content
        == (try await RunnerTests.run(Self.plan(readers: 2))).result.content)
    #expect(try scratch.bytes("x.ledger").starts(with: ledger))

    // All of them are gone.
    try FileManager.default.removeItem(atPath: models)
    let last = try await RunnerTests.run(Self.plan(journal, readers: 3), output: output)
    #expect(last.isComplete && journal.count("learn") == 15 && journal.count("double") == 1)
    #expect(last.result.content == (try await RunnerTests.run(Self.plan())).result.content)
  }

  @Test(arguments: 1...4)
  func shardsKeepTogetherWhatNeedsEachOther(count: Int) async throws {
    let plan = Self.plan()
    let parts = Shard.assign(plan.units, to: count)
    for unit in plan.units {
      for need in unit.needs { #expect(parts[unit.identity] == parts[need.identity]) }
    }
    let scratch = try ScratchDirectory()
    let journal = Journal()
    var paths: [String] = []
    for index in 1...count {
      let path = scratch.file("x.shard-\(index)-of-\(count).csv")
      try await RunnerTests.run(Self.plan(journal), output: path, shard: "\(index)/\(count)")
      paths.append(path)
    }
    #expect(journal.all.count == 10 + 1 + 9)
    let source = PlanSource { _, _, _ in Self.plan() }
    let merge = try Merge(of: paths, provenance: [], source: source)
    #expect(merge.missing == nil)
    #expect(merge.result.content == (try await RunnerTests.run(Self.plan())).result.content)
  }

  @Test func replayMakesTheArtefactAgain() async throws {
    let scratch = try ScratchDirectory()
    let output = scratch.file("x.csv")
    try await RunnerTests.run(Self.plan(), output: output)
    try FileManager.default.removeItem(atPath: scratch.file("x.models"))
    let journal = Journal()
    let source = PlanSource { _, _, _ in Self.plan(journal) }
    let replay = try await Replay(row: 6, of: output, jobs: 2, source: source)
    #expect(replay.isIdentical, "\(replay.recorded) \(replay.replayed)")
    #expect(journal.count("learn 0") == 5 && journal.count("double") == 1)
    #expect(journal.count("learn 1") == 0 && journal.count("read") == 1)
    #expect(scratch.names == ["x.csv", "x.ledger"])
  }

  @Test func aFileThatIsWantedElsewhereIsCopied() async throws {
    let scratch = try ScratchDirectory()
    let unit = Self.unit(kind: "learn", number: 0).identity
    func run(_ journal: Journal) async throws {
      var options = RunOptions(output: scratch.file("x.csv"), report: { _ in })
      options.exports = [ArtefactExport(unit: unit, file: "sum", path: scratch.file("sum"))]
      _ = try await Runner(plan: Self.plan(journal), experiment: "e", options: options).run()
    }
    try await run(Journal())
    #expect(try scratch.bytes("sum") == Array("30".utf8))
    // It is made again if it is lost, although no unit needs it any more.
    try FileManager.default.removeItem(atPath: scratch.file("x.models"))
    let journal = Journal()
    try await run(journal)
    #expect(journal.all.count == 5 && journal.count("learn 0") == 5)
    #expect(try scratch.bytes("sum") == Array("30".utf8))
  }
}
