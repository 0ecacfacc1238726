import SuperpositionNumerics

extension TheoryCurve {
  /// Where `threshold` (θ = ½) succeeds with probability p in the Gaussian model (see
  /// `OneStepGaussian`).
  static let thresholdGaussian = gaussian(
    "threshold_gaussian", "threshold (1/2) reaches p here: Gaussian model at finite N, with noise"
  ) { model, target throws(NumericsError) in try model.thresholdDimension(target: target) }
}
