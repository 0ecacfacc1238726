import SuperpositionNumerics

extension TheoryCurve {
  /// Where the rows of a staircase dictionary carry H(N, k) bits (see `StaircaseCounting`).
  static let staircaseCounting = TheoryCurve(
    name: "staircase_counting",
    summary: "no decoder is certain below on staircase: entropies of its rows (counting)",
    dependsOnTarget: false, isStepwise: true,
    applies: { $0.isNoiseless },
    dimension: { point throws(TheoryError) in
      try withNumerics { () throws(NumericsError) in
        try StaircaseCounting(point).converseDimension()
      }
    })
}
