/// One result from several partial ones.
///
/// Units are merged, not rows: the same unit in two files counts once, and the merged table is the
/// one that an undivided run derives from the same units.
public struct Merge: Sendable {
  /// The result; complete, or partial with its units.
  public let result: ResultFile
  /// What is missing, for a message: shards `2/5, 4/5`, or units; nil if nothing is.
  public let missing: String?
  private let units: [LedgerLine]

  /// Merges the results at `paths`, in any order, repeats allowed.
  ///
  /// - Parameters:
  ///   - provenance: What the merged result is to tell of its making.
  ///   - source: Makes the plan again.
  /// - Throws: `ExperimentError` 66 if a file is missing; 65, with the file, if one is no result,
  ///   belongs to another experiment or another version, was changed, or contradicts another.
  /// - Precondition: There is at least one path.
  public init(
    of paths: [String], provenance: [ResultFile.Provenance], source: PlanSource
  ) throws {
    var files: [(path: String, result: ResultFile)] = []
    for path in paths {
      let result = try ResultFile.withExperiment(at: path)
      guard result.isAsWritten else {
        throw ExperimentError(.badData, "\(path): was changed after superpose wrote it")
      }
      files.append((path, result))
    }
    let first = files[0]
    for file in files.dropFirst() { try Self.requireSameExperiment(file, first) }
    let plan = try source.checkedPlan(of: first.result, at: first.path)
    for file in files where file.result.header != plan.header {
      _ = try source.checkedPlan(of: file.result, at: file.path)
      throw ExperimentError(
        .badData,
        "\(file.path): written by another version of superpose than \(first.path): it has other "
          + "columns")
    }
    let provenance = provenance + [.init("merged", paths.joined(separator: " "))]

    let units = plan.units
    let records = try Self.records(files, units: units)
    let file = { (unit: UnitIdentity) in
      files.first { $0.result.units.contains { $0.identity == unit } }?.path
    }
    if let whole = try Self.complete(files, plan) {
      try ExperimentError.locatingRecords(in: file) {
        try Self.require(records, toGive: whole, of: plan)
      }
      result = Self.complete(whole, provenance: provenance)
      missing = nil
      self.units = []
      return
    }
    result = try ExperimentError.locatingRecords(in: file) {
      try Runner.result(
        of: plan, from: records, units: units, experiment: first.result.experiment,
        provenance: provenance)
    }
    self.units = units.compactMap { unit in
      records[unit.identity].map { LedgerLine(identity: unit.identity, record: $0) }
    }
    missing = Self.missing(units.filter { records[$0.identity] == nil }, of: units, files: files)
  }

  /// Writes the result, and its units into the ledger beside it, so that a run of the experiment
  /// with this output goes on from there.
  ///
  /// - Parameters:
  ///   - replacesOthers: Whether the file may hold another experiment, or the complete result in place
  ///     of which this one is partial.
  ///   - report: Gets one line of text for each damaged line of a ledger that is there.
  /// - Throws: `ExperimentError` 73 or 74 as a run does; 65 if the ledger contradicts the result.
  public func write(
    to path: String, replacesOthers: Bool = false, report: (String) -> Void
  ) throws(ExperimentError) {
    try ResultFile.requireReplaceable(path, header: result.header)
    if !replacesOthers {
      if let other = try ResultFile.other(than: result.experiment, at: path) {
        throw other.refusal(at: path)
      }
      if !result.isComplete, !FileAccess.isSpecial(path),
        let present = try? ResultFile(contentsOf: path), present.isMarked, present.isComplete
      {
        throw present.refusal(at: path)
      }
    }
    if !units.isEmpty, !FileAccess.isSpecial(path) {
      let ledgerPath = Runner.ledgerPath(for: path)
      let lock = try LockFile(path: ledgerPath + ".lock", output: path)
      defer { lock.release() }
      let (ledger, present) = try Ledger.open(path: ledgerPath, of: path, report: report)
      defer { ledger.close() }
      let records = [UnitIdentity: UnitRecord](
        uniqueKeysWithValues: units.map { ($0.identity, $0.record) })
      for line in present where records[line.identity] ?? line.record != line.record {
        throw ExperimentError(
          .badData, "\(ledgerPath): contradicts the merged files in unit '\(line.identity)'")
      }
      _ = try ledger.append(units, beside: present)
      try ledger.synchronize()
    }
    try result.write(to: path)
  }

