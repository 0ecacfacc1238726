extension TheoryCurve {
  /// d = 4k·ln(kN), the paper's rule of thumb for `topk`; never below Proposition 5.
  static let topKRule = TheoryCurve(
    name: "topk_rule",
    summary: "rule of thumb for topk: 4k ln(kN)",
    dependsOnTarget: false,
    applies: { $0.isNoiseless },
    dimension: {
      $0.realSparsity
        * OneStepAsymptotics.rulePerPower(codewords: $0.codewords, sparsity: $0.sparsity)
    })
}
