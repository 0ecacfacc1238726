/// Certificates of denoising and of the lasso, by their duality gap.
extension BasisPursuitRun {
  /// The largest gap, relative to the value.
  private static var gapTolerance: Double { 1e-8 }
  /// How far from feasible a coordinate or, relative to ‖x‖, a fit may be.
  private static var tolerance: Double { 1e-9 }

  /// The solution that the active columns determine, if it is optimal.
  ///
  /// With A the columns strictly inside the bounds and x' what those at 1 leave of the code, the
  /// optimality conditions F_Aᵀν = 1 and x' - F_A y = c·ν (c = λ, or the c ≥ 0 for which the left
  /// side has length ε) make y = G⁻¹(F_Aᵀx' - c·1) and c·ν = (x' - its projection) + c·F_A G⁻¹ 1,
  /// two orthogonal terms, so that c follows from ε.
  mutating func activeCertificate() -> BasisPursuitSolution? {
    let saturated =
      solver.isBoxed ? coordinates.indices.filter { coordinates[$0] >= 1 } : []
    let inside = independentActive()
    let chosen = columns.gathered(inside)
    // Columns in the span of others keep what the iterate gives them.
    let isChosen = Set(inside)
    let kept = active.filter { !isChosen.contains($0) } + saturated
    let keptValues = kept.map { coordinates[$0] }
    let fixed = columns.weightedSum(positions: kept, weights: keptValues)
    let rest = (0..<dimension).map { target[$0] - fixed[$0] }
    var solved = [
      chosen.correlations(with: Vector(rest)), [Double](repeating: 1, count: inside.count),
    ]
    guard solveGram(chosen, shift: 0, &solved) else { return nil }
    let projection = columns.weightedSum(positions: inside, weights: solved[0])
    let beyond = (0..<dimension).map { rest[$0] - projection[$0] }
    let lift = columns.weightedSum(positions: inside, weights: solved[1])
    let size = norm(beyond)
    var multiplier = 0.0
    switch goal {
    case .exact: return nil
    case .penalized(let penalty): multiplier = penalty
    case .within(let radius):
      if size < radius {
        guard norm(lift) > 0 else { return nil }
        multiplier = ((radius - size) * (radius + size)).squareRoot() / norm(lift)
      } else if size > radius + Self.tolerance * targetNorm {
        return nearestCertificate(
          positions: inside + kept, values: solved[0] + keptValues, saturated: saturated)
      }
    }
    var values = zip(solved[0], solved[1]).map { $0 - multiplier * $1 }
    let scale = max(1, values.max() ?? 0)
    let upper = solver.isBoxed ? 1.0 : .infinity
    guard
      values.allSatisfy({
        $0 >= -Self.tolerance * scale && $0 <= upper + Self.tolerance * scale
      })
    else { return nil }
    values = values.map { min(max(0, $0), upper) }
    var vector = dual.values
    // What rounding leaves of a residual is no direction.
    if multiplier > 0 && (size > 1e-11 * targetNorm || inside.isEmpty) {
      vector = (0..<dimension).map { lift[$0] + beyond[$0] / multiplier }
    }
    guard norm(vector).isFinite else { return nil }
    let rounded = Vector(vector)
    guard
      let moved = moved(
        rounded.values, correlations: columns.correlations(with: rounded), to: inside,
        atLeast: false)
    else { return nil }
    return certified(positions: inside + kept, values: values + keptValues, dual: moved)
  }

  /// The active columns, or a largest independent part of them where they depend on each other.
  private func independentActive() -> [Int] {
    var none: [[Double]] = []
    if active.count <= dimension, solveGram(columns.gathered(active), shift: 0, &none) {
      return active
    }
    return independentPart(of: active)
  }

  /// Positions among `positions`, taken in order, whose columns are linearly independent: each
  /// keeps at least 10^-9 of its energy beyond the span of those before.
  private func independentPart(of positions: [Int]) -> [Int] {
    let count = positions.count
    guard count > 0 else { return [] }
    let chosen = columns.gathered(positions)
    let gram = chosen.products(with: chosen)
    var kept: [Int] = []
    var rows: [[Double]] = []
    for row in 0..<count where kept.count < dimension {
      var entries: [Double] = []
      for (index, other) in kept.enumerated() {
        var entry = gram[row * count + other]
        for column in 0..<index { entry -= entries[column] * rows[index][column] }
        entries.append(entry / rows[index][index])
      }
      let energy = gram[row * count + row]
      let pivot = entries.reduce(energy) { $0 - $1 * $1 }
      guard pivot > 1e-9 * energy else { continue }
      kept.append(row)
      rows.append(entries + [pivot.squareRoot()])
    }
    return kept.map { positions[$0] }
  }

