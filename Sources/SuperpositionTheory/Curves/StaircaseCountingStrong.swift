import SuperpositionNumerics

extension TheoryCurve {
  /// Below here no decoder of a staircase dictionary reaches p: the strong form, its variance in the
  /// normal approximation (see `StaircaseCounting`); left out where it is vacuous.
  static let staircaseCountingStrong = TheoryCurve(
    name: "staircase_counting_strong",
    summary: "no decoder reaches p below on staircase: strong counting, normal approximation",
    dependsOnTarget: true, isStepwise: true,
    applies: { point in
      guard point.isNoiseless, let counting = try? StaircaseCounting(point) else { return false }
      return SuccessBound.saysSomething(target: point.target, counting.success)
    },
    dimension: { point throws(TheoryError) in
      try withNumerics { () throws(NumericsError) in
        try StaircaseCounting(point).strongDimension(target: point.target)
      }
    })
}
