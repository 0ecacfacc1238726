import SuperpositionNumerics

/// A failure to evaluate a theory curve.
public enum TheoryError: Error, Equatable, Sendable {
  /// A parameter lies outside its range; the text names it and what would be right.
  case invalidPoint(String)
  /// The curve says nothing about this point: its row is left out.
  case notApplicable(curve: String)
  /// A numerical routine failed, or the value does not fit a finite number.
  case numerics(NumericsError)
}

extension TheoryError: CustomStringConvertible {
  /// One line in plain words.
  public var description: String {
    switch self {
    case .invalidPoint(let text): text
    case .notApplicable(let curve): "the curve \(curve) does not apply at this point"
    case .numerics(let error): "theory: \(error)"
    }
  }
}

/// Runs `body` and turns the errors of the numerical routines into `TheoryError`.
func withNumerics<Value>(_ body: () throws(NumericsError) -> Value) throws(TheoryError) -> Value {
  do {
    return try body()
  } catch {
    throw .numerics(error)
  }
}
