extension TheoryCurve {
  /// d = 0.8·H(N, k), the paper's rule of thumb for `bp`.
  static let basisPursuitRule = noiseless("bp_rule", "rule of thumb for bp: 0.8 H(N,k)") {
    0.8 * $0.entropyBits
  }
}
