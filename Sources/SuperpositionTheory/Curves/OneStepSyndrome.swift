extension TheoryCurve {
  /// The least d at which one step leaves few enough errors for the syndromes of BCH columns to
  /// correct (see `SyndromePrediction`).
  static let oneStepSyndrome = TheoryCurve(
    name: "one_step_syndrome",
    summary: "topk+syndrome on bch succeeds here: expected errors of one step at most d/log2 N",
    dependsOnTarget: false,
    applies: { $0.isNoiseless },
    dimension: {
      SyndromePrediction.oneStepDimension(codewords: $0.codewords, sparsity: $0.sparsity)
    })
}
