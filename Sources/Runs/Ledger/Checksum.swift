/// The 64-bit FNV-1a hash (Fowler, Noll and Vo): tells whether a line, a file or an experiment is the
/// one that was written.
///
/// Each step is a bijection of the state, so texts of one length that differ in one byte never have
/// the same hash.
public struct Checksum: Hashable, Sendable, CustomStringConvertible {
  /// The hash.
  public private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash of some bytes.
  public init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
    }
  }

  /// The hash of a text in UTF-8.
  public init(_ text: String) {
    self.init(text.utf8)
  }

  /// Sixteen lower-case hexadecimal digits.
  public var description: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
