extension TheoryCurve {
  /// d = H(N, k)/h(k), the information-theoretic limit of the noiseless code (see `CountingBound`).
  static let countingConverse = TheoryCurve(
    name: "counting_converse",
    summary: "no decoder below: H(N,k) over the entropy of one coordinate, h(k) (counting)",
    dependsOnTarget: false,
    applies: { $0.isNoiseless },
    dimension: { CountingBound.converseDimension(codewords: $0.codewords, sparsity: $0.sparsity) })
}
