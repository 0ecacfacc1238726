import ArgumentParser
import Runs
import SuperpositionExperiments

/// The flag of commands that read files which may name programs to run.
struct ExecOptions: ParsableArguments {
  @Flag(help: "Run the programs that the files name as decoders ('exec:'), if they name any.")
  var allowExec = false

  /// Where plans come from.
  var source: PlanSource { .experiments(allowsCommands: allowExec) }
}
