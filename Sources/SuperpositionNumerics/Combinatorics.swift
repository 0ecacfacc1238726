#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Logarithms of binomial coefficients.
public enum Combinatorics {
  /// ln C(n, k), for `n` up to 2^62; −∞ if `k` lies outside 0...n.
  ///
  /// With m = min(k, n − k) the powers of Stirling's formula combine to
  /// `m ln(n/m) − (n−m) ln(1 − m/n) − ½ ln(2πm(n−m)/n) + δ(n) − δ(m) − δ(n−m)`,
  /// where the two large terms are both positive: nothing cancels, however large n is, while a
  /// difference of log-gamma functions has no correct digit left at n = 2^60. Relative error below
  /// 1e-14. See C. Loader, "Fast and accurate computation of binomial probabilities" (2000), for δ.
  ///
  /// - Complexity: constant.
  public static func logBinomial(_ n: Int, _ k: Int) -> Double {
    guard n >= 0, k >= 0, k <= n else { return -.infinity }
    let m = min(k, n - k)
    if m == 0 { return 0 }
    let total = Double(n)
    let small = Double(m)
    let large = Double(n - m)
    if m == 1 { return log(total) }
    let entropy = small * log(total / small) - large * log1p(-small / total)
    let width = 0.5 * log(2 * .pi * small * (large / total))
    return entropy - width + stirlingRemainder(n) - stirlingRemainder(m)
      - stirlingRemainder(n - m)
  }

  /// ln C(n, k) for real k, by the gamma function: the smooth curve through the values at integers;
  /// −∞ if `k` lies outside 0...n.
  ///
  /// - Complexity: constant.
  public static func logBinomial(_ n: Int, _ k: Double) -> Double {
    let total = Double(n)
    guard n >= 0, k >= 0, k <= total else { return -.infinity }
    let m = min(k, total - k)
    if m == 0 { return 0 }
    let entropy = m * log(total / m) - (total - m) * log1p(-m / total)
    let width = 0.5 * log(2 * .pi * m * ((total - m) / total))
    return entropy - width + stirlingRemainder(total) - stirlingRemainder(m)
      - stirlingRemainder(total - m)
  }

  /// δ(n) = ln n! − (n + ½) ln n + n − ½ ln 2π for n ≥ 1, to an absolute error below 1e-17.
  static func stirlingRemainder(_ n: Int) -> Double {
    n <= stirlingTable.count ? stirlingTable[n - 1] : stirlingSeries(Double(n))
  }

  /// δ(x) for real x > 0, to an absolute error below 1e-15.
  static func stirlingRemainder(_ x: Double) -> Double {
    // δ(x) = δ(x + 1) + (x + ½) ln(1 + 1/x) − 1 leads to where the series holds.
    var shift = 0.0
    var y = x
    while y < 16 {
      shift += (y + 0.5) * log1p(1 / y) - 1
      y += 1
    }
    return shift + stirlingSeries(y)
  }

  /// The asymptotic series of δ; the first term left out is below 1e-17 for x ≥ 16.
  private static func stirlingSeries(_ x: Double) -> Double {
    let inverse = 1 / x
    let square = inverse * inverse
    // Bernoulli numbers B_2j / (2j (2j − 1)).
    var sum = -691.0 / 360360
    sum = 1.0 / 1188 + square * sum
    sum = -1.0 / 1680 + square * sum
    sum = 1.0 / 1260 + square * sum
    sum = -1.0 / 360 + square * sum
    sum = 1.0 / 12 + square * sum
    return inverse * sum
  }

  /// δ(1) … δ(16); mpmath: loggamma(n+1)-(n+.5)*log(n)+n-log(2*pi)/2.
  private static let stirlingTable: [Double] = [
    0.08106146679532725822, 0.041340695955409294094, 0.027677925684998339149,
    0.020790672103765093112, 0.016644691189821192163, 0.013876128823070747999,
    0.011896709945891770095, 0.010411265261972096497, 0.0092554621827127329177,
    0.0083305634333628712565, 0.007573675487951840795, 0.0069428401072095298657,
    0.0064089941880042070684, 0.0059513701127588477356, 0.005554733551962801371,
    0.0052076559196096404407,
  ]
}
