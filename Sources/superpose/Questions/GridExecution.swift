import ArgumentParser
import Runs
import SuperpositionExperiments

/// What all grid commands do once their flags are understood: where the rows go, and how they are made.
struct GridExecution: ParsableArguments {
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "How it runs") var running: RunningOptions

  /// Measures an experiment of one block and hands its rows over.
  func measure(_ experiment: Experiment, exports: [ArtefactExport] = []) async throws {
    let format = try output.parsedFormat()
    var options = try running.options(output: output.parsedOutput())
    options.replacesOthers = output.replace
    options.exports = exports
    options.beginsAnew = output.replace
    if let format {
      options.whenEndedEarly = { try StandardOutput.write(format.text(of: $0)) }
    }
    experiment.dictionaryNotices.forEach(options.report)
    let plan = try Plan(experiment)
    if let line = try StaircaseNotice.line(on: experiment) { options.report(line) }
    if running.dryRun {
      try await DryRunReport.write([DryRun(plan, options: options)], options: options)
      return
    }
    let outcome = try await Runner(
      plan: plan, experiment: experiment.yaml,
      provenance: RunProvenance.lines(of: experiment), options: options
    ).run()
    ResultNotices.lines(on: outcome.result, name: experiment.name).forEach(options.report)
    if let format { try StandardOutput.write(format.text(of: outcome.result)) }
    if outcome.unitsLeft > 0 { throw ExitCodes.timeLimit.silently }
  }

  /// Computes an experiment of theory and hands its rows over.
  func compute(_ experiment: Experiment) throws {
    let format = try output.parsedFormat()
    let options = try running.options(output: output.parsedOutput())
    guard options.shard == nil else {
      throw ExperimentError(.usage, "--shard: theory is computed at once and has no parts")
    }
    if running.dryRun {
      try DryRunReport.write([], options: options)
      options.report("\(experiment.name): no units: theory is computed at once")
      return
    }
    let result = experiment.resultWithoutRows(provenance: RunProvenance.lines(of: experiment))
    try output.check(result)
    let finished = FinishedRows(result, path: options.output, format: format)
    let isWhole = try experiment.computeRows { fields in
      finished.add(fields)
      return !options.isPastDeadline
    }
    guard isWhole else {
      try finished.endEarly(.timeLimit)
      throw ExitCodes.timeLimit.silently
    }
    try finished.finish()
  }
}
