#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension TheoryCurve {
  /// d = 4k·ln(kN), the paper's rule of thumb for `topk`; never below Proposition 5.
  static let topKRule = TheoryCurve(
    name: "topk_rule",
    summary: "rule of thumb for topk: 4k ln(kN)",
    dependsOnTarget: false,
    applies: { $0.isNoiseless },
    dimension: { 4 * $0.realSparsity * (log($0.realSparsity) + log($0.realCodewords)) })
}
