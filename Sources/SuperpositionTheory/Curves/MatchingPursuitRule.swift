extension TheoryCurve {
  /// d = 1.3·k·log2(eN/k), the paper's rule of thumb for `mp` (whose text drops the k), said to be
  /// very reliable for N > 2^16.
  static let matchingPursuitRule = TheoryCurve(
    name: "mp_rule",
    summary: "rule of thumb for mp: 1.3 k log2(eN/k)",
    dependsOnTarget: false,
    applies: { $0.isNoiseless },
    dimension: { 1.3 * Entropy.entropyBoundBits(codewords: $0.codewords, sparsity: $0.sparsity) })
}
