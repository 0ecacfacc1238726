/// What a unit found: named numbers, in a fixed order, as exact text.
///
/// Real numbers are written in the shortest form that reads back as the same number.
public struct UnitRecord: Equatable, Sendable {
  /// Names and values; neither contains spaces, '=' or '|'.
  public private(set) var fields: [(name: String, value: String)]

  /// A record.
  public init(_ fields: [(name: String, value: String)] = []) {
    self.fields = fields
  }

  /// Adds an integer.
  public mutating func append(_ name: String, _ value: Int) {
    fields.append((name, String(value)))
  }

  /// Adds a real number.
  public mutating func append(_ name: String, _ value: Double) {
    fields.append((name, "\(value)"))
  }

  /// The integer of this name, if it is there and is one.
  public func integer(_ name: String) -> Int? {
    fields.first { $0.name == name }.flatMap { Int($0.value) }
  }

  /// The real number of this name, if it is there and is one.
  public func real(_ name: String) -> Double? {
    fields.first { $0.name == name }.flatMap { Double($0.value) }
  }

  /// Whether two records have the same names and the same text.
  public static func == (left: UnitRecord, right: UnitRecord) -> Bool {
    left.fields.elementsEqual(right.fields) { $0.name == $1.name && $0.value == $1.value }
  }
}
