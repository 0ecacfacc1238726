import SuperpositionCodes

/// One run of the solver: its state and the outer iteration.
struct BasisPursuitRun<Source: BasisPursuitSource> {
  typealias Vector = Source.Columns.Vector

  let solver: BasisPursuitSolver<Source>
  let code: ReceivedCode
  let target: [Double]
  let targetNorm: Double
  let sparsity: Int
  let dimension: Int

  let columns: Source.Columns
  /// The numbers of the working columns, and the same as a set.
  var numbers: [Int] = []
  private var members: Set<Int> = []

  /// ȳ, one for each working column.
  var multipliers: [Double] = []
  var dual: Vector
  var center: [Double]
  /// f_jᵀν of the working columns.
  var correlations: [Double] = []
  /// y of the working columns at ν, and the columns strictly inside the bounds.
  var coordinates: [Double] = []
  var active: [Int] = []
  var gradient: [Double] = []

  /// The program's fit, in the units of the columns.
  let goal: BasisPursuitFit
  /// The fit of a round, looser than the program's at first: what there is to follow of little noise
  /// then comes into the active set by and by.
  var fit: BasisPursuitFit
  var penalty: Double
  var proximity = 0.0
  /// The last large factor, for active sets close to its own.
  var factor: BasisPursuitFactor<Source.Columns>?
  /// How long the gradient may be, at most, at which a round of denoising ends. Where no y fits the
  /// code, ν grows without bound, and with it the proximal term that gradients are held against.
  var largestGradient = Double.infinity
  var newtonSteps = 0
  var passes = 0

  init(solver: BasisPursuitSolver<Source>, code: ReceivedCode, sparsity: Int) throws {
    self.solver = solver
    self.code = code
    self.sparsity = sparsity
    dimension = solver.source.dimension
    let scale = solver.source.scale
    target = code.realCoordinates.map { $0 * scale }
    targetNorm = norm(target)
    goal = solver.fit.scaled(by: scale)
    if goal.isConical { largestGradient = targetNorm }
    fit = goal
    penalty = solver.tuning.firstPenalty
    let start = min(solver.source.columnCount, max(4 * sparsity, dimension))
    columns = solver.source.makeColumns(capacity: 2 * start)
    dual = Vector([Double](repeating: 0, count: dimension))
    center = dual.values
    guard targetNorm > 0, targetNorm.isFinite else { return }
    // The matched filter chooses the first working set.
    for number in try solver.source.leading(start, with: code) { add(number) }
    passes += 1
    guard goal != .exact else { return }
    let products = columns.correlations(with: Vector(target))
    let usual = targetNorm * Double(dimension).squareRoot()
    let peak = max(products.max() ?? 0, 1e-6 * usual)
    // Here the largest f_jᵀν is ½, and ν is not zero, where ‖ν‖ has a kink.
    dual = Vector(target.map { $0 * 0.5 / peak })
    let looseness = solver.tuning.looseness
    fit = goal.loosened(radius: looseness * targetNorm, penalty: looseness * peak)
  }

  private mutating func add(_ number: Int) {
    solver.source.append(number, to: columns)
    numbers.append(number)
    members.insert(number)
    multipliers.append(0)
  }

  // MARK: The outer iteration

