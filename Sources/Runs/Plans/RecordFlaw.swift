/// What is wrong with a record that no unit can have written, to follow the unit's name: `has
/// members_found = 191, more than 128`.
public struct RecordFlaw: Error, Equatable, CustomStringConvertible {
  /// The words.
  public let description: String

  /// A flaw in words.
  public init(_ description: String) {
    self.description = description
  }

  /// A field whose value is wrong.
  public init(_ field: String, _ value: some CustomStringConvertible, _ what: String) {
    description = "has \(field) = \(value.description.quotedForMessage), \(what)"
  }

  /// Refuses a value outside a range.
  public static func require(
    _ field: String, _ value: Int, in range: ClosedRange<Int>
  ) throws(RecordFlaw) {
    if value < range.lowerBound { throw RecordFlaw(field, value, "less than \(range.lowerBound)") }
    if value > range.upperBound { throw RecordFlaw(field, value, "more than \(range.upperBound)") }
  }

  /// Refuses a value outside a range; what is not a number is outside of all.
  public static func require(
    _ field: String, _ value: Double, in range: ClosedRange<Double>
  ) throws(RecordFlaw) {
    if value.isNaN { throw RecordFlaw(field, value, "no number") }
    if value < range.lowerBound {
      throw RecordFlaw(field, value, "less than \(NumberFormat.exact(range.lowerBound))")
    }
    if value > range.upperBound {
      throw RecordFlaw(field, value, "more than \(NumberFormat.exact(range.upperBound))")
    }
  }

  /// Refuses a value that another one, which it must not exceed, is below.
  public static func require(
    _ field: String, _ value: Double, atMost other: String, _ limit: Double
  ) throws(RecordFlaw) {
    guard value <= limit else { throw RecordFlaw(field, value, "more than \(other) = \(limit)") }
  }
}

extension UnitRecord {
  /// The count of this name.
  ///
  /// - Throws: `RecordFlaw` if it is missing, no whole number, or out of range.
  public func count(_ name: String, in range: ClosedRange<Int>) throws(RecordFlaw) -> Int {
    guard let text = fields.first(where: { $0.name == name })?.value else {
      throw RecordFlaw("lacks \(name)")
    }
    guard let value = Int(text) else { throw RecordFlaw(name, text, "no whole number") }
    try RecordFlaw.require(name, value, in: range)
    return value
  }

  /// The real number of this name.
  ///
  /// - Throws: `RecordFlaw` if it is missing, no number, or out of range.
  public func number(
    _ name: String, in range: ClosedRange<Double>
  ) throws(RecordFlaw) -> Double {
    guard let text = fields.first(where: { $0.name == name })?.value else {
      throw RecordFlaw("lacks \(name)")
    }
    guard let value = Double(text) else { throw RecordFlaw(name, text, "no number") }
    try RecordFlaw.require(name, value, in: range)
    return value
  }

  /// Whether there is a field of this name.
  public func has(_ name: String) -> Bool { fields.contains { $0.name == name } }
}

extension WorkUnit {
  /// The error of a record that this unit cannot have written.
  func damagedRecord(_ flaw: RecordFlaw) -> ExperimentError {
    var error = ExperimentError(.badData, "the record of '\(identity)' \(flaw)")
    error.unit = identity
    return error
  }

  /// What `body` makes of this unit's record.
  ///
  /// - Throws: `ExperimentError` (65) that names the unit, for a `RecordFlaw`.
  public func reading<Value>(
    _ body: () throws(RecordFlaw) -> Value
  ) throws(ExperimentError) -> Value {
    do throws(RecordFlaw) {
      return try body()
    } catch {
      throw damagedRecord(error)
    }
  }
}

extension ExperimentError {
  /// What `body` does with records; the error of one names the file that `file` says it is from.
  static func locatingRecords<Value>(
    in file: (UnitIdentity) -> String?, _ body: () throws -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch let error as ExperimentError {
      guard let unit = error.unit, let path = file(unit) else { throw error }
      throw ExperimentError(error.exitCode, "\(path): \(error.message)")
    }
  }
}
