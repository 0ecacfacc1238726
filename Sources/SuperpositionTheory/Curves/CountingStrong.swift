import SuperpositionNumerics

extension TheoryCurve {
  /// The dimension below which no decoder succeeds with probability p, averaged over dictionaries
  /// (see `CountingBound.strongDimension`); left out where the bound is vacuous.
  static let countingStrong = TheoryCurve(
    name: "counting_strong",
    summary: "no decoder reaches p below: strong counting converse, noiseless",
    dependsOnTarget: true,
    applies: { $0.isNoiseless && ((try? dimension($0)) ?? 0) > 0 },
    dimension: { point throws(TheoryError) in try dimension(point) })

  private static func dimension(_ point: TheoryPoint) throws(TheoryError) -> Double {
    try withNumerics { () throws(NumericsError) in
      try CountingBound.strongDimension(
        codewords: point.codewords, sparsity: point.sparsity, target: point.target)
    }
  }
}
