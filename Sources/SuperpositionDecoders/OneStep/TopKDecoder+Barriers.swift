import SuperpositionCodes

extension TopKDecoder: BarrierDecoder {
  /// Codewords of signs have one norm, so that for every law the order is that of the correlations or of
  /// their magnitudes.
  public func hasBarriers(for law: CoefficientLaw) -> Bool { true }

  /// One barrier: the received code at the smallest correlation of a member, in magnitude where
  /// coefficients may be negative. At a tie a codeword has to
  /// beat the weakest of the members there, the one with the highest index.
  public func barriers(
    members: RademacherDictionary, received: ReceivedCode, coefficients: CoefficientLaw,
    codewordCount: Int
  ) throws -> Barriers? {
    let isTwoSided = !coefficients.isPositive
    let correlations = try members.correlations(with: received).map { isTwoSided ? abs($0) : $0 }
    var weakest = 0
    for (member, correlation) in correlations.enumerated()
    where correlation <= correlations[weakest] {
      weakest = member
    }
    return Barriers(
      residuals: .received, heights: [correlations[weakest]], energies: [received.energy],
      isTwoSided: isTwoSided, ties: .priorityOfMember([weakest]))
  }
}
