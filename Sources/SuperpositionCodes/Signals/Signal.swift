/// What is sent: which codewords, and how much of each.
public struct Signal: Hashable, Sendable {
  /// The codewords that are on.
  public let support: Support
  /// The coefficient of each, in the order of the support; nil where all are 1.
  public let coefficients: [Double]?

  /// Every codeword of a support once.
  public init(_ support: Support) {
    self.support = support
    coefficients = nil
  }

  /// The codewords of a support with their coefficients.
  ///
  /// - Precondition: one coefficient for each member, in ascending order of the members.
  public init(_ support: Support, coefficients: [Double]) {
    precondition(
      coefficients.count == support.count,
      "a signal takes one coefficient for each member of its support")
    self.support = support
    self.coefficients = coefficients
  }

  /// The coefficients written out.
  public var weights: [Double] {
    coefficients ?? [Double](repeating: 1, count: support.count)
  }
}

/// What a decoder knows of a signal and its channel before it sees the code.
public struct SignalModel: Hashable, Sendable {
  /// k, the size of the supports sent.
  public let sparsity: Int
  /// P ≥ 0, the channel's noise power a coordinate; 0 without noise.
  public let noisePower: Double
  /// The law of the coefficients; 1 for each member unless said otherwise.
  public let coefficients: CoefficientLaw

  /// What is known.
  public init(sparsity: Int, noisePower: Double = 0, coefficients: CoefficientLaw = .one) {
    self.sparsity = sparsity
    self.noisePower = noisePower
    self.coefficients = coefficients
  }
}
