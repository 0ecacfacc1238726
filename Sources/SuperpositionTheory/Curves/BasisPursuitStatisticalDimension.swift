import SuperpositionNumerics

extension TheoryCurve {
  /// d = δ, the statistical dimension of the descent cone of the linear program, where `bp` succeeds
  /// with probability about one half (see `StatisticalDimension`).
  static let basisPursuitStatisticalDimension = TheoryCurve(
    name: "bp_statistical_dimension",
    summary: "bp passes one half here: statistical dimension (Amelunxen et al. 2014)",
    dependsOnTarget: false,
    applies: { $0.noise == 0 && $0.isInformative && $0.coefficients.isPositive },
    dimension: { point throws(TheoryError) in
      try withNumerics { () throws(NumericsError) in
        try StatisticalDimension(codewords: point.codewords, sparsity: point.sparsity).delta
      }
    })
}
