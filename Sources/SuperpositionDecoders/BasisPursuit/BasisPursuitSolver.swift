import CSuperpositionKernels
import SuperpositionCodes
import SuperpositionNumerics

/// Solves the linear program of basis pursuit, minimise 1ᵀy subject to Fy = x and y ≥ 0 (and y ≤ 1
/// if boxed), over all N codewords, and proves the optimum.
///
/// The method is the proximal method of multipliers (Rockafellar 1976, 'Augmented Lagrangians and
/// applications of the proximal point algorithm in convex programming', Math. Oper. Res. 1) on the
/// dual, maximise xᵀν subject to Fᵀν ≤ 1, with semismooth Newton steps inside (Li, Sun and Toh
/// 2020, 'An asymptotically superlinearly convergent semismooth Newton augmented Lagrangian method
/// for linear programming', SIAM J. Optim. 30). With multipliers ȳ and centre ν̄, each round
/// minimises the strongly convex, piecewise quadratic
///
///     -xᵀν + μ/2·‖ν - ν̄‖² + Σ_j ∫ y_j dν,   y_j = [ȳ_j + σ(f_jᵀν - 1)] clamped to ≥ 0 (and ≤ 1),
///
/// so degeneracy needs no rule against cycling, and a Newton step changes many active columns at
/// once for one factorisation of their Gram matrix, which comes exactly from the packed words. Only
/// a working set of columns is iterated on; pricing passes over the packed dictionary add whatever
/// is not proven to have f_jᵀν < 1.
///
/// It ends with a certificate as soon as there is one: see `BasisPursuitSolution.Certificate`.
struct BasisPursuitSolver {
  /// The numbers that steer the method; none of them touches what a certificate proves.
  struct Tuning {
    /// The first σ: the change of y_j for a unit of dual violation.
    var firstPenalty = 1.0
    /// The growth of σ a round, before and after σ has passed `knee`: near a vertex the active set
    /// follows slow growth in few steps.
    var growth = 2.0
    var lateGrowth = 1.5
    var knee = 9.0
    /// The last σ; beyond it the Newton systems lose their digits.
    var lastPenalty = 1e4
    /// μ·σ/d.
    var proximity = 1.0
    /// A round ends when the gradient is this small beside the proximal term.
    var innerTolerance = 0.6
    /// Codewords join the working set from this f_jᵀν on: before they violate f_jᵀν ≤ 1.
    var nearness = 0.8
    /// Newton steps a round and in all.
    var roundLimit = 40
    var newtonLimit = 600
    /// Rounds.
    var outerLimit = 80
  }

  /// The dictionary.
  let dictionary: any SignCodebook
  /// Whether y ≤ 1 is a constraint too.
  let isBoxed: Bool
  var tuning = Tuning()

  /// Solves the program for one code.
  ///
  /// - Parameter sparsity: k, which only says how many coordinates may make an early certificate.
  /// - Throws: `CodebookError.codeOutOfRange`.
  /// - Complexity: about ten to a hundred Newton steps, each O(n²·d/64 + min(n, d)³/3) for n active
  ///   columns (n ≈ k when the code is easy, up to d when it is not), and about as many passes over
  ///   the dictionary.
  func solve(_ code: ReceivedCode, sparsity: Int) throws -> BasisPursuitSolution {
    var run = try BasisPursuitRun(solver: self, code: code, sparsity: sparsity)
    return run.solve()
  }
}

/// What the linear program's solution is, and why.
struct BasisPursuitSolution {
  /// What proves the solution.
  enum Certificate {
    /// y is 0/1 with exactly k ones and meets Fy = x in integers; ν has f_jᵀν = 1 (boxed: ≥ 1) on
    /// them within 10^-11 and f_jᵀν ≤ 1 - 10^-9 for each of the N - k others. The least change of ν
    /// that makes the first exact has norm δ with √d·δ ≤ 5·10^-10, which is as far as it can move
    /// any other f_jᵀν, so that y is the unique optimum.
    case uniqueSupport
    /// y meets Fy = x within 10^-9·‖x‖, ν is dual feasible within 10^-9 over all N codewords, and
    /// they are complementary: y is optimal within a relative 10^-8.
    case optimal
    /// None was found within the limits of the iteration.
    case none
  }

  /// The coordinates that are not zero: codeword numbers and values.
  let codewords: [Int]
  let values: [Double]
  /// ν, d numbers.
  let dual: [Double]
  /// What was proven.
  let certificate: Certificate
  /// Newton steps.
  let iterations: Int
  /// Columns in the working set at the end, and passes over the dictionary.
  let workingColumns: Int
  let passes: Int

  /// Σ y.
  var objective: Double { values.reduce(0, +) }
}

