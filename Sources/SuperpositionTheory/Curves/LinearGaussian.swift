import SuperpositionNumerics

extension TheoryCurve {
  /// Where the best linear one-step decoder succeeds with probability p: the Gaussian curve of
  /// `topk` at the dimension d_eff, 1/d_eff = 1/d − 1/N (see `LinearOneStep`).
  static let linearGaussian = gaussian(
    "linear_gaussian",
    "the best linear one-step decoder reaches p about here: 1/d = 1/d_topk + 1/N",
    where: { $0.isNoiseless }
  ) { model, target throws(NumericsError) in
    try model.topKDimension(target: target).map {
      LinearOneStep.dimension(effective: $0, codewords: model.codewords)
    }
  }
}
