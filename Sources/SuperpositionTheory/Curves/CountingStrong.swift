import SuperpositionNumerics

extension TheoryCurve {
  /// The dimension below which no decoder succeeds with probability p, averaged over dictionaries
  /// (see `CountingBound.strongDimension`); left out where the bound is vacuous.
  static let countingStrong = TheoryCurve(
    name: "counting_strong",
    summary: "no decoder reaches p below: strong counting converse, noiseless",
    dependsOnTarget: true,
    applies: { point in
      guard point.isNoiseless else { return false }
      let bound = StrongCountingBound(codewords: point.codewords, sparsity: point.sparsity)
      return SuccessBound.saysSomething(target: point.target, bound.success)
    },
    dimension: { point throws(TheoryError) in
      try withNumerics { () throws(NumericsError) in
        try CountingBound.strongDimension(
          codewords: point.codewords, sparsity: point.sparsity, target: point.target)
      }
    })
}
