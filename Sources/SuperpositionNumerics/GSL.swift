import CGSL

/// The bridge to the GNU Scientific Library.
enum GSL {
  /// GSL aborts the process on an error unless its handler is off; evaluated once, on first use.
  private static let errorHandlerIsOff: Bool = {
    gsl_set_error_handler_off()
    return true
  }()

  /// Has to be called before any routine of GSL that can fail.
  static func prepare() {
    _ = errorHandlerIsOff
  }

  /// Turns a status code of GSL into an error.
  static func check(_ status: CInt, _ routine: String) throws(NumericsError) {
    switch Int(status) {
    case GSL_SUCCESS: return
    case GSL_EDOM, GSL_ERANGE: throw .domain(routine)
    case GSL_EMAXITER, GSL_EROUND, GSL_ESING,
      GSL_EDIVERGE, GSL_ETOL:
      throw .noConvergence(routine)
    case GSL_EBADFUNC: throw .notFinite(routine)
    default:
      throw .library(
        routine: routine, code: Int(status), text: String(cString: gsl_strerror(status)))
    }
  }

  /// Lends `function` to `body` in the form that GSL's routines take. The pointer is valid during
  /// the call of `body` only.
  static func withFunction<Outcome, Failure: Error>(
    _ function: (Double) -> Double,
    _ body: (UnsafeMutablePointer<gsl_function>) throws(Failure) -> Outcome
  ) throws(Failure) -> Outcome {
    do {
      return try withoutActuallyEscaping(function) { function in
        var closure = function
        return try withUnsafeMutablePointer(to: &closure) { context in
          var bridged = gsl_function(
            function: { argument, context in
              context!.assumingMemoryBound(to: ((Double) -> Double).self).pointee(argument)
            },
            params: UnsafeMutableRawPointer(context))
          return try body(&bridged)
        }
      }
    } catch let failure as Failure {
      throw failure
    } catch {
      // Only `body` throws, and it throws nothing but `Failure`.
      preconditionFailure("unexpected error \(error)")
    }
  }
}
