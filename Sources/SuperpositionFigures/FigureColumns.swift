import Runs

/// The columns of the results that a figure draws, by which it is checked before they are there.
package struct FigureColumns: Sendable {
  /// The columns of one table.
  package struct Table: Sendable {
    private let columns: [ColumnDescription]
    private let values: [String: [String]]

    /// A table's columns.
    ///
    /// - Parameter values: All names that its rows can have in a column, where they are known.
    package init(_ columns: [ColumnDescription], values: [String: [String]] = [:]) {
      self.columns = columns
      self.values = values
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

    /// Refuses a value that no row has in a column.
    func requireValue(_ value: String, in column: String) throws {
      guard let known = values[column], !known.contains(value) else { return }
      throw FigureExpression.Flaw(
        message:
          "no row has the \(column) '\(value.quotedForMessage)'\(value.suggestion(among: known)); "
          + "there are \(known.map(\.quotedForMessage).joined(separator: ", "))")
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

  /// Whether there are theory rows at any effort.
  let hasTheory: Bool

  /// The columns of both tables.
  package init(measured: Table?, theory: Table?, hasTheory: Bool = true) {
    self.measured = measured
    self.theory = theory
    self.hasTheory = hasTheory
  }
}
