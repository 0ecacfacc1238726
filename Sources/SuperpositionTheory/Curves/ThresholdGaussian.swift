import SuperpositionNumerics

extension TheoryCurve {
  /// Where `threshold` (θ = ½) succeeds with probability p in the Gaussian model (see
  /// `OneStepGaussian`).
  static let thresholdGaussian = TheoryCurve(
    name: "threshold_gaussian",
    summary: "threshold (1/2) reaches p here: Gaussian model at finite N, with noise",
    dependsOnTarget: true,
    where: { $0.coefficients == .one },
    crossing: { point throws(NumericsError) in
      try OneStepGaussian(point).thresholdDimension(target: point.target)
    })
}
