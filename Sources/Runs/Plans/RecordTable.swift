/// Sums as units record them: each is declared once, by name and key path, and written, read and
/// added from there.
public struct RecordTable<Sums: Sendable>: Sendable {
  /// One of the sums.
  public enum Field: Sendable {
    /// A count.
    case count(String, WritableKeyPath<Sums, Int> & Sendable)
    /// A sum of real numbers.
    case real(String, WritableKeyPath<Sums, Double> & Sendable)
  }

  /// No run counts further, and no sum of its numbers is larger.
  private static var limit: Int { 1 << 52 }

  private let none: Sums
  private let fields: [Field]
  private let isSensible: @Sendable (Sums) -> Bool

  /// A table.
  ///
  /// - Parameters:
  ///   - none: Sums of nothing.
  ///   - fields: All of them, in the order of records.
  ///   - isSensible: Whether a unit can have written such sums, beyond each count's being none below 0.
  public init(
    none: Sums, _ fields: [Field], isSensible: @escaping @Sendable (Sums) -> Bool = { _ in true }
  ) {
    self.none = none
    self.fields = fields
    self.isSensible = isSensible
  }

  /// The sums as a unit records them.
  public func record(of sums: Sums) -> UnitRecord {
    var record = UnitRecord()
    for field in fields {
      switch field {
      case .count(let name, let path): record.append(name, sums[keyPath: path])
      case .real(let name, let path): record.append(name, sums[keyPath: path])
      }
    }
    return record
  }

  /// The sums of a record; nil if no unit can have written it.
  public func sums(of record: UnitRecord) -> Sums? {
    var sums = none
    for field in fields {
      switch field {
      case .count(let name, let path):
        guard let count = record.integer(name), 0..<Self.limit ~= count else { return nil }
        sums[keyPath: path] = count
      case .real(let name, let path):
        guard let number = record.real(name), abs(number) < 1e15 else { return nil }
        sums[keyPath: path] = number
      }
    }
    return isSensible(sums) ? sums : nil
  }

  /// Adds sums to others.
  ///
  /// - Returns: Whether that was possible; a count that overflows is no unit's.
  public func add(_ part: Sums, to sums: inout Sums) -> Bool {
    for field in fields {
      switch field {
      case .count(_, let path):
        let (sum, overflow) = sums[keyPath: path].addingReportingOverflow(part[keyPath: path])
        if overflow { return false }
        sums[keyPath: path] = sum
      case .real(_, let path): sums[keyPath: path] += part[keyPath: path]
      }
    }
    return true
  }

  /// The sums of all records that are there.
  ///
  /// - Parameter fits: Whether the sums of one unit are such as this unit can have.
  /// - Throws: `ExperimentError` (65) that names the unit whose record does not hold what it should.
  public func total(
    of records: [UnitRecord?], by units: [WorkUnit],
    fits: (_ sums: Sums, _ unit: WorkUnit) -> Bool = { _, _ in true }
  ) throws(ExperimentError) -> Sums {
    var total = none
    for (unit, record) in zip(units, records) {
      guard let record else { continue }
      guard let part = sums(of: record), fits(part, unit), add(part, to: &total) else {
        throw unit.damagedRecord
      }
    }
    return total
  }
}

extension WorkUnit {
  /// The error of a record that its unit cannot have written.
  public var damagedRecord: ExperimentError {
    ExperimentError(.badData, "the record of '\(identity)' does not hold what it should")
  }
}
