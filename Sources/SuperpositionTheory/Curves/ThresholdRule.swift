#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension TheoryCurve {
  /// d = 8k·ln N, the paper's rule of thumb for `threshold`.
  static let thresholdRule = TheoryCurve(
    name: "threshold_rule",
    summary: "rule of thumb for threshold: 8k ln N",
    dependsOnTarget: false,
    applies: { $0.isNoiseless },
    dimension: { 8 * $0.realSparsity * log($0.realCodewords) })
}
