/// A failure of a numerical routine.
public enum NumericsError: Error, Equatable, Sendable {
  /// An argument lies outside the domain of the routine.
  case domain(String)
  /// The function given to a root finder has the same sign at both ends of the interval, or the
  /// function given to a minimiser is not lower inside the interval than at its ends.
  case notBracketed(String)
  /// The routine stopped before it reached the accuracy asked for.
  case noConvergence(String)
  /// A value that has to be finite is not.
  case notFinite(String)
  /// A matrix that has to be positive definite is not; `order` is that of the leading minor, counted
  /// from one, which is not positive.
  case notPositiveDefinite(order: Int)
  /// Any other status code of the GNU Scientific Library, with the library's own text.
  case library(routine: String, code: Int, text: String)
}

extension NumericsError: CustomStringConvertible {
  /// One line in plain words.
  public var description: String {
    switch self {
    case .domain(let what): "outside the domain of \(what)"
    case .notBracketed(let what): "\(what): the interval does not bracket a solution"
    case .noConvergence(let what): "\(what) did not converge"
    case .notFinite(let what): "\(what) met a value that is not finite"
    case .notPositiveDefinite(let order):
      "the matrix is not positive definite (leading minor of order \(order))"
    case .library(let routine, let code, let text): "\(routine) failed: \(text) (GSL code \(code))"
    }
  }
}
