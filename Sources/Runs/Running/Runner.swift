import Dispatch
import Foundation
import Synchronization
import SystemMemory

/// How a plan is to be run.
public struct RunOptions: Sendable {
  /// The result file; nil to keep no files and hand the result back alone.
  public var output: String?
  /// The part of the work to do; nil for all of it.
  public var shard: Shard?
  /// How many workers.
  public var jobs: Int
  /// When to take no more units in hand; those that are not finished `grace` later are dropped.
  public var deadline: ContinuousClock.Instant?
  /// How long units may go on after the deadline before the run ends the process.
  public var grace: Duration = .seconds(1)
  /// Gets the result there is if the run ends the process (after a signal, or when the time is up in
  /// the middle of long units), since its caller then gets none.
  public var whenEndedEarly: @Sendable (ResultFile) throws -> Void = { _ in }
  /// How to tell how far the run is.
  public var progress: ProgressStyle
  /// Gets each line of diagnostics.
  public var report: @Sendable (String) -> Void

  /// Options: everything, all cores, no files, no progress unless said otherwise.
  public init(
    output: String? = nil, shard: Shard? = nil,
    jobs: Int = ProcessInfo.processInfo.activeProcessorCount,
    deadline: ContinuousClock.Instant? = nil, progress: ProgressStyle = .none,
    report: (@Sendable (String) -> Void)? = nil
  ) {
    self.output = output
    self.shard = shard
    self.jobs = max(1, jobs)
    self.deadline = deadline
    self.progress = progress
    self.report = report ?? { StandardError.say($0) }
  }
}

/// What a run came to.
public struct RunOutcome: Sendable {
  /// The result from all units there are.
  public let result: ResultFile
  /// Units of the whole plan that are recorded.
  public let unitsDone: Int
  /// Units of the whole plan.
  public let unitsInAll: Int
  /// Units that this run was to do and did not, because its time was up.
  public let unitsLeft: Int
  /// Units that this run computed.
  public let unitsComputed: Int

  /// Whether every unit of the plan is recorded.
  public var isComplete: Bool { unitsDone == unitsInAll }
}