  mutating func solve() -> BasisPursuitSolution {
    guard targetNorm.isFinite else {
      return solution(positions: [], values: [], certificate: .none)
    }
    if case .within(let radius) = goal, targetNorm <= radius {
      return solution(positions: [], values: [], certificate: .optimal, dual: center)
    }
    guard targetNorm > 0 else {
      // y = 0 costs nothing and ν = 0 proves it.
      return solution(positions: [], values: [], certificate: .optimal)
    }
    let tuning = solver.tuning
    var previouslyActive: [Int] = []
    rounds: for _ in 0..<tuning.outerLimit {
      largestGradient *= tuning.innerTightening
      proximity = tuning.proximity * proximityScale / penalty
      center = dual.values
      var isPriced = false
      for _ in 0..<4 {
        guard minimise() else { break rounds }
        let pricing = price(dual.values, from: tuning.nearness)
        if pricing.added > 0 { update() }
        isPriced = pricing.isComplete
        if pricing.added == 0 || !pricing.isViolated { break }
      }
      if let solution = certificate(isSettled: active == previouslyActive, isPriced: isPriced) {
        return solution
      }
      previouslyActive = active
      guard newtonSteps < tuning.newtonLimit else { break }
      multipliers = coordinates
      if fit != goal {
        fit = fit.tightened(by: tuning.tightening, to: goal)
        continue
      }
      let growth = penalty < tuning.knee ? tuning.growth : tuning.lateGrowth
      penalty = min(penalty * growth, tuning.lastPenalty)
    }
    let support = coordinates.indices.filter { coordinates[$0] > 0 }
    return solution(
      positions: support, values: support.map { coordinates[$0] }, certificate: .none)
  }

  /// The scale of μ·σ: d, or the curvature of φ if that is less, since little noise moves ν but
  /// slowly against a large μ.
  private var proximityScale: Double {
    let largest = Double(dimension)
    guard goal != .exact else { return largest }
    let curvature = fit.slope(length: norm(dual.values))
    // A lasso whose λ is next to nothing still has to fit all of the noise.
    let least = goal.isConical ? 1e-10 : 1e-6
    return min(largest, max(curvature, least * largest))
  }

  /// What can be proven at the end of a round.
  private mutating func certificate(isSettled: Bool, isPriced: Bool) -> BasisPursuitSolution? {
    if goal == .exact {
      if let solution = supportCertificate() { return solution }
      if isSettled || active.count == dimension, let solution = vertexCertificate() {
        return solution
      }
      return isPriced ? approximateCertificate() : nil
    }
    // Beside a Newton step on a few columns the attempt costs nothing.
    if isSettled || active.count <= 128 || active.count == dimension,
      let solution = activeCertificate()
    {
      return solution
    }
    return isPriced ? gapCertificate() : nil
  }

  func solution(
    positions: [Int], values: [Double], certificate: BasisPursuitSolution.Certificate,
    dual: [Double]? = nil
  ) -> BasisPursuitSolution {
    BasisPursuitSolution(
      codewords: positions.map { numbers[$0] }, values: values, dual: dual ?? self.dual.values,
      certificate: certificate, iterations: newtonSteps, workingColumns: columns.count,
      passes: passes)
  }

  // MARK: Pricing

  /// What a pass over the dictionary found.
  struct Pricing {
    /// Columns added to the working set.
    var added = 0
    /// Whether some column outside it surely violates f_jᵀν ≤ 1.
    var isViolated = false
    /// Whether every column outside the (grown) working set is proven to lie below the limit.
    var isComplete = true
  }

  /// Adds to the working set the columns not proven to have f_jᵀν < `bound`, or the 2d largest of
  /// them; all others are proven below `limit` (at least `bound`) if the pricing is complete.
  mutating func price(_ vector: [Double], from bound: Double, limit: Double = 1) -> Pricing {
    passes += 1
    let candidates = solver.source.candidates(with: vector, notBelow: bound)
    let errorBound = candidates.errorBound
    var found = candidates.found.filter { !members.contains($0.number) }
    var pricing = Pricing()
    let most = max(256, 2 * dimension)
    if found.count > most {
      found.sort {
        $0.product != $1.product ? $0.product > $1.product : $0.number < $1.number
      }
      pricing.isComplete = found[most].product + errorBound < limit
      found.removeLast(found.count - most)
    }
    pricing.added = found.count
    for candidate in found {
      if candidate.product - errorBound > 1 { pricing.isViolated = true }
      add(candidate.number)
    }
    return pricing
  }
}
