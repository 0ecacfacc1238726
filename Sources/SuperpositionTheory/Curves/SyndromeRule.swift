extension TheoryCurve {
  /// d = k·m, m = ⌈log2 N⌉: from here on algebra alone decodes every support on BCH columns.
  static let syndromeRule = TheoryCurve(
    name: "syndrome_rule",
    summary: "syndrome on bch never fails from here on: k ceil(log2 N)",
    dependsOnTarget: false,
    applies: { $0.isNoiseless },
    dimension: {
      $0.realSparsity * Double(SyndromePrediction.fieldDegree(codewords: $0.codewords))
    })
}
