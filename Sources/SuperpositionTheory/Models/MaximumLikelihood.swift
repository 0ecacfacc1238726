#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the optimal decoder of the noiseless code is known to achieve (see `UnionBound`).
public enum MaximumLikelihood {
  /// The logarithm of the union bound on the error probability at dimension `d`; above zero where
  /// the bound is vacuous, −∞ if k = N.
  ///
  /// - Complexity: O(min(k, N − k, 4096) + log N).
  public static func logErrorBound(codewords: Int, sparsity: Int, dimension: Int) -> Double {
    UnionBound(codewords: codewords, sparsity: sparsity).logError(dimension: Double(dimension))
  }

  /// The least d ≥ 1 at which the union bound on the error is at most one minus `target`.
  ///
  /// The bracket comes from Vandermonde's identity: each factor is at most 2^(−d), so the sum is at
  /// most 2^(−d)·C(N, k).
  ///
  /// - Complexity: O(min(k, N − k, 4096)·log H).
  public static func minimumDimension(codewords: Int, sparsity: Int, target: Double) -> Int {
    let bound = UnionBound(codewords: codewords, sparsity: sparsity)
    let logTarget = log1p(-target)
    let bits = Entropy.entropyBits(codewords: codewords, sparsity: sparsity)
    var low = 0
    var high = Int(bits - logTarget / Entropy.ln2) + 2
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if bound.logError(dimension: Double(middle)) <= logTarget {
        high = middle
      } else {
        low = middle
      }
    }
    return high
  }
}
