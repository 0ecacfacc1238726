import Foundation

extension SafetensorsFormat {
  /// A file in memory, read back: its tensors in the order of their entries, as singles, and its
  /// metadata.
  ///
  /// - Throws: `DictionaryFileError` for anything that the format forbids, and for tensors of types
  ///   that are not read.
  public static func decoded(
    _ bytes: [UInt8]
  ) throws(DictionaryFileError) -> (tensors: [Tensor], metadata: [String: String]) {
    let source = MemorySource(content: bytes)
    var tensors: [Tensor] = []
    for part in try describe(source).sorted(by: { $0.offset < $1.offset }) {
      guard let element = part.element else {
        throw DictionaryFileError(
          .badData,
          "tensor \(part.name.quotedForDictionaryMessage): entries of type "
            + "\(part.typeName.quotedForDictionaryMessage) are not read")
      }
      let size = part.byteCount / element.byteCount
      let values = bytes.withUnsafeBytes { buffer in
        [Float](unsafeUninitializedCapacity: size) { target, count in
          if size > 0, let source = buffer.baseAddress, let target = target.baseAddress {
            element.convert(source + part.offset, count: size, to: target)
          }
          count = size
        }
      }
      tensors.append(Tensor(name: part.name, shape: part.shape, values: values))
    }
    return (tensors, metadata(of: bytes))
  }

  /// The metadata of a file whose header is sound; what is no text there is left out.
  private static func metadata(of bytes: [UInt8]) -> [String: String] {
    struct Header: Decodable {
      var metadata: [String: String]?
      enum CodingKeys: String, CodingKey { case metadata = "__metadata__" }
    }
    let length = Int(bytes.littleEndian(0, 8) ?? 0)
    let header = try? JSONDecoder().decode(Header.self, from: Data(bytes[8..<8 + length]))
    return header?.metadata ?? [:]
  }
}
