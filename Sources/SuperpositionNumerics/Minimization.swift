import CGSL

/// Minima of functions of one variable.
public enum Minimization {
  /// A place and the value there.
  public struct Minimum: Equatable, Sendable {
    /// The place of the minimum.
    public let argument: Double
    /// The value at the minimum.
    public let value: Double
  }

  /// A local minimum of a continuous `function` by Brent's method.
  ///
  /// The place is found to about the square root of double precision, as for every method that uses
  /// values alone; the value is accurate to double precision.
  ///
  /// - Parameters:
  ///   - function: has to be finite on the range.
  ///   - range: the bracket.
  ///   - guess: a place inside the range where the function is lower than at both ends.
  ///   - relativeTolerance: the width of the final bracket relative to the place; values below 5e-8
  ///     act as 5e-8.
  /// - Throws: `notBracketed`, `notFinite`, `noConvergence`.
  public static func minimum(
    of function: (Double) -> Double, in range: ClosedRange<Double>, near guess: Double,
    relativeTolerance: Double = 1e-7
  ) throws(NumericsError) -> Minimum {
    let lower = range.lowerBound
    let upper = range.upperBound
    guard guess > lower, guess < upper else { throw .domain("minimisation") }
    let atGuess = function(guess)
    let atLower = function(lower)
    let atUpper = function(upper)
    guard atGuess.isFinite, atLower.isFinite, atUpper.isFinite else {
      throw .notFinite("minimisation")
    }
    guard atGuess < atLower, atGuess < atUpper else { throw .notBracketed("minimisation") }
    GSL.prepare()
    guard let minimizer = gsl_min_fminimizer_alloc(superposition_gsl_min_brent()) else {
      throw .library(routine: "minimisation", code: GSL_ENOMEM, text: "no memory")
    }
    defer { gsl_min_fminimizer_free(minimizer) }
    return try GSL.withFunction(function) { bridged throws(NumericsError) -> Minimum in
      try GSL.check(
        gsl_min_fminimizer_set_with_values(
          minimizer, bridged, guess, atGuess, lower, atLower, upper, atUpper), "minimisation")
      for _ in 0..<500 {
        let status = gsl_min_fminimizer_iterate(minimizer)
        let place = gsl_min_fminimizer_x_minimum(minimizer)
        let found = Minimum(argument: place, value: gsl_min_fminimizer_f_minimum(minimizer))
        // The iteration cannot improve on rounding errors: that is the minimum.
        if status == CInt(GSL_FAILURE) { return found }
        try GSL.check(status, "minimisation")
        let width = gsl_min_fminimizer_x_upper(minimizer) - gsl_min_fminimizer_x_lower(minimizer)
        let tolerance = max(relativeTolerance, 5e-8)
        if width <= tolerance * max(abs(place), .leastNormalMagnitude) { return found }
      }
      throw .noConvergence("minimisation")
    }
  }
}
