/// The matching of rows to columns of the largest total weight when only some pairs may be matched,
/// with prices that bound what any other matching could be worth.
///
/// Shortest augmenting paths with a heap, as for sparse problems in Jonker and Volgenant (1987), 'A
/// shortest augmenting path algorithm for dense and sparse linear assignment problems', Computing 38.
struct SparseAssignment {
  /// The pairs that may be matched: of row i those in `starts[i]..<starts[i + 1]`.
  struct Candidates {
    var starts: [Int]
    var columns: [Int32]
    var weights: [Float]
    var columnCount: Int
  }

  /// For each row its column, -1 for a row that stays alone.
  private(set) var columnOfRow: [Int]
  /// The price of each column, at least 0, and 0 if it is not matched. For every matching of all
  /// pairs Σ_i max_j(w_ij − p_j) + Σ_j p_j is an upper bound on its weight.
  var prices: [Double] { potential.map { max(0, -$0) } }

  private let candidates: Candidates
  private var potential: [Double]
  private var rowOfColumn: [Int]
  private var distance: [Double]
  private var previousRow: [Int]
  private var heap = ColumnQueue()

  /// Solves the problem; leaving a row alone is worth `solitude`, which has to be less than any
  /// weight for as many rows as possible to be matched.
  ///
  /// - Complexity: O(rows · edges · log edges) at worst, nearly linear where rows have clear choices.
  init(_ candidates: Candidates, solitude: Double) {
    self.candidates = candidates
    let rows = candidates.starts.count - 1
    columnOfRow = [Int](repeating: -1, count: rows)
    potential = [Double](repeating: 0, count: candidates.columnCount)
    rowOfColumn = [Int](repeating: -1, count: candidates.columnCount)
    distance = [Double](repeating: .infinity, count: candidates.columnCount)
    previousRow = [Int](repeating: -1, count: candidates.columnCount)
    for row in 0..<rows { augment(from: row, solitude: -solitude) }
  }

  private mutating func augment(from start: Int, solitude: Double) {
    // Costs are negated weights.
    var touched: [Int] = []
    var settled: [Int] = []
    var row = start
    var base = 0.0
    // The least cost at which the path can end so far, at a free column or with a row left alone.
    var end = solitude
    var endColumn = -1
    var lonelyRow = start
    heap.removeAll()
    while true {
      for edge in candidates.starts[row]..<candidates.starts[row + 1] {
        let column = Int(candidates.columns[edge])
        let value = base - Double(candidates.weights[edge]) - potential[column]
        guard value < end, value < distance[column] else { continue }
        if distance[column] == .infinity { touched.append(column) }
        distance[column] = value
        previousRow[column] = row
        if rowOfColumn[column] < 0 {
          end = value
          endColumn = column
        } else {
          heap.insert(value, column)
        }
      }
      var following = -1
      while let (value, column) = heap.popLeast() {
        guard value < end else { break }
        // An entry whose column was reached more cheaply since is stale.
        guard value == distance[column] else { continue }
        following = column
        break
      }
      guard following >= 0 else { break }
      settled.append(following)
      row = rowOfColumn[following]
      // The cost to enter that row: its own column's reduced cost is taken back.
      base = distance[following] + weight(row, following) + potential[following]
      if base + solitude < end {
        end = base + solitude
        endColumn = -1
        lonelyRow = row
      }
    }
    for column in settled { potential[column] += distance[column] - end }
    var column: Int
    if endColumn >= 0 {
      column = endColumn
    } else {
      column = columnOfRow[lonelyRow]
      columnOfRow[lonelyRow] = -1
    }
    while column >= 0 {
      let owner = previousRow[column]
      let former = columnOfRow[owner]
      columnOfRow[owner] = column
      rowOfColumn[column] = owner
      column = owner == start ? -1 : former
    }
    for column in touched { distance[column] = .infinity }
  }

  private func weight(_ row: Int, _ column: Int) -> Double {
    for edge in candidates.starts[row]..<candidates.starts[row + 1]
    where Int(candidates.columns[edge]) == column {
      return Double(candidates.weights[edge])
    }
    return 0
  }
}

/// A binary heap of columns by distance; among equals the smaller column comes first.
private struct ColumnQueue {
  private var items: [(Double, Int)] = []

  mutating func removeAll() { items.removeAll(keepingCapacity: true) }

  mutating func insert(_ value: Double, _ column: Int) {
    items.append((value, column))
    var child = items.count - 1
    while child > 0, items[child] < items[(child - 1) / 2] {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func popLeast() -> (Double, Int)? {
    guard let least = items.first, let last = items.popLast() else { return nil }
    guard !items.isEmpty else { return least }
    items[0] = last
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < items.count else { break }
      if child + 1 < items.count, items[child + 1] < items[child] { child += 1 }
      guard items[child] < items[parent] else { break }
      items.swapAt(child, parent)
      parent = child
    }
    return least
  }
}
