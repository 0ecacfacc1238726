import CGSL

/// Roots of functions of one variable.
public enum RootFinding {
  /// A root of a continuous `function` that has opposite signs at the ends of `range`, by Brent's
  /// method.
  ///
  /// - Parameters:
  ///   - function: has to be finite on the range.
  ///   - range: the bracket.
  ///   - relativeTolerance: the width of the final bracket relative to the root.
  /// - Throws: `notBracketed` if the signs agree, `notFinite`, `noConvergence`.
  /// - Complexity: usually about ten evaluations; at most 500.
  public static func root(
    of function: (Double) -> Double, in range: ClosedRange<Double>,
    relativeTolerance: Double = 1e-13
  ) throws(NumericsError) -> Double {
    let lower = range.lowerBound
    let upper = range.upperBound
    let atLower = function(lower)
    let atUpper = function(upper)
    guard atLower.isFinite, atUpper.isFinite else { throw .notFinite("root finding") }
    if atLower == 0 { return lower }
    if atUpper == 0 { return upper }
    guard (atLower < 0) != (atUpper < 0) else { throw .notBracketed("root finding") }
    GSL.prepare()
    guard let solver = gsl_root_fsolver_alloc(superposition_gsl_root_brent()) else {
      throw .library(routine: "root finding", code: GSL_ENOMEM, text: "no memory")
    }
    defer { gsl_root_fsolver_free(solver) }
    return try GSL.withFunction(function) { bridged throws(NumericsError) -> Double in
      try GSL.check(gsl_root_fsolver_set(solver, bridged, lower, upper), "root finding")
      for _ in 0..<500 {
        try GSL.check(gsl_root_fsolver_iterate(solver), "root finding")
        let low = gsl_root_fsolver_x_lower(solver)
        let high = gsl_root_fsolver_x_upper(solver)
        let root = gsl_root_fsolver_root(solver)
        let floor = Double.leastNormalMagnitude
        if high - low <= max(relativeTolerance, 4e-16) * abs(root) + floor { return root }
      }
      throw .noConvergence("root finding")
    }
  }
}
