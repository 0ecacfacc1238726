import SuperpositionNumerics

extension TheoryCurve {
  /// The threshold of approximate message passing for large N, for every law of coefficients (see
  /// `StateEvolution`).
  static let ampStateEvolution = TheoryCurve(
    name: "amp_state_evolution",
    summary: "amp succeeds above here for large N: state evolution (Bayati, Montanari 2011)",
    dependsOnTarget: false,
    where: { $0.isInformative }, isCertain: { $0.noise == 0 && $0.coefficients == .one },
    crossing: { point throws(NumericsError) in try StateEvolution(point).threshold() })
}
