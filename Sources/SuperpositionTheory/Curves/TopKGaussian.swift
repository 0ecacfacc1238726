import SuperpositionNumerics

extension TheoryCurve {
  /// Where `topk` succeeds with probability p in the Gaussian model (see `OneStepGaussian`).
  static let topKGaussian = gaussian(
    "topk_gaussian", "topk reaches p here: Gaussian model at finite N, with noise"
  ) { model, target throws(NumericsError) in try model.topKDimension(target: target) }
}
