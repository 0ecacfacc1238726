extension TheoryCurve {
  /// d = 1.3·k·log2(eN/k), the paper's rule of thumb for `mp` (whose text drops the k), said to be
  /// very reliable for N > 2^16.
  static let matchingPursuitRule = noiseless("mp_rule", "rule of thumb for mp: 1.3 k log2(eN/k)") {
    1.3 * Entropy.entropyBoundBits(codewords: $0.codewords, sparsity: $0.sparsity)
  }
}
