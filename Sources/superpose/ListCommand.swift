import ArgumentParser
import SuperpositionExperiments

/// `superpose list`
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "What there is: decoders, curves, keys, columns, experiments or kernels.",
    discussion: """
      EXAMPLES
        superpose list decoders
        superpose list curves
        superpose list keys
        superpose list columns
        superpose list experiments
        superpose list kernels
      """)

  @Argument(
    help: ArgumentHelp(
      "decoders, curves, keys, columns, experiments or kernels.", valueName: "what"))
  var what: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Where experiment files are. (default: experiments)", valueName: "folder"))
  var experiments: String?

  func run() throws {
    let choice = try FlagValue.choice("list", what, of: Inventory.allCases)
    let entries = try choice.entries(experiments: experiments ?? "experiments")
    let width = entries.map(\.name.count).max() ?? 0
    for entry in entries {
      let name = entry.name.padding(toLength: width, withPad: " ", startingAt: 0)
      try StandardOutput.write(
        entry.summary.isEmpty ? "\(entry.name)\n" : "\(name)  \(entry.summary)\n")
    }
  }
}
