import Foundation

/// The built tool, run as a process.
struct Tool {
  /// What a run printed and how it ended.
  struct Outcome {
    let standardOutput: String
    let standardError: String
    let exitCode: Int32

    /// The lines of a CSV on standard output, without those that start with '#'.
    var rows: [String] {
      standardOutput.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
    }

    /// The first line on standard error.
    var firstError: String {
      standardError.split(separator: "\n").first.map(String.init) ?? ""
    }
  }

  /// The binary: named by SUPERPOSE_TOOL, or beside the test bundle.
  static let path: String =
    ProcessInfo.processInfo.environment["SUPERPOSE_TOOL"]
    ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "superpose").path

  /// Runs the tool to its end.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], directory: String? = nil
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
    process.standardInput = FileHandle.nullDevice
    let scratch = try TemporaryFolder()
    // Files rather than pipes: nothing can fill up.
    let output = try scratch.emptyFile("output")
    let error = try scratch.emptyFile("error")
    process.standardOutput = output
    process.standardError = error
    try process.run()
    process.waitUntilExit()
    return Outcome(
      standardOutput: try scratch.read("output"), standardError: try scratch.read("error"),
      exitCode: process.exitCode)
  }

  /// The largest resident memory of a run of the tool, in bytes, and its exit code.
  ///
  /// Read from the system's table while the tool runs: what `wait4` says of a spawned process
  /// includes the memory of the process that spawned it, which is this one's until the tool starts.
  static func peakMemory(_ arguments: [String]) throws -> (bytes: Int, exitCode: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    var bytes = 0
    let image = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    while process.isRunning {
      let entry = "/proc/\(process.processIdentifier)"
      if (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(entry)/exe")) == image,
        let status = try? String(contentsOfFile: "\(entry)/status", encoding: .utf8),
        let peak = status.firstMatch(of: /VmHWM:\s+(\d+) kB/).flatMap({ Int($0.1) })
      {
        bytes = max(bytes, peak * 1024)
      }
      usleep(2000)
    }
    process.waitUntilExit()
    return (bytes, process.exitCode)
  }

  /// Runs the tool with arguments separated by spaces.
  static func run(
    _ arguments: String, environment: [String: String] = [:], directory: String? = nil
  ) throws -> Outcome {
    try run(
      arguments.split(separator: " ").map(String.init), environment: environment,
      directory: directory)
  }
}

/// A folder that is removed with its last user.
final class TemporaryFolder {
  /// Its path.
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "superpose-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func url(_ name: String) -> URL { URL(fileURLWithPath: "\(path)/\(name)") }

  func emptyFile(_ name: String) throws -> FileHandle {
    try Data().write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    return try FileHandle(forWritingTo: URL(fileURLWithPath: "\(path)/\(name)"))
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")), as: UTF8.self)
  }

  /// The names of the files in it, sorted.
  var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

extension Process {
  /// The exit code, or minus the number of the signal that ended it.
  fileprivate var exitCode: Int32 {
    terminationReason == .uncaughtSignal ? -terminationStatus : terminationStatus
  }
}
