import Dispatch
import Foundation
import Synchronization
import SystemMemory

/// Does the units of a plan that are missing and derives the result from all of them.
///
/// With an output `X.csv`, each finished unit is a line of the ledger `X.ledger`, where the next run
/// finds it; `X.ledger.lock` keeps a second run away meanwhile, and `X.models` holds the artefacts of
/// units. The result depends on the plan alone:
/// not on the number of workers, on interruptions, or on the order in which units were done. A
/// complete result stays until the run that replaces it is complete too.
public struct Runner: Sendable {
  private let plan: Plan
  private let experiment: String
  private let provenance: [ResultFile.Provenance]
  private let options: RunOptions

  /// A run of `plan`.
  ///
  /// - Parameters:
  ///   - experiment: The text that the result carries, from which the plan can be made again.
  ///   - provenance: What else the result is to tell of its making.
  public init(
    plan: Plan, experiment: String, provenance: [ResultFile.Provenance] = [],
    options: RunOptions
  ) {
    self.plan = plan
    self.experiment = experiment
    self.provenance = provenance
    self.options = options
  }

  /// The ledger of a result file: `X.ledger` for `X.csv`.
  public static func ledgerPath(for output: String) -> String {
    (output.hasSuffix(".csv") ? String(output.dropLast(4)) : output) + ".ledger"
  }

  /// Does what is missing and writes the result.
  ///
  /// Signals end the process within moments, with what was finished written and exit code 130 or 143
  /// (`SignalWatch`); so does the deadline, with exit code 75, if units go on for long after it.
  ///
  /// - Throws: `ExperimentError` 69 if a unit needs more memory than there is, 73 or 74 if an output
  ///   cannot be made or written, 73 too if another run holds it; whatever a unit throws. Finished
  ///   units are kept in every case.
  public func run() async throws -> RunOutcome {
    let session = try RunSession(plan: plan, experiment: experiment, options: options)
    let queue = DispatchQueue(label: "superpose.run")
    SignalWatch.start { exitCode in
      session.end(with: exitCode) { try write($0, of: session) }
    }
    let timer = DispatchSource.makeTimerSource(queue: queue)
    timer.schedule(deadline: .now() + 0.2, repeating: 0.2)
    timer.setEventHandler {
      session.tick()
      if session.isOverdue { session.end(with: .timeLimit) { try write($0, of: session) } }
    }
    timer.activate()
    defer {
      SignalWatch.stop()
      timer.cancel()
      // The timer has the queue to itself; it does not tick after this.
      queue.sync {}
      session.close()
    }
    do {
      try await work(on: session)
    } catch {
      session.progress.clear()
      try? session.synchronize()
      throw error
    }
    session.progress.clear()
    try session.synchronize()
    let (result, records) = try session.withRecords { (try write($0, of: session), $0) }
    let left = session.unitsLeft
    if left == 0 { try session.export() }
    if left > 0 {
      options.report("\(plan.name): \(session.ending(.timeLimit))")
    }
    return RunOutcome(
      result: result, records: records, unitsDone: session.unitsDone,
      unitsInAll: session.units.count, unitsLeft: left, unitsComputed: session.unitsComputed)
  }

  /// Derives the result of a plan from the records there are.
  ///
  /// - Throws: Whatever a row's derivation throws.
  public static func derive(
    _ plan: Plan, from records: [UnitIdentity: UnitRecord]
  ) throws -> [[String]] {
    try plan.rows.compactMap { row in try row.derive(row.units.map { records[$0.identity] }) }
  }

  /// The result of a plan from the records there are, its units beside it unless it is complete.
  static func result(
    of plan: Plan, from records: [UnitIdentity: UnitRecord], units: [WorkUnit],
    experiment: String, provenance: [ResultFile.Provenance]
  ) throws -> ResultFile {
    let lines = units.compactMap { unit in
      records[unit.identity].map { LedgerLine(identity: unit.identity, record: $0) }
    }
    let isComplete = lines.count == units.count
    var result = ResultFile(
      header: plan.header, rows: try derive(plan, from: records), experiment: experiment,
      provenance: provenance, units: isComplete ? [] : lines)
    result.setProvenance(
      "status", isComplete ? "complete" : "partial, \(lines.count) of \(units.count) units")
    return result
  }

  private func write(
    _ records: [UnitIdentity: UnitRecord], of session: RunSession
  ) throws -> ResultFile {
    let result = try ExperimentError.locatingRecords(
      in: { _ in options.output.map(Self.ledgerPath) }
    ) {
      try Self.result(
        of: plan, from: records, units: session.units, experiment: experiment,
        provenance: provenance
          + (options.shard.map { [ResultFile.Provenance("shard", "\($0)")] } ?? []))
    }
    if let output = options.output {
      if isWorthLess(result, thanTheOneAt: output) {
        options.report(
          "\(plan.name): kept the complete result in \(output); the ledger has \(records.count) of "
            + "\(session.units.count) units")
      } else {
        try result.write(to: output)
      }
    }
    return result
  }

  /// Whether a partial result would take the place of a complete one of the same experiment, or
  /// nothing that of one of another.
  private func isWorthLess(_ result: ResultFile, thanTheOneAt output: String) -> Bool {
    guard !result.isComplete, !FileAccess.isSpecial(output),
      let present = try? ResultFile(contentsOf: output),
      present.isMarked, present.isAsWritten, present.isComplete
    else { return false }
    return present.experiment == experiment || result.rows.isEmpty
  }

  // MARK: Working

  private func work(on session: RunSession) async throws {
    let jobs = try workersThatFit(session.missing)
    for stage in session.stages {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<jobs {
          group.addTask {
            while let unit = session.next(of: stage.narrow) {
              try await session.do(unit, workers: 1)
            }
          }
        }
        try await group.waitForAll()
      }
      while let unit = session.next(of: stage.wide) {
        try await session.do(unit, workers: options.jobs)
      }
    }
  }

  /// As many workers as asked for, or as few as the memory allows.
  private func workersThatFit(_ units: [WorkUnit]) throws(ExperimentError) -> Int {
    let available = Double(MemoryBudget.availableBytes)
    if let largest = units.max(by: { $0.memory < $1.memory }), largest.memory > available {
      throw ExperimentError(
        .unavailable,
        "\(largest.identity.label) needs \(MemoryBudget.describe(bytes: largest.memory)) of memory, "
          + "and \(MemoryBudget.describe(bytes: available)) are available")
    }
    let sizes = units.filter { !$0.isWide }.map(\.memory).sorted(by: >)
    var workers = 0
    var need = 0.0
    for size in sizes.prefix(options.jobs) {
      need += size
      if need > available { break }
      workers += 1
    }
    return max(1, workers)
  }
}
