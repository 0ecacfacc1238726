import SuperpositionNumerics

extension TheoryCurve {
  /// Where `topk` succeeds with probability p in the Gaussian model (see `OneStepGaussian`).
  static let topKGaussian = TheoryCurve(
    name: "topk_gaussian",
    summary: "topk reaches p here: Gaussian model at finite N, with noise",
    dependsOnTarget: true,
    applies: { $0.coefficients == .one && ((try? dimension($0)) ?? nil) != nil },
    dimension: { point throws(TheoryError) in
      guard let d = try dimension(point) else { throw .notApplicable(curve: "topk_gaussian") }
      return d
    })

  private static func dimension(_ point: TheoryPoint) throws(TheoryError) -> Double? {
    try withNumerics { () throws(NumericsError) in
      try OneStepGaussian(point).topKDimension(target: point.target)
    }
  }
}
