import Runs

/// The columns of the results that a figure draws, by which it is checked before they are there.
package struct FigureColumns: Sendable {
  /// The columns of one table.
  package struct Table: Sendable {
    private let names: [String]
    private let texts: Set<String>

    /// A table's columns.
    ///
    /// - Parameter texts: Those of them that hold names rather than numbers.
    package init(_ names: [String], texts: Set<String>) {
      self.names = names
      self.texts = texts
    }

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
      guard !texts.contains(name) else {
        throw FigureExpression.Flaw(message: "the column '\(name)' holds names, not numbers")
      }
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
