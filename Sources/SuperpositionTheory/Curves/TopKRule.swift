extension TheoryCurve {
  /// d = 4k·ln(kN), the paper's rule of thumb for `topk`; never below Proposition 5.
  static let topKRule = noiseless("topk_rule", "rule of thumb for topk: 4k ln(kN)") {
    $0.realSparsity
      * OneStepAsymptotics.rulePerPower(codewords: $0.codewords, sparsity: $0.sparsity)
  }
}
