import Foundation
import SuperpositionExperiments

/// What `--dry-run` prints: the units as CSV on standard output, their sum on standard error.
enum DryRunReport {
  /// Prints the units of several plans.
  static func write(_ plans: [Plan], options: RunOptions) async throws {
    let scale = try await DryRun.calibration()
    try StandardOutput.write(DryRun.header + "\n")
    for plan in plans {
      let dryRun = DryRun(plan: plan, options: options, secondsPerModelSecond: scale)
      for line in dryRun.lines { try StandardOutput.write(line + "\n") }
      options.report(dryRun.summary)
    }
  }
}