/// One run of the solver.
private struct BasisPursuitRun {
  private let solver: BasisPursuitSolver
  private let code: ReceivedCode
  private let target: [Double]
  private let targetNorm: Double
  private let sparsity: Int
  private let dimension: Int

  private let columns: BasisPursuitColumns
  private var codewords: [Int] = []
  private var members: Set<Int> = []
  private var positions = CandidatePositions()

  /// ȳ, one for each working column.
  private var multipliers: [Double] = []
  private var dual: GridVector
  private var center: [Double]
  /// f_jᵀν of the working columns.
  private var correlations: [Double] = []
  /// y of the working columns at ν, and the columns strictly inside the bounds.
  private var coordinates: [Double] = []
  private var active: [Int] = []
  private var gradient: [Double] = []

  private var penalty: Double
  private var proximity = 0.0
  /// The last large factor, for active sets close to its own.
  private var factor: BasisPursuitFactor?
  private var newtonSteps = 0
  private var passes = 0

  init(solver: BasisPursuitSolver, code: ReceivedCode, sparsity: Int) throws {
    self.solver = solver
    self.code = code
    self.sparsity = sparsity
    dimension = solver.dictionary.dimension
    target = code.realCoordinates
    targetNorm = norm(target)
    penalty = solver.tuning.firstPenalty
    let start = min(solver.dictionary.codewordCount, max(4 * sparsity, dimension))
    columns = BasisPursuitColumns(dimension: dimension, capacity: 2 * start)
    dual = GridVector([Double](repeating: 0, count: dimension))
    center = dual.values
    guard targetNorm > 0 else { return }
    // The matched filter chooses the first working set.
    let vector = try FixedPointVector(code)
    var leaders = LeadingCandidates(count: start, slack: 0)
    MatchedFilter.forEachChunk([vector], dictionary: solver.dictionary) { _, first, values in
      leaders.absorb(values, firstCodeword: first, positions: &positions)
    }
    passes += 1
    for codeword in leaders.best().sorted() { add(codeword) }
  }

  private mutating func add(_ codeword: Int) {
    let dictionary = solver.dictionary
    columns.append { dictionary.copyCodeword(codeword, to: $0) }
    codewords.append(codeword)
    members.insert(codeword)
    multipliers.append(0)
  }

  // MARK: The outer iteration

  mutating func solve() -> BasisPursuitSolution {
    guard targetNorm > 0 else {
      // y = 0 costs nothing and ν = 0 proves it.
      return solution(positions: [], values: [], certificate: .optimal)
    }
    guard targetNorm.isFinite else {
      return solution(positions: [], values: [], certificate: .none)
    }
    let tuning = solver.tuning
    var previouslyActive: [Int] = []
    rounds: for _ in 0..<tuning.outerLimit {
      proximity = tuning.proximity * Double(dimension) / penalty
      center = dual.values
      var isPriced = false
      for _ in 0..<4 {
        guard minimise() else { break rounds }
        let pricing = price(dual.values, from: tuning.nearness)
        if pricing.added > 0 { update() }
        isPriced = pricing.isComplete
        if pricing.added == 0 || !pricing.isViolated { break }
      }
      if let solution = supportCertificate() { return solution }
      if active == previouslyActive || active.count == dimension,
        let solution = vertexCertificate()
      {
        return solution
      }
      previouslyActive = active
      if isPriced, let solution = approximateCertificate() { return solution }
      guard newtonSteps < tuning.newtonLimit else { break }
      multipliers = coordinates
      let growth = penalty < tuning.knee ? tuning.growth : tuning.lateGrowth
      penalty = min(penalty * growth, tuning.lastPenalty)
    }
    let support = coordinates.indices.filter { coordinates[$0] > 0 }
    return solution(
      positions: support, values: support.map { coordinates[$0] }, certificate: .none)
  }

  private func solution(
    positions: [Int], values: [Double], certificate: BasisPursuitSolution.Certificate,
    dual: [Double]? = nil
  ) -> BasisPursuitSolution {
    BasisPursuitSolution(
      codewords: positions.map { codewords[$0] }, values: values, dual: dual ?? self.dual.values,
      certificate: certificate, iterations: newtonSteps, workingColumns: columns.count,
      passes: passes)
  }

  // MARK: Newton's method on a round's function

  /// Recomputes all that depends on ν and the multipliers.
  private mutating func update() {
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
  }

  /// Minimises the round's function over ν; false if numbers fail.
  private mutating func minimise() -> Bool {
    update()
    for _ in 0..<solver.tuning.roundLimit {
      let shift = proximity * distance(dual.values, center)
      let size = norm(gradient)
      guard size.isFinite else { return false }
      if size <= max(solver.tuning.innerTolerance * shift, 1e-11 * targetNorm) { return true }
      guard newtonSteps < solver.tuning.newtonLimit else { return true }
      newtonSteps += 1
      guard let direction = newtonDirection() else { return false }
      let step = stepLength(direction)
      guard step > 0, step.isFinite else { return true }
      let next = (0..<dimension).map { dual.values[$0] + step * direction.values[$0] }
      guard norm(next).isFinite else { return false }
      dual = GridVector(next)
      update()
    }
    return true
  }

