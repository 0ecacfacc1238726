extension TheoryCurve {
  /// d = (p·H(N, k) − 1)/h(k), Fano's inequality for the noiseless code (see `CountingBound`); left
  /// out where it is not positive.
  static let countingFano = TheoryCurve(
    name: "counting_fano",
    summary: "no decoder reaches p below: Fano's inequality (weaker than counting_strong)",
    dependsOnTarget: true,
    applies: { $0.isNoiseless && dimension($0) > 0 },
    dimension: { dimension($0) })

  private static func dimension(_ point: TheoryPoint) -> Double {
    CountingBound.fanoDimension(
      codewords: point.codewords, sparsity: point.sparsity, target: point.target)
  }
}
