import Foundation

/// What changes when a file is written to or replaced: a look at it costs next to nothing.
package struct FileStamp: Equatable, Sendable {
  private let device: UInt64
  private let number: UInt64
  private let size: Int64
  private let modified: [Int]

  /// The stamp of a file; nil if there is none.
  package init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
    size = Int64(status.st_size)
    modified = [Int(status.st_mtim.tv_sec), status.st_mtim.tv_nsec]
  }
}
