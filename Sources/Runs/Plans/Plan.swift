/// Everything that one experiment asks for, in the order of its result file.
///
/// A plan is a pure function of the experiment and the effort; running it is the runner's work.
public struct Plan: Sendable {
  /// One row of the result file and the units it is derived from.
  public struct Row: Sendable {
    /// The units, in order; a unit may serve several rows.
    public let units: [WorkUnit]
    /// The row's fields from the units' records (nil where a unit is missing); nil if they are not
    /// enough for a row.
    public let derive: @Sendable (_ records: [UnitRecord?]) throws -> [String]?

    /// A row.
    public init(
      units: [WorkUnit],
      derive: @escaping @Sendable (_ records: [UnitRecord?]) throws -> [String]?
    ) {
      self.units = units
      self.derive = derive
    }
  }

  /// The experiment's name: of its file, or of the command.
  public let name: String
  /// The columns of the result file.
  public let header: [String]
  /// The rows of the result file, in order.
  public let rows: [Row]
  /// The value that the rows are about; nil if there is none to compare.
  public let compared: ComparedValue?

  /// A plan.
  public init(name: String, header: [String], rows: [Row], compared: ComparedValue? = nil) {
    self.name = name
    self.header = header
    self.rows = rows
    self.compared = compared
  }

  /// The same plan without its last columns.
  func limited(toColumns count: Int) -> Plan {
    let rows = rows.map { row in
      Row(units: row.units) { try row.derive($0).map { Array($0.prefix(count)) } }
    }
    return Plan(name: name, header: Array(header.prefix(count)), rows: rows, compared: compared)
  }

  /// The units of all rows and those that they need, each once, in order of first use; a unit stands
  /// behind those that it needs.
  public var units: [WorkUnit] {
    var seen: Set<UnitIdentity> = []
    var units: [WorkUnit] = []
    func add(_ unit: WorkUnit) {
      guard seen.insert(unit.identity).inserted else { return }
      unit.needs.forEach(add)
      units.append(unit)
    }
    for row in rows { row.units.forEach(add) }
    return units
  }
}
