import SuperpositionNumerics

extension TheoryCurve {
  /// Where the best linear one-step decoder succeeds with probability p: the Gaussian curve of
  /// `topk` at the dimension d_eff, 1/d_eff = 1/d − 1/N (see `LinearOneStep`).
  static let linearGaussian = TheoryCurve(
    name: "linear_gaussian",
    summary: "the best linear one-step decoder reaches p about here: 1/d = 1/d_topk + 1/N",
    dependsOnTarget: true,
    where: { $0.isNoiseless },
    crossing: { point throws(NumericsError) in
      try OneStepGaussian(point).topKDimension(target: point.target).map {
        LinearOneStep.dimension(effective: $0, codewords: point.codewords)
      }
    })
}
