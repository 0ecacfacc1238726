import SuperpositionCodes

extension TheoryCurve {
  /// The dimension at which state evolution with drawn class counts succeeds with probability p (see
  /// `StaircaseStateEvolution`).
  static let staircaseQuenched = TheoryCurve(
    name: "staircase_quenched",
    summary: "amp on staircase reaches p about here, without parity: state evolution, drawn counts",
    dependsOnTarget: true, isCostly: true, isStepwise: true,
    applies: { $0.isNoiseless && StaircaseStateEvolution.threshold($0) != nil },
    dimension: { point throws(TheoryError) in
      guard
        let d = StaircaseStateEvolution(point).quenchedThreshold(
          target: point.target, draws: 40, seed: Seed(1))
      else { throw .notApplicable(curve: "staircase_quenched") }
      return d
    })
}
