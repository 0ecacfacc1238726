/// The best linear one-step decoder: whitened correlations of a code without noise.
///
/// The projection P = F(FᵀF)⁻¹Fᵀ has diagonal entries near d/N, so that the interference of one
/// member in the whitened correlation of another codeword has the variance (1/d)(1 − d/N) instead of
/// 1/d: the decoder acts as the matched filter does in d_eff dimensions, 1/d_eff = 1/d − 1/N.
/// Approximate: correlations of whitened codewords are not independent.
public enum LinearOneStep {
  /// d_eff; infinite for d ≥ N, where nothing interferes.
  public static func effectiveDimension(dimension: Double, codewords: Int) -> Double {
    let n = Double(codewords)
    return dimension < n ? dimension / (1 - dimension / n) : .infinity
  }

  /// The d whose effective dimension is d_eff.
  public static func dimension(effective: Double, codewords: Int) -> Double {
    effective / (1 + effective / Double(codewords))
  }
}
