#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The beta distribution with shape parameters a, b > 0.
///
/// Written here and not taken from GSL, whose `gsl_cdf_beta_Pinv` never returns for some shapes in
/// the millions and whose distribution function ends its continued fraction after 512 terms.
public struct BetaDistribution: Sendable {
  /// The first shape parameter, the exponent of x plus one.
  public let a: Double
  /// The second shape parameter, the exponent of 1 − x plus one.
  public let b: Double

  /// The distribution of shape (a, b).
  ///
  /// - Throws: `NumericsError.domain` unless both lie between 1e-3 and 1e12.
  public init(a: Double, b: Double) throws(NumericsError) {
    guard a >= 1e-3, b >= 1e-3, a <= 1e12, b <= 1e12 else { throw .domain("the beta distribution") }
    self.a = a
    self.b = b
  }

  /// P(X ≤ x), the regularised incomplete beta function.
  ///
  /// - Complexity: O(√(a + b)).
  public func cumulative(_ x: Double) -> Double {
    tails(x).lower
  }

  /// P(X > x).
  ///
  /// - Complexity: O(√(a + b)).
  public func tail(_ x: Double) -> Double {
    tails(x).upper
  }

  /// The x with P(X ≤ x) = p, to about 1e-13 of the larger of the two tails' scales.
  public func quantile(_ p: Double) throws(NumericsError) -> Double {
    guard p >= 0, p <= 1 else { throw .domain("the beta quantile") }
    if p == 0 { return 0 }
    if p == 1 { return 1 }
    // The smaller tail has the better relative accuracy.
    let difference: (Double) -> Double =
      p <= 0.5 ? { cumulative($0) - p } : { (1 - p) - tail($0) }
    return try RootFinding.root(of: difference, in: 0...1, relativeTolerance: 1e-15)
  }

  private func tails(_ x: Double) -> (lower: Double, upper: Double) {
    if x.isNaN { return (.nan, .nan) }
    if x <= 0 { return (0, 1) }
    if x >= 1 { return (1, 0) }
    let factor = exp(logPrefactor(x))
    if x < (a + 1) / (a + b + 2) {
      let lower = min(1, factor / a * Self.continuedFraction(a, b, x))
      return (lower, 1 - lower)
    }
    let upper = min(1, factor / b * Self.continuedFraction(b, a, 1 - x))
    return (1 - upper, upper)
  }

  /// ln of xᵃ (1−x)ᵇ / B(a, b), by Stirling's formula around the mode so that nothing large cancels.
  private func logPrefactor(_ x: Double) -> Double {
    let n = a + b
    let excess = x * b - (1 - x) * a
    let deviance = a * Self.logDefect(excess / a) + b * Self.logDefect(-excess / b)
    let width = 0.5 * log(a * (b / n) / (2 * .pi))
    return deviance + width + Combinatorics.stirlingRemainder(n)
      - Combinatorics.stirlingRemainder(a) - Combinatorics.stirlingRemainder(b)
  }

  /// ln(1 + t) − t without cancellation.
  private static func logDefect(_ t: Double) -> Double {
    if abs(t) > 0.1 { return log1p(t) - t }
    // −t²/2 + t³/3 − …; twenty terms leave less than 1e-21 of the first.
    var power = t
    var sum = 0.0
    for j in 2...22 {
      power *= -t
      sum += power / Double(j)
    }
    return sum
  }

  /// The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method.
  private static func continuedFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    if abs(d) < tiny { d = tiny }
    d = 1 / d
    var value = d
    let limit = 10_000 + 20 * (a + b).squareRoot()
    var m = 1.0
    while m < limit {
      for coefficient in [
        m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
        -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
      ] {
        d = 1 + coefficient * d
        c = 1 + coefficient / c
        if abs(d) < tiny { d = tiny }
        if abs(c) < tiny { c = tiny }
        d = 1 / d
        value *= d * c
      }
      if abs(d * c - 1) < 1e-16 { break }
      m += 1
    }
    return value
  }
}
