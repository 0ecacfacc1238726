import SuperpositionCodes
import SuperpositionNumerics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Information contents of supports and of coordinates of a code, in bits.
public enum Entropy {
  /// H(N, k) = log2 C(N, k), the entropy of a uniformly random support of `sparsity` out of
  /// `codewords` indices, in bits.
  ///
  /// Exact for N up to 2^62 to a relative error below 1e-14; −∞ unless 0 ≤ k ≤ N.
  public static func entropyBits(codewords: Int, sparsity: Int) -> Double {
    Combinatorics.logBinomial(codewords, sparsity) / ln2
  }

  /// H(N, k) for a real k, in bits: the smooth curve through the entropies of integers.
  public static func entropyBits(codewords: Int, sparsity: Double) -> Double {
    Combinatorics.logBinomial(codewords, sparsity) / ln2
  }

  /// The entropy of a support of some law whose number of members is told, in bits: H(N, k) for uniform
  /// ones.
  ///
  /// - Complexity: O(1) for uniform supports, O(N k) for others.
  public static func entropyBits(codewords: Int, sparsity: Int, supports: SupportLaw) -> Double {
    supports.firing(codewordCount: codewords, sparsity: sparsity)?.entropyBits
      ?? entropyBits(codewords: codewords, sparsity: sparsity)
  }

  /// The same for a real k: other than for uniform supports, the straight line between its neighbours.
  public static func entropyBits(
    codewords: Int, sparsity: Double, supports: SupportLaw
  ) -> Double {
    guard supports != .uniform else { return entropyBits(codewords: codewords, sparsity: sparsity) }
    let below = min(max(1, Int(sparsity)), codewords)
    let above = min(below + 1, codewords)
    let (low, high) = (
      entropyBits(codewords: codewords, sparsity: below, supports: supports),
      entropyBits(codewords: codewords, sparsity: above, supports: supports)
    )
    return low + (sparsity - Double(below)) * (high - low)
  }

  /// The upper bound k·log2(eN/k) ≥ H(N, k), in bits; 0 for k = 0.
  public static func entropyBoundBits(codewords: Int, sparsity: Int) -> Double {
    if sparsity == 0 { return 0 }
    let k = Double(sparsity)
    return k * (1 + log(Double(codewords) / k)) / ln2
  }

  /// h(k), the entropy of a Binomial(k, ½) variable in bits: what one coordinate of a noiseless code
  /// of k codewords can carry at most.
  ///
  /// For k ≤ 1000 the sum itself, above it the asymptotic series
  /// ½ log2(πek/2) − (1/12k² + 1/6k³ + 21/40k⁴ + …)/ln 2, whose first term left out is below 1e-16
  /// (compare P. Jacquet and W. Szpankowski, IEEE Trans. Inf. Theory 45, 1999). Relative error below
  /// 1e-12 for every k ≥ 1; 0 for k ≤ 0.
  ///
  /// - Complexity: O(min(k, 1000)).
  public static func binomialBits(_ k: Int) -> Double {
    if k <= 0 { return 0 }
    if k <= 1000 {
      var nats = 0.0
      for j in 0...k {
        let logProbability = Combinatorics.logBinomial(k, j) - Double(k) * ln2
        nats -= exp(logProbability) * logProbability
      }
      return nats / ln2
    }
    let x = Double(k)
    let inverse = 1 / x
    let corrections =
      inverse * inverse * (1.0 / 12 + inverse * (1.0 / 6 + inverse * (21.0 / 40 + inverse * 2.37)))
    return (0.5 * (log(x) + log(0.5 * .pi) + 1) - corrections) / ln2
  }

  /// ln 2, the number of nats in a bit.
  static let ln2 = 0.693147180559945309417232121458
}
