import SuperpositionNumerics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// BCH columns: d rows carry t = d/m syndromes, m = ⌈log2 N⌉, which correct t wrong decisions.
public enum SyndromePrediction {
  /// m = ⌈log2 N⌉, at least 1.
  public static func fieldDegree(codewords: Int) -> Int {
    codewords <= 2 ? 1 : Int.bitWidth - (codewords - 1).leadingZeroBitCount
  }

  /// The expected number of wrong decisions of one step with the best threshold θ, in the Gaussian
  /// model: k·Q((d − θ)/√(kd)) + N·Q(θ/√(kd)), or k if naming nobody is better.
  ///
  /// The least lies where both densities balance: θ = d/2 + k·ln(N/k).
  public static func oneStepErrors(codewords: Int, sparsity: Int, dimension d: Double) -> Double {
    let k = Double(sparsity)
    let n = Double(codewords)
    let spread = (k * d).squareRoot()
    let threshold = 0.5 * d + k * log(n / k)
    let errors =
      k * NormalDistribution.tail((d - threshold) / spread)
      + n * NormalDistribution.tail(threshold / spread)
    return min(k, errors)
  }

  /// The least d at which the expected errors of one step are at most d/m; never above k·m.
  ///
  /// - Complexity: some sixty errors.
  public static func oneStepDimension(codewords: Int, sparsity: Int) -> Double {
    let degree = Double(fieldDegree(codewords: codewords))
    var low = 0.0
    var high = Double(sparsity) * degree
    while high - low > 1e-13 * high {
      let middle = 0.5 * (low + high)
      guard middle > low && middle < high else { break }
      let errors = oneStepErrors(codewords: codewords, sparsity: sparsity, dimension: middle)
      if errors <= middle / degree { high = middle } else { low = middle }
    }
    return high
  }
}
