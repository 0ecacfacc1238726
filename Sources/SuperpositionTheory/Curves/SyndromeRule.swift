extension TheoryCurve {
  /// d = k·m, m = ⌈log2 N⌉: from here on algebra alone decodes every support on BCH columns.
  static let syndromeRule = noiseless(
    "syndrome_rule", "syndrome on bch never fails from here on: k ceil(log2 N)"
  ) {
    $0.realSparsity * Double(SyndromePrediction.fieldDegree(codewords: $0.codewords))
  }
}
