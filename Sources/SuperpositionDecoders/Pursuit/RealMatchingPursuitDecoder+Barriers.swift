import SuperpositionCodes

extension RealMatchingPursuitDecoder: BarrierDecoder {
  /// Its steps are whatever the correlations say.
  public func hasBarriers(for law: CoefficientLaw) -> Bool { true }

  /// k barriers or more: the residual of each step at the (absolute) correlation of the member that won
  /// it. The members alone fail if the residual vanishes or the steps are used up before each of them
  /// was taken.
  ///
  /// - Complexity: O(k²·d/512) vector operations for the products, O(k) for each of up to 10·k steps.
  public func barriers(
    members: RademacherDictionary, received: ReceivedCode, coefficients: CoefficientLaw,
    codewordCount: Int
  ) throws -> Barriers? {
    let isTwoSided = !coefficients.isPositive
    let rule = RealSteps(dimension: members.dimension, isTwoSided: isTwoSided)
    var run = try MemberSteps(members: members, received: received, isTwoSided: isTwoSided)
    let limit = rule.stepLimit(sparsity: members.codewordCount)
    while !run.hasTakenAll {
      guard run.order.count < limit, run.takeNext() else { return nil }
    }
    return Barriers(
      residuals: .stepping(order: run.order, steps: run.steps), heights: run.heights,
      energies: run.energies, isTwoSided: isTwoSided, ties: .priorityOfMember(run.order))
  }
}

/// Matching pursuit with real steps on the members, by their Gram matrix.
private struct MemberSteps {
  private let members: RademacherDictionary
  private let received: [Double]
  private let gram: [Int32]
  private let isTwoSided: Bool
  private let tolerance: Double
  private let leastEnergy: Double
  private var correlations: [Double]
  private var energy: Double
  /// Σ of the steps of each member.
  private var weights: [Double]
  private var isTaken: [Bool]
  private var takenCount = 0

  private(set) var order: [Int] = []
  private(set) var steps: [Double] = []
  private(set) var heights: [Double] = []
  private(set) var energies: [Double] = []

  init(members: RademacherDictionary, received: ReceivedCode, isTwoSided: Bool) throws {
    self.members = members
    self.received = received.realCoordinates
    self.isTwoSided = isTwoSided
    gram = members.gram()
    tolerance = 1e-9 * Double(members.dimension)
    energy = received.energy
    leastEnergy = RealSteps.leastFraction * energy
    correlations = try members.correlations(with: received)
    weights = [Double](repeating: 0, count: correlations.count)
    isTaken = [Bool](repeating: false, count: correlations.count)
  }

  var hasTakenAll: Bool { takenCount == isTaken.count }

  /// Takes the member with the largest (absolute) correlation, ties to the lower index.
  ///
  /// - Returns: false if the residual has vanished.
  mutating func takeNext() -> Bool {
    guard energy > 0 else { return false }
    let winner = largest()
    let correlation = correlations[winner]
    let step = correlation / Double(members.dimension)
    order.append(winner)
    steps.append(step)
    heights.append(isTwoSided ? abs(correlation) : correlation)
    energies.append(energy)
    weights[winner] += step
    if !isTaken[winner] {
      isTaken[winner] = true
      takenCount += 1
    }
    energy -= step * correlation
    // A small difference of large numbers is made anew, as the decoder's residual has it.
    if energy < 1e-9 * energies[0] {
      refresh()
    } else {
      let row = winner * members.gramStride
      correlations.withUnsafeMutableBufferPointer { correlations in
        gram.withUnsafeBufferPointer { gram in
          for member in correlations.indices {
            correlations[member] -= step * Double(gram[row + member])
          }
        }
      }
    }
    return true
  }

  private func largest() -> Int {
    func score(_ member: Int) -> Double {
      isTwoSided ? abs(correlations[member]) : correlations[member]
    }
    let peak = correlations.indices.reduce(-Double.infinity) { max($0, score($1)) }
    // What is left of rounding alone is no tie.
    let least = peak - min(tolerance, 1e-9 * abs(peak))
    return correlations.indices.first { score($0) >= least } ?? 0
  }

  private mutating func refresh() {
    let sum = members.weightedSum(codewords: Array(weights.indices), weights: weights)
    let residual = zip(received, sum).map { $0 - $1 }
    energy = residual.reduce(0) { $0 + $1 * $1 }
    if energy <= leastEnergy { energy = 0 }
    correlations = members.correlations(with: residual)
  }
}
