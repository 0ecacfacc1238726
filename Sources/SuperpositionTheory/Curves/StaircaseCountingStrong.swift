import SuperpositionNumerics

extension TheoryCurve {
  /// Below here no decoder of a staircase dictionary reaches p: the strong form, its variance in the
  /// normal approximation (see `StaircaseCounting`); left out where it is vacuous.
  static let staircaseCountingStrong = TheoryCurve(
    name: "staircase_counting_strong",
    summary: "no decoder reaches p below on staircase: strong counting, normal approximation",
    dependsOnTarget: true,
    applies: { $0.isNoiseless && ((try? dimension($0)) ?? 0) > 0 },
    dimension: { point throws(TheoryError) in try dimension(point) })

  private static func dimension(_ point: TheoryPoint) throws(TheoryError) -> Double {
    try withNumerics { () throws(NumericsError) in
      try StaircaseCounting(point).strongDimension(target: point.target)
    }
  }
}
