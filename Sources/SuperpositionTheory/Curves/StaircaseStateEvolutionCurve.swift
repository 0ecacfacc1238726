extension TheoryCurve {
  /// The threshold of approximate message passing on a staircase dictionary (see
  /// `StaircaseStateEvolution`); whole dimensions.
  static let staircaseStateEvolution = TheoryCurve(
    name: "staircase_state_evolution",
    summary:
      "amp on staircase with even classes succeeds above here, without parity: state evolution",
    dependsOnTarget: false,
    applies: {
      $0.isInformative && $0.coefficients == .one
        && ($0.noise == 0 || StaircaseStateEvolution.threshold($0) != nil)
    },
    dimension: { point throws(TheoryError) in
      guard let d = StaircaseStateEvolution.threshold(point) else {
        throw .notApplicable(curve: "staircase_state_evolution")
      }
      return Double(d)
    })
}

extension StaircaseStateEvolution {
  /// The plain threshold at a point.
  static func threshold(_ point: TheoryPoint) -> Int? { Self(point).threshold() }
}
