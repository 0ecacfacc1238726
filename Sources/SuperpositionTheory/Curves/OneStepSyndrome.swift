extension TheoryCurve {
  /// The least d at which one step leaves few enough errors for the syndromes of BCH columns to
  /// correct (see `SyndromePrediction`).
  static let oneStepSyndrome = noiseless(
    "one_step_syndrome",
    "topk+syndrome on bch succeeds here: expected errors of one step at most d/log2 N"
  ) {
    SyndromePrediction.oneStepDimension(codewords: $0.codewords, sparsity: $0.sparsity)
  }
}
