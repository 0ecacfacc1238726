/// The matching of rows to columns with the largest total weight: the assignment problem.
///
/// Shortest augmenting paths with dual prices, after a row reduction that assigns what is free.
/// Sources: Jonker and Volgenant (1987), 'A shortest augmenting path algorithm for dense and sparse
/// linear assignment problems', Computing 38; for rectangles Crouse (2016), 'On implementing 2D
/// rectangular assignment algorithms', IEEE Trans. Aerosp. Electron. Syst. 52(4).
public enum OptimalAssignment {
  /// Matches every row to a column of its own, or every column to a row if there are fewer columns,
  /// so that the sum of the weights is as large as possible.
  ///
  /// - Parameters:
  ///   - weights: row-major, `rows` × `columns`.
  /// - Returns: for each row its column; nil for rows that are left over.
  /// - Throws: `NumericsError.domain` if the count of weights is not rows × columns,
  ///   `NumericsError.notFinite` for a weight that is no finite number.
  /// - Complexity: O(s²·l) for the shorter side s and the longer side l, much less where most rows
  ///   have a clear best column.
  public static func maximizing(
    _ weights: [Double], rows: Int, columns: Int
  ) throws(NumericsError) -> [Int?] {
    guard rows >= 0, columns >= 0, weights.count == rows * columns else {
      throw .domain("an assignment of \(rows) × \(columns) with \(weights.count) weights")
    }
    guard weights.allSatisfy(\.isFinite) else { throw .notFinite("an assignment") }
    if rows <= columns { return shortSide(weights, rows: rows, columns: columns).map { $0 } }
    var transposed = [Double](repeating: 0, count: weights.count)
    for row in 0..<rows {
      for column in 0..<columns {
        transposed[column * rows + row] = weights[row * columns + column]
      }
    }
    var result = [Int?](repeating: nil, count: rows)
    for (column, row) in shortSide(transposed, rows: columns, columns: rows).enumerated() {
      result[row] = column
    }
    return result
  }

  /// The assignment of every row, for rows ≤ columns.
  private static func shortSide(_ weights: [Double], rows: Int, columns: Int) -> [Int] {
    var rowPrice = [Double](repeating: 0, count: rows)
    var columnPrice = [Double](repeating: 0, count: columns)
    var columnOfRow = [Int](repeating: -1, count: rows)
    var rowOfColumn = [Int](repeating: -1, count: columns)
    weights.withUnsafeBufferPointer { weights in
      for row in 0..<rows {
        var best = 0
        for column in 1..<max(columns, 1)
        where weights[row * columns + column] > weights[row * columns + best] {
          best = column
        }
        // Costs are negated weights; the price makes the reduced cost of the best column zero.
        rowPrice[row] = -weights[row * columns + best]
        if rowOfColumn[best] < 0 {
          rowOfColumn[best] = row
          columnOfRow[row] = best
        }
      }
      var path = SearchPath(columns: columns)
      for row in 0..<rows where columnOfRow[row] < 0 {
        path.augment(
          from: row, weights: weights, columns: columns, rowPrice: &rowPrice,
          columnPrice: &columnPrice, columnOfRow: &columnOfRow, rowOfColumn: &rowOfColumn)
      }
    }
    return columnOfRow
  }

  /// Dijkstra's search for the cheapest path from a free row to a free column.
  private struct SearchPath {
    private var distance: [Double]
    private var previousRow: [Int]
    private var open: [Int]

    init(columns: Int) {
      distance = [Double](repeating: .infinity, count: columns)
      previousRow = [Int](repeating: -1, count: columns)
      open = []
      open.reserveCapacity(columns)
    }

    mutating func augment(
      from start: Int, weights: UnsafeBufferPointer<Double>, columns: Int,
      rowPrice: inout [Double], columnPrice: inout [Double], columnOfRow: inout [Int],
      rowOfColumn: inout [Int]
    ) {
      for column in 0..<columns { distance[column] = .infinity }
      open.removeAll(keepingCapacity: true)
      open.append(contentsOf: 0..<columns)
      var settled: [Int] = []
      var row = start
      var reached = 0.0
      var sink = -1
      while sink < 0 {
        var nearest = 0
        var least = Double.infinity
        let base = row * columns
        let price = rowPrice[row]
        for position in open.indices {
          let column = open[position]
          let candidate = reached - weights[base + column] - price - columnPrice[column]
          if candidate < distance[column] {
            distance[column] = candidate
            previousRow[column] = row
          }
          let value = distance[column]
          // Among equals a free column ends the search.
          if value < least || (value == least && rowOfColumn[column] < 0) {
            least = value
            nearest = position
          }
        }
        let column = open[nearest]
        open.swapAt(nearest, open.count - 1)
        open.removeLast()
        reached = least
        settled.append(column)
        if rowOfColumn[column] < 0 {
          sink = column
        } else {
          row = rowOfColumn[column]
        }
      }
      rowPrice[start] += reached
      for column in settled where column != sink {
        rowPrice[rowOfColumn[column]] += reached - distance[column]
        columnPrice[column] += distance[column] - reached
      }
      var column = sink
      while true {
        let row = previousRow[column]
        rowOfColumn[column] = row
        let next = columnOfRow[row]
        columnOfRow[row] = column
        if row == start { break }
        column = next
      }
    }
  }
}
