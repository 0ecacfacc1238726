extension TheoryCurve {
  /// d = H(N, k)/h(k), below which no decoder of the noiseless code is certain to
  /// succeed (see `CountingBound`).
  static let countingConverse = noiseless(
    "counting_converse",
    "no decoder is certain below: H(N,k) over the entropy of one coordinate (counting)"
  ) {
    CountingBound.converseDimension(codewords: $0.codewords, sparsity: $0.sparsity)
  }
}