/// Does the units of a plan that are missing and derives the result from all of them.
///
/// With an output `X.csv`, each finished unit is a line of the ledger `X.ledger`, where the next run
/// finds it; `X.ledger.lock` keeps a second run away meanwhile. The result depends on the plan alone:
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
  /// SIGINT and SIGTERM end the process within moments, with what was finished written and exit code
  /// 130 or 143; so does the deadline, with exit code 0, if units go on for long after it.
  ///
  /// - Throws: `ExperimentError` 69 if a unit needs more memory than there is, 73 or 74 if an output
  ///   cannot be made or written, 73 too if another run holds it; whatever a unit throws. Finished
  ///   units are kept in every case.
  public func run() async throws -> RunOutcome {
    let session = try Session(plan: plan, options: options)
    let queue = DispatchQueue(label: "superpose.run")
    SignalWatch.start { exitCode in
      session.end(with: exitCode) { try write($0, of: session) }
    }
    let timer = DispatchSource.makeTimerSource(queue: queue)
    timer.schedule(deadline: .now() + 0.2, repeating: 0.2)
    timer.setEventHandler {
      session.tick()
      if session.isOverdue { session.end(with: .success) { try write($0, of: session) } }
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
    let result = try session.withRecords { try write($0, of: session) }
    let left = session.unitsLeft
    if left > 0 {
      options.report("\(plan.name): \(session.ending(.success))")
    }
    return RunOutcome(
      result: result, unitsDone: session.unitsDone, unitsInAll: session.units.count,
      unitsLeft: left, unitsComputed: session.unitsComputed)
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
    _ records: [UnitIdentity: UnitRecord], of session: Session
  ) throws -> ResultFile {
    let result = try Self.result(
      of: plan, from: records, units: session.units, experiment: experiment,
      provenance: provenance
        + (options.shard.map { [ResultFile.Provenance("shard", "\($0)")] } ?? []))
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

  private func work(on session: Session) async throws {
    let jobs = try workersThatFit(session.missing)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<jobs {
        group.addTask {
          while let unit = session.nextNarrow() { try await session.do(unit, workers: 1) }
        }
      }
      try await group.waitForAll()
    }
    while let unit = session.nextWide() { try await session.do(unit, workers: options.jobs) }
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

  /// The state of one run, shared by the workers, the timer and the signal handlers.
  private final class Session: Sendable {
    private struct State {
      var records: [UnitIdentity: UnitRecord]
      var nextNarrow = 0
      var nextWide = 0
      var computed = 0
      var ticks = 0
    }

    let units: [WorkUnit]
    let missing: [WorkUnit]
    let progress: Progress
    private let name: String
    private let narrow: [WorkUnit]
    private let wide: [WorkUnit]
    private let options: RunOptions
    private let lock: LockFile?
    private let ledger: Ledger?
    private let state: Mutex<State>
    // Held to record a unit, to derive a result, and by a run that ends early until it is gone.
    private let recording = Mutex(())

    init(plan: Plan, options: RunOptions) throws(ExperimentError) {
      name = plan.name
      units = plan.units
      self.options = options
      let recorded: [LedgerLine]
      if let output = options.output, !FileAccess.isSpecial(output) {
        try ResultFile.requireReplaceable(output, header: plan.header)
        let path = Runner.ledgerPath(for: output)
        lock = try LockFile(path: path + ".lock", output: output)
        do throws(ExperimentError) {
          let (opened, lines) = try Ledger.open(path: path, of: output, report: options.report)
          ledger = opened
          // A partial result that lost its ledger still carries its units.
          recorded = lines + (try opened.append(ResultFile.units(carriedBy: output), beside: lines))
        } catch {
          lock?.release()
          throw error
        }
      } else {
        if let output = options.output { try Self.refuseDirectory(output) }
        (lock, ledger, recorded) = (nil, nil, [])
      }
      let known = Set(units.map(\.identity))
      let kept = recorded.filter { known.contains($0.identity) }
      let records = [UnitIdentity: UnitRecord](
        kept.map { ($0.identity, $0.record) }, uniquingKeysWith: { first, _ in first })
      let own: [WorkUnit]
      if let shard = options.shard {
        let part = Shard.assign(units, to: shard.count)
        own = units.filter { part[$0.identity] == shard.index }
      } else {
        own = units
      }
      missing = own.filter { records[$0.identity] == nil }
      // The longest first, so that no worker ends long after the others.
      narrow = missing.filter { !$0.isWide }.sorted { $0.cost > $1.cost }
      wide = missing.filter(\.isWide).sorted { $0.cost > $1.cost }
      progress = Progress(
        name: plan.name, style: options.progress, total: own,
        done: own.filter { records[$0.identity] != nil })
      state = Mutex(State(records: records))
      if !recorded.isEmpty {
        let dropped = recorded.count - kept.count
        options.report(
          "\(plan.name): kept \(own.count - missing.count) of \(own.count) units"
            + (dropped > 0 ? ", dropped \(dropped) that no longer apply" : "")
            + (missing.isEmpty ? "; nothing is left to do" : ", \(missing.count) to do"))
      }
    }

    private static func refuseDirectory(_ path: String) throws(ExperimentError) {
      var status = stat()
      if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
        throw FileAccess.creating(path, EISDIR)
      }
    }

    /// The next unit for one worker; nil when there is none, the time is up or another worker failed.
    func nextNarrow() -> WorkUnit? {
      guard mayGoOn else { return nil }
      return state.withLock { state in
        guard state.nextNarrow < narrow.count else { return nil }
        state.nextNarrow += 1
        return narrow[state.nextNarrow - 1]
      }
    }

    /// The next unit for all workers together.
    func nextWide() -> WorkUnit? {
      guard mayGoOn else { return nil }
      return state.withLock { state in
        guard state.nextWide < wide.count else { return nil }
        state.nextWide += 1
        return wide[state.nextWide - 1]
      }
    }

    private var mayGoOn: Bool {
      if Task.isCancelled { return false }
      return options.deadline.map { ContinuousClock.now < $0 } ?? true
    }

    /// Does one unit and records it.
    func `do`(_ unit: WorkUnit, workers: Int) async throws {
      progress.start(unit)
      let record = try await unit.run(workers)
      try recording.withLock { _ in
        try ledger?.append(LedgerLine(identity: unit.identity, record: record))
        state.withLock { state in
          state.records[unit.identity] = record
          state.computed += 1
        }
      }
      progress.finish(unit)
    }

    var unitsComputed: Int { state.withLock { $0.computed } }

    var unitsDone: Int { state.withLock { $0.records.count } }

    var unitsLeft: Int {
      state.withLock { state in
        missing.reduce(0) { $0 + (state.records[$1.identity] == nil ? 1 : 0) }
      }
    }

    /// Five times a second: shows the progress; once a second: carries the ledger to the disk.
    func tick() {
      progress.tick()
      let isTime = state.withLock { state in
        state.ticks += 1
        return state.ticks % 5 == 0
      }
      // A failure stays with the ledger and ends the run at the next unit.
      if isTime { try? ledger?.synchronize() }
    }

    func synchronize() throws {
      try ledger?.synchronize()
    }

    /// Calls `body` with all records; no unit is recorded meanwhile.
    func withRecords<Value: Sendable>(
      _ body: ([UnitIdentity: UnitRecord]) throws -> Value
    ) rethrows -> Value {
      try recording.withLock { _ in try body(state.withLock { $0.records }) }
    }

    /// Whether units in hand have gone on for long after the deadline.
    var isOverdue: Bool {
      options.deadline.map { ContinuousClock.now > $0 + options.grace } ?? false
    }

    /// Writes what is finished, drops the units in hand, and ends the process.
    ///
    /// Workers are deep in computations and nothing of theirs is waited for; one that finishes a unit
    /// meanwhile, or all of them, waits here for the end, so that the result tells what is recorded.
    func end(
      with exitCode: ExitCode, write: ([UnitIdentity: UnitRecord]) throws -> ResultFile
    ) {
      withRecords { records in
        progress.clear()
        do {
          try synchronize()
          try options.whenEndedEarly(try write(records))
          options.report("\(name): \(ending(exitCode))")
        } catch {
          options.report("\(name): \(error)")
        }
        lock?.release()
        _exit(exitCode.rawValue)
      }
    }

    /// Why a run ended before its work, and how to go on.
    func ending(_ exitCode: ExitCode) -> String {
      let reason =
        switch exitCode {
        case .interrupted: "interrupted"
        case .terminated: "terminated"
        default: "the time is up"
        }
      let done = "\(reason): \(unitsDone) of \(units.count) units are done"
      return options.output == nil
        ? "\(done); with --output FILE.csv they would be kept and the same command would go on"
        : "\(done) and kept; the same command goes on from here"
    }

    func close() {
      ledger?.close()
      lock?.release()
    }
  }
}
