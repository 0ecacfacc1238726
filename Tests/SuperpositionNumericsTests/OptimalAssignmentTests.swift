import SuperpositionNumerics
import Testing

@Suite struct OptimalAssignmentTests {
  /// A fixed sequence of numbers in [0, 1) (a multiplicative congruential generator).
  private struct Sequence {
    var state: UInt64
    mutating func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / Double(1 << 24)
    }
  }

  /// The best total over all ways to give each row a column of its own.
  private func bruteForce(_ weights: [Double], rows: Int, columns: Int) -> Double {
    func best(_ row: Int, _ used: Set<Int>) -> Double {
      if row == rows { return 0 }
      return (0..<columns).filter { !used.contains($0) }
        .map { weights[row * columns + $0] + best(row + 1, used.union([$0])) }.max() ?? -.infinity
    }
    return best(0, [])
  }

  private func total(_ assignment: [Int?], _ weights: [Double], columns: Int) -> Double {
    assignment.enumerated().reduce(0) { sum, pair in
      sum + (pair.element.map { weights[pair.offset * columns + $0] } ?? 0)
    }
  }

  @Test(arguments: [(1, 1), (3, 3), (5, 5), (6, 6), (3, 6), (2, 7)])
  func equalsBruteForce(rows: Int, columns: Int) throws {
    for seed in 1...60 {
      var sequence = Sequence(state: UInt64(seed))
      // Half of the cases on a coarse grid, so that there are ties.
      let weights = (0..<rows * columns).map { _ in
        let value = sequence.next() * 2 - 1
        return seed % 2 == 0 ? (value * 3).rounded() : value
      }
      let assignment = try OptimalAssignment.maximizing(weights, rows: rows, columns: columns)
      #expect(Set(assignment.compactMap { $0 }).count == rows)
      let expected = bruteForce(weights, rows: rows, columns: columns)
      #expect(abs(total(assignment, weights, columns: columns) - expected) < 1e-12)
      var transposed = [Double](repeating: 0, count: rows * columns)
      for row in 0..<rows {
        for column in 0..<columns {
          transposed[column * rows + row] = weights[row * columns + column]
        }
      }
      let other = try OptimalAssignment.maximizing(transposed, rows: columns, columns: rows)
      #expect(other.compactMap { $0 }.count == rows)
      #expect(abs(total(other, transposed, columns: rows) - expected) < 1e-12)
    }
  }

  /// A hidden permutation is found again where greedy choices in row order would miss it.
  @Test func permutation() throws {
    let count = 120
    var sequence = Sequence(state: 7)
    let hidden = (0..<count).map { ($0 * 37 + 5) % count }
    var weights = (0..<count * count).map { _ in sequence.next() }
    for row in 0..<count { weights[row * count + hidden[row]] = 0.999 }
    for row in 1..<count { weights[row * count + hidden[row - 1]] = 1 }
    // Row r prefers the column of row r - 1, but only the hidden permutation gives all rows theirs.
    let assignment = try OptimalAssignment.maximizing(weights, rows: count, columns: count)
    let found = total(assignment, weights, columns: count)
    #expect(found >= 0.999 * Double(count) - 1e-9)
  }

  @Test func refusals() throws {
    #expect(try OptimalAssignment.maximizing([], rows: 0, columns: 0).isEmpty)
    #expect(try OptimalAssignment.maximizing([], rows: 3, columns: 0) == [nil, nil, nil])
    #expect(throws: NumericsError.notFinite("an assignment")) {
      try OptimalAssignment.maximizing([.nan], rows: 1, columns: 1)
    }
    #expect(throws: NumericsError.self) {
      try OptimalAssignment.maximizing([1, 2], rows: 1, columns: 1)
    }
  }
}
