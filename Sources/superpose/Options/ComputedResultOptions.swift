import ArgumentParser
import Runs

/// Where a command without a ledger writes what it finds, and how many workers find it.
struct ComputedResultOptions: ParsableArguments {
  @OptionGroup(title: "Output") var output: OutputOptions

  @OptionGroup var workers: WorkerOptions

  /// The values that were given.
  func parsed() throws -> (format: TableFormat?, path: String?, workers: Int) {
    (try output.parsedFormat(), try output.parsedOutput(), try workers.count)
  }
}
