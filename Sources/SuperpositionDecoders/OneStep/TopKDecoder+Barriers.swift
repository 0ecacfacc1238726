import SuperpositionCodes

extension TopKDecoder: BarrierDecoder {
  /// Codewords of signs have one norm, so that the order is that of the correlations for every positive
  /// law.
  public func hasBarriers(for law: CoefficientLaw) -> Bool { law.isPositive }

  /// One barrier: the received code at the smallest member correlation. At a tie a codeword has to
  /// beat the weakest of the members there, the one with the highest index.
  public func barriers(
    members: RademacherDictionary, received: ReceivedCode, codewordCount: Int
  ) throws -> Barriers? {
    let correlations = try members.correlations(with: received)
    var weakest = 0
    for (member, correlation) in correlations.enumerated()
    where correlation <= correlations[weakest] {
      weakest = member
    }
    return Barriers(
      residuals: .received, heights: [correlations[weakest]], energies: [received.energy],
      ties: .priorityOfMember([weakest]))
  }
}
