import CGSL

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The standard normal distribution.
public enum NormalDistribution {
  /// ½ ln 2π.
  static let halfLogTwoPi = 0.918938533204672741780329736406

  /// The density φ(x).
  public static func density(_ x: Double) -> Double {
    exp(logDensity(x))
  }

  /// ln φ(x).
  public static func logDensity(_ x: Double) -> Double {
    -0.5 * x * x - halfLogTwoPi
  }

  /// The upper tail Q(x) = P(G > x); underflows to 0 above x ≈ 38.5.
  public static func tail(_ x: Double) -> Double {
    0.5 * erfc(x * 0.5.squareRoot())
  }

  /// The distribution function Φ(x) = Q(−x).
  public static func cumulative(_ x: Double) -> Double {
    tail(-x)
  }

  /// ln Q(x), finite for every |x| up to 1e154, with a relative error below 1e-13.
  ///
  /// For x < 0 the logarithm of one minus the other tail is taken, so that ln Q(−20) is −Q(20)
  /// and not 0.
  public static func logTail(_ x: Double) -> Double {
    if x < 0 { return log1p(-tail(-x)) }
    if x < 5 { return log(tail(x)) }
    if x > 50 {
      // Mills' ratio: Q(x) = φ(x)/x · (1 − 1/x² + 3/x⁴ − 15/x⁶ + 105/x⁸ …).
      let inverse = 1 / (x * x)
      let series = inverse * (-1 + inverse * (3 + inverse * (-15 + inverse * 105)))
      return logDensity(x) - log(x) + log1p(series)
    }
    GSL.prepare()
    return gsl_sf_log_erfc(x * 0.5.squareRoot()) - 0.693147180559945309417232121458
  }

  /// ln Φ(x) = ln Q(−x).
  public static func logCumulative(_ x: Double) -> Double {
    logTail(-x)
  }

  /// The x with Φ(x) = p, for p in [0, 1]; ±∞ at the ends.
  public static func quantile(_ p: Double) throws(NumericsError) -> Double {
    guard p >= 0, p <= 1 else { throw .domain("the normal quantile") }
    GSL.prepare()
    if p == 0 { return -.infinity }
    if p == 1 { return .infinity }
    return gsl_cdf_ugaussian_Pinv(p)
  }

  /// The x with Q(x) = p, for p in [0, 1]; accurate for p as small as 1e-300.
  public static func tailQuantile(_ p: Double) throws(NumericsError) -> Double {
    -(try quantile(p))
  }
}
