import SuperpositionCodes

@testable import SuperpositionDecoders

/// The lasso by cyclic coordinate descent, and denoising by bisection over its λ: slow, plain, and
/// nothing in common with the solver.
struct CoordinateDescent {
  /// Codewords.
  let columns: [[Double]]
  /// Whether y ≤ 1.
  let isBoxed: Bool

  func residual(_ coordinates: [Double], target: [Double]) -> [Double] {
    var residual = target
    for (column, weight) in zip(columns, coordinates) where weight != 0 {
      for row in residual.indices { residual[row] -= weight * column[row] }
    }
    return residual
  }

  /// argmin ½‖Fy - x‖² + λΣy, started from `start`.
  func lasso(_ target: [Double], penalty: Double, from start: [Double]? = nil) -> [Double] {
    var coordinates = start ?? [Double](repeating: 0, count: columns.count)
    var rest = residual(coordinates, target: target)
    let energies = columns.map { product($0, $0) }
    for _ in 0..<200_000 {
      var change = 0.0
      for column in columns.indices {
        let old = coordinates[column]
        let free = old + (product(columns[column], rest) - penalty) / energies[column]
        let new = min(max(0, free), isBoxed ? 1 : .infinity)
        guard new != old else { continue }
        change = max(change, abs(new - old))
        coordinates[column] = new
        for row in rest.indices { rest[row] -= (new - old) * columns[column][row] }
      }
      if change < 1e-13 { break }
    }
    return coordinates
  }

  /// argmin Σy with ‖Fy - x‖ ≤ ε; nil if only λ = 0 might reach ε.
  func denoise(_ target: [Double], radius: Double) -> [Double]? {
    var high = columns.map { product($0, target) }.max() ?? 0
    var low = 1e-4
    var coordinates = lasso(target, penalty: low)
    guard norm(residual(coordinates, target: target)) < radius else { return nil }
    for _ in 0..<60 {
      let middle = (low * high).squareRoot()
      coordinates = lasso(target, penalty: middle, from: coordinates)
      if norm(residual(coordinates, target: target)) < radius {
        low = middle
      } else {
        high = middle
      }
    }
    return coordinates
  }
}

/// ⟨u, v⟩, summed plainly.
func product(_ first: [Double], _ second: [Double]) -> Double {
  zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
}

extension BasisPursuitSolution {
  /// y of all N codewords.
  func coordinates(_ count: Int) -> [Double] {
    var result = [Double](repeating: 0, count: count)
    for (codeword, value) in zip(codewords, values) { result[codeword] += value }
    return result
  }

  /// The primal and the dual value, with the length of the residual, over all codewords in plain
  /// double precision: the dual's from ν shrunk until it is feasible, or with the price of y ≤ 1.
  func values(
    columns: [[Double]], target: [Double], fit: BasisPursuitFit, isBoxed: Bool
  ) -> (primal: Double, dual: Double, residual: Double) {
    let plain = CoordinateDescent(columns: columns, isBoxed: isBoxed)
    let length = norm(plain.residual(coordinates(columns.count), target: target))
    var excess = 0.0
    var peak = 1.0
    for column in columns {
      let height = product(column, dual)
      peak = max(peak, height)
      excess += max(0, height - 1)
    }
    let shrink = isBoxed ? 1 : 1 / peak
    var bound = shrink * product(target, dual) - (isBoxed ? excess : 0)
    let size = shrink * norm(dual)
    var primal = objective
    switch fit {
    case .exact: break
    case .within(let radius): bound -= radius * size
    case .penalized(let penalty):
      bound -= penalty / 2 * size * size
      primal += length * length / (2 * penalty)
    }
    return (primal, bound, length)
  }
}
