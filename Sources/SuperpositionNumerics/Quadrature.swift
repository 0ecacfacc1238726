import CGSL

/// Integrals of functions of one variable.
public enum Quadrature {
  /// An integral and the bound that the method gives for its error.
  public struct Integral: Equatable, Sendable {
    /// The value.
    public let value: Double
    /// An estimate of the absolute error, usually a generous one.
    public let error: Double
  }

  private static let intervals = 2000

  /// ∫ of `function` over a finite range by GSL's adaptive Gauss–Kronrod rule of 31 points (QAG).
  ///
  /// - Parameters:
  ///   - function: has to be finite on the range.
  ///   - range: the interval of integration.
  ///   - absoluteTolerance: stop when the error is below this …
  ///   - relativeTolerance: … or below this fraction of the value.
  /// - Throws: `noConvergence`, `notFinite`.
  public static func integral(
    of function: (Double) -> Double, over range: ClosedRange<Double>,
    absoluteTolerance: Double = 0, relativeTolerance: Double = 1e-10
  ) throws(NumericsError) -> Integral {
    try integrate(function) { bridged, workspace, value, error in
      gsl_integration_qag(
        bridged, range.lowerBound, range.upperBound, absoluteTolerance, relativeTolerance,
        intervals, CInt(GSL_INTEG_GAUSS31), workspace, value, error)
    }
  }

  /// ∫ of `function` from `start` to infinity (QAGIU).
  ///
  /// - Throws: `noConvergence`, `notFinite`.
  public static func integral(
    of function: (Double) -> Double, from start: Double, absoluteTolerance: Double = 0,
    relativeTolerance: Double = 1e-10
  ) throws(NumericsError) -> Integral {
    try integrate(function) { bridged, workspace, value, error in
      gsl_integration_qagiu(
        bridged, start, absoluteTolerance, relativeTolerance, intervals, workspace, value, error)
    }
  }

  private static func integrate(
    _ function: (Double) -> Double,
    _ rule: (
      UnsafeMutablePointer<gsl_function>, UnsafeMutablePointer<gsl_integration_workspace>,
      UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>
    ) -> CInt
  ) throws(NumericsError) -> Integral {
    GSL.prepare()
    guard let workspace = gsl_integration_workspace_alloc(intervals) else {
      throw .library(routine: "quadrature", code: GSL_ENOMEM, text: "no memory")
    }
    defer { gsl_integration_workspace_free(workspace) }
    var value = 0.0
    var error = 0.0
    let status = GSL.withFunction(function) { rule($0, workspace, &value, &error) }
    try GSL.check(status, "quadrature")
    guard value.isFinite else { throw .notFinite("quadrature") }
    return Integral(value: value, error: error)
  }
}
