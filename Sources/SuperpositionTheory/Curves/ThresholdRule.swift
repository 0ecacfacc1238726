#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension TheoryCurve {
  /// d = 8k·ln N, the paper's rule of thumb for `threshold`.
  static let thresholdRule = noiseless("threshold_rule", "rule of thumb for threshold: 8k ln N") {
    8 * $0.realSparsity * log($0.realCodewords)
  }
}
