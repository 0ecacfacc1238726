/// NumPy's `.npy` format, versions 1 to 3 (NumPy Enhancement Proposal 1).
public enum NPYFormat {
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// The longest header that is read; a matrix needs about a hundred bytes.
  static let headerLimit = 65536

  /// Reads the header of the array that fills `byteCount` bytes of `source` from `start` on.
  ///
  /// - Throws: `DictionaryFileError` if it is no array, or if its length is not the one that its
  ///   header says.
  static func describe(
    _ source: some ByteSource, start: Int, byteCount: Int
  ) throws(DictionaryFileError) -> TensorDescription {
    let prefix = try source.bytes(start, min(12, byteCount))
    guard prefix.starts(with: magic), prefix.count >= 10 else {
      throw DictionaryFileError(.badData, "it does not start as a .npy file does")
    }
    let version = prefix[6]
    guard (1...3).contains(version), prefix[7] == 0 else {
      throw DictionaryFileError(
        .badData, ".npy version \(version).\(prefix[7]) is not read; save it as version 1 to 3")
    }
    let fixed = version == 1 ? 10 : 12
    guard prefix.count >= fixed, let length = prefix.littleEndian(8, fixed - 8) else {
      throw DictionaryFileError(.badData, "the file is truncated in its header")
    }
    guard length <= UInt64(headerLimit) else {
      throw DictionaryFileError(
        .badData, "the .npy header of \(length) bytes exceeds \(headerLimit)")
    }
    guard Int(length) <= byteCount - fixed else {
      throw DictionaryFileError(.badData, "the file is truncated in its header")
    }
    let text = try source.bytes(start + fixed, Int(length))
    var header = PythonLiteralReader(text)
    let fields = try header.fields()
    var tensor = TensorDescription(
      name: "", element: element(fields.type), typeName: typeName(fields.type),
      shape: fields.shape, isFortranOrder: fields.isFortranOrder,
      offset: start + fixed + Int(length), byteCount: byteCount - fixed - Int(length))
    guard let count = elementCount(of: fields.shape) else {
      throw DictionaryFileError(.badData, "the shape \(fields.shape) is too large")
    }
    if let element = tensor.element {
      let (needed, overflow) = count.multipliedReportingOverflow(by: element.byteCount)
      guard !overflow else {
        throw DictionaryFileError(.badData, "the shape \(fields.shape) is too large")
      }
      guard needed == tensor.byteCount else {
        throw DictionaryFileError(
          .badData,
          "\(needed) bytes of entries follow from the shape \(fields.shape), and there are "
            + "\(tensor.byteCount): the file is \(needed > tensor.byteCount ? "truncated" : "too long")"
        )
      }
    }
    tensor.name = ""
    return tensor
  }

  private static func element(_ type: String) -> TensorElement? {
    switch type {
    case "<f2": .float16
    case "<f4": .float32
    case "<f8": .float64
    default: nil
    }
  }

  /// NumPy's type code in words.
  private static func typeName(_ type: String) -> String {
    if element(type) != nil { return type }
    let isBigEndian = type.hasPrefix(">")
    let code = isBigEndian || "<|=".contains(type.first ?? " ") ? String(type.dropFirst()) : type
    let kind =
      switch code.first {
      case "i": "integer"
      case "u": "unsigned integer"
      case "b", "?": "boolean"
      case "c": "complex"
      case "O": "object"
      case "S", "a": "bytes"
      case "U": "text"
      case "M", "m": "date or time"
      case "V": "raw or bfloat16"
      case "f": isBigEndian ? "big-endian" : "floating-point"
      default: "structured or unknown"
      }
    return "\(kind) (\(type))"
  }

  // MARK: Writing

  /// A matrix of singles, C order, as a file of version 1.
  ///
  /// - Precondition: `values.count == rows * columns`.
  public static func encoded(_ values: [Float], rows: Int, columns: Int) -> [UInt8] {
    encoded(values, type: "<f4", rows: rows, columns: columns) { $0.bitPattern.littleEndian }
  }

  /// A matrix of doubles, C order, as a file of version 1.
  ///
  /// - Precondition: `values.count == rows * columns`.
  public static func encoded(_ values: [Double], rows: Int, columns: Int) -> [UInt8] {
    encoded(values, type: "<f8", rows: rows, columns: columns) { $0.bitPattern.littleEndian }
  }

