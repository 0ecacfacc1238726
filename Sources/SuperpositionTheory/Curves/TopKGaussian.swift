import SuperpositionNumerics

extension TheoryCurve {
  /// Where `topk` succeeds with probability p in the Gaussian model (see `OneStepGaussian`).
  static let topKGaussian = TheoryCurve(
    name: "topk_gaussian",
    summary: "topk reaches p here: Gaussian model at finite N, with noise",
    dependsOnTarget: true,
    where: { $0.coefficients == .one },
    crossing: { point throws(NumericsError) in
      try OneStepGaussian(point).topKDimension(target: point.target)
    })
}
