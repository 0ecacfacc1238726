import CGSL

/// Student's t distribution.
public enum StudentDistribution {
  /// The t with P(T ≤ t) = p for `degreesOfFreedom` > 0 and p strictly between 0 and 1.
  public static func quantile(_ p: Double, degreesOfFreedom: Double) throws(NumericsError) -> Double
  {
    guard p > 0, p < 1, degreesOfFreedom > 0, degreesOfFreedom.isFinite else {
      throw .domain("Student's t quantile")
    }
    GSL.prepare()
    let value = gsl_cdf_tdist_Pinv(p, degreesOfFreedom)
    guard value.isFinite else { throw .noConvergence("Student's t quantile") }
    return value
  }

  /// P(T > t).
  public static func tail(_ t: Double, degreesOfFreedom: Double) throws(NumericsError) -> Double {
    guard degreesOfFreedom > 0, !t.isNaN else { throw .domain("Student's t tail") }
    GSL.prepare()
    return gsl_cdf_tdist_Q(t, degreesOfFreedom)
  }
}