  /// A matrix of bytes with sign, C order, as a file of version 1.
  ///
  /// - Precondition: `values.count == rows * columns`.
  public static func encoded(_ values: [Int8], rows: Int, columns: Int) -> [UInt8] {
    encoded(values, type: "|i1", rows: rows, columns: columns) { $0 }
  }

  private static func encoded<Value, Bits>(
    _ values: [Value], type: String, rows: Int, columns: Int, _ bits: (Value) -> Bits
  ) -> [UInt8] {
    precondition(values.count == rows * columns)
    var text = Array(
      "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(rows), \(columns)), }".utf8)
    // The entries start at a multiple of 64 bytes, and the header ends with a line end.
    let padding = (64 - (10 + text.count + 1) % 64) % 64
    text += [UInt8](repeating: UInt8(ascii: " "), count: padding) + [UInt8(ascii: "\n")]
    var file = magic + [1, 0, UInt8(text.count & 0xff), UInt8(text.count >> 8)] + text
    file.reserveCapacity(file.count + values.count * MemoryLayout<Bits>.size)
    for value in values { withUnsafeBytes(of: bits(value)) { file += $0 } }
    return file
  }
}

/// Reads the one Python dictionary that a `.npy` header is.
private struct PythonLiteralReader {
  private let text: [UInt8]
  private var position = 0

  init(_ text: [UInt8]) {
    self.text = text
  }

  struct Fields {
    var type: String
    var isFortranOrder: Bool
    var shape: [Int]
  }

  /// The three fields, in any order, each once, and nothing but white space behind.
  mutating func fields() throws(DictionaryFileError) -> Fields {
    var type: String?
    var isFortranOrder: Bool?
    var shape: [Int]?
    guard take("{") else { throw malformed }
    while !take("}") {
      guard let key = string(), take(":") else { throw malformed }
      switch key {
      case "descr" where type == nil:
        if peek() == UInt8(ascii: "[") {
          throw DictionaryFileError(
            .badData, "entries of a structured type are not read; save one float matrix")
        }
        type = string()
        guard type != nil else { throw malformed }
      case "fortran_order" where isFortranOrder == nil:
        if take("True") {
          isFortranOrder = true
        } else if take("False") {
          isFortranOrder = false
        } else {
          throw malformed
        }
      case "shape" where shape == nil: shape = try tuple()
      default: throw malformed
      }
      if !take(",") {
        guard take("}") else { throw malformed }
        break
      }
    }
    skipSpace()
    guard position == text.count, let type, let isFortranOrder, let shape else { throw malformed }
    return Fields(type: type, isFortranOrder: isFortranOrder, shape: shape)
  }

  private var malformed: DictionaryFileError {
    DictionaryFileError(
      .badData,
      "the .npy header is damaged at its byte \(position): it needs descr, "
        + "fortran_order and shape")
  }

  private mutating func skipSpace() {
    while position < text.count, [0x20, 0x09, 0x0a, 0x0d].contains(text[position]) { position += 1 }
  }

  private mutating func peek() -> UInt8? {
    skipSpace()
    return position < text.count ? text[position] : nil
  }

  private mutating func take(_ token: String) -> Bool {
    skipSpace()
    guard text[position...].starts(with: token.utf8) else { return false }
    position += token.utf8.count
    return true
  }

  private mutating func string() -> String? {
    guard let quote = peek(), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      return nil
    }
    let start = position + 1
    guard let end = text[start...].firstIndex(of: quote) else { return nil }
    let body = text[start..<end]
    guard !body.contains(UInt8(ascii: "\\")) else { return nil }
    position = end + 1
    return String(decoding: body, as: UTF8.self)
  }

  private mutating func tuple() throws(DictionaryFileError) -> [Int] {
    guard take("(") else { throw malformed }
    var sizes: [Int] = []
    while !take(")") {
      skipSpace()
      let digits = text[position...].prefix { (48...57).contains($0) }
      position += digits.count
      // Python 2 wrote long integers with an L.
      _ = take("L")
      guard !digits.isEmpty, sizes.count < 32 else { throw malformed }
      guard let size = Int(String(decoding: digits, as: UTF8.self)) else {
        throw DictionaryFileError(.badData, "a size in the shape is too large")
      }
      sizes.append(size)
      if !take(",") {
        guard take(")") else { throw malformed }
        break
      }
    }
    return sizes
  }
}
