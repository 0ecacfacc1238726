import Foundation

/// Bytes that are read by position: a file, or memory.
protocol ByteSource {
  /// How many there are.
  var byteCount: Int { get }

  /// Fills the buffer with the bytes from `offset` on.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(DictionaryFileError)
}

extension ByteSource {
  /// The bytes of a range.
  ///
  /// - Throws: `DictionaryFileError` if the range goes beyond the end.
  func bytes(_ offset: Int, _ count: Int) throws(DictionaryFileError) -> [UInt8] {
    guard offset >= 0, count >= 0, offset <= byteCount, count <= byteCount - offset else {
      throw DictionaryFileError(.badData, "the file is truncated")
    }
    var bytes = [UInt8](repeating: 0, count: count)
    var failure: DictionaryFileError?
    bytes.withUnsafeMutableBytes { buffer in
      do throws(DictionaryFileError) {
        try read(at: offset, into: buffer)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Hands the bytes of a range over in pieces of at most `chunk` bytes, in order.
  func forEachChunk(
    _ offset: Int, _ count: Int, chunk: Int,
    _ body: (_ position: Int, _ bytes: UnsafeRawBufferPointer) throws(DictionaryFileError) -> Void
  ) throws(DictionaryFileError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(1, min(chunk, count)), alignment: 64)
    defer { buffer.deallocate() }
    var position = 0
    while position < count {
      let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(chunk, count - position)])
      try read(at: offset + position, into: part)
      try body(position, UnsafeRawBufferPointer(part))
      position += part.count
    }
  }
}

/// Bytes in memory.
struct MemorySource: ByteSource {
  let content: [UInt8]

  var byteCount: Int { content.count }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(DictionaryFileError)
  {
    guard offset >= 0, offset <= content.count, buffer.count <= content.count - offset else {
      throw DictionaryFileError(.badData, "the file is truncated")
    }
    buffer.copyBytes(from: content[offset..<offset + buffer.count])
  }
}

/// A file, read by position and never mapped: one that shrinks meanwhile is an error and no signal.
final class FileSource: ByteSource {
  let byteCount: Int
  private let descriptor: Int32

  /// Opens a regular file.
  ///
  /// - Throws: `DictionaryFileError` of kind `missing`.
  init(path: String) throws(DictionaryFileError) {
    // Without blocking: a pipe that nobody writes would wait for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw DictionaryFileError(.missing, "cannot be read: \(String(cString: strerror(errno)))")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw DictionaryFileError(.missing, "cannot be read: it is no regular file")
    }
    self.descriptor = descriptor
    byteCount = Int(status.st_size)
  }

  deinit { close(descriptor) }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(DictionaryFileError)
  {
    guard let base = buffer.baseAddress else { return }
    var done = 0
    while done < buffer.count {
      let count = pread(descriptor, base + done, buffer.count - done, off_t(offset + done))
      if count < 0 {
        if errno == EINTR { continue }
        throw DictionaryFileError(
          .readFailed, "cannot be read: \(String(cString: strerror(errno)))")
      }
      if count == 0 {
        throw DictionaryFileError(.badData, "the file ends early: it changed while it was read")
      }
      done += count
    }
  }
}

extension [UInt8] {
  /// The little-endian number of `count` ≤ 8 bytes at `offset`; nil beyond the end.
  func littleEndian(_ offset: Int, _ count: Int) -> UInt64? {
    guard offset >= 0, offset <= self.count, count <= self.count - offset else { return nil }
    return self[offset..<offset + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