  private typealias File = (path: String, result: ResultFile)

  private static func requireSameExperiment(_ file: File, _ first: File) throws(ExperimentError) {
    guard file.result.experiment != first.result.experiment else { return }
    let lines = file.result.experiment.split(separator: "\n", omittingEmptySubsequences: false)
    let others = first.result.experiment.split(separator: "\n", omittingEmptySubsequences: false)
    let offset = zip(lines, others).enumerated().first { $1.0 != $1.1 }?.offset
    let index = min(offset ?? min(lines.count, others.count), lines.count - 1)
    let there = index < others.count ? "'\(others[index])'" : "nothing"
    throw ExperimentError(
      .badData, file: file.path, line: file.result.experimentLine + index,
      "another experiment than that of \(first.path): '\(lines[index])' here, \(there) there")
  }

  /// The one file that needs no other, if there is one.
  private static func complete(
    _ files: [File], _ plan: Plan
  ) throws(ExperimentError) -> File? {
    let complete = files.filter(\.result.isComplete)
    for file in complete {
      guard file.result.units.isEmpty, file.result.rows.count == plan.rows.count else {
        throw ExperimentError(
          .badData,
          "\(file.path): says that it is complete, but is not the whole of its experiment: "
            + "\(file.result.rows.count) of \(plan.rows.count) rows, "
            + "\(file.result.units.count) units beside them")
      }
      guard file.result.rows == complete[0].result.rows else {
        throw ExperimentError(
          .badData, "\(file.path): a complete result that contradicts \(complete[0].path)")
      }
    }
    return complete.first
  }

  /// Refuses units of other files that give other rows than a complete result has.
  private static func require(
    _ records: [UnitIdentity: UnitRecord], toGive whole: File, of plan: Plan
  ) throws {
    for (index, row) in plan.rows.enumerated() {
      let own = row.units.map { records[$0.identity] }
      guard !own.isEmpty, own.allSatisfy({ $0 != nil }) else { continue }
      guard try row.derive(own) == whole.result.rows[index] else {
        throw ExperimentError(
          .badData,
          "\(whole.path): row \(index + 1) contradicts the units of the other files")
      }
    }
  }

  private static func complete(
    _ file: File, provenance: [ResultFile.Provenance]
  ) -> ResultFile {
    var result = file.result
    result.provenance = provenance + [.init("status", "complete")]
    result.units = []
    return result
  }

  /// The records of all files' units.
  private static func records(
    _ files: [File], units: [WorkUnit]
  ) throws(ExperimentError) -> [UnitIdentity: UnitRecord] {
    let known = Set(units.map(\.identity))
    var records: [UnitIdentity: (record: UnitRecord, path: String)] = [:]
    for file in files {
      for line in file.result.units {
        guard known.contains(line.identity) else {
          throw ExperimentError(
            .badData,
            "\(file.path): written by another version of superpose: its experiment has no unit "
              + "'\(line.identity)' in this one")
        }
        if let other = records[line.identity], other.record != line.record {
          throw ExperimentError(
            .badData, "\(file.path): contradicts \(other.path) in unit '\(line.identity)'")
        }
        records[line.identity] = (line.record, file.path)
      }
    }
    return records.mapValues(\.record)
  }

  /// Names the shards that the missing units belong to, if all files tell one number of shards.
  private static func missing(
    _ missing: [WorkUnit], of units: [WorkUnit], files: [File]
  ) -> String? {
    if missing.isEmpty { return nil }
    let shards = files.compactMap { $0.result.provenance("shard").flatMap { Shard($0) } }
    guard let count = shards.first?.count, shards.allSatisfy({ $0.count == count }) else {
      return "\(missing.count) of \(units.count) units are missing"
    }
    let assignment = Shard.assign(units, to: count)
    let parts = Set(missing.compactMap { assignment[$0.identity] }).sorted()
    return (parts.count == 1 ? "shard " : "shards ")
      + parts.map { "\($0)/\(count)" }.joined(separator: ", ")
      + (parts.count == 1 ? " is" : " are") + " missing or not complete"
  }
}
