import SuperpositionNumerics

/// Newton's method on a round's function.
extension BasisPursuitRun {
  /// c of the gradient c·ν of φ.
  private var slope: Double { fit.slope(length: norm(dual.values)) }

  /// Recomputes all that depends on ν and the multipliers.
  mutating func update() {
    correlations = columns.correlations(with: dual)
    coordinates = [Double](repeating: 0, count: columns.count)
    active.removeAll(keepingCapacity: true)
    var support: [Int] = []
    let upper = solver.isBoxed ? 1.0 : .infinity
    for column in 0..<columns.count {
      let value = multipliers[column] + penalty * (correlations[column] - 1)
      guard value > 0 else { continue }
      coordinates[column] = min(value, upper)
      support.append(column)
      if value < upper { active.append(column) }
    }
    let image = columns.weightedSum(positions: support, weights: support.map { coordinates[$0] })
    gradient = (0..<dimension).map {
      target[$0] - image[$0] - proximity * (dual.values[$0] - center[$0])
    }
    guard goal != .exact else { return }
    let slope = slope
    for entry in 0..<dimension { gradient[entry] -= slope * dual.values[entry] }
  }

  /// Minimises the round's function over ν; false if numbers fail.
  mutating func minimise() -> Bool {
    update()
    for _ in 0..<solver.tuning.roundLimit {
      let shift = proximity * distance(dual.values, center)
      let size = norm(gradient)
      guard size.isFinite else { return false }
      let enough = min(solver.tuning.innerTolerance * shift, largestGradient)
      if size <= max(enough, 1e-11 * targetNorm) { return true }
      guard newtonSteps < solver.tuning.newtonLimit else { return true }
      newtonSteps += 1
      guard let direction = newtonDirection() else { return false }
      let step = stepLength(direction)
      guard step > 0, step.isFinite else { return true }
      let next = (0..<dimension).map { dual.values[$0] + step * direction.values[$0] }
      guard norm(next).isFinite else { return false }
      dual = Vector(next)
      update()
    }
    return true
  }

  /// The solution of (μI + φ'' + σ F_A F_Aᵀ) v = (the descent direction of the gradient).
  private mutating func newtonDirection() -> Vector? {
    let length = norm(dual.values)
    let slope = slope
    let shift = proximity + slope
    guard goal.isConical, slope > 0 else {
      return shiftedSolutions([gradient], shift: shift).map { Vector($0[0]) }
    }
    // φ'' = c·(I - ν̂ν̂ᵀ): a shift and a term of rank one, by Sherman and Morrison.
    let radial = dual.values.map { $0 / length }
    guard let solved = shiftedSolutions([gradient, radial], shift: shift) else { return nil }
    let factor = slope * dot(radial, solved[0]) / (1 - slope * dot(radial, solved[1]))
    guard factor.isFinite else { return nil }
    return Vector((0..<dimension).map { solved[0][$0] + factor * solved[1][$0] })
  }

  /// The solutions of (shift·I + σ F_A F_Aᵀ) v = b for each right side b.
  private mutating func shiftedSolutions(_ sides: [[Double]], shift: Double) -> [[Double]]? {
    let count = active.count
    var solutions = sides
    if count == 0 {
      for side in sides.indices {
        for entry in 0..<dimension { solutions[side][entry] /= shift }
      }
    } else if Double(count) < 1.05 * Double(dimension) {
      // The Woodbury identity: v = (b - F_A ((shift/σ)I + G)⁻¹ F_Aᵀ b) / shift.
      guard let weights = activeWeights(for: sides, shift: shift / penalty) else { return nil }
      for side in sides.indices {
        let image = columns.weightedSum(positions: active, weights: weights[side])
        for entry in 0..<dimension {
          solutions[side][entry] = (solutions[side][entry] - image[entry]) / shift
        }
      }
    } else {
      let rows = columns.gathered(active)
      guard
        solveTriangle(
          order: dimension, &solutions,
          fill: { rows.rowGramTriangle(scale: penalty, shift: shift, into: $0) })
      else { return nil }
    }
    return solutions.allSatisfy { norm($0).isFinite } ? solutions : nil
  }

  /// (shift·I + G)⁻¹ F_Aᵀ b for the Gram matrix G of the active columns.
  private mutating func activeWeights(for sides: [[Double]], shift: Double) -> [[Double]]? {
    let chosen = columns.gathered(active)
    var targets = sides.map { chosen.correlations(with: Vector($0)) }
    guard active.count >= 256 else {
      return solveGram(chosen, shift: shift, &targets) ? targets : nil
    }
    if let factor, factor.distance(to: active) * 10 <= active.count,
      let bordered = factor.bordered(to: active, of: columns)
    {
      let weights = targets.compactMap { refined(bordered, $0, shift: shift, chosen: chosen) }
      if weights.count == targets.count { return weights }
    }
    factor = nil
    factor = BasisPursuitFactor(positions: active, of: columns, shift: shift)
    guard let bordered = factor?.bordered(to: active, of: columns) else { return nil }
    let weights = targets.compactMap { bordered.solve($0) }
    return weights.count == targets.count ? weights : nil
  }