  /// The iterate itself: the way out when the optimum is no vertex (equal columns).
  mutating func gapCertificate() -> BasisPursuitSolution? {
    let support = coordinates.indices.filter { coordinates[$0] > 0 }
    return certified(positions: support, values: support.map { coordinates[$0] }, dual: dual)
  }

  /// A solution, if y fits the code and a multiple of ν that is feasible over all columns has its
  /// value, both computed here anew.
  private mutating func certified(
    positions: [Int], values: [Double], dual vector: Vector
  ) -> BasisPursuitSolution? {
    let image = columns.weightedSum(positions: positions, weights: values)
    let size = distance(image, target)
    var value = values.reduce(0, +)
    switch goal {
    case .exact: return nil
    case .within(let radius):
      guard size <= radius + Self.tolerance * targetNorm else { return nil }
    case .penalized(let penalty):
      // Less is not told from rounding.
      let known = max(0, size - 1e-11 * targetNorm)
      value += known * known / (2 * penalty)
    }
    guard value.isFinite, value > 0 else { return nil }
    guard abs(value - bound(of: vector)) <= Self.gapTolerance * value else { return nil }
    // The bound holds for the working columns; now for all.
    let pricing = price(vector.values, from: 1)
    if pricing.added > 0 {
      update()
      guard pricing.isComplete,
        abs(value - bound(of: vector)) <= Self.gapTolerance * value
      else { return nil }
    }
    return solution(
      positions: positions, values: values, certificate: .optimal, dual: vector.values)
  }

  /// The dual's value at ν, shrunk until f_jᵀν ≤ 1 for all working columns, or with the price of
  /// what exceeds 1 if y ≤ 1: no y has less.
  private func bound(of vector: Vector) -> Double {
    let products = columns.correlations(with: vector)
    var gain = dot(target, vector.values)
    var length = norm(vector.values)
    guard !solver.isBoxed else {
      for product in products where product > 1 { gain -= product - 1 }
      return gain - goal.value(length: length)
    }
    let peak = max(1, products.max() ?? 1)
    gain /= peak
    length /= peak
    return gain - goal.value(length: length)
  }

  /// The least-squares solution on the active columns, if no y ≥ 0 (and ≤ 1) comes nearer to the
  /// code.
  private mutating func nearestCertificate(
    positions: [Int], values: [Double], saturated: [Int]
  ) -> BasisPursuitSolution? {
    let upper = solver.isBoxed ? 1.0 : .infinity
    let scale = max(1, values.max() ?? 0)
    guard
      values.allSatisfy({
        $0 >= -Self.tolerance * scale && $0 <= upper + Self.tolerance * scale
      })
    else { return nil }
    let values = values.map { min(max(0, $0), upper) }
    let image = columns.weightedSum(positions: positions, weights: values)
    let residual = Vector((0..<dimension).map { target[$0] - image[$0] })
    // In units of the residual's length, in which passes round.
    let size = norm(residual.values)
    let slack = Self.tolerance * targetNorm * Double(dimension).squareRoot()
    let isAtUpper = Set(saturated)
    let isInside = Set(positions).subtracting(isAtUpper)
    func holds() -> Bool {
      let products = columns.correlations(with: residual)
      return products.indices.allSatisfy { column in
        if isAtUpper.contains(column) { return products[column] >= -slack }
        if isInside.contains(column) { return abs(products[column]) <= slack }
        return products[column] <= slack
      }
    }
    guard size > 0, holds() else { return nil }
    let direction = residual.values.map { $0 / size }
    let pricing = price(direction, from: slack / size, limit: slack / size)
    if pricing.added > 0 {
      update()
      guard pricing.isComplete, holds() else { return nil }
    }
    return solution(
      positions: positions, values: values, certificate: .nearest, dual: direction)
  }
}
