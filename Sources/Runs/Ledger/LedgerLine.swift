/// One line of a ledger: a finished unit and what it found.
///
/// `v1 CHECKSUM HASH IDENTITY | RECORD`: the checksum is over all that follows it, the hash is the
/// identity's; both are sixteen hexadecimal digits.
public struct LedgerLine: Equatable, Sendable {
  /// The unit.
  public let identity: UnitIdentity
  /// What it found.
  public let record: UnitRecord

  /// A line.
  public init(identity: UnitIdentity, record: UnitRecord) {
    self.identity = identity
    self.record = record
  }

  /// The line, without its line end.
  public var text: String {
    let record = record.fields.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
    let content = "\(identity.checksum) \(identity.text) | \(record)"
    return "v1 \(Checksum(content)) \(content)"
  }

  /// Reads a line, without its line end.
  ///
  /// - Throws: `Flaw` if the line is anything but one that `text` wrote.
  public init(bytes: some RandomAccessCollection<UInt8>) throws(Flaw) {
    let parts = bytes.split(separator: UInt8(ascii: " "), maxSplits: 2)
    guard parts.count == 3, parts[0].elementsEqual("v1".utf8) else { throw .notALedgerLine }
    guard Checksum(parts[2]).description.utf8.elementsEqual(parts[1]),
      let content = String(validating: parts[2], as: UTF8.self)
    else { throw .damaged }
    // The line as a whole must be what would be written: nothing else passes the checksum.
    guard let line = Self(content: content), line.text.utf8.elementsEqual(bytes) else {
      throw .otherFormat
    }
    self = line
  }

  private init?(content: String) {
    guard let space = content.firstIndex(of: " "), let bar = content.range(of: " | ") else {
      return nil
    }
    let start = content.index(after: space)
    guard start < bar.lowerBound else { return nil }
    identity = UnitIdentity(text: String(content[start..<bar.lowerBound]))
    var fields: [(name: String, value: String)] = []
    for field in content[bar.upperBound...].split(separator: " ") {
      guard let sign = field.firstIndex(of: "=") else { return nil }
      fields.append((String(field[..<sign]), String(field[field.index(after: sign)...])))
    }
    record = UnitRecord(fields)
  }

  /// Why a line is refused.
  public enum Flaw: String, Error, CustomStringConvertible {
    /// It does not begin like a line of a ledger.
    case notALedgerLine = "not a line of a ledger"
    /// Its checksum does not fit: torn or changed.
    case damaged = "torn or damaged"
    /// It was written whole, by another version of the format.
    case otherFormat = "of another format version"
    /// Another line has the same unit with another record.
    case contradicted = "contradicted by another line of the same unit"

    /// The reason, to follow 'the line is'.
    public var description: String { rawValue }
  }
}
