import Foundation
import Runs

/// Data for the user or the next program.
enum StandardOutput {
  /// The reader of the pipe is gone.
  struct Closed: Error {}

  /// Whether a person reads it.
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Writes text as it stands.
  ///
  /// - Throws: `Closed` if nobody reads any more; `ExperimentError` (74) if writing fails.
  static func write(_ text: String) throws {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes {
        Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count)
      }
      if written >= 0 {
        bytes.removeFirst(written)
      } else if errno == EPIPE {
        throw Closed()
      } else if errno != EINTR {
        throw ExperimentError(
          .inputOutput, "standard output cannot be written: \(String(cString: strerror(errno)))")
      }
    }
  }
}
