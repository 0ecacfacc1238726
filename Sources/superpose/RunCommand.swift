import ArgumentParser
import Runs
import SuperpositionDecoders
import SuperpositionExperiments

/// `superpose run`
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Everything that experiment files declare: results, theory and figures.",
    discussion: """
      Measured rows go to results/NAME.csv, theory to results/NAME.theory.csv, and the figure to \
      plots/NAME.gp with its pictures. A run that was interrupted goes on where it stopped; one that \
      is complete does nothing. Work that several of the files ask for is done once. When --max-time \
      ran out before the work was done, the exit code is 75.

      EXAMPLES
        superpose run experiments/figure2.yml
        superpose run experiments/*.yml --quick
        superpose run experiments/landscape.yml --full --shard 3/16
      """)

  @Argument(help: ArgumentHelp("Experiment files.", valueName: "file.yml"))
  var files: [String]

  @Flag(help: "The effort of a minute or two for all experiments together.")
  var quick = false

  @Flag(help: "Publication precision.")
  var full = false

  @OptionGroup var folders: FolderOptions

  @Option(
    "Write the measured rows of a single experiment to this file instead, - for standard output, and "
      + "draw nothing.", value: "file.csv")
  var output: String?

  @OptionGroup var replacing: ReplaceOptions

  @OptionGroup(title: "How it runs") var running: RunningOptions
  @OptionGroup var exec: ExecOptions

  func run() async throws {
    if quick && full {
      throw ExperimentError(.usage, "--quick: stands in place of --full, not beside it")
    }
    let effort: Effort = quick ? .quick : full ? .full : .default
    // Everything is read and checked before any work.
    let experiments = try files.map {
      try Experiment(contentsOf: $0, effort: effort, allowsCommands: exec.allowExec)
    }
    var names: Set<String> = []
    for (experiment, file) in zip(experiments, files) {
      guard names.insert(experiment.name).inserted else {
        throw ExperimentError(
          .usage, "\(file): another experiment is named '\(experiment.name)' too")
      }
    }
    if output != nil && experiments.count > 1 {
      throw ExperimentError(.usage, "--output: takes one experiment, not \(experiments.count)")
    }
    guard output != "" else {
      throw ExperimentError(.usage, "--output: the name of a file is missing")
    }
    var options = try running.options(output: nil)
    // A result in its own place belongs to the experiment of that name, whatever it holds.
    options.replacesOthers = replacing.replace || output == nil
    options.beginsAnew = replacing.replace
    if output == ExperimentRun.standardOutput {
      options.whenEndedEarly = { try StandardOutput.write(TableFormat.csv.text(of: $0)) }
    }
    // To change one's decoder and run again is the usual way of working on it.
    options.replaceableInputs = [CommandDecoder.hashField]
    experiments.flatMap(\.dictionaryNotices).forEach(options.report)
    let runs = try zip(experiments, files).map { experiment, file in
      try ExperimentError.located(in: file) {
        try ExperimentRun(
          experiment,
          files: ExperimentFiles(
            name: experiment.name, results: folders.resultsFolder, plots: folders.plotsFolder),
          output: output, options: options)
      }
    }
    if running.dryRun {
      let forecast = try await Self.forecast(runs, seconds: DryRun.calibrationSeconds)
      return try DryRunReport.write(forecast.runs, options: options)
    }
    if runs.count > 1 {
      let forecast = try await Self.forecast(runs, seconds: 1)
      DryRun.expectation(of: forecast.runs, measured: forecast.seconds).map(options.report)
    }
    // A figure that cannot be drawn holds up no measurement.
    var undrawn: ExperimentError?
    var isTimeUp = false
    // Experiments that ask the same of the same unit share the answer.
    var known: [UnitIdentity: UnitRecord] = [:]
    for run in runs {
      let outcome: RunOutcome?
      do {
        outcome = try await run.run(
          provenance: RunProvenance.lines(of: run.experiment), known: known)
      } catch let error as ExperimentError where error.exitCode == .timeLimit {
        options.report(error.message)
        isTimeUp = true
        continue
      }
      if output == ExperimentRun.standardOutput, let outcome {
        try StandardOutput.write(TableFormat.csv.text(of: outcome.result))
      }
      known.merge(outcome?.records ?? [:]) { earlier, _ in earlier }
      if let outcome, outcome.unitsLeft > 0 { isTimeUp = true }
      do {
        try run.draw(after: outcome)
      } catch let error as ExperimentError where error.exitCode == .unavailable {
        if let undrawn { options.report(undrawn.message) }
        undrawn = error
      }
    }
    if let undrawn { throw undrawn }
    if isTimeUp { throw ExitCodes.timeLimit.silently }
  }

  /// What the runs would do, at the pace that about `seconds` of their work show.
  private static func forecast(
    _ runs: [ExperimentRun], seconds: Double
  ) async throws -> (runs: [DryRun], seconds: Double) {
    var units: [WorkUnit] = []
    var earlier: Set<UnitIdentity> = []
    for run in runs {
      let missing = try run.missingUnits(after: earlier)
      units += missing
      earlier.formUnion(missing.map(\.identity))
    }
    let calibration = try await WorkCalibration(units, seconds: seconds)
    earlier = []
    var dryRuns: [DryRun] = []
    for run in runs {
      guard let dryRun = try await run.dryRun(calibration: calibration, after: earlier) else {
        continue
      }
      dryRuns.append(dryRun)
      earlier.formUnion(dryRun.units.map(\.identity))
    }
    return (dryRuns, calibration.measured)
  }
}
