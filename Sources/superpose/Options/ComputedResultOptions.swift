import ArgumentParser
import Runs

/// Where a command without a ledger writes what it finds, and how many workers find it.
struct ComputedResultOptions: ParsableArguments {
  @OptionGroup(title: "Output") var output: OutputOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Workers. (default: all cores)", valueName: "number"))
  var jobs: String?

  /// The values that were given.
  func parsed() throws -> (format: TableFormat?, path: String?, workers: Int) {
    (try output.parsedFormat(), try output.parsedOutput(), try FlagValue.jobs(jobs))
  }
}
