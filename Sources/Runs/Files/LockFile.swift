import Foundation

/// A file whose lock keeps a second run away from an output.
///
/// The kernel frees the lock when its process ends, however it ends, so a lock file that a killed
/// run left behind holds nobody up.
final class LockFile: Sendable {
  private let path: String
  private let descriptor: Int32

  /// Takes the lock.
  ///
  /// - Parameters:
  ///   - path: The lock file, made if it is missing and removed by `release()`.
  ///   - output: The output that it guards, for the message.
  /// - Throws: `ExperimentError` 73 if another process holds it or it cannot be created.
  init(path: String, output: String) throws(ExperimentError) {
    guard let descriptor = try FileAccess.openLocked(path, for: output) else {
      let text = (try? FileAccess.read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
      let holder = text.split(separator: "\n").first.map { " (\($0))" } ?? ""
      throw ExperimentError(
        .cannotCreate,
        "\(output): another run\(holder) is writing it; wait for that one, or choose another --output"
      )
    }
    self.path = path
    self.descriptor = descriptor
    // Who holds the lock is news for the second run; the lock holds without it.
    ftruncate(descriptor, 0)
    let holder = "process \(getpid()) on \(ProcessInfo.processInfo.hostName)\n"
    try? FileAccess.write(Array(holder.utf8), to: descriptor, of: path)
  }

  /// Frees the lock and removes its file; for the last act of a run.
  func release() {
    unlink(path)
    close(descriptor)
  }
}
