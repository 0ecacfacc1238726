extension TheoryCurve {
  /// The threshold of approximate message passing on a staircase dictionary (see
  /// `StaircaseStateEvolution`); whole dimensions.
  static let staircaseStateEvolution = TheoryCurve(
    name: "staircase_state_evolution",
    summary:
      "amp on staircase with even classes succeeds above here, without parity: state evolution",
    dependsOnTarget: false, isStepwise: true,
    where: { $0.isInformative && $0.coefficients == .one }, isCertain: { $0.noise == 0 },
    crossing: { StaircaseStateEvolution.threshold($0).map { Double($0) } })
}

extension StaircaseStateEvolution {
  /// The plain threshold at a point.
  static func threshold(_ point: TheoryPoint) -> Int? { Self(point).threshold() }
}
