import Foundation
import Runs

/// Writes gnuplot scripts and runs gnuplot on them.
public enum FigureRenderer {
  /// Runs `gnuplot SCRIPT` in the current directory.
  ///
  /// - Throws: `ExperimentError`: 69 if gnuplot is missing, 70 if it refuses the script.
  public static func render(script path: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gnuplot", path]
    process.standardInput = FileHandle.nullDevice
    let messages = Pipe()
    process.standardError = messages
    process.standardOutput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw ExperimentError(.unavailable, "gnuplot could not be started: \(error)")
    }
    let said = messages.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    // env's own code for a program that is not there.
    if process.terminationStatus == 127 {
      throw ExperimentError(
        .unavailable,
        "gnuplot is not installed: pictures need it (apt-get install gnuplot-nox); "
          + "the script \(path) is written, and older pictures are as they were")
    }
    guard process.terminationStatus == 0 else {
      let first =
        String(decoding: said, as: UTF8.self).split(separator: "\n")
        .first { $0.contains("line") } ?? "no message"
      throw ExperimentError(.internalError, "gnuplot refused \(path): \(first)")
    }
  }
}