  /// The solution of (μI + σ F_A F_Aᵀ) v = (the descent direction of the gradient).
  private mutating func newtonDirection() -> GridVector? {
    let count = active.count
    var direction = gradient
    if count == 0 {
      for entry in 0..<dimension { direction[entry] /= proximity }
    } else if Double(count) < 1.05 * Double(dimension) {
      // The Woodbury identity: v = (g - F_A ((μ/σ)I + G)⁻¹ F_Aᵀ g) / μ.
      guard let weights = activeWeights() else { return nil }
      let image = columns.weightedSum(positions: active, weights: weights)
      for entry in 0..<dimension {
        direction[entry] = (direction[entry] - image[entry]) / proximity
      }
    } else {
      let rows = columns.gathered(active).transposed()
      guard solveGram(rows, scale: penalty, shift: proximity, &direction) else { return nil }
    }
    guard norm(direction).isFinite else { return nil }
    return GridVector(direction)
  }

  /// ((μ/σ)I + G)⁻¹ F_Aᵀ g for the Gram matrix G of the active columns.
  private mutating func activeWeights() -> [Double]? {
    let chosen = columns.gathered(active)
    let shift = proximity / penalty
    var target = chosen.correlations(with: GridVector(gradient))
    guard active.count >= 256 else {
      return solveGram(chosen, scale: 1, shift: shift, &target) ? target : nil
    }
    if let factor, factor.distance(to: active) * 10 <= active.count,
      let bordered = factor.bordered(to: active, of: columns),
      let weights = refined(bordered, target, shift: shift, chosen: chosen)
    {
      return weights
    }
    factor = nil
    factor = BasisPursuitFactor(positions: active, of: columns, shift: shift)
    return factor?.bordered(to: active, of: columns)?.solve(target)
  }

