import Foundation
import Runs

extension FigureDescription.Axis {
  /// What the labels of axes call common columns; others are called by their names.
  private static let labels = [
    "k": "sparsity k", "N": "codewords N", "d": "dimension d", "noise": "noise power P",
    "success": "P(success)", "bits_per_dimension": "bits per dimension H/d",
    "dimensions_per_bit": "dimensions per bit d/H",
  ]

  /// The label of a value without one of its own.
  static func label(of value: String) -> String {
    guard let name = ColumnExpression.single(value) else {
      return ColumnExpression.replacing(value) { $0.replacingOccurrences(of: "_", with: " ") }
    }
    return labels[name] ?? name.replacingOccurrences(of: "_", with: " ")
  }

  /// The axis of a column or an expression, logarithmic where the data ask for it.
  ///
  /// - Parameter log: The base, 0 for a linear axis; nil for what the data ask for.
  init(
    value: String, interval: ColumnInterval? = nil, log: Int? = nil, in table: GnuplotScript.Table,
    rows: [[String]]
  ) {
    self.init(
      value: value, low: interval?.low, high: interval?.high, label: Self.label(of: value),
      logBase: log == 0
        ? nil
        : log
          ?? Self.logBase(
            of: table.values(of: value, in: rows).compactMap(\.self), isMeasured: interval != nil))
  }

  /// A factor of 30 between the ends makes an axis logarithmic, powers of two one of base 2; what is
  /// measured between 0 and 1, a probability or a fraction, stays linear.
  private static func logBase(of values: [Double], isMeasured: Bool) -> Int? {
    if isMeasured && values.allSatisfy({ 0...1 ~= $0 }) { return nil }
    guard let least = values.min(), let largest = values.max(), least > 0, largest >= 30 * least
    else { return nil }
    let arePowers = values.allSatisfy { $0.significand == 1 && $0 >= 1 }
    return arePowers ? 2 : 10
  }
}

extension FigureDescription {
  /// What a table may be asked to show, as far as it is not left to the table.
  package struct Request: Sendable {
    /// The column or expression of the horizontal axis.
    package var x: String?
    /// The column or expression of the vertical axis.
    package var y: String?
    /// The columns that tell series apart.
    package var by: [String]?
    /// The axes that are logarithmic, `x`, `y`, `xy` or none; nil for what the data ask for.
    package var logarithmic: String?
    /// Only these rows.
    package var only: [(column: String, values: [String])] = []

    /// Nothing but defaults.
    package init() {}
  }

  /// One panel that shows a table: the measured value with its interval against the column that
  /// varies most, a series for each combination of the others.
  ///
  /// - Parameter columns: What is known of the table's columns.
  /// - Throws: `ExperimentError` (64) for a request that does not fit the table.
  package init(
    of table: GnuplotScript.Table, columns: [ColumnDescription], request: Request, title: String,
    caption: String? = nil, terminals: [Terminal] = Terminal.allCases
  ) throws {
    let known = FigureColumns.Table(columns)
    func expression(_ given: String?, _ flag: String, or standard: () -> String?) throws -> String {
      guard let text = given ?? standard() else {
        throw ExperimentError(
          .usage,
          "\(flag): \(table.path) does not tell what to draw; give one of "
            + table.header.joined(separator: ", "))
      }
      let value = table.header.contains(text) ? "{\(text)}" : text
      do {
        for name in try FigureExpression(value).columns { try known.requireNumbers(name) }
      } catch let flaw as FigureExpression.Flaw {
        throw ExperimentError(.usage, "\(flag): '\(text.quotedForMessage)': \(flaw.message)")
      }
      return value
    }
    let y = try expression(request.y, "--y") { table.measuredColumn }
    let x = try expression(request.x, "--x") {
      ColumnExpression.columns(in: y).first.flatMap { table.longestSetting(value: $0) }
    }
    for name in request.by ?? [] {
      do { try known.require(name) } catch let flaw as FigureExpression.Flaw {
        throw ExperimentError(.usage, "--by: \(flaw.message)")
      }
    }
    let rows = table.rows(only: request.only)
    func log(_ axis: Character) -> Int? {
      guard let axes = request.logarithmic else { return nil }
      return axes.contains(axis) ? 10 : 0
    }
    self.init(
      title: title, caption: caption, terminals: terminals, columns: 1,
      panels: [
        Panel(
          x: Axis(value: x, log: log("x"), in: table, rows: rows),
          y: Axis(
            value: y, interval: known.interval(of: y), log: log("y"), in: table, rows: rows),
          series: [Series(by: request.by, only: request.only)])
      ])
  }
}
