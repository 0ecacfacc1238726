extension TheoryCurve {
  /// The least integer d at which maximum-likelihood decoding is proven to succeed with probability
  /// p, by the union bound over swapped members (see `MaximumLikelihood`).
  static let maximumLikelihoodUnionBound = TheoryCurve(
    name: "ml_union_bound",
    summary: "achievable by maximum likelihood with probability p (union bound over swaps)",
    dependsOnTarget: true,
    applies: { $0.isNoiseless },
    dimension: {
      Double(
        MaximumLikelihood.minimumDimension(
          codewords: $0.codewords, sparsity: $0.sparsity, target: $0.target))
    })
}
