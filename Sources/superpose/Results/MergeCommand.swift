import ArgumentParser
import Runs

/// `superpose merge`
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "One result from several partial ones.",
    discussion: """
      Takes the files of 'run --shard i/n' or of interrupted runs, in any order, repeats allowed: a \
      unit of work counts once, however many files have it. The table is that of an undivided run, \
      byte for byte. If parts are missing, they are named, what there is is written (it can be \
      merged again), and the exit code is 65. Results of different experiments are refused. With \
      --output, the units go to the ledger beside it, from which 'run' goes on; a complete result there, \
      or that of another experiment, is replaced with --replace only.

      EXAMPLE
        superpose merge results/figure2.shard-*.csv --output results/figure2.csv
      """)

  @Argument(help: ArgumentHelp("Partial results.", valueName: "file.csv"))
  var files: [String]

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup var exec: ExecOptions

  func run() throws {
    let format = try output.parsedFormat()
    let merge = try Merge(
      of: files, provenance: RunProvenance.lines, source: exec.source)
    if let path = try output.parsedOutput() {
      try merge.write(to: path, replacesOthers: output.replace) { StandardError.say($0) }
    }
    if let format { try StandardOutput.write(format.text(of: merge.result)) }
    if let missing = merge.missing { throw ExperimentError(.badData, missing) }
  }
}
