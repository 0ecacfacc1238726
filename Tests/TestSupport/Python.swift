import Foundation

/// The Python that tests of programs of one's own run: the one that SUPERPOSE_PYTHON names, or
/// `python3`.
package enum Python {
  package static let path = ProcessInfo.processInfo.environment["SUPERPOSE_PYTHON"] ?? "python3"

  /// The folder of experiments, where the module for decoders is.
  package static let experiments =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "experiments").path

  /// Whether a module can be imported.
  package static func has(_ module: String) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [path, "-c", "import \(module)"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
