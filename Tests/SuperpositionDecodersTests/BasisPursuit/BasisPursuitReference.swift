import SuperpositionCodes

@testable import SuperpositionDecoders

/// A dense two-phase simplex with Bland's rule, for programs so small that its slowness and its
/// cancellations do not matter: minimise 1ᵀy, Ay = b, y ≥ 0 (slack columns cost nothing).
enum ReferenceLinearProgram {
  /// The optimal value and a basic optimum, or nil if the program is infeasible.
  static func minimise(
    columns: [[Double]], costs: [Double], target: [Double]
  ) -> (value: Double, coordinates: [Double])? {
    let rows = target.count
    let count = columns.count
    // One artificial column a row makes the first basis.
    var table = (0..<rows).map { row -> [Double] in
      let sign = target[row] < 0 ? -1.0 : 1.0
      var entries = columns.map { sign * $0[row] }
      for artificial in 0..<rows { entries.append(artificial == row ? 1 : 0) }
      entries.append(sign * target[row])
      return entries
    }
    var basis = (0..<rows).map { count + $0 }
    let last = count + rows
    func run(costs: [Double], allowed: Int) -> Double {
      while true {
        var entering: Int?
        for column in 0..<allowed where !basis.contains(column) {
          var reduced = costs[column]
          for row in 0..<rows { reduced -= costs[basis[row]] * table[row][column] }
          if reduced < -1e-9 {
            entering = column
            break
          }
        }
        guard let entering else { break }
        var leaving: Int?
        for row in 0..<rows where table[row][entering] > 1e-9 {
          guard let best = leaving else {
            leaving = row
            continue
          }
          let ratio = table[row][last] / table[row][entering]
          let bestRatio = table[best][last] / table[best][entering]
          if ratio < bestRatio - 1e-12
            || (abs(ratio - bestRatio) <= 1e-12 && basis[row] < basis[best])
          {
            leaving = row
          }
        }
        guard let leaving else { return -.infinity }
        pivot(leaving, entering)
      }
      return (0..<rows).reduce(0) { $0 + costs[basis[$1]] * table[$1][last] }
    }
    func pivot(_ row: Int, _ column: Int) {
      let scale = table[row][column]
      for entry in 0...last { table[row][entry] /= scale }
      for other in 0..<rows where other != row && table[other][column] != 0 {
        let factor = table[other][column]
        for entry in 0...last { table[other][entry] -= factor * table[row][entry] }
      }
      basis[row] = column
    }
    let artificialCosts = [Double](repeating: 0, count: count) + [Double](repeating: 1, count: rows)
    guard run(costs: artificialCosts, allowed: count + rows) < 1e-7 else { return nil }
    // Artificial columns left at zero leave the basis where some column can take their place.
    for row in 0..<rows where basis[row] >= count {
      if let column = (0..<count).first(where: { abs(table[row][$0]) > 1e-7 }) {
        pivot(row, column)
      }
    }
    let value = run(costs: costs + [Double](repeating: 0, count: rows), allowed: count)
    var coordinates = [Double](repeating: 0, count: count)
    for row in 0..<rows where basis[row] < count { coordinates[basis[row]] = table[row][last] }
    return (value, coordinates)
  }

  /// Basis pursuit's program over a dictionary; boxed by a slack column for each codeword.
  static func basisPursuit(
    _ dictionary: RademacherDictionary, target: [Double], isBoxed: Bool
  ) -> (value: Double, coordinates: [Double])? {
    let codewords = 0..<dictionary.codewordCount
    var columns = codewords.map { entries(of: $0, in: dictionary) }
    var costs = codewords.map { _ in 1.0 }
    var target = target
    if isBoxed {
      for codeword in codewords {
        columns[codeword] += codewords.map { $0 == codeword ? 1.0 : 0.0 }
      }
      for codeword in codewords {
        columns.append(
          [Double](repeating: 0, count: dictionary.dimension)
            + codewords.map { $0 == codeword ? 1.0 : 0.0 })
      }
      costs += codewords.map { _ in 0.0 }
      target += codewords.map { _ in 1.0 }
    }
    return minimise(columns: columns, costs: costs, target: target).map {
      ($0.value, Array($0.coordinates.prefix(codewords.count)))
    }
  }

  /// A codeword as real numbers.
  static func entries(of codeword: Int, in dictionary: RademacherDictionary) -> [Double] {
    let bytes = dictionary.codeword(codeword)
    return (0..<dictionary.dimension).map { bytes[$0 / 8] >> ($0 % 8) & 1 == 0 ? 1 : -1 }
  }
}

extension BasisPursuitSolution {
  /// How far the solution is from feasible, dual feasible and tight: computed plainly, in double
  /// precision, over all codewords.
  func violations(
    of dictionary: RademacherDictionary, target: [Double], isBoxed: Bool
  ) -> (primal: Double, dual: Double, gap: Double) {
    var residual = target
    var value = 0.0
    var coordinate: [Int: Double] = [:]
    for (codeword, weight) in zip(codewords, values) {
      coordinate[codeword] = weight
      value += weight
      let entries = ReferenceLinearProgram.entries(of: codeword, in: dictionary)
      for row in entries.indices { residual[row] -= weight * entries[row] }
    }
    var primal = residual.map(abs).max() ?? 0
    for weight in values { primal = max(primal, -weight, isBoxed ? weight - 1 : 0) }
    var worst = 0.0
    var bound = zip(target, dual).reduce(0) { $0 + $1.0 * $1.1 }
    for codeword in 0..<dictionary.codewordCount {
      let entries = ReferenceLinearProgram.entries(of: codeword, in: dictionary)
      let excess = zip(entries, dual).reduce(-1) { $0 + $1.0 * $1.1 }
      if isBoxed {
        // A multiplier of y ≤ 1 takes up what is too much.
        bound -= max(0, excess)
      } else {
        worst = max(worst, excess)
      }
    }
    return (primal, worst, abs(value - bound))
  }
}
