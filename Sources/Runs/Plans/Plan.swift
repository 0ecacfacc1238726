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

  /// A plan.
  public init(name: String, header: [String], rows: [Row]) {
    self.name = name
    self.header = header
    self.rows = rows
  }

  /// The units of all rows, each once, in order of first use.
  public var units: [WorkUnit] {
    var seen: Set<UnitIdentity> = []
    return rows.flatMap(\.units).filter { seen.insert($0.identity).inserted }
  }
}
