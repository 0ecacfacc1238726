import Foundation

/// The `.safetensors` format: eight bytes of length, a JSON header, the entries.
public enum SafetensorsFormat {
  /// The longest header that is read, as in the format's own library.
  static let headerLimit = 100_000_000

  /// Whether bytes of a file may be one of this format: a length within the limit, and a `{`.
  static func isPlausible(_ prefix: [UInt8]) -> Bool {
    guard let length = prefix.littleEndian(0, 8), prefix.count >= 9 else { return false }
    return length <= UInt64(headerLimit) && prefix[8] == UInt8(ascii: "{")
  }

  /// Reads the header: the tensors, which have to cover the buffer without holes or overlaps.
  ///
  /// - Throws: `DictionaryFileError` for anything that the format forbids.
  static func describe(_ source: some ByteSource) throws(DictionaryFileError) -> [TensorDescription]
  {
    guard source.byteCount >= 8, let length = try source.bytes(0, 8).littleEndian(0, 8) else {
      throw DictionaryFileError(.badData, "a .safetensors file has at least eight bytes")
    }
    guard length <= UInt64(headerLimit) else {
      throw DictionaryFileError(
        .badData, "the .safetensors header of \(length) bytes exceeds \(headerLimit)")
    }
    guard Int(length) <= source.byteCount - 8 else {
      throw DictionaryFileError(.badData, "the file is truncated in its header")
    }
    let text = try source.bytes(8, Int(length))
    guard text.first == UInt8(ascii: "{") else {
      throw DictionaryFileError(.badData, "the .safetensors header does not start with '{'")
    }
    let header: Header
    do {
      header = try JSONDecoder().decode(Header.self, from: Data(text))
    } catch {
      throw DictionaryFileError(
        .badData,
        "the .safetensors header is damaged: it needs dtype, shape and data_offsets of each tensor")
    }
    let start = 8 + Int(length)
    var tensors: [TensorDescription] = []
    for (name, entry) in header.tensors.sorted(by: { $0.key < $1.key }) {
      tensors.append(try describe(name, entry, start: start, limit: source.byteCount - start))
    }
    try checkCoverage(tensors, start: start, end: source.byteCount)
    return tensors
  }

  private static func describe(
    _ name: String, _ entry: Header.Entry, start: Int, limit: Int
  ) throws(DictionaryFileError) -> TensorDescription {
    let shown = name.quotedForDictionaryMessage
    let begin = entry.dataOffsets[0]
    let end = entry.dataOffsets[1]
    guard begin >= 0, end >= begin, end <= limit else {
      throw DictionaryFileError(
        .badData,
        "tensor \(shown): its offsets \(begin) to \(end) lie outside the file, which may "
          + "be truncated")
    }
    guard entry.shape.allSatisfy({ $0 >= 0 }), let count = elementCount(of: entry.shape) else {
      throw DictionaryFileError(.badData, "tensor \(shown): its shape is too large")
    }
    let element = TensorElement(rawValue: entry.dtype)
    if let element {
      let (needed, overflow) = count.multipliedReportingOverflow(by: element.byteCount)
      guard !overflow, needed == end - begin else {
        throw DictionaryFileError(
          .badData, "tensor \(shown): its shape \(entry.shape) does not fit \(end - begin) bytes")
      }
    }
    return TensorDescription(
      name: name, element: element, typeName: entry.dtype, shape: entry.shape,
      offset: start + begin, byteCount: end - begin)
  }

  private static func checkCoverage(
    _ tensors: [TensorDescription], start: Int, end: Int
  ) throws(DictionaryFileError) {
    var position = start
    for tensor in tensors.sorted(by: { ($0.offset, $0.byteCount) < ($1.offset, $1.byteCount) }) {
      guard tensor.offset == position else {
        let what = tensor.offset > position ? "a hole before" : "an overlap at"
        throw DictionaryFileError(
          .badData, "\(what) tensor \(tensor.name.quotedForDictionaryMessage)")
      }
      position += tensor.byteCount
    }
    guard position == end else {
      throw DictionaryFileError(.badData, "\(end - position) bytes behind the last tensor")
    }
  }

  private struct Header: Decodable {
    var tensors: [String: Entry] = [:]

    struct Entry: Decodable {
      var dtype: String
      var shape: [Int]
      var dataOffsets: [Int]

      enum CodingKeys: String, CodingKey {
        case dtype, shape
        case dataOffsets = "data_offsets"
      }

      init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        dtype = try fields.decode(String.self, forKey: .dtype)
        shape = try fields.decode([Int].self, forKey: .shape)
        dataOffsets = try fields.decode([Int].self, forKey: .dataOffsets)
        guard dataOffsets.count == 2 else {
          throw DecodingError.dataCorruptedError(
            forKey: .dataOffsets, in: fields, debugDescription: "two offsets")
        }
      }
    }

    struct Name: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: Name.self)
      for key in fields.allKeys where key.stringValue != "__metadata__" {
        tensors[key.stringValue] = try fields.decode(Entry.self, forKey: key)
      }
    }
  }

  // MARK: Writing

  /// One tensor of singles.
  public struct Tensor: Equatable, Sendable {
    /// Its name.
    public var name: String
    /// Its sizes, the last one running fastest.
    public var shape: [Int]
    /// Its entries, as many as the product of the sizes.
    public var values: [Float]

    /// A tensor.
    public init(name: String, shape: [Int], values: [Float]) {
      self.name = name
      self.shape = shape
      self.values = values
    }
  }

  /// A file of F32 tensors, in the order given, with the metadata in its header.
  ///
  /// - Precondition: Names are different, and counts of values fit the shapes.
  public static func encoded(_ tensors: [Tensor], metadata: [String: String] = [:]) -> [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }
        .map { "\(quoted($0.key)):\(quoted($0.value))" }
      members.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    var offset = 0
    for tensor in tensors {
      precondition(elementCount(of: tensor.shape) == tensor.values.count)
      let end = offset + 4 * tensor.values.count
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      members.append(
        "\(quoted(tensor.name)):{\"dtype\":\"F32\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    var text = Array("{\(members.joined(separator: ","))}".utf8)
    text += [UInt8](repeating: UInt8(ascii: " "), count: (8 - text.count % 8) % 8)
    var file = (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) } + text
    file.reserveCapacity(file.count + offset)
    for tensor in tensors {
      for value in tensor.values {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { file += $0 }
      }
    }
    return file
  }

  /// A text as JSON has it.
  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
