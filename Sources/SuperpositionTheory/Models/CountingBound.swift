import SuperpositionNumerics

/// The counting argument: d coordinates of a noiseless code carry at most d·h(k) bits.
///
/// Each coordinate is a sum of k signs, one of k + 1 values with the law of Binomial(k, ½), so
/// that by Fano's inequality P(error) ≥ 1 − (d·h(k) + 1)/H(N, k) (T. Cover and J. Thomas, "Elements
/// of Information Theory", 2nd ed., Theorem 2.10.1).
public enum CountingBound {
  /// H(N, k)/h(k): below this dimension no decoder is certain to succeed, since its error is at least
  /// 1 − (d·h + 1)/H. It bounds certainty alone: with probability one half a decoder may succeed
  /// below it, by one dimension or so; `strongDimension` is the bound for a target.
  public static func converseDimension(codewords: Int, sparsity: Int) -> Double {
    Entropy.entropyBits(codewords: codewords, sparsity: sparsity) / Entropy.binomialBits(sparsity)
  }

  /// (p·H − 1)/h(k): what success with probability `target` takes at least; not positive where the
  /// bound is vacuous.
  public static func fanoDimension(codewords: Int, sparsity: Int, target: Double) -> Double {
    (target * Entropy.entropyBits(codewords: codewords, sparsity: sparsity) - 1)
      / Entropy.binomialBits(sparsity)
  }

  /// The dimension below which no decoder succeeds with probability `target`, averaged over
  /// dictionaries, by the strong converse (see `StrongCountingBound`); linear in probit between whole
  /// dimensions as d* is. 0 where the bound is vacuous.
  ///
  /// - Throws: if the Fourier transform fails.
  /// - Complexity: up to d = 4096 tens of milliseconds, above less.
  public static func strongDimension(
    codewords: Int, sparsity: Int, target: Double
  ) throws(NumericsError) -> Double {
    try StrongCountingBound(codewords: codewords, sparsity: sparsity).dimension(target: target)
  }
}
