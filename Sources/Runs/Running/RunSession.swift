import Dispatch
import Foundation
import Synchronization

/// The state of one run, shared by the workers, the timer and the signal handlers.
final class RunSession: Sendable {
  private struct State {
    var records: [UnitIdentity: UnitRecord]
    var finished: Set<UnitIdentity> = []
    var ticks = 0
  }

  let units: [WorkUnit]
  let missing: [WorkUnit]
  let progress: Progress
  private let name: String
  /// The units to do, those of a stage needing none but those of the stages before it.
  let stages: [Stage]
  private let options: RunOptions
  private let artefacts: ArtefactStore
  private let lock: LockFile?
  private let ledger: Ledger?
  private let state: Mutex<State>
  // Held to record a unit, to derive a result, and by a run that ends early until it is gone.
  private let recording = Mutex(())

  /// Units that run side by side, then units that run alone; the longest first, so that no worker
  /// ends long after the others.
  struct Stage: Sendable {
    let narrow: Queue
    let wide: Queue

    init(_ units: [WorkUnit]) {
      narrow = Queue(units.filter { !$0.isWide }.sorted { $0.cost > $1.cost })
      wide = Queue(units.filter(\.isWide).sorted { $0.cost > $1.cost })
    }
  }

  /// Units in the order in which they are taken in hand.
  final class Queue: Sendable {
    private let units: [WorkUnit]
    private let position = Mutex(0)

    init(_ units: [WorkUnit]) { self.units = units }

    func next() -> WorkUnit? {
      position.withLock { position in
        guard position < units.count else { return nil }
        position += 1
        return units[position - 1]
      }
    }
  }

  init(plan: Plan, experiment: String, options: RunOptions) throws(ExperimentError) {
    name = plan.name
    units = plan.units
    self.options = options
    let recorded: [LedgerLine]
    if let output = options.output, !FileAccess.isSpecial(output) {
      try ResultFile.requireReplaceable(output, header: plan.header)
      if !options.beginsAnew {
        try Self.refuseOtherInputs(
          at: output, units: units, except: options.replaceableInputs)
      }
      if !options.replacesOthers { try Self.refuseOther(experiment, at: output, units: units) }
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
      if let output = options.output { try FileAccess.requireFileOrDevice(output) }
      (lock, ledger, recorded) = (nil, nil, [])
    }
    artefacts = ArtefactStore(path: Self.artefactPath(options.output))
    let known = Set(units.map(\.identity))
    let kept = recorded.filter { known.contains($0.identity) }
    var records = [UnitIdentity: UnitRecord](
      kept.map { ($0.identity, $0.record) }, uniquingKeysWith: { first, _ in first })
    let own: [WorkUnit]
    if let shard = options.shard {
      let part = Shard.assign(units, to: shard.count)
      own = units.filter { part[$0.identity] == shard.index }
    } else {
      own = units
    }
    var takenOver = 0
    do throws(ExperimentError) {
      for unit in own where unit.standsAlone && records[unit.identity] == nil {
        guard let record = options.known[unit.identity] else { continue }
        try ledger?.append(LedgerLine(identity: unit.identity, record: record))
        records[unit.identity] = record
        takenOver += 1
      }
    } catch {
      ledger?.close()
      lock?.release()
      throw error
    }
    missing = Self.missing(
      of: own, records: records, artefacts: artefacts, exported: options.exports.map(\.unit))
    stages = Self.stages(of: missing)
    let toDo = Set(missing.map(\.identity))
    progress = Progress(
      name: plan.name, style: options.progress, total: own,
      done: own.filter { unit in !toDo.contains(unit.identity) })
    state = Mutex(State(records: records))
    if takenOver > 0 {
      options.report(
        "\(plan.name): \(takenOver) of \(own.count) units are those of the experiments before")
    }
    if !recorded.isEmpty {
      let dropped = recorded.count - kept.count
      options.report(
        "\(plan.name): kept \(own.count - missing.count - takenOver) of \(own.count) units"
          + (dropped > 0 ? ", dropped \(dropped) that no longer apply" : "")
          + (missing.isEmpty ? "; nothing is left to do" : ", \(missing.count) to do"))
    }
  }

  /// Refuses an output that holds the result of another experiment, none of whose units this one
  /// needs.
  private static func refuseOther(
    _ experiment: String, at output: String, units: [WorkUnit]
  ) throws(ExperimentError) {
    guard let present = try ResultFile.other(than: experiment, at: output) else { return }
    let needed = Set(units.map(\.identity))
    let kept = try Ledger.lines(of: output) + present.units
    guard !kept.contains(where: { needed.contains($0.identity) }) else { return }
    throw present.refusal(at: output)
  }

