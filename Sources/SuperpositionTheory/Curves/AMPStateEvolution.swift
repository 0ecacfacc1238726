import SuperpositionNumerics

extension TheoryCurve {
  /// The threshold of approximate message passing for large N, for every law of coefficients (see
  /// `StateEvolution`).
  static let ampStateEvolution = TheoryCurve(
    name: "amp_state_evolution",
    summary: "amp succeeds above here for large N: state evolution (Bayati, Montanari 2011)",
    dependsOnTarget: false,
    applies: {
      $0.isInformative
        && ($0.noise == 0 && $0.coefficients == .one || ((try? threshold($0)) ?? nil) != nil)
    },
    dimension: { point throws(TheoryError) in
      guard let d = try threshold(point) else { throw .notApplicable(curve: "amp_state_evolution") }
      return d
    })

  private static func threshold(_ point: TheoryPoint) throws(TheoryError) -> Double? {
    try withNumerics { () throws(NumericsError) in try StateEvolution(point).threshold() }
  }
}
