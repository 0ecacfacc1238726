import SuperpositionCodes

extension MatchingPursuitDecoder: BarrierDecoder {
  /// k barriers: the residual of each step at the correlation of the member that won it. The
  /// members alone fail if a step takes a member a second time.
  ///
  /// - Complexity: O(k²·d/512) vector operations for the products, O(k²) for the steps.
  public func barriers(
    members: RademacherDictionary, received: ReceivedCode, coefficients: CoefficientLaw,
    codewordCount: Int
  ) throws -> Barriers? {
    var correlations = try members.correlations(with: received)
    let count = correlations.count
    let gram = members.gram()
    let stride = members.gramStride
    var order: [Int] = []
    var heights: [Double] = []
    var energies: [Double] = []
    var energy = received.energy
    var isChosen = [Bool](repeating: false, count: count)
    for _ in 0..<count {
      let winner = Ranking.firstMaximum(correlations)
      guard !isChosen[winner] else { return nil }
      let height = correlations[winner]
      order.append(winner)
      heights.append(height)
      energies.append(energy)
      isChosen[winner] = true
      energy = max(0, energy - 2 * height + Double(members.dimension))
      correlations.withUnsafeMutableBufferPointer { correlations in
        gram.withUnsafeBufferPointer { gram in
          for member in 0..<count {
            correlations[member] -= Double(gram[winner * stride + member])
          }
        }
      }
    }
    return Barriers(
      residuals: .removing(order: order), heights: heights, energies: energies,
      ties: .priorityOfMember(order))
  }
}
