import SuperpositionNumerics

extension TheoryCurve {
  /// The least d at which maximum likelihood reads a staircase dictionary with probability p by the
  /// union bound, averaged over drawn class counts (see `StaircaseUnionBound`); up to k = 1024.
  static let staircaseMaximumLikelihood = TheoryCurve(
    name: "staircase_ml",
    summary: "achievable by maximum likelihood on staircase: union bound over drawn class counts",
    dependsOnTarget: true, isCostly: true, isStepwise: true,
    applies: { $0.isNoiseless && $0.sparsity <= StaircaseUnionBound.largestSparsity },
    dimension: { point throws(TheoryError) in
      try withNumerics { () throws(NumericsError) in
        Double(
          StaircaseUnionBound(point).dimension(
            target: point.target, near: try StaircaseCounting(point).converseDimension()))
      }
    })
}
