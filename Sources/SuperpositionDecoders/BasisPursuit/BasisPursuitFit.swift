/// How Fy has to fit the code in a program of the family of basis pursuit, all of which minimise Σy
/// over y ≥ 0 (and y ≤ 1 if boxed).
///
/// Each adds a term φ(ν) to the dual, maximise xᵀν - φ(ν) subject to Fᵀν ≤ 1, whose gradient at the
/// optimum is the residual x - Fy.
enum BasisPursuitFit: Equatable, Sendable {
  /// Fy = x; φ = 0.
  case exact
  /// ‖Fy - x‖ ≤ ε, basis pursuit denoising (Chen, Donoho and Saunders 1998); φ = ε‖ν‖.
  case within(radius: Double)
  /// ½‖Fy - x‖² + λΣy is minimised, the lasso (Tibshirani 1996); φ = λ/2·‖ν‖² after division by λ.
  case penalized(Double)

  /// φ of a vector of this length.
  func value(length: Double) -> Double {
    switch self {
    case .exact: 0
    case .within(let radius): radius * length
    case .penalized(let penalty): penalty / 2 * length * length
    }
  }

  /// c, for the gradient c·ν of φ at a ν of this length.
  func slope(length: Double) -> Double {
    switch self {
    case .exact: 0
    case .within(let radius): radius / max(length, .leastNormalMagnitude)
    case .penalized(let penalty): penalty
    }
  }

  /// The same program for a code multiplied by `factor`.
  func withCode(scaledBy factor: Double) -> BasisPursuitFit {
    switch self {
    case .exact: .exact
    case .within(let radius): .within(radius: radius * factor)
    case .penalized(let penalty): .penalized(penalty * factor)
    }
  }

  /// The same program where codewords and code are multiplied by `scale`.
  func scaled(by scale: Double) -> BasisPursuitFit {
    switch self {
    case .exact: .exact
    case .within(let radius): .within(radius: radius * scale)
    case .penalized(let penalty): .penalized(penalty * scale * scale)
    }
  }

  /// The same with at least this ε or λ.
  func loosened(radius: Double, penalty: Double) -> BasisPursuitFit {
    switch self {
    case .exact: .exact
    case .within(let own): .within(radius: max(own, radius))
    case .penalized(let own): .penalized(max(own, penalty))
    }
  }

  /// The same with its ε or λ divided, but not below that of another.
  func tightened(by factor: Double, to last: BasisPursuitFit) -> BasisPursuitFit {
    switch (self, last) {
    case (.within(let own), .within(let least)): .within(radius: max(own / factor, least))
    case (.penalized(let own), .penalized(let least)): .penalized(max(own / factor, least))
    default: last
    }
  }

  /// Whether φ is a cone, so that its second derivative c·(I - ν̂ν̂ᵀ) vanishes along ν; otherwise it
  /// is c·I.
  var isConical: Bool {
    if case .within = self { true } else { false }
  }

  /// The first and the second derivative of φ(ν + t·v) in t, from ‖ν‖², νᵀv and ‖v‖².
  func derivatives(
    at step: Double, square: Double, product: Double, change: Double
  ) -> (first: Double, second: Double) {
    switch self {
    case .exact: return (0, 0)
    case .within(let radius):
      let length = max(
        0, square + step * (2 * product + step * change)
      ).squareRoot()
      guard length > 0 else { return (0, 0) }
      let spread = max(0, square * change - product * product)
      return (
        radius * (product + step * change) / length, radius * spread / (length * length * length)
      )
    case .penalized(let penalty):
      return (penalty * (product + step * change), penalty * change)
    }
  }
}
