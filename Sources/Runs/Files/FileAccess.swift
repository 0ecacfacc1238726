import Foundation

/// Reading, writing and locking by system calls, with errors that name the file and fit the exit
/// codes of the tool.
package enum FileAccess {
  /// The whole content of a file.
  ///
  /// - Throws: `ExperimentError` 66 if the file is missing, unreadable or a directory, 74 if
  ///   reading fails.
  package static func read(_ path: String) throws(ExperimentError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw ExperimentError(.missingInput, "\(path): cannot be read: \(reason(errno))")
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    while true {
      let known = size(of: descriptor) ?? 0
      let capacity = max(1 << 16, min(known - bytes.count + 1, 1 << 30))
      var code: Int32 = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        var length = -1
        repeat {
          length = Foundation.read(descriptor, buffer.baseAddress, capacity)
        } while length < 0 && errno == EINTR
        code = length < 0 ? errno : 0
        count = max(0, length)
      }
      guard code == 0 else {
        let exitCode: ExitCode = code == EISDIR ? .missingInput : .inputOutput
        throw ExperimentError(exitCode, "\(path): cannot be read: \(reason(code))")
      }
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
  }

  /// Like `read`, but nil if there is no such file.
  static func readIfPresent(_ path: String) throws(ExperimentError) -> [UInt8]? {
    access(path, F_OK) == 0 ? try read(path) : nil
  }

  /// Writes all of `bytes` at the descriptor's position.
  static func write(
    _ bytes: some Collection<UInt8>, to descriptor: Int32, of path: String
  ) throws(ExperimentError) {
    let code: Int32 =
      bytes.withContiguousStorageIfAvailable { write($0, to: descriptor) }
      ?? Array(bytes).withUnsafeBufferPointer { write($0, to: descriptor) }
    guard code == 0 else { throw writing(path, code) }
  }

  /// The error number, 0 for none.
  private static func write(_ buffer: UnsafeBufferPointer<UInt8>, to descriptor: Int32) -> Int32 {
    var written = 0
    while written < buffer.count {
      let length = Foundation.write(
        descriptor, buffer.baseAddress! + written, buffer.count - written)
      if length < 0 {
        if errno == EINTR { continue }
        return errno
      }
      written += length
    }
    return 0
  }

  /// Opens a file for writing, made if it is missing, and takes the exclusive lock on it.
  ///
  /// The file at `path` is the one that is locked even if another process renames or removes it
  /// meanwhile. Errors name `output`, which it serves.
  ///
  /// - Returns: The descriptor; nil if another process holds the lock.
  static func openLocked(_ path: String, for output: String) throws(ExperimentError) -> Int32? {
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw creating(output, errno) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        let code = errno
        close(descriptor)
        if code == EWOULDBLOCK { return nil }
        throw creating(output, code)
      }
      var held = stat()
      var present = stat()
      if fstat(descriptor, &held) == 0, stat(path, &present) == 0, held.st_ino == present.st_ino,
        held.st_dev == present.st_dev
      {
        return descriptor
      }
      close(descriptor)
    }
  }

  /// The size of an open file.
  static func size(of descriptor: Int32) -> Int? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : nil
  }

  /// Whether there is something at `path` that is no regular file: a device, a pipe, a directory.
  package static func isSpecial(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  /// Refuses an output that can be no file: a directory, a named pipe, which would wait for a reader
  /// for ever, a socket or a disk. Devices such as `/dev/null` are taken, and pipes that the process
  /// was given open, as `/dev/stdout` or `/dev/fd/63`.
  ///
  /// - Throws: `ExperimentError` 73.
  package static func requireFileOrDevice(_ path: String) throws(ExperimentError) {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    switch status.st_mode & S_IFMT {
    case S_IFREG, S_IFCHR: return
    case S_IFDIR: throw creating(path, EISDIR)
    case S_IFIFO where ["/dev/", "/proc/self/fd/"].contains(where: path.hasPrefix): return
    case S_IFIFO:
      throw ExperimentError(
        .cannotCreate,
        "\(path): is a named pipe, which may never be read; write to a file, or pipe standard output"
      )
    default:
      throw ExperimentError(.cannotCreate, "\(path): is no file, and cannot be one")
    }
  }

  /// Whether two paths lead to one regular file, or would make one.
  package static func areSame(_ path: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    if stat(path, &first) == 0, stat(other, &second) == 0 {
      return first.st_mode & S_IFMT == S_IFREG && first.st_dev == second.st_dev
        && first.st_ino == second.st_ino
    }
    return place(of: path) == place(of: other)
  }

  /// The folder of a path without symbolic links, and the name in it.
  private static func place(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let folder = realpath(directory(of: path), nil) else { return path }
    defer { free(folder) }
    return String(cString: folder) + "/" + name
  }

  /// The directory part of a path, `.` if there is none.
  static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Makes the entries of a file's directory last through a crash of the machine; an attempt only,
  /// since not every file system offers it.
  static func synchronizeDirectory(of path: String) {
    let descriptor = open(directory(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// The error for an output that cannot be made.
  static func creating(_ path: String, _ code: Int32) -> ExperimentError {
    switch code {
    case ENOSPC, EDQUOT, EIO, EFBIG:
      return writing(path, code)
    case ENOENT:
      return ExperimentError(
        .cannotCreate, "\(path): cannot be created: there is no directory \(directory(of: path))")
    default:
      return ExperimentError(.cannotCreate, "\(path): cannot be created: \(reason(code))")
    }
  }

  /// The error for an output that cannot be written.
  static func writing(_ path: String, _ code: Int32) -> ExperimentError {
    ExperimentError(.inputOutput, "\(path): cannot be written: \(reason(code))")
  }

  /// The system's words for an error number.
  static func reason(_ code: Int32) -> String {
    String(cString: strerror(code))
  }
}
