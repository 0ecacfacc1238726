import SuperpositionNumerics

extension TheoryCurve {
  /// Where `threshold` (θ = ½) succeeds with probability p in the Gaussian model (see
  /// `OneStepGaussian`).
  static let thresholdGaussian = TheoryCurve(
    name: "threshold_gaussian",
    summary: "threshold (1/2) reaches p here: Gaussian model at finite N, with noise",
    dependsOnTarget: true,
    applies: { $0.coefficients == .one && ((try? dimension($0)) ?? nil) != nil },
    dimension: { point throws(TheoryError) in
      guard let d = try dimension(point) else { throw .notApplicable(curve: "threshold_gaussian") }
      return d
    })

  private static func dimension(_ point: TheoryPoint) throws(TheoryError) -> Double? {
    try withNumerics { () throws(NumericsError) in
      try OneStepGaussian(point).thresholdDimension(target: point.target)
    }
  }
}
