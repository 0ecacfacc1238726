import SuperpositionCodes

/// Certificates of the program with Fy = x.
extension BasisPursuitRun {
  /// Whether f_jᵀν ≤ `bound` for every codeword but those at `exceptions`: exactly for the working
  /// columns, by the pass's error bound for the others. The working set may grow.
  private mutating func isDualFeasible(
    _ vector: Vector, bound: Double, except exceptions: Set<Int>
  ) -> Bool {
    func holds() -> Bool {
      let values = columns.correlations(with: vector)
      return values.indices.allSatisfy { values[$0] <= bound || exceptions.contains($0) }
    }
    guard holds() else { return false }
    let pricing = price(vector.values, from: 1)
    guard pricing.added > 0 else { return pricing.isComplete }
    let isFeasible = pricing.isComplete && holds()
    update()
    return isFeasible
  }

  /// The k largest coordinates as a 0/1 solution, if they reproduce the code and ν, moved to meet
  /// them, proves them the unique optimum.
  mutating func supportCertificate() -> BasisPursuitSolution? {
    guard case .integer(let code) = code.coordinates else { return nil }
    let candidates = coordinates.indices.filter { coordinates[$0] > 0 }
    guard candidates.count >= sparsity else { return nil }
    let support = Ranking.largest(sparsity, of: candidates.map { coordinates[$0] })
      .map { candidates[$0] }.sorted()
    guard columns.reproduces(code, positions: support) else { return nil }
    guard let moved = movedDual(to: support, atLeast: solver.isBoxed) else { return nil }
    let values = columns.correlations(with: moved)
    let slack = 1e-11
    for position in support {
      if values[position] < 1 - slack || (!solver.isBoxed && values[position] > 1 + slack) {
        return nil
      }
    }
    // What is still missing on the support, and how far making it up may move the others. Near
    // k = d, where the support's codewords may be nearly dependent, that can be far.
    let gap = missing(values, at: support, atLeast: solver.isBoxed)
    guard let change = leastChange(raising: support, by: gap),
      norm(change) * Double(dimension).squareRoot() <= 5e-10,
      isDualFeasible(moved, bound: 1 - 1e-9, except: Set(support))
    else { return nil }
    return solution(
      positions: support, values: [Double](repeating: 1, count: sparsity),
      certificate: .uniqueSupport, dual: moved.values)
  }

  /// ν moved the least so that f_jᵀν = 1 on `positions` (or ≥ 1, where it is more).
  func movedDual(to positions: [Int], atLeast: Bool) -> Vector? {
    moved(dual.values, correlations: correlations, to: positions, atLeast: atLeast)
  }

  /// A vector with the given f_jᵀv, moved the least so that f_jᵀv = 1 on `positions` (or ≥ 1).
  func moved(
    _ vector: [Double], correlations: [Double], to positions: [Int], atLeast: Bool
  ) -> Vector? {
    let lift = missing(correlations, at: positions, atLeast: atLeast)
    guard let change = leastChange(raising: positions, by: lift) else { return nil }
    let moved = (0..<dimension).map { vector[$0] + change[$0] }
    guard norm(moved).isFinite else { return nil }
    return Vector(moved)
  }

  /// What `values` lack of 1 at `positions`.
  private func missing(_ values: [Double], at positions: [Int], atLeast: Bool) -> [Double] {
    positions.map { atLeast ? max(0, 1 - values[$0]) : 1 - values[$0] }
  }

  /// The least change of ν that raises f_jᵀν by `lift` at `positions`: F_S (F_SᵀF_S)⁻¹ lift.
  private func leastChange(raising positions: [Int], by lift: [Double]) -> [Double]? {
    var weights = [lift]
    guard solveGram(columns.gathered(positions), shift: 0, &weights) else { return nil }
    return columns.weightedSum(positions: positions, weights: weights[0])
  }

  /// The basic solution of the active columns, if it and the ν it determines are optimal.
  mutating func vertexCertificate() -> BasisPursuitSolution? {
    guard active.count <= dimension, !active.isEmpty else { return nil }
    let saturated =
      solver.isBoxed ? coordinates.indices.filter { coordinates[$0] >= 1 } : []
    let chosen = columns.gathered(active)
    let fixed = columns.weightedSum(
      positions: saturated, weights: [Double](repeating: 1, count: saturated.count))
    let rest = (0..<dimension).map { target[$0] - fixed[$0] }
    var solved = [chosen.correlations(with: Vector(rest))]
    guard solveGram(chosen, shift: 0, &solved) else { return nil }
    let values = solved[0]
    let tolerance = 1e-9
    guard values.allSatisfy({ $0 >= -tolerance && (!solver.isBoxed || $0 <= 1 + tolerance) }) else {
      return nil
    }
    let image = columns.weightedSum(positions: active, weights: values)
    guard distance(image, rest) <= tolerance * targetNorm,
      let moved = movedDual(to: active, atLeast: false)
    else { return nil }
    let products = columns.correlations(with: moved)
    guard saturated.allSatisfy({ products[$0] >= 1 - tolerance }),
      isDualFeasible(moved, bound: 1 + tolerance, except: Set(saturated))
    else { return nil }
    return solution(
      positions: active + saturated,
      values: values.map { max(0, $0) } + [Double](repeating: 1, count: saturated.count),
      certificate: .optimal, dual: moved.values)
  }

  /// The iterate itself, where it is feasible and complementary already: the way out when
  /// the optimum is no vertex (equal columns).
  func approximateCertificate() -> BasisPursuitSolution? {
    let tolerance = 1e-9
    let support = coordinates.indices.filter { coordinates[$0] > 0 }
    let image = columns.weightedSum(positions: support, weights: support.map { coordinates[$0] })
    guard distance(image, target) <= tolerance * targetNorm else { return nil }
    for column in coordinates.indices {
      let value = correlations[column]
      if value > 1 + tolerance && !(solver.isBoxed && coordinates[column] == 1) { return nil }
      if value < 1 - tolerance && coordinates[column] > tolerance { return nil }
    }
    return solution(
      positions: support, values: support.map { coordinates[$0] }, certificate: .optimal)
  }
}