  /// Conjugate gradients on (G + shift·I) w = b, preconditioned by a factor that may have another
  /// shift; nil if a few steps do not do.
  private func refined(
    _ factor: BasisPursuitFactor.Bordered, _ target: [Double], shift: Double,
    chosen: BasisPursuitColumns
  ) -> [Double]? {
    let every = Array(0..<chosen.count)
    // The part of the direction inside the span of the columns is σ⁻² of the right side.
    let tolerance = max(1e-12, 1e-3 / (penalty * penalty)) * norm(target)
    var weights = [Double](repeating: 0, count: target.count)
    var residual = target
    guard var search = factor.solve(residual) else { return nil }
    var product = dot(residual, search)
    for _ in 0..<8 {
      let image = GridVector(chosen.weightedSum(positions: every, weights: search))
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

  /// Solves (scale·GᵀG + shift·I) w = b in place; false if the matrix is not positive definite.
  private func solveGram(
    _ columns: BasisPursuitColumns, scale: Double, shift: Double, _ vector: inout [Double]
  ) -> Bool {
    let order = columns.count
    guard order > 0 else { return true }
    let matrix = UnsafeMutablePointer<Double>.allocate(capacity: order * order)
    defer { matrix.deallocate() }
    columns.gramTriangle(scale: scale, shift: shift, into: matrix)
    do {
      try BLAS.choleskyFactor(n: order, matrix, ld: order)
      try vector.withUnsafeMutableBufferPointer {
        try BLAS.choleskySolve(n: order, matrix, ld: order, $0.baseAddress.unsafelyUnwrapped)
      }
      return vector.allSatisfy(\.isFinite)
    } catch {
      return false
    }
  }

  /// Minimises the round's function along a direction: the root of its increasing, piecewise linear
  /// derivative, by Newton steps inside a bracket.
  private func stepLength(_ direction: GridVector) -> Double {
    let slopes = columns.correlations(with: direction)
    var constant = 0.0
    var curvature = 0.0
    for entry in 0..<dimension {
      let change = direction.values[entry]
      constant += change * (proximity * (dual.values[entry] - center[entry]) - target[entry])
      curvature += proximity * change * change
    }
    let upper = solver.isBoxed ? 1.0 : .infinity
    func derivative(_ step: Double) -> (value: Double, slope: Double) {
      var value = constant + curvature * step
      var slope = curvature
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

  // MARK: Pricing

  /// What a pass over the dictionary found.
  private struct Pricing {
    /// Columns added to the working set.
    var added = 0
    /// Whether some column outside it surely violates f_jᵀν ≤ 1.
    var isViolated = false
    /// Whether every column outside the (grown) working set is proven to have f_jᵀν < 1.
    var isComplete = true
  }

  /// Adds to the working set the codewords not proven to have f_jᵀν < `bound` (at most 1), or
  /// the 2d largest of them.
  private mutating func price(_ vector: [Double], from bound: Double) -> Pricing {
    passes += 1
    let prepared = FixedPointVector(vector)
    let threshold = (bound - prepared.errorBound) / prepared.scale
    var found: [LeadingCandidates.Candidate] = []
    MatchedFilter.forEachChunk([prepared], dictionary: solver.dictionary) { _, first, values in
      for position in positions.select(values, atLeast: threshold) {
        let codeword = first + Int(position)
        if !members.contains(codeword) {
          found.append(.init(codeword: codeword, correlation: values[Int(position)]))
        }
      }
    }
    var pricing = Pricing()
    let limit = max(256, 2 * dimension)
    if found.count > limit {
      found.sort {
        $0.correlation != $1.correlation
          ? $0.correlation > $1.correlation : $0.codeword < $1.codeword
      }
      let worst = Double(found[limit].correlation) * prepared.scale + prepared.errorBound
      pricing.isComplete = worst < 1
      found.removeLast(found.count - limit)
    }
    pricing.added = found.count
    for candidate in found {
      if Double(candidate.correlation) * prepared.scale - prepared.errorBound > 1 {
        pricing.isViolated = true
      }
      add(candidate.codeword)
    }
    return pricing
  }

  /// Whether f_jᵀν ≤ `bound` for every codeword but those at `exceptions`: exactly for the working
  /// columns, by the pass's error bound for the others. The working set may grow.
  private mutating func isDualFeasible(
    _ vector: GridVector, bound: Double, except exceptions: Set<Int>
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

  // MARK: Certificates

  /// The k largest coordinates as a 0/1 solution, if they reproduce the code and ν, moved to meet
  /// them, proves them the unique optimum.
  private mutating func supportCertificate() -> BasisPursuitSolution? {
    guard case .integer(let code) = code.coordinates else { return nil }
    let candidates = coordinates.indices.filter { coordinates[$0] > 0 }
    guard candidates.count >= sparsity else { return nil }
    let support = Ranking.largest(sparsity, of: candidates.map { coordinates[$0] })
      .map { candidates[$0] }.sorted()
    guard columns.sum(positions: support) == code else { return nil }
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
  private func movedDual(to positions: [Int], atLeast: Bool) -> GridVector? {
    let lift = missing(correlations, at: positions, atLeast: atLeast)
    guard let change = leastChange(raising: positions, by: lift) else { return nil }
    let moved = (0..<dimension).map { dual.values[$0] + change[$0] }
    guard norm(moved).isFinite else { return nil }
    return GridVector(moved)
  }

  /// What `values` lack of 1 at `positions`.
  private func missing(_ values: [Double], at positions: [Int], atLeast: Bool) -> [Double] {
    positions.map { atLeast ? max(0, 1 - values[$0]) : 1 - values[$0] }
  }

  /// The least change of ν that raises f_jᵀν by `lift` at `positions`: F_S (F_SᵀF_S)⁻¹ lift.
  private func leastChange(raising positions: [Int], by lift: [Double]) -> [Double]? {
    var weights = lift
    guard solveGram(columns.gathered(positions), scale: 1, shift: 0, &weights) else { return nil }
    return columns.weightedSum(positions: positions, weights: weights)
  }

  /// The basic solution of the active columns, if it and the ν it determines are optimal.
  private mutating func vertexCertificate() -> BasisPursuitSolution? {
    guard active.count <= dimension, !active.isEmpty else { return nil }
    let saturated =
      solver.isBoxed ? coordinates.indices.filter { coordinates[$0] >= 1 } : []
    let chosen = columns.gathered(active)
    let fixed = columns.weightedSum(
      positions: saturated, weights: [Double](repeating: 1, count: saturated.count))
    let rest = (0..<dimension).map { target[$0] - fixed[$0] }
    var values = chosen.correlations(with: GridVector(rest))
    guard solveGram(chosen, scale: 1, shift: 0, &values) else { return nil }
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
  private func approximateCertificate() -> BasisPursuitSolution? {
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

/// ‖v‖.
private func norm(_ vector: [Double]) -> Double {
  vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
}

/// ⟨u, v⟩.
private func dot(_ first: [Double], _ second: [Double]) -> Double {
  var sum = 0.0
  for entry in first.indices { sum += first[entry] * second[entry] }
  return sum
}

/// ‖u - v‖.
private func distance(_ first: [Double], _ second: [Double]) -> Double {
  var sum = 0.0
  for entry in first.indices {
    sum += (first[entry] - second[entry]) * (first[entry] - second[entry])
  }
  return sum.squareRoot()
}
