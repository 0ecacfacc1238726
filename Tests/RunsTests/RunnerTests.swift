import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Runs

struct RunnerTests {
  /// Runs a plan and collects what it reports.
  @discardableResult
  static func run(
    _ plan: Plan, output: String? = nil, shard: String? = nil, jobs: Int = 1,
    deadline: ContinuousClock.Instant? = nil, replacesOthers: Bool = false,
    known: [UnitIdentity: UnitRecord] = [:], messages: Messages = Messages()
  ) async throws -> RunOutcome {
    var options = RunOptions(
      output: output, shard: shard.flatMap { Shard($0) }, jobs: jobs, deadline: deadline,
      report: { messages.add($0) })
    // A run that is overdue ends its process, which would end all tests in silence.
    options.grace = .seconds(86400)
    options.replacesOthers = replacesOthers
    options.known = known
    return try await Runner(
      plan: plan, experiment: "title: \(plan.name)\n",
      provenance: [.init("date", UUID().uuidString)],
      options: options
    ).run()
  }

  final class Messages: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
  }

  @Test func resultDoesNotDependOnWorkersOrFiles() async throws {
    let scratch = try ScratchDirectory()
    let plan = SyntheticPlan.make(rows: 9, batches: 4, wideRows: [2, 5])
    let reference = try await Self.run(plan)
    #expect(reference.isComplete && reference.unitsComputed == 36)
    #expect(reference.result.rows.first == ["row,0", "4", "6"])
    for jobs in [1, 2, 7] {
      let outcome = try await Self.run(plan, output: scratch.file("\(jobs).csv"), jobs: jobs)
      #expect(outcome.result.content == reference.result.content)
      let file = try ResultFile(contentsOf: scratch.file("\(jobs).csv"))
      #expect(file.content == reference.result.content)
      #expect(file.provenance("status") == "complete" && file.units.isEmpty)
    }
  }

  @Test func takesOverWhatOtherRunsKnow() async throws {
    let scratch = try ScratchDirectory()
    let output = scratch.file("x.csv")
    let reference = try await Self.run(SyntheticPlan.make(rows: 5))
    let other = try await Self.run(SyntheticPlan.make(name: "other", rows: 3))
    #expect(other.records.count == 9)
    let messages = Messages()
    let run = Mutex<Set<UnitIdentity>>([])
    let plan = SyntheticPlan.make(rows: 5) { unit in run.withLock { _ = $0.insert(unit) } }
    let outcome = try await Self.run(
      plan, output: output, known: other.records, messages: messages)
    #expect(outcome.result.content == reference.result.content)
    #expect(outcome.unitsComputed == 6 && outcome.unitsDone == 15)
    #expect(run.withLock { $0.isDisjoint(with: other.records.keys) && $0.count == 6 })
    #expect(messages.all == ["synthetic: 9 of 15 units are those of the experiments before"])
    // They stand in the ledger as if done here.
    let alone = SyntheticPlan.make(rows: 5) { _ in Issue.record("a finished unit was run again") }
    #expect(try await Self.run(alone, output: output).isComplete)
    var options = RunOptions(output: scratch.file("y.csv"), jobs: 1)
    options.known = other.records
    let dry = try await DryRun(plan, options: options)
    #expect(dry.units.count { $0.state == .shared } == 9)
    #expect(dry.summary.hasPrefix("synthetic: 15 units, 9 of them those of the experiments before"))
  }

  @Test func runningAgainDoesNothing() async throws {
    let scratch = try ScratchDirectory()
    let output = scratch.file("x.csv")
    try await Self.run(SyntheticPlan.make(), output: output)
    let (csv, ledger) = (try scratch.bytes("x.csv"), try scratch.bytes("x.ledger"))
    let messages = Messages()
    let plan = SyntheticPlan.make { _ in Issue.record("a finished unit was run again") }
    let outcome = try await Self.run(plan, output: output, messages: messages)
    #expect(outcome.unitsComputed == 0 && outcome.isComplete)
    #expect(try scratch.bytes("x.csv") == csv)
    #expect(try scratch.bytes("x.ledger") == ledger)
    #expect(messages.all == ["synthetic: kept 12 of 12 units; nothing is left to do"])
    #expect(scratch.names == ["x.csv", "x.ledger"])
  }

  @Test func aFailureKeepsWhatWasFinished() async throws {
    let scratch = try ScratchDirectory()
    let output = scratch.file("x.csv")
    let plan = SyntheticPlan.make { identity in
      if identity.text.contains("N=2 batch=1") { throw ExperimentError(.unavailable, "no") }
    }
    await #expect(throws: ExperimentError(.unavailable, "no")) {
      try await Self.run(plan, output: output)
    }
    let kept = Ledger.Contents(bytes: try scratch.bytes("x.ledger")).lines.count
    #expect(kept < 12)
    let outcome = try await Self.run(SyntheticPlan.make(), output: output)
    #expect(outcome.unitsComputed == 12 - kept)
    #expect(outcome.result.content == (try await Self.run(SyntheticPlan.make())).result.content)
  }

  @Test func aChangedPlanKeepsTheUnitsThatApply() async throws {
    let scratch = try ScratchDirectory()
    let output = scratch.file("x.csv")
    try await Self.run(SyntheticPlan.make(rows: 4, batches: 3), output: output)
    let messages = Messages()
    let outcome = try await Self.run(
      SyntheticPlan.make(rows: 6, batches: 2), output: output, messages: messages)
    #expect(
      messages.all == ["synthetic: kept 8 of 12 units, dropped 4 that no longer apply, 4 to do"])
    #expect(outcome.unitsComputed == 4)
    let fresh = try await Self.run(SyntheticPlan.make(rows: 6, batches: 2))
    #expect(try ResultFile(contentsOf: output).content == fresh.result.content)
  }

  @Test func aDamagedLedgerCostsItsUnitsOnly() async throws {
    let scratch = try ScratchDirectory()
    let output = scratch.file("x.csv")
    let expected = try await Self.run(SyntheticPlan.make(), output: output).result.content
    let ledger = try scratch.bytes("x.ledger")
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<50 {
      var damaged = ledger
      let position = Int.random(in: ledger.indices, using: &generator)
      damaged[position] ^= UInt8.random(in: 1...255, using: &generator)
      try scratch.write(damaged, to: "x.ledger")
      let outcome = try await Self.run(SyntheticPlan.make(), output: output)
      #expect(1...2 ~= outcome.unitsComputed, "byte \(position) changed to \(damaged[position])")
      #expect(outcome.result.content == expected)
    }
  }

  @Test func timeUpStopsBetweenUnits() async throws {
    let scratch = try ScratchDirectory()
    let output = scratch.file("x.csv")
    let deadline = ContinuousClock.now + .seconds(2)
    let plan = SyntheticPlan.make { _ in try await Task.sleep(until: deadline + .milliseconds(1)) }
    let messages = Messages()
    let outcome = try await Self.run(
      plan, output: output, deadline: deadline, messages: messages)
    // None, if the machine is so busy that the time is up before the first begins.
    let done = outcome.unitsComputed
    #expect(done <= 1 && outcome.unitsLeft == 12 - done)
    let file = try ResultFile(contentsOf: output)
    #expect(file.units.count == outcome.unitsDone)
    #expect(file.provenance("status") == "partial, \(outcome.unitsDone) of 12 units")
    #expect(messages.all.last?.contains("the time is up: \(done) of 12 units are done") == true)
    #expect(try await Self.run(SyntheticPlan.make(), output: output).isComplete)
  }

  @Test func anEarlyEndKeepsACompleteResult() async throws {
    let scratch = try ScratchDirectory()
    let output = scratch.file("x.csv")
    try await Self.run(SyntheticPlan.make(), output: output)
    let complete = try scratch.bytes("x.csv")
    try FileManager.default.removeItem(atPath: scratch.file("x.ledger"))
    let messages = Messages()
    let outcome = try await Self.run(
      SyntheticPlan.make(), output: output, shard: "1/2", messages: messages)
    #expect(!outcome.isComplete)
    #expect(try scratch.bytes("x.csv") == complete)
    #expect(
      messages.all.last?.hasSuffix("the ledger has \(outcome.unitsDone) of 12 units") == true)

    // Another experiment replaces it only if that is said, and then with a row in its place.
    let other = SyntheticPlan.make(name: "other")
    try FileManager.default.removeItem(atPath: scratch.file("x.ledger"))
    let refusal = await #expect(throws: ExperimentError.self) {
      try await Self.run(other, output: output, shard: "1/2")
    }
    #expect(refusal?.exitCode == .cannotCreate)
    #expect(try scratch.bytes("x.csv") == complete)
    try await Self.run(other, output: output, shard: "50/50", replacesOthers: true)
    #expect(try scratch.bytes("x.csv") == complete)
    try await Self.run(other, output: output, shard: "1/2", replacesOthers: true)
    #expect(try ResultFile(contentsOf: output).provenance("shard") == "1/2")
  }

  @Test func aPartialResultWithoutItsLedgerGoesOn() async throws {
    let scratch = try ScratchDirectory()
    let output = scratch.file("x.csv")
    let part = try await Self.run(SyntheticPlan.make(), output: output, shard: "1/2")
    try FileManager.default.removeItem(atPath: scratch.file("x.ledger"))
    let dry = try await DryRun(SyntheticPlan.make(), options: RunOptions(output: output))
    #expect(dry.units.count { $0.state == .done } == part.unitsDone)
    let outcome = try await Self.run(SyntheticPlan.make(), output: output)
    #expect(outcome.isComplete && outcome.unitsComputed == 12 - part.unitsDone)
    #expect(try await Self.run(SyntheticPlan.make(), output: output).unitsComputed == 0)
  }

  @Test(arguments: ["# A title\n\nText\n", "a,b\n1,2\n", "\u{0}\u{1}"])
  func aForeignFileStays(text: String) async throws {
    let scratch = try ScratchDirectory()
    try scratch.write(Array(text.utf8), to: "x.csv")
    await #expect(
      throws: ExperimentError(
        .cannotCreate,
        "\(scratch.file("x.csv")): exists and is no result of superpose; "
          + "choose another --output or remove it")
    ) {
      try await Self.run(SyntheticPlan.make(), output: scratch.file("x.csv"))
    }
    #expect(try scratch.bytes("x.csv") == Array(text.utf8))
    #expect(scratch.names == ["x.csv"])
  }

  @Test func outputsAreNamedNotTheirHelpers() async throws {
    let scratch = try ScratchDirectory()
    let lost = scratch.file("absent/x.csv")
    await #expect(
      throws: ExperimentError(
        .cannotCreate,
        "\(lost): cannot be created: there is no directory \(scratch.file("absent"))")
    ) {
      try await Self.run(SyntheticPlan.make(), output: lost)
    }
    try FileManager.default.createDirectory(
      atPath: scratch.file("x.ledger"), withIntermediateDirectories: false)
    await #expect {
      try await Self.run(SyntheticPlan.make(), output: scratch.file("x.csv"))
    } throws: {
      let error = $0 as? ExperimentError
      return error?.exitCode == .cannotCreate
        && error?.message.hasPrefix("\(scratch.file("x.csv")): its ledger") == true
    }
  }

  @Test func aSecondRunIsRefused() async throws {
    let scratch = try ScratchDirectory()
    let output = scratch.file("x.csv")
    let plan = SyntheticPlan.make(rows: 1, batches: 1) { _ in
      await #expect { try await Self.run(SyntheticPlan.make(), output: output) } throws: {
        ($0 as? ExperimentError)?.exitCode == .cannotCreate
      }
    }
    #expect(try await Self.run(plan, output: output).isComplete)
  }

  @Test func tooMuchMemoryIsRefused() async throws {
    let unit = WorkUnit(
      identity: UnitIdentity(text: "success N=1"), cost: 1, memory: 1e30, isWide: true
    ) { _ in UnitRecord() }
    let plan = Plan(name: "large", header: ["a"], rows: [.init(units: [unit]) { _ in ["1"] }])
    await #expect {
      try await Self.run(plan)
    } throws: {
      ($0 as? ExperimentError)?.exitCode == .unavailable
    }
  }

  @Test(arguments: [1, 2, 3, 7, 50])
  func shardsAreDisjointCompleteAndBalanced(count: Int) throws {
    let units = SyntheticPlan.make(rows: 20, batches: 5).units
    let assignment = Shard.assign(units, to: count)
    #expect(assignment.count == units.count)
    #expect(assignment.values.allSatisfy { 1...count ~= $0 })
    var loads = [Double](repeating: 0, count: count)
    for unit in units { loads[assignment[unit.identity]! - 1] += unit.cost }
    // Graham: at most the mean plus one unit.
    let mean = units.reduce(0) { $0 + $1.cost } / Double(count)
    #expect(loads.max()! <= mean + 0.05 + 1e-9)
    #expect(Shard.assign(units.reversed(), to: count).count == units.count)
  }

  @Test func shardTexts() {
    #expect(Shard("3/16")?.description == "3/16")
    for text in [
      "0/4", "5/4", "1", "1/", "/2", "1/2/3", "-1/2", "+1/2", "1/99999999999999999999", "1/ 2",
    ] {
      #expect(Shard(text) == nil, "\(text)")
    }
    #expect(Shard("2/3")?.path(besides: "r/x.csv") == "r/x.shard-2-of-3.csv")
  }
}
