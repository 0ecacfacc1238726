import Runs

/// The columns of the results that a figure draws, by which it is checked before they are there.
package struct FigureColumns: Sendable {
  /// The columns of one table.
  package struct Table: Sendable {
    private let columns: [ColumnDescription]

    /// A table's columns.
    package init(_ columns: [ColumnDescription]) {
      self.columns = columns
    }

    private var names: [String] { columns.map(\.name) }

    func require(_ name: String) throws {
      guard names.contains(name) else {
        throw FigureExpression.Flaw(
          message:
            "there is no column '\(name.quotedForMessage)'\(name.suggestion(among: names)); there "
            + "are \(names.joined(separator: ", "))")
      }
    }

    func requireNumbers(_ name: String) throws {
      try require(name)
      guard columns.first(where: { $0.name == name })?.holdsNames == false else {
        throw FigureExpression.Flaw(message: "the column '\(name)' holds names, not numbers")
      }
    }

    /// The interval of a value that is one column, `{d}`; nil if there is none.
    func interval(of value: String) -> ColumnInterval? {
      guard let name = ColumnExpression.single(value) else { return nil }
      let (low, high) = ("\(name)_low", "\(name)_high")
      if names.contains(low), names.contains(high) {
        return ColumnInterval(low: "{\(low)}", high: "{\(high)}")
      }
      guard let own = columns.first(where: { $0.name == name })?.interval,
        ColumnExpression.columns(in: own.low + own.high).allSatisfy(names.contains)
      else { return nil }
      return own
    }
  }

  /// The columns of the measured rows; nil if nothing is measured.
  let measured: Table?
  /// The columns of the theory rows; nil if there is no theory.
  let theory: Table?

  /// The columns of both tables.
  package init(measured: Table?, theory: Table?) {
    self.measured = measured
    self.theory = theory
  }
}
