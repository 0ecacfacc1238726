import ArgumentParser
import Runs

/// `superpose replay`
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "One row of a result, computed again with the seed it had.",
    discussion: """
      Takes the experiment from the result file itself and compares the row as text. Exit code 0 if \
      both are identical; else both are shown and the exit code is 65. What goes through OpenBLAS \
      (omp, bp) may differ between kinds of processors.

      EXAMPLE
        superpose replay results/figure2.csv --row 12
      """)

  @Argument(help: ArgumentHelp("A result.", valueName: "file.csv"))
  var file: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Which row, counted from 1 below the header.", valueName: "number"))
  var row: String

  @OptionGroup var workers: WorkerOptions
  @OptionGroup var exec: ExecOptions

  func run() async throws {
    let row = try FlagValue.number("--row", row, in: 1...Int.max)
    let replay = try await Replay(
      row: row, of: file, jobs: try workers.count, source: exec.source)
    if replay.isIdentical {
      try StandardOutput.write(
        "\(file), row \(row): identical\n\(ResultFile.line(of: replay.recorded))\n")
      return
    }
    try StandardOutput.write(
      """
      \(file), row \(row): differs in \(replay.differences.joined(separator: ", "))
      columns:  \(ResultFile.line(of: replay.header))
      recorded: \(ResultFile.line(of: replay.recorded))
      replayed: \(ResultFile.line(of: replay.replayed))

      """)
    throw ExperimentError(
      .badData, "\(file): row \(row) is not what its experiment gives on this machine")
  }
}
