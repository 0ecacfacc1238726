import Foundation
import Runs
import Synchronization

/// The result of a command that computes its rows one after the other without a ledger: a signal ends
/// the command with those that are finished written, as it does a run.
final class FinishedRows: Sendable {
  private let path: String?
  private let format: TableFormat?
  private let result: Mutex<ResultFile>

  /// From now on, signals write what is finished.
  ///
  /// - Parameter result: What is known before the first row.
  init(_ result: ResultFile, path: String?, format: TableFormat?) {
    self.path = path
    self.format = format
    self.result = Mutex(result)
    SignalWatch.start { [self] exitCode in
      do {
        try endEarly(exitCode)
      } catch {
        StandardError.say("\(error)")
      }
      _exit(exitCode.rawValue)
    }
  }

  /// Writes the rows that are finished, and says why there are no more.
  func endEarly(_ exitCode: ExitCodes) throws {
    var result = self.result.withLock { $0 }
    let count = result.rows.count
    if count > 0 {
      result.setProvenance("status", "partial, \(count) \(count == 1 ? "row" : "rows")")
      // The whole of an earlier run is worth more than a part of this one.
      if let path, !holdsWhole(path) { try result.write(to: path) }
      if let format { try StandardOutput.write(format.text(of: result)) }
    }
    StandardError.say(
      "\(exitCode.reason): \(count) \(count == 1 ? "row is" : "rows are") finished")
  }

  private func holdsWhole(_ path: String) -> Bool {
    !FileAccess.isSpecial(path) && (try? ResultFile(contentsOf: path))?.isComplete == true
  }

  /// One more row.
  func add(_ fields: [String]) {
    result.withLock { $0.rows.append(fields) }
  }

  /// One more line on how the result was made.
  func add(_ line: ResultFile.Provenance) {
    result.withLock { $0.provenance.append(line) }
  }

  /// Writes the whole result.
  @discardableResult
  func finish() throws -> ResultFile {
    SignalWatch.stop()
    var result = self.result.withLock { $0 }
    result.setProvenance("status", "complete")
    if let path { try result.write(to: path) }
    if let format { try StandardOutput.write(format.text(of: result)) }
    return result
  }
}
