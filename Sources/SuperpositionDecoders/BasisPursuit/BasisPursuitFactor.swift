import SuperpositionNumerics

/// A Cholesky factor of G_A + shift·I, G_A the Gram matrix of a base set A of columns, that also
/// solves for sets near A and for other shifts.
///
/// For B = (A ∖ R) ∪ P the system is bordered: unknowns on R are held at zero by multipliers, those
/// of P are appended, and the Schur complement, of order |R| + |P|, is solved by elimination. That
/// costs O(n²(|R| + |P|)) in place of O(n³).
final class BasisPursuitFactor<Columns: BasisPursuitColumns> {
  private let base: Columns
  private let rows: [Int: Int]
  private let shift: Double
  private let matrix: [Double]

  private var order: Int { base.count }

  /// Factors the Gram matrix of the columns of `all` at `positions`; nil if it is not positive
  /// definite.
  init?(positions: [Int], of all: Columns, shift: Double) {
    base = all.gathered(positions)
    self.shift = shift
    rows = Dictionary(uniqueKeysWithValues: zip(positions, positions.indices))
    let order = positions.count
    let base = base
    var isDefinite = true
    matrix = [Double](unsafeUninitializedCapacity: order * order) { buffer, count in
      if let matrix = buffer.baseAddress, order > 0 {
        // Only the lower triangle is written and read; the rest is defined all the same.
        base.gramTriangle(scale: 1, shift: shift, into: matrix)
        for row in 0..<order {
          for column in (row + 1)..<max(order, row + 1) { matrix[row * order + column] = 0 }
        }
        do {
          try BLAS.choleskyFactor(n: order, matrix, ld: order)
        } catch {
          isDefinite = false
        }
      }
      count = order * order
    }
    guard isDefinite else { return nil }
  }

  /// How many columns `positions` and the base set do not share.
  func distance(to positions: [Int]) -> Int {
    let shared = positions.reduce(0) { rows[$1] == nil ? $0 : $0 + 1 }
    return order - shared + positions.count - shared
  }

  /// A solver of (G_B + shift·I) w = b for the columns B of `all` at `positions`, with this factor's
  /// shift; nil if the border is singular.
  func bordered(to positions: [Int], of all: Columns) -> Bordered? {
    let present = Set(positions)
    let added = positions.filter { rows[$0] == nil }
    let removed = rows.filter { !present.contains($0.key) }.map(\.value).sorted()
    let size = added.count + removed.count
    let order = order
    var border = [Double](repeating: 0, count: size * order)
    var corner = [Double](repeating: 0, count: size * size)
    if !added.isEmpty {
      let fresh = all.gathered(added)
      base.products(with: fresh, into: &border)
      let mutual = fresh.products(with: fresh)
      for row in added.indices {
        for column in added.indices {
          corner[row * size + column] = -mutual[row * added.count + column]
        }
        corner[row * size + row] -= shift
      }
    }
    for (index, row) in removed.enumerated() { border[(added.count + index) * order + row] = 1 }
    var solved = border
    guard solve(&solved, count: size) else { return nil }
    if size > 0 && order > 0 {
      BLAS.gemm(
        .no, .yes, m: size, n: size, k: order, border, lda: order, solved, ldb: order, beta: 1,
        &corner, ldc: size)
    }
    guard let elimination = GaussianElimination(corner, order: size) else { return nil }
    return Bordered(
      factor: self, slots: slots(of: positions, added: added), border: border, solved: solved,
      elimination: elimination)
  }

  /// Where the unknown of each position lies: a row of the base set, or `order` + a row of the
  /// border.
  private func slots(of positions: [Int], added: [Int]) -> [Int] {
    var next = order
    return positions.map { position in
      if let row = rows[position] { return row }
      defer { next += 1 }
      return next
    }
  }

  fileprivate func solve(_ vectors: inout [Double], count: Int) -> Bool {
    guard order > 0, count > 0 else { return true }
    do {
      try matrix.withUnsafeBufferPointer { matrix in
        try vectors.withUnsafeMutableBufferPointer {
          try BLAS.choleskySolve(
            n: order, matrix.baseAddress.unsafelyUnwrapped, ld: order,
            $0.baseAddress.unsafelyUnwrapped, count: count)
        }
      }
      return true
    } catch {
      return false
    }
  }

  /// The solver for one set of columns.
  struct Bordered {
    fileprivate let factor: BasisPursuitFactor
    fileprivate let slots: [Int]
    fileprivate let border: [Double]
    fileprivate let solved: [Double]
    fileprivate let elimination: GaussianElimination

    /// w, in the order of the positions.
    func solve(_ target: [Double]) -> [Double]? {
      let order = factor.order
      let size = elimination.order
      var base = [Double](repeating: 0, count: order)
      var edge = [Double](repeating: 0, count: size)
      for (slot, value) in zip(slots, target) {
        if slot < order { base[slot] = value } else { edge[slot - order] = -value }
      }
      guard factor.solve(&base, count: 1) else { return nil }
      if size > 0 && order > 0 {
        BLAS.gemv(.no, rows: size, columns: order, border, ld: order, base, beta: 1, &edge)
        elimination.solve(&edge)
        BLAS.gemv(
          .yes, rows: size, columns: order, alpha: -1, solved, ld: order, edge, beta: 1, &base)
      }
      return slots.map { $0 < order ? base[$0] : edge[$0 - order] }
    }
  }
}

/// Gaussian elimination with row pivoting, for the small, indefinite systems of a border.
struct GaussianElimination {
  let order: Int
  private var matrix: [Double]
  private var pivots: [Int] = []

  /// Eliminates a row-major matrix; nil if it is singular to working precision.
  init?(_ entries: [Double], order: Int) {
    self.order = order
    matrix = entries
    let scale = entries.reduce(0) { max($0, abs($1)) }
    for step in 0..<order {
      var pivot = step
      for row in step..<order
      where abs(matrix[row * order + step]) > abs(matrix[pivot * order + step]) {
        pivot = row
      }
      guard abs(matrix[pivot * order + step]) > 1e-15 * scale else { return nil }
      pivots.append(pivot)
      if pivot != step {
        for column in 0..<order { matrix.swapAt(pivot * order + column, step * order + column) }
      }
      eliminate(step)
    }
  }

  private mutating func eliminate(_ step: Int) {
    let order = order
    matrix.withUnsafeMutableBufferPointer { matrix in
      let top = step * order
      for row in (step + 1)..<max(order, step + 1) {
        let factor = matrix[row * order + step] / matrix[top + step]
        matrix[row * order + step] = factor
        for column in (step + 1)..<order {
          matrix[row * order + column] -= factor * matrix[top + column]
        }
      }
    }
  }

  /// Solves for one right side, in place.
  func solve(_ vector: inout [Double]) {
    for step in 0..<order where pivots[step] != step { vector.swapAt(step, pivots[step]) }
    for row in 0..<order {
      for column in 0..<row { vector[row] -= matrix[row * order + column] * vector[column] }
    }
    for row in (0..<order).reversed() {
      for column in (row + 1)..<max(order, row + 1) {
        vector[row] -= matrix[row * order + column] * vector[column]
      }
      vector[row] /= matrix[row * order + row]
    }
  }
}
