import Dispatch
import Foundation
import Synchronization
import SystemProcesses

/// Programs that the tool starts: each has a time limit, and none outlives the tool.
package enum ChildProcess {
  /// What a program left behind.
  package struct Outcome: Sendable {
    /// Its exit code; 127 if there is no such program.
    package let status: Int32
    /// What it wrote on standard error.
    package let messages: String
    /// Whether it was ended because its time was up.
    package let isTimedOut: Bool
  }

  /// Runs a program found on the PATH in the current directory, without input, to its end.
  ///
  /// - Parameter seconds: The time limit.
  /// - Throws: `ExperimentError` 69 if no process can be started.
  package static func run(
    _ program: String, _ arguments: [String], timeLimit seconds: Double
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let messages = Pipe()
    process.standardError = messages
    do {
      try process.run()
    } catch {
      throw ExperimentError(.unavailable, "\(program) could not be started: \(error)")
    }
    let identifier = process.processIdentifier
    RunningProcesses.add(identifier)
    let isTimedOut = Atomic(false)
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.schedule(deadline: .now() + seconds)
    timer.setEventHandler {
      isTimedOut.store(true, ordering: .relaxed)
      kill(identifier, SIGKILL)
    }
    timer.activate()
    let said = messages.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    timer.cancel()
    RunningProcesses.remove(identifier)
    return Outcome(
      status: process.terminationStatus, messages: String(decoding: said, as: UTF8.self),
      isTimedOut: isTimedOut.load(ordering: .relaxed))
  }
}
