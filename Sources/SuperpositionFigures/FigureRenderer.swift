import Runs

/// Writes gnuplot scripts and runs gnuplot on them.
package enum FigureRenderer {
  /// Seconds that gnuplot may take for a figure; it takes a few.
  private static let timeLimit = 120.0

  /// Runs `gnuplot SCRIPT` in the current directory.
  ///
  /// - Throws: `ExperimentError`: 69 if gnuplot is missing, 70 if it refuses the script or does not
  ///   end.
  package static func render(script path: String) throws {
    let outcome = try ChildProcess.run("gnuplot", [path], timeLimit: timeLimit)
    guard !outcome.isTimedOut else {
      throw ExperimentError(
        .internalError, "gnuplot did not end within \(Int(timeLimit)) s on \(path)")
    }
    // env's own code for a program that is not there.
    if outcome.status == 127 {
      throw ExperimentError(
        .unavailable,
        "gnuplot is not installed: pictures need it (apt-get install gnuplot-nox); "
          + "the script \(path) is written, and older pictures are as they were")
    }
    guard outcome.status == 0 else {
      let first =
        outcome.messages.split(separator: "\n").first { $0.contains("line") } ?? "no message"
      throw ExperimentError(.internalError, "gnuplot refused \(path): \(first)")
    }
  }
}
