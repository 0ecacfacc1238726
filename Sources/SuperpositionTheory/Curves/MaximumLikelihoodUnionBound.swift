extension TheoryCurve {
  /// The least integer d at which maximum-likelihood decoding is proven to succeed with probability
  /// p, by the union bound over swapped members (see `MaximumLikelihood`).
  static let maximumLikelihoodUnionBound = TheoryCurve(
    name: "ml_union_bound",
    summary: "the optimal decoder reaches p here: union bound over swapping j members",
    dependsOnTarget: true,
    applies: { $0.isNoiseless },
    dimension: {
      Double(
        MaximumLikelihood.minimumDimension(
          codewords: $0.codewords, sparsity: $0.sparsity, target: $0.target))
    })
}
