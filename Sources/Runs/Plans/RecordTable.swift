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
  private static var limit: Int { (1 << 52) - 1 }

  private let none: Sums
  private let fields: [Field]
  private let check: @Sendable (Sums) throws(RecordFlaw) -> Void

  /// A table.
  ///
  /// - Parameters:
  ///   - none: Sums of nothing.
  ///   - fields: All of them, in the order of records.
  ///   - check: Refuses sums that no unit can have written, beyond each count's being none below 0.
  public init(
    none: Sums, _ fields: [Field],
    check: @escaping @Sendable (Sums) throws(RecordFlaw) -> Void = { _ throws(RecordFlaw) in }
  ) {
    self.none = none
    self.fields = fields
    self.check = check
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

  /// The sums of a record.
  ///
  /// - Throws: `RecordFlaw` if no unit can have written it.
  public func sums(of record: UnitRecord) throws(RecordFlaw) -> Sums {
    var sums = none
    for field in fields {
      switch field {
      case .count(let name, let path):
        sums[keyPath: path] = try record.count(name, in: 0...Self.limit)
      case .real(let name, let path):
        sums[keyPath: path] = try record.number(name, in: -1e15...1e15)
      }
    }
    try check(sums)
    return sums
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
  /// - Parameter check: Refuses the sums of a unit that it cannot have.
  /// - Throws: `ExperimentError` (65) that names the unit whose record does not hold what it should,
  ///   and what is wrong with it.
  public func total(
    of records: [UnitRecord?], by units: [WorkUnit],
    check: (_ sums: Sums, _ unit: WorkUnit) throws(RecordFlaw) -> Void = {
      _, _ throws(RecordFlaw) in
    }
  ) throws(ExperimentError) -> Sums {
    var total = none
    for (unit, record) in zip(units, records) {
      guard let record else { continue }
      do throws(RecordFlaw) {
        let part = try sums(of: record)
        try check(part, unit)
        guard add(part, to: &total) else { throw RecordFlaw("has sums beyond all counting") }
      } catch {
        throw unit.damagedRecord(error)
      }
    }
    return total
  }
}