  /// Conjugate gradients on (G + shift·I) w = b, preconditioned by a factor that may have another
  /// shift; nil if a few steps do not do.
  private func refined(
    _ factor: BasisPursuitFactor<Source.Columns>.Bordered, _ target: [Double], shift: Double,
    chosen: Source.Columns
  ) -> [Double]? {
    let every = Array(0..<chosen.count)
    // The part of the direction inside the span of the columns is σ⁻² of the right side.
    let tolerance = max(1e-12, 1e-3 / (penalty * penalty)) * norm(target)
    var weights = [Double](repeating: 0, count: target.count)
    var residual = target
    guard var search = factor.solve(residual) else { return nil }
    var product = dot(residual, search)
    for _ in 0..<8 {
      let image = Vector(chosen.weightedSum(positions: every, weights: search))
      var applied = chosen.correlations(with: image)
      for row in applied.indices { applied[row] += shift * search[row] }
      let step = product / dot(search, applied)
      guard step.isFinite else { return nil }
      for row in weights.indices {
        weights[row] += step * search[row]
        residual[row] -= step * applied[row]
      }
      if norm(residual) <= tolerance { return weights }
      guard let next = factor.solve(residual) else { return nil }
      let nextProduct = dot(residual, next)
      let ratio = nextProduct / product
      product = nextProduct
      for row in search.indices { search[row] = next[row] + ratio * search[row] }
    }
    return nil
  }

  /// Solves (GᵀG + shift·I) w = b in place for each b; false if the matrix is not positive definite.
  func solveGram(_ columns: Source.Columns, shift: Double, _ vectors: inout [[Double]]) -> Bool {
    solveTriangle(order: columns.count, &vectors) {
      columns.gramTriangle(scale: 1, shift: shift, into: $0)
    }
  }

  /// Solves a symmetric system, given by its lower triangle, in place for each right side; false if
  /// the matrix is not positive definite.
  private func solveTriangle(
    order: Int, _ vectors: inout [[Double]], fill: (UnsafeMutablePointer<Double>) -> Void
  ) -> Bool {
    guard order > 0 else { return true }
    let matrix = UnsafeMutablePointer<Double>.allocate(capacity: order * order)
    defer { matrix.deallocate() }
    fill(matrix)
    do {
      try BLAS.choleskyFactor(n: order, matrix, ld: order)
      for index in vectors.indices {
        try vectors[index].withUnsafeMutableBufferPointer {
          try BLAS.choleskySolve(n: order, matrix, ld: order, $0.baseAddress.unsafelyUnwrapped)
        }
      }
      return vectors.allSatisfy { $0.allSatisfy(\.isFinite) }
    } catch {
      return false
    }
  }

  /// Minimises the round's function along a direction: the root of its increasing derivative, by
  /// Newton steps inside a bracket.
  private func stepLength(_ direction: Vector) -> Double {
    let slopes = columns.correlations(with: direction)
    var constant = 0.0
    var curvature = 0.0
    for entry in 0..<dimension {
      let change = direction.values[entry]
      constant += change * (proximity * (dual.values[entry] - center[entry]) - target[entry])
      curvature += proximity * change * change
    }
    let upper = solver.isBoxed ? 1.0 : .infinity
    let square = dot(dual.values, dual.values)
    let product = dot(dual.values, direction.values)
    let change = dot(direction.values, direction.values)
    let fit = fit
    func derivative(_ step: Double) -> (value: Double, slope: Double) {
      let (first, second) = fit.derivatives(
        at: step, square: square, product: product, change: change)
      var value = constant + curvature * step + first
      var slope = curvature + second
      for column in slopes.indices {
        let coordinate =
          multipliers[column] + penalty * (correlations[column] + step * slopes[column] - 1)
        guard coordinate > 0 else { continue }
        value += min(coordinate, upper) * slopes[column]
        if coordinate < upper { slope += penalty * slopes[column] * slopes[column] }
      }
      return (value, slope)
    }
    let start = derivative(0).value
    guard start < 0 else { return 0 }
    var low = 0.0
    var high = Double.infinity
    var step = 1.0
    for _ in 0..<60 {
      let (value, slope) = derivative(step)
      if abs(value) <= -1e-3 * start { return step }
      if value < 0 { low = step } else { high = step }
      var next = step - value / slope
      if !(next > low && next < high) {
        next = high.isFinite ? (low + high) / 2 : 2 * step
      }
      step = next
    }
    return step
  }
}
