/// The counting argument: d coordinates of a noiseless code carry at most d·h(k) bits.
///
/// Each coordinate is a sum of k signs, one of k + 1 values with the law of Binomial(k, ½), so
/// that by Fano's inequality P(error) ≥ 1 − (d·h(k) + 1)/H(N, k) (T. Cover and J. Thomas, "Elements
/// of Information Theory", 2nd ed., Theorem 2.10.1).
public enum CountingBound {
  /// H(N, k)/h(k): below this dimension no decoder succeeds with probability near one.
  public static func converseDimension(codewords: Int, sparsity: Int) -> Double {
    Entropy.entropyBits(codewords: codewords, sparsity: sparsity) / Entropy.binomialBits(sparsity)
  }

  /// (p·H − 1)/h(k): what success with probability `target` takes at least; not positive where the
  /// bound is vacuous.
  public static func fanoDimension(codewords: Int, sparsity: Int, target: Double) -> Double {
    (target * Entropy.entropyBits(codewords: codewords, sparsity: sparsity) - 1)
      / Entropy.binomialBits(sparsity)
  }
}
