import ArgumentParser
import Runs
import SuperpositionExperiments

/// `superpose list`
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "What there is: \(choices).",
    discussion: """
      EXAMPLES
        superpose list decoders
        superpose list keys --format markdown
      """)

  private static let choices: String = {
    let names = Inventory.allCases.map(\.rawValue)
    return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
  }()

  @Argument(
    help: ArgumentHelp(
      "\(choices).", valueName: "what"))
  var what: String

  @Option("Where experiment files are.", default: "experiments", value: "folder")
  var experiments: String?

  @Option("csv, table, json or markdown.", default: "two columns without a header", value: "format")
  var format: String?

  func run() throws {
    let format = try format.map {
      try FlagValue.choice("--format", $0, of: TableFormat.allCases)
    }
    let choice = try FlagValue.choice("list", what, of: Inventory.allCases)
    let entries = try choice.entries(experiments: experiments ?? "experiments")
    if let format {
      let table = ResultFile(
        header: ["name", "what it is"], rows: entries.map { [$0.name, $0.summary] })
      try StandardOutput.write(format.text(of: table))
      return
    }
    let width = entries.map(\.name.count).max() ?? 0
    for entry in entries {
      let name = entry.name.padding(toLength: width, withPad: " ", startingAt: 0)
      try StandardOutput.write(
        entry.summary.isEmpty ? "\(entry.name)\n" : "\(name)  \(entry.summary)\n")
    }
  }
}
