import Foundation
import Runs
import Synchronization

/// The rows of a command that computes them one after the other without a ledger: a signal ends the
/// command with those that are finished written, as it does a run.
final class FinishedRows: Sendable {
  private let path: String?
  private let format: TableFormat?
  private let partial = Mutex<ResultFile?>(nil)

  /// From now on, signals write what is finished.
  init(path: String?, format: TableFormat?) {
    self.path = path
    self.format = format
    SignalWatch.start { [self] exitCode in
      if let result = partial.withLock({ $0 }) {
        var result = result
        result.setProvenance("status", "partial, \(result.rows.count) rows")
        do {
          // The whole of an earlier run is worth more than a part of this one.
          if let path, !((try? ResultFile(contentsOf: path))?.isComplete ?? false) {
            try result.write(to: path)
          }
          if let format { try StandardOutput.write(format.text(of: result)) }
          StandardError.say("ended early: \(result.rows.count) rows are finished")
        } catch {
          StandardError.say("\(error)")
        }
      }
      _exit(exitCode.rawValue)
    }
  }

  /// What is finished so far.
  func set(_ result: ResultFile) {
    partial.withLock { $0 = result }
  }

  /// Writes the whole result.
  func finish(_ result: ResultFile) throws {
    SignalWatch.stop()
    if let path { try result.write(to: path) }
    if let format { try StandardOutput.write(format.text(of: result)) }
  }
}
