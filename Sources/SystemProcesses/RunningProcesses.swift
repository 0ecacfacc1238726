import Foundation
import Synchronization

/// What the process has started or put down, and what goes away with it.
package enum RunningProcesses {
  private struct State {
    /// Processes, and groups of processes as negative numbers, as `kill` takes them.
    var targets: Set<pid_t> = []
    var files: Set<String> = []
    /// Whether the tool comes to its end: what a process says from then on is no fault of its own.
    var isEnding = false
  }

  private static let state = Mutex(State())

  /// Notes a process, or a group as a negative number.
  package static func add(_ target: pid_t) {
    state.withLock { _ = $0.targets.insert(target) }
  }

  /// Forgets a process that has ended.
  package static func remove(_ target: pid_t) {
    state.withLock { _ = $0.targets.remove(target) }
  }

  /// Notes a temporary file.
  package static func add(temporaryFile path: String) {
    state.withLock { _ = $0.files.insert(path) }
  }

  /// Removes a temporary file.
  package static func remove(temporaryFile path: String) {
    state.withLock { _ = $0.files.remove(path) }
    unlink(path)
  }

  /// Ends all of them; for the end of the tool.
  package static func endAll() {
    state.withLock { state in
      state.isEnding = true
      for target in state.targets { kill(target, SIGKILL) }
      for file in state.files { unlink(file) }
    }
  }

  /// Whether the tool comes to its end.
  static var areEnding: Bool { state.withLock(\.isEnding) }
}
