#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Proposition 1 of the paper: random codewords are nearly orthogonal (Hoeffding's inequality and a
/// union bound over the N(N−1)/2 pairs).
public enum CoherenceBound {
  /// 2ε⁻²(2 ln N + ln(1/e)): above this dimension all |⟨f_i, f_j⟩|/d < ε with probability at least
  /// 1 − e = `confidence`.
  public static func dimension(codewords: Int, coherence: Double, confidence: Double) -> Double {
    2 / (coherence * coherence) * (2 * log(Double(codewords)) - log1p(-confidence))
  }

  /// The ε for which the bound holds at dimension d: √((4 ln N + 2 ln(1/e))/d).
  public static func coherence(codewords: Int, dimension: Double, confidence: Double) -> Double {
    (self.dimension(codewords: codewords, coherence: 1, confidence: confidence) / dimension)
      .squareRoot()
  }
}
