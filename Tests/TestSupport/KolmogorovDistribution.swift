#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The limit law of the Kolmogorov–Smirnov statistic, the supremum of the Brownian bridge.
package enum KolmogorovDistribution {
  /// P(K > x); 1 for x ≤ 0. Relative error below 1e-13.
  ///
  /// Two series of the theta function, each where it converges in a few terms:
  /// 2 Σ (−1)^{j−1} e^{−2j²x²} above 1, and 1 − √(2π)/x Σ e^{−(2j−1)²π²/(8x²)} below.
  package static func tail(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x <= 0 { return 1 }
    if x < 1 {
      var sum = 0.0
      for j in 1...8 {
        let odd = Double(2 * j - 1)
        sum += exp(-odd * odd * .pi * .pi / (8 * x * x))
      }
      return 1 - (2 * .pi).squareRoot() / x * sum
    }
    var sum = 0.0
    for j in 1...8 {
      let term = exp(-2 * Double(j * j) * x * x)
      sum += j.isMultiple(of: 2) ? -term : term
    }
    return 2 * sum
  }

  /// The p-value of the one-sample Kolmogorov–Smirnov test: the probability of a largest distance
  /// of at least `distance` between an empirical distribution of `count` samples and its law.
  ///
  /// Stephens' correction x = (√n + 0.12 + 0.11/√n)·D (J. R. Stat. Soc. B 32, 1970) makes the limit
  /// law accurate to about 0.01 for n ≥ 4, and far better in the tail.
  package static func pValue(distance: Double, count: Int) -> Double {
    let root = Double(max(count, 1)).squareRoot()
    return tail((root + 0.12 + 0.11 / root) * distance)
  }
}
