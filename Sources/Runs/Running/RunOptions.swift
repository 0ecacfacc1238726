import Foundation

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
  /// Whether `output` may hold units of the same work on other contents of its input files, which are
  /// then given up.
  public var beginsAnew = false
  /// Fields on input files whose change alone is no reason to refuse `output`: its units are then done
  /// again.
  public var replaceableInputs: Set<String> = []
  /// Whether `output` may hold another experiment, which is then replaced.
  public var replacesOthers = false
  /// Whether a run without output could be kept by giving one, which is then advised.
  public var isResumable = true
  /// What is known of units from other runs; those of this plan among them are not done again, unless
  /// artefacts are involved.
  public var known: [UnitIdentity: UnitRecord] = [:]
  /// Files of artefacts to be copied when the work is done.
  public var exports: [ArtefactExport] = []
  /// How to tell how far the run is.
  public var progress: ProgressStyle
  /// Gets each line of diagnostics.
  public var report: @Sendable (String) -> Void

  /// Whether the time is up.
  package var isPastDeadline: Bool { deadline.map { ContinuousClock.now >= $0 } ?? false }

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

/// A file that a unit leaves for others, wanted in a place of its own.
public struct ArtefactExport: Sendable {
  /// The unit.
  public let unit: UnitIdentity
  /// The file's name in the unit's folder.
  public let file: String
  /// Where it goes.
  public let path: String

  /// An export.
  public init(unit: UnitIdentity, file: String, path: String) {
    self.unit = unit
    self.file = file
    self.path = path
  }
}

/// What a run came to.
public struct RunOutcome: Sendable {
  /// The result from all units there are.
  public let result: ResultFile
  /// What these units found.
  public let records: [UnitIdentity: UnitRecord]
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
