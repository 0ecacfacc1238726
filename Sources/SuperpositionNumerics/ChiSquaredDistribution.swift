import CGSL

/// The chi-squared distribution.
public enum ChiSquaredDistribution {
  /// P(X > x) for `degreesOfFreedom` > 0: the p-value of a chi-squared test.
  public static func tail(_ x: Double, degreesOfFreedom: Double) throws(NumericsError) -> Double {
    guard degreesOfFreedom > 0, degreesOfFreedom.isFinite, !x.isNaN else {
      throw .domain("the chi-squared tail")
    }
    if x <= 0 { return 1 }
    GSL.prepare()
    return gsl_cdf_chisq_Q(x, degreesOfFreedom)
  }

  /// The x with P(X ≤ x) = p, for p in [0, 1).
  public static func quantile(_ p: Double, degreesOfFreedom: Double) throws(NumericsError) -> Double
  {
    guard p >= 0, p < 1, degreesOfFreedom > 0, degreesOfFreedom.isFinite else {
      throw .domain("the chi-squared quantile")
    }
    GSL.prepare()
    let value = gsl_cdf_chisq_Pinv(p, degreesOfFreedom)
    guard value.isFinite else { throw .noConvergence("the chi-squared quantile") }
    return value
  }
}
