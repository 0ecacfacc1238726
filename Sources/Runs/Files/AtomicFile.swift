import Foundation

/// Files that are there whole or not at all.
public enum AtomicFile {
  /// Replaces the file at `path`, or makes it.
  ///
  /// The bytes go to a hidden file in the same directory, which takes the place of the old one when
  /// they are safe on the disk; after a failure or a kill the old file is as it was. A symbolic link
  /// stays and its target is replaced. What is no regular file (a device, a pipe that is open) is
  /// written as it stands.
  ///
  /// - Throws: `ExperimentError` 73 if the file cannot be created (no such directory, no
  ///   permission, a named pipe, another process is writing it), 74 if writing fails.
  public static func write(_ bytes: [UInt8], to path: String) throws(ExperimentError) {
    if FileAccess.isSpecial(path) { return try writeInPlace(bytes, to: path) }
    let target = resolved(path)
    let directory = FileAccess.directory(of: target)
    let name = target.split(separator: "/").last.map(String.init) ?? target
    let temporary = "\(directory)/.\(name).tmp"
    // Another process that writes the same file is done in moments.
    var held = try FileAccess.openLocked(temporary, for: path)
    for _ in 0..<100 where held == nil {
      usleep(100_000)
      held = try FileAccess.openLocked(temporary, for: path)
    }
    guard let descriptor = held else {
      throw ExperimentError(.cannotCreate, "\(path): another process is writing it")
    }
    defer { close(descriptor) }
    var mode = stat()
    if stat(target, &mode) == 0 { fchmod(descriptor, mode.st_mode & 0o7777) }
    do throws(ExperimentError) {
      guard ftruncate(descriptor, 0) == 0 else { throw FileAccess.writing(path, errno) }
      try FileAccess.write(bytes, to: descriptor, of: path)
      guard fsync(descriptor) == 0 else { throw FileAccess.writing(path, errno) }
      guard rename(temporary, target) == 0 else { throw FileAccess.creating(path, errno) }
    } catch {
      unlink(temporary)
      throw error
    }
    FileAccess.synchronizeDirectory(of: target)
  }

  /// Replaces the file at `path`, or makes it, with text.
  ///
  /// - Throws: As `write(_:to:)` of bytes.
  public static func write(_ text: String, to path: String) throws(ExperimentError) {
    try write(Array(text.utf8), to: path)
  }

  private static func writeInPlace(_ bytes: [UInt8], to path: String) throws(ExperimentError) {
    try FileAccess.requireFileOrDevice(path)
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileAccess.creating(path, errno) }
    defer { close(descriptor) }
    try FileAccess.write(bytes, to: descriptor, of: path)
  }

  /// The path with all symbolic links followed, if the file exists.
  private static func resolved(_ path: String) -> String {
    guard let pointer = realpath(path, nil) else { return path }
    defer { free(pointer) }
    return String(cString: pointer)
  }
}
