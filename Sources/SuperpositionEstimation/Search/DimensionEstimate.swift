/// What a search for the minimum dimension found.
public struct DimensionEstimate: Equatable, Sendable {
  /// d*(N, k; p), a real number, with its 95% interval.
  public let dimension: Estimate
  /// Codes decoded (simulation) or draws of the members evaluated (conditional), over all
  /// dimensions tried.
  public let trials: Int
  /// Decodings that did not converge.
  public let notConverged: Int

  /// A result.
  public init(dimension: Estimate, trials: Int, notConverged: Int = 0) {
    self.dimension = dimension
    self.trials = trials
    self.notConverged = notConverged
  }

  /// The larger distance from the estimate to an end of its interval, over the estimate.
  public var relativeHalfWidth: Double {
    max(dimension.high - dimension.value, dimension.value - dimension.low) / dimension.value
  }
}

/// A search for the minimum dimension that cannot succeed.
public enum DimensionSearchError: Error, Equatable, CustomStringConvertible {
  /// The target was not reached up to this dimension.
  case notReached(target: Double, dimension: Int)

  /// One line.
  public var description: String {
    switch self {
    case .notReached(let target, let dimension):
      "success probability \(target) is not reached up to d = \(dimension)"
    }
  }
}