  /// Refuses to go on with units of the same work on what an input file held before.
  private static func refuseOtherInputs(
    at output: String, units: [WorkUnit], except replaceable: Set<String>
  ) throws(ExperimentError) {
    let known = Set(units.map { $0.identity.without(replaceable) })
    let others = [UnitIdentity: UnitIdentity](
      units.lazy.map(\.identity).filter { $0 != $0.withoutInputs }.map { ($0.withoutInputs, $0) },
      uniquingKeysWith: { first, _ in first })
    guard !others.isEmpty else { return }
    for line in try Ledger.lines(of: output) + ResultFile.units(carriedBy: output) {
      guard !known.contains(line.identity.without(replaceable)),
        let now = others[line.identity.withoutInputs]
      else { continue }
      throw ExperimentError(
        .badData,
        "\(output): holds work on other contents of an input file than it has now "
          + "(\(now.changedInputs(from: line.identity))); --replace gives it up")
    }
  }

  private static func artefactPath(_ output: String?) -> String {
    if let output, !FileAccess.isSpecial(output) { return ArtefactStore.path(for: output) }
    return NSTemporaryDirectory() + "superpose-\(UUID().uuidString)"
  }

  /// The units that are not recorded, and those whose artefact is lost while one of these needs it or
  /// the user wants it.
  private static func missing(
    of units: [WorkUnit], records: [UnitIdentity: UnitRecord], artefacts: ArtefactStore,
    exported: [UnitIdentity]
  ) -> [WorkUnit] {
    var needed = Set(exported)
    // From the end, since a unit stands behind those that it needs.
    let missing = units.reversed().filter { unit in
      if records[unit.identity] != nil,
        !needed.contains(unit.identity) || artefacts.isWhole(unit.identity)
      {
        return false
      }
      needed.formUnion(unit.needs.map(\.identity))
      return true
    }
    return missing.reversed()
  }

  private static func stages(of units: [WorkUnit]) -> [Stage] {
    var depths: [UnitIdentity: Int] = [:]
    var stages: [[WorkUnit]] = []
    for unit in units {
      let depth = unit.needs.compactMap { depths[$0.identity] }.max().map { $0 + 1 } ?? 0
      depths[unit.identity] = depth
      if depth == stages.count { stages.append([]) }
      stages[depth].append(unit)
    }
    return stages.map(Stage.init)
  }

  /// The next unit of a queue; nil when there is none, the time is up or another worker failed.
  func next(of queue: Queue) -> WorkUnit? { mayGoOn ? queue.next() : nil }

  private var mayGoOn: Bool {
    if Task.isCancelled { return false }
    return options.deadline.map { ContinuousClock.now < $0 } ?? true
  }

  /// Does one unit and records it.
  func `do`(_ unit: WorkUnit, workers: Int) async throws {
    progress.start(unit)
    if unit.leavesArtefact { try artefacts.prepare(unit.identity) }
    let record = try await unit.run(
      WorkUnit.Context(workers: workers, artefacts: artefacts) { [progress] share, state in
        progress.advance(unit, share: share, state: state)
      })
    if unit.leavesArtefact { try artefacts.seal(unit.identity) }
    try recording.withLock { _ in
      if let earlier = state.withLock({ $0.records[unit.identity] }) {
        // Made again for its artefact alone; the ledger keeps the first account.
        if earlier != record {
          options.report(
            "\(name): \(unit.identity.label) came out differently when its files were made again; "
              + "the earlier record is kept")
        }
      } else {
        try ledger?.append(LedgerLine(identity: unit.identity, record: record))
      }
      state.withLock { state in
        if state.records[unit.identity] == nil { state.records[unit.identity] = record }
        state.finished.insert(unit.identity)
      }
    }
    progress.finish(unit)
  }

  var unitsComputed: Int { state.withLock { $0.finished.count } }

  var unitsDone: Int { state.withLock { $0.records.count } }

  var unitsLeft: Int { missing.count - unitsComputed }

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
    if let output = options.output, FileAccess.isSpecial(output) {
      // Who writes to a pipe that nobody reads holds the records for ever.
      DispatchQueue.global().asyncAfter(deadline: .now() + 1) { _exit(exitCode.rawValue) }
    }
    withRecords { records in
      progress.clear()
      do {
        try synchronize()
        try options.whenEndedEarly(try write(records))
        options.report("\(name): \(ending(exitCode))")
      } catch {
        options.report("\(name): \(error)")
      }
      removeTemporaryArtefacts()
      lock?.release()
      _exit(exitCode.rawValue)
    }
  }

  /// Copies the files of artefacts that the user wants elsewhere.
  func export() throws(ExperimentError) {
    for export in options.exports {
      let bytes = try FileAccess.read("\(artefacts.folder(of: export.unit))/\(export.file)")
      try AtomicFile.write(bytes, to: export.path)
    }
  }

  /// Why a run ended before its work, and how to go on.
  func ending(_ exitCode: ExitCode) -> String {
    let done = "\(exitCode.reason): \(unitsDone) of \(units.count) units are done"
    if !options.isResumable { return done }
    return options.output == nil
      ? "\(done); with --output FILE.csv they would be kept and the same command would go on"
      : "\(done) and kept; the same command goes on from here"
  }

  /// Artefacts of a run without files serve that run alone.
  private func removeTemporaryArtefacts() {
    if lock == nil { try? FileManager.default.removeItem(atPath: artefacts.path) }
  }

  func close() {
    removeTemporaryArtefacts()
    ledger?.close()
    lock?.release()
  }
}
