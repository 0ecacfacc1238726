import Foundation
import Runs

/// What `--dry-run` prints: the units as CSV on standard output, their sum on standard error.
enum DryRunReport {
  /// Prints the units of several runs.
  static func write(_ runs: [DryRun], options: RunOptions) throws {
    try StandardOutput.write(DryRun.header + "\n")
    for run in runs {
      try StandardOutput.write(run.lines.map { $0 + "\n" }.joined())
      options.report(run.summary)
    }
  }
}
