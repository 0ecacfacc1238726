import ArgumentParser
import Runs
import SuperpositionExperiments

/// `superpose results`
struct ResultsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "results",
    abstract: "All rows of all results in a folder, filtered.",
    discussion: """
      Reads every CSV in the folder and prints their rows as one table, whose first column is the \
      file. Conditions are separated by spaces and all have to hold: COLUMN=VALUE, or !=, <, <=, >, \
      >=; behind = and != a list or range may stand. A file that lacks a column of a condition has no row.

      EXAMPLES
        superpose results --where 'decoder=mp N=2^20'
        superpose results --where 'k=16,64 success>=0.9' --format markdown
        superpose results my/results --columns file,decoder,N,k,d --format json
      """)

  @Argument(help: ArgumentHelp("Where the results are. (default: results)", valueName: "folder"))
  var folder: String?

  @Option(
    "Only rows that meet these conditions.", default: "all", value: "conditions",
    name: .customLong("where"))
  var conditions: String?

  @Option("The columns to show, in order.", default: "all", value: "names")
  var columns: String?

  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let format = try output.parsedFormat()
    let path = try output.parsedOutput()
    let result = try ResultCollection(folder: folder ?? "results").table(
      where: RowFilter(conditions ?? ""),
      columns: columns.map { try FlagValue.names("--columns", $0) },
      provenance: RunProvenance.lines)
    try output.check(result, columnsVary: true)
    if let path { try result.write(to: path) }
    if let format { try StandardOutput.write(format.text(of: result)) }
  }
}
