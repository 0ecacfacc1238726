import SuperpositionNumerics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The Gaussian model of the decoders that look at the code once.
///
/// The correlation ⟨f_i, x + z⟩ of a member is taken as Normal(d, (k−1+P)·d), that of any other
/// codeword as Normal(0, (k+P)·d), all independent: the central limit theorem for fixed k and P as d
/// grows. What it leaves out is the common part of the correlations through ‖x‖² and, for small d,
/// the lattice on which they lie.
public struct OneStepGaussian: Sendable {
  /// How the decoder `threshold` sets the fraction θ of d that a member's correlation must exceed.
  public enum Threshold: Hashable, Sendable {
    /// θ, the same at every dimension; ½ by default.
    case fixed(Double)
    /// θ = ½ + σ²·ln((N−k)/k), σ² = (k−1+P)/d: the log-odds rule, equation (2) of the paper.
    case map
  }

  /// N.
  public let codewords: Int
  /// k.
  public let sparsity: Int
  /// P, the noise in each coordinate.
  public let noise: Double

  /// The model at a point; the target plays no part.
  public init(_ point: TheoryPoint) {
    codewords = point.codewords
    sparsity = point.sparsity
    noise = point.noise
  }

  private var others: Int { codewords - sparsity }
  private var memberVariance: Double { Double(sparsity - 1) + noise }
  private var otherVariance: Double { Double(sparsity) + noise }

  /// The logarithm of the success probability of `topk` at dimension d > 0; 0 if k = N.
  ///
  /// - Throws: if the quadrature fails.
  public func logTopKSuccess(dimension d: Double) throws(NumericsError) -> Double {
    try GaussianSeparation.logProbability(
      members: sparsity, mean: d, spread: (memberVariance * d).squareRoot(), others: others,
      otherSpread: (otherVariance * d).squareRoot())
  }

  /// The success probability of `topk` at dimension d > 0.
  public func topKSuccess(dimension d: Double) throws(NumericsError) -> Double {
    exp(try logTopKSuccess(dimension: d))
  }

  /// The logarithm of the success probability of `threshold` at dimension d > 0:
  /// k·ln Φ((1−θ)·√(d/(k−1+P))) + (N−k)·ln Φ(θ·√(d/(k+P))).
  ///
  /// One member without noise has the correlation d, which is accepted if θ < 1. With k = N the log
  /// odds are infinite and `map` accepts everything.
  public func logThresholdSuccess(
    dimension d: Double, threshold: Threshold = .fixed(0.5)
  ) -> Double {
    let fraction: Double
    switch threshold {
    case .fixed(let value): fraction = value
    case .map:
      if others == 0 { return 0 }
      fraction = 0.5 + memberVariance / d * log(Double(others) / Double(sparsity))
    }
    let member: Double
    if memberVariance == 0 {
      member = fraction < 1 ? 0 : -.infinity
    } else {
      member = NormalDistribution.logCumulative((1 - fraction) * (d / memberVariance).squareRoot())
    }
    let other = NormalDistribution.logCumulative(fraction * (d / otherVariance).squareRoot())
    return Double(sparsity) * member + (others == 0 ? 0 : Double(others) * other)
  }

  /// The success probability of `threshold` at dimension d > 0.
  public func thresholdSuccess(
    dimension d: Double, threshold: Threshold = .fixed(0.5)
  ) -> Double {
    exp(logThresholdSuccess(dimension: d, threshold: threshold))
  }

  /// The dimension at which `topk` succeeds with probability `target`; nil if it does so at every
  /// dimension (k = N; or N = 2 and a target of at most a half).
  ///
  /// - Throws: if a numerical routine fails.
  public func topKDimension(target: Double) throws(NumericsError) -> Double? {
    if others == 0 { return nil }
    return try SuccessCurve.crossing(target: target, near: asymptoticDimension) {
      d throws(NumericsError) -> Double in try logTopKSuccess(dimension: d)
    }
  }

  /// The dimension at which `threshold` succeeds with probability `target`; nil if it does so at
  /// every dimension, as one codeword alone does, or if a fixed threshold lies outside 0 ..< 1.
  ///
  /// - Throws: if a numerical routine fails.
  public func thresholdDimension(
    target: Double, threshold: Threshold = .fixed(0.5)
  ) throws(NumericsError) -> Double? {
    if case .fixed(let fraction) = threshold, !(fraction > 0 && fraction < 1) { return nil }
    return try SuccessCurve.crossing(target: target, near: asymptoticDimension) {
      d throws(NumericsError) -> Double in
      logThresholdSuccess(dimension: d, threshold: threshold)
    }
  }

  /// Where a one-step decoder succeeds for large N, 2(k+P)(√ln N + √ln k)² (Proposition 5 with
  /// noise).
  var asymptoticDimension: Double {
    let root = log(Double(codewords) + 1).squareRoot() + log(Double(sparsity)).squareRoot()
    return 2 * otherVariance * root * root
  }
}
