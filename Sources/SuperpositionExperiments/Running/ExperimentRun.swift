import Runs

/// A run of everything that one experiment declares: measured rows, theory rows, figure.
public struct ExperimentRun: Sendable {
  /// The experiment.
  public let experiment: Experiment
  /// The plan of its measured blocks; nil if it has none.
  public let plan: Plan?
  private let files: ExperimentFiles
  private let output: String?
  private let options: RunOptions

  /// The output that stands for standard output.
  public static let standardOutput = "-"

  /// A run.
  ///
  /// - Parameters:
  ///   - files: where everything goes.
  ///   - output: another file for the measured rows, or `standardOutput` where the caller prints them
  ///     and there is no file; then nothing is drawn.
  ///   - options: how to run; their output is not used.
  /// - Throws: `ExperimentError` for grids that are too large.
  public init(
    _ experiment: Experiment, files: ExperimentFiles, output: String? = nil, options: RunOptions
  ) throws {
    self.experiment = experiment
    self.files = files
    self.output = output
    self.options = options
    plan = try experiment.measured.map(Plan.init)
  }

  /// How the measured rows are run, where `known` is known of units.
  private func measuredOptions(_ known: [UnitIdentity: UnitRecord]) -> RunOptions {
    var options = options
    options.known = known
    options.output =
      output == Self.standardOutput
      ? nil : output ?? options.shard?.path(besides: files.measured) ?? files.measured
    return options
  }

  /// What `run` would measure; nil for an experiment of theory alone.
  ///
  /// - Parameter earlier: the units of the runs before this one, which it would take over.
  /// - Throws: as `DryRun`.
  public func dryRun(
    calibration: WorkCalibration, after earlier: Set<UnitIdentity> = []
  ) async throws -> DryRun? {
    guard let plan else { return nil }
    return try await DryRun(
      plan, options: measuredOptions(Self.blank(earlier)), calibration: calibration)
  }

  /// The units that `run` would measure.
  ///
  /// - Parameter earlier: the units of the runs before this one, which it would take over.
  /// - Throws: as `DryRun`.
  public func missingUnits(
    after earlier: Set<UnitIdentity> = []
  ) throws(ExperimentError) -> [WorkUnit] {
    guard let plan else { return [] }
    return try DryRun.missingUnits(plan, options: measuredOptions(Self.blank(earlier)))
  }

  /// Records of units of which it only counts that they are there.
  private static func blank(_ units: Set<UnitIdentity>) -> [UnitIdentity: UnitRecord] {
    Dictionary(uniqueKeysWithValues: units.map { ($0, UnitRecord()) })
  }

  /// Does what is missing and writes the results.
  ///
  /// A part of the work (`options.shard`) goes to a file of its own beside the result.
  ///
  /// - Parameter known: what is known of units from other runs, which this one takes over.
  /// - Returns: what the measured part came to; nil if there is none.
  /// - Throws: as `Runner.run`; `ExperimentError` (75) if the time is up before it begins, or before the
  ///   theory is computed.
  public func run(
    provenance: [ResultFile.Provenance], known: [UnitIdentity: UnitRecord] = [:]
  ) async throws -> RunOutcome? {
    func timeIsUp(_ what: String) -> ExperimentError {
      ExperimentError(.timeLimit, "\(experiment.name): the time is up: \(what)")
    }
    guard !options.isPastDeadline else {
      throw timeIsUp("not begun; the same command goes on here")
    }
    if output == nil { try ExperimentFiles.makeFolder(files.results) }
    var outcome: RunOutcome?
    if let plan, let measured = experiment.measured {
      if let line = try StaircaseNotice.line(on: measured) { options.report(line) }
      outcome = try await Runner(
        plan: plan, experiment: measured.yaml, provenance: provenance,
        options: measuredOptions(known)
      ).run()
      if let outcome {
        ResultNotices.lines(on: outcome.result, name: experiment.name).forEach(options.report)
      }
    }
    // One shard is enough to write the theory.
    if let theory = experiment.theory, output == nil, options.shard?.index ?? 1 == 1 {
      guard
        let table = try theory.computed(
          provenance: provenance, while: { !options.isPastDeadline })
      else {
        throw timeIsUp("its theory is not finished; the same command computes it again")
      }
      try table.write(to: files.theory)
    }
    return outcome
  }

  /// Draws the figure of a run that is complete.
  ///
  /// - Parameter outcome: what `run` returned.
  /// - Throws: as `ExperimentFiles.draw`.
  public func draw(after outcome: RunOutcome?) throws {
    guard output == nil, options.shard == nil, experiment.figure != nil,
      outcome?.isComplete ?? (plan == nil)
    else { return }
    try files.draw(experiment)
  }
}
