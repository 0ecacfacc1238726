import Foundation
import SuperpositionCodes
import Synchronization
import SystemProcesses

/// A dictionary as programs get it: a line that describes it, and its entries row by row, one codeword
/// a row; signs as int8, other entries as float32. A large one goes by way of a file, which all
/// processes share.
final class DictionaryFrame: Sendable {
  /// Bytes from which on a dictionary goes by way of a file.
  private static let largestInline = 1 << 26
  private static let count = Atomic<Int>(0)

  /// Tells dictionaries of one process apart.
  let number = DictionaryFrame.count.add(1, ordering: .relaxed).newValue
  let codewordCount: Int
  let model: SignalModel
  private let codebook: any Codebook
  private let path: String?

  /// - Throws: `DictionaryError`-like `CommandDecoderError` if a file for it cannot be written.
  init(_ codebook: any Codebook, model: SignalModel) throws {
    self.codebook = codebook
    self.model = model
    codewordCount = codebook.codewordCount
    let entrySize = codebook is any SignCodebook ? 1 : 4
    guard codewordCount * codebook.dimension * entrySize > Self.largestInline else {
      path = nil
      return
    }
    path = try Self.write(codebook)
  }

  deinit {
    if let path { RunningProcesses.remove(temporaryFile: path) }
  }

  private var isSigns: Bool { codebook is any SignCodebook }

  /// The line before the entries.
  var header: String {
    let byteCount = codewordCount * codebook.dimension * (isSigns ? 1 : 4)
    return "dictionary codewords=\(codewordCount) dimension=\(codebook.dimension) "
      + "sparsity=\(model.sparsity) noise_power=\(model.noisePower) "
      + "coefficients=\(model.coefficients) entries=\(isSigns ? "int8" : "float32") "
      + (path.map { "bytes=0 path=\($0)\n" } ?? "bytes=\(byteCount)\n")
  }

  /// Hands over the entries that follow the line, in order.
  func forEachPiece(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    if path == nil { try Self.forEachPiece(of: codebook, body) }
  }

  private static func forEachPiece(
    of codebook: any Codebook, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) rethrows {
    let rows = max(1, (1 << 20) / codebook.dimension)
    if let signs = codebook as? any SignCodebook {
      try forEachPiece(of: signs, rows: rows, body)
      return
    }
    for first in stride(from: 0, to: codebook.codewordCount, by: rows) {
      var piece: [Float] = []
      piece.reserveCapacity(rows * codebook.dimension)
      for index in first..<min(first + rows, codebook.codewordCount) {
        for entry in codebook.entries(ofCodeword: index) { piece.append(Float(entry)) }
      }
      try piece.withUnsafeBytes(body)
    }
  }

  /// The eight entries of each packed byte.
  private static let unpacked: [UInt64] = (0..<256).map { byte in
    (0..<8).reduce(0) { $0 | (byte >> $1 & 1 == 0 ? 0x01 : 0xff) << UInt64(8 * $1) }
  }

  private static func forEachPiece(
    of signs: any SignCodebook, rows: Int, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) rethrows {
    let dimension = signs.dimension
    let byteCount = signs.codewordByteCount
    // The entries of a row's last byte reach beyond it, and into the next row before that is written.
    let piece = UnsafeMutableRawBufferPointer.allocate(
      byteCount: rows * dimension + 8, alignment: 8)
    defer { piece.deallocate() }
    var packed = [UInt8](repeating: 0, count: byteCount)
    for first in stride(from: 0, to: signs.codewordCount, by: rows) {
      let count = min(rows, signs.codewordCount - first)
      unpacked.withUnsafeBufferPointer { unpacked in
        packed.withUnsafeMutableBufferPointer { packed in
          for row in 0..<count {
            signs.copyCodeword(first + row, to: packed.baseAddress.unsafelyUnwrapped)
            for byte in 0..<byteCount {
              piece.storeBytes(
                of: unpacked[Int(packed[byte])].littleEndian,
                toByteOffset: row * dimension + 8 * byte, as: UInt64.self)
            }
          }
        }
      }
      try body(UnsafeRawBufferPointer(rebasing: piece[..<(count * dimension)]))
    }
  }

  private static func write(_ codebook: any Codebook) throws -> String {
    let folder = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
    // mkstemp puts letters that no other file has in place of the last six.
    var template = Array("\(folder)/superpose-dictionary-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard descriptor >= 0 else {
      throw CommandDecoderError(
        .unavailable, decoder: CommandDecoder.family.name,
        "needs a file for the dictionary, and none can be made in '\(folder)' (TMPDIR)")
    }
    defer { close(descriptor) }
    RunningProcesses.add(temporaryFile: path)
    do {
      try forEachPiece(of: codebook) { piece in
        var rest = piece[...]
        while !rest.isEmpty {
          let count = Foundation.write(
            descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
          guard count > 0 || errno == EINTR else {
            throw CommandDecoderError(
              .unavailable, decoder: CommandDecoder.family.name,
              "needs a file for the dictionary, and '\(folder)' (TMPDIR) has no room for it")
          }
          rest = rest.dropFirst(max(0, count))
        }
      }
    } catch {
      RunningProcesses.remove(temporaryFile: path)
      throw error
    }
    return path
  }
}
