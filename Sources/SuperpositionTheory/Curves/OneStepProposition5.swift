extension TheoryCurve {
  /// d = κ(ε)·k·ln N = 2k(√ln N + √ln k)² with k = N^ε, Proposition 5 of the paper (whose text drops
  /// the k; see `OneStepAsymptotics`).
  static let oneStepProposition5 = noiseless(
    "one_step_prop5", "topk succeeds for large N: 2k(sqrt(ln N) + sqrt(ln k))^2 (Proposition 5)"
  ) {
    $0.realSparsity
      * OneStepAsymptotics.dimensionsPerPower(codewords: $0.codewords, sparsity: $0.sparsity)
  }
}
