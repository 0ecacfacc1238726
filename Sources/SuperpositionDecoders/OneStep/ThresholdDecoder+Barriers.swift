import SuperpositionCodes

extension ThresholdDecoder: BarrierDecoder {
  /// One barrier: the received code at the height θ·d, which every member has to exceed and every
  /// other codeword must not.
  public func barriers(
    members: RademacherDictionary, received: ReceivedCode, coefficients: CoefficientLaw,
    codewordCount: Int
  ) throws -> Barriers? {
    let height = height(
      codewordCount: codewordCount, sparsity: members.codewordCount,
      dimension: members.dimension, noisePower: received.noisePower)
    let correlations = try members.correlations(with: received)
    guard correlations.allSatisfy({ $0 > height }) else { return nil }
    return Barriers(
      residuals: .received, heights: [height], energies: [received.energy], ties: .freshLoses)
  }

  /// Correlations have the parity of k·d and the height is d/2, so what it takes to exceed it
  /// varies with d mod 4.
  public var dimensionPeriod: Int { 4 }
}
