import Foundation

extension GnuplotScript.Table {
  /// The column that a row is read by, for `ColumnExpression`.
  private func value(of name: String, in row: [String]) -> Double? {
    header.firstIndex(of: name).flatMap { Double(row[$0]) }
  }

  /// The values of an expression, for each of some rows; nil where there is none.
  func values(of expression: String, in rows: [[String]]) -> [Double?] {
    if let name = ColumnExpression.single(expression) {
      return rows.map { value(of: name, in: $0) }
    }
    return rows.map { row in FigureExpression.value(of: expression) { value(of: $0, in: row) } }
  }

  /// The rows whose columns have one of these values.
  func rows(only: [(column: String, values: [String])]) -> [[String]] {
    rows.filter { row in
      only.allSatisfy { column, values in
        header.firstIndex(of: column).map { values.contains(row[$0]) } ?? false
      }
    }
  }

  /// Whether all fields of a column that are not empty are numbers.
  package func holdsNumbers(_ column: Int) -> Bool {
    rows.allSatisfy { $0[column].isEmpty || Double($0[column]) != nil }
  }

  /// The columns that say what a row is about: those before the first that is measured, which has an
  /// interval (or is `value`), and any with names. How often something was tried is none.
  func settingColumns(value: String?) -> [Int] {
    let end =
      header.firstIndex { header.contains("\($0)_low") }
      ?? value.flatMap { header.firstIndex(of: $0) } ?? header.count
    return header.indices.filter { column in
      !["trials", "seed", "seeds"].contains(header[column])
        && (column < end || !holdsNumbers(column))
    }
  }

  /// The columns that tell series apart: what a row is about, as far as it varies and does not follow
  /// from the other columns and x.
  func varyingColumns(in rows: [[String]], x: String, y: String) -> [String] {
    let drawn = Set(ColumnExpression.columns(in: x) + ColumnExpression.columns(in: y))
    let known = header.indices.filter { drawn.contains(header[$0]) }
    let xPlaces = header.indices.filter { ColumnExpression.columns(in: x).contains(header[$0]) }
    var chosen: [Int] = []
    for column in settingColumns(value: ColumnExpression.columns(in: y).first)
    where !known.contains(column) {
      var seen: [[String]: String] = [:]
      let follows = rows.allSatisfy { row in
        let key = (xPlaces + chosen).map { row[$0] }
        defer { seen[key] = row[column] }
        return seen[key] == nil || seen[key] == row[column]
      }
      // Names are worth a series even where x gives them away.
      let isName = !holdsNumbers(column)
      let ownKey = Set(rows.map { row in chosen.map { row[$0] } + [row[column]] }).count
      let withoutIt = Set(rows.map { row in chosen.map { row[$0] } }).count
      if isName ? ownKey > withoutIt : !follows { chosen.append(column) }
    }
    return chosen.map { header[$0] }
  }

  /// The column with numbers that varies most among those that a row is about; nil if there is none.
  func longestSetting(value: String) -> String? {
    let candidates = settingColumns(value: value).filter {
      header[$0] != value && holdsNumbers($0)
    }
    var longest: (column: Int, count: Int)?
    for column in candidates {
      let count = Set(rows.map { $0[column] }).count
      // Of equals the last, which is the innermost of the grid's lists.
      if count >= longest?.count ?? 0 { longest = (column, count) }
    }
    return longest.map { header[$0.column] }
  }

  /// The first column that has an interval; nil if none has.
  var measuredColumn: String? {
    header.first { header.contains("\($0)_low") && header.contains("\($0)_high") }
  }
}
