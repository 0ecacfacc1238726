extension TheoryCurve {
  /// d = 0.8·H(N, k), the paper's rule of thumb for `bp`.
  static let basisPursuitRule = TheoryCurve(
    name: "bp_rule",
    summary: "rule of thumb for bp: 0.8 H(N,k)",
    dependsOnTarget: false,
    applies: { $0.isNoiseless },
    dimension: { 0.8 * $0.entropyBits })
}
