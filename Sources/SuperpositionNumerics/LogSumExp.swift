#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Sums of numbers that are known by their logarithms.
public enum LogSumExp {
  /// ln(e^a + e^b), without overflow; −∞ stands for a zero.
  public static func add(_ a: Double, _ b: Double) -> Double {
    let larger = max(a, b)
    if larger == -.infinity || larger == .infinity { return larger }
    return larger + log1p(exp(min(a, b) - larger))
  }

  /// ln Σ e^{x}, without overflow; −∞ for an empty sum.
  ///
  /// - Complexity: linear in the number of terms.
  public static func sum(_ terms: some Collection<Double>) -> Double {
    guard let larger = terms.max() else { return -.infinity }
    if larger == -.infinity || larger == .infinity { return larger }
    var total = 0.0
    for term in terms { total += exp(term - larger) }
    return larger + log(total)
  }
}
