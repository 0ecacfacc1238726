import SuperpositionCodes
import SuperpositionNumerics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The posterior of a coefficient that is 0 but for k of N codewords, seen in normal noise:
/// r = Y + τG, Y = 0 with probability 1 − k/N and of a law otherwise.
///
/// The denoiser of approximate message passing is the posterior mean, its derivative the posterior
/// variance over τ². In closed form for all laws but the lognormal one, which is summed over nodes.
public struct CoefficientDenoiser: Sendable {
  /// What r says about Y.
  public struct Posterior: Equatable, Sendable {
    /// ln of the odds that the codeword is a member.
    public var logOdds: Double
    /// E[Y | r, member].
    public var memberMean: Double
    /// Var[Y | r, member].
    public var memberVariance: Double

    /// P(member | r).
    public var probability: Double { CoefficientDenoiser.sigmoid(logOdds) }
    /// E[Y | r], the denoiser η(r).
    public var mean: Double { probability * memberMean }
    /// Var[Y | r] = τ²·η'(r).
    public var variance: Double {
      probability
        * (memberVariance + CoefficientDenoiser.sigmoid(-logOdds) * memberMean * memberMean)
    }
  }

  /// The law of a member's coefficient.
  public let law: CoefficientLaw
  /// ln(k/(N − k)), the odds before anything is seen; +∞ for k = N.
  public let priorLogOdds: Double
  /// τ².
  public let tauSquared: Double

  private let tau: Double
  /// A constant of the law that is added to the log odds.
  private let offset: Double
  /// Mean of the truncated normal law: slope·r − shift; its standard deviation before truncation.
  private let slope: Double
  private let shift: Double
  private let deviation: Double
  private let nodes: LogNormalNodes?

  /// The denoiser at one noise level.
  ///
  /// - Parameters:
  ///   - law: of the coefficients.
  ///   - priorLogOdds: ln(k/(N − k)).
  ///   - tauSquared: τ² > 0, finite.
  /// - Complexity: constant, for a lognormal law some thousand operations.
  public init(law: CoefficientLaw, priorLogOdds: Double, tauSquared: Double) {
    self.law = law
    self.priorLogOdds = priorLogOdds
    self.tauSquared = max(tauSquared, 1e-280)
    tau = self.tauSquared.squareRoot()
    var (offset, slope, shift, deviation) = (priorLogOdds, 1.0, 0.0, tau)
    var nodes: LogNormalNodes?
    switch law {
    case .one, .sign: offset -= 0.5 / self.tauSquared
    case .uniform(let low, let high): offset -= log(high - low)
    case .exponential:
      offset += log(tau)
      shift = self.tauSquared
    case .halfNormal:
      // ½ ln(2/π) + ln s.
      slope = 1 / (1 + self.tauSquared)
      deviation = (self.tauSquared * slope).squareRoot()
      offset += 0.5 * log(2 / Double.pi) + log(deviation)
    case .logNormal(let sigma): nodes = LogNormalNodes(sigma: sigma, tau: tau)
    }
    self.offset = offset
    self.slope = slope
    self.shift = shift
    self.deviation = deviation
    self.nodes = nodes
  }

  /// What the observation `r` says, finite for every finite r.
  public func posterior(_ r: Double) -> Posterior {
    switch law {
    case .one:
      return Posterior(logOdds: offset + r / tauSquared, memberMean: 1, memberVariance: 0)
    case .sign:
      let x = r / tauSquared
      let size = abs(x)
      let decay = exp(-2 * size)
      let spread = 4 * decay / ((1 + decay) * (1 + decay))
      // ln cosh x = |x| + ln(1 + e^(−2|x|)) − ln 2.
      return Posterior(
        logOdds: offset + size + log1p(decay) - Entropy.ln2, memberMean: tanh(x),
        memberVariance: spread)
    case .uniform(let low, let high):
      let moments = TruncatedNormal.interval(r, tau, low: low, high: high)
      return Posterior(
        logOdds: offset + moments.logWeight, memberMean: moments.mean,
        memberVariance: moments.variance)
    case .exponential, .halfNormal:
      let moments = TruncatedNormal.positive(slope * r - shift, deviation)
      return Posterior(
        logOdds: offset + moments.logWeight, memberMean: moments.mean,
        memberVariance: moments.variance)
    case .logNormal:
      guard let nodes else {
        return Posterior(logOdds: offset, memberMean: 0, memberVariance: 0)
      }
      let moments = nodes.moments(r)
      return Posterior(
        logOdds: offset + moments.logWeight + 0.5 * (r / tau) * (r / tau),
        memberMean: moments.mean, memberVariance: moments.variance)
    }
  }

  /// ln of the density of a member's observation.
  func logDensity(_ r: Double, posterior: Posterior) -> Double {
    if let nodes {
      // Where r is millions of τ, the odds and the noise's density are large numbers that cancel.
      return nodes.moments(r).logWeight + NormalDistribution.logDensity(0) - log(tau)
    }
    return posterior.logOdds - priorLogOdds + NormalDistribution.logDensity(r / tau) - log(tau)
  }

  /// Replaces each observation by its posterior mean.
  ///
  /// - Returns: Σ Var[Y | r], whose quotient by τ² is the sum of the derivatives in the Onsager term.
  /// - Complexity: O(count), without allocation.
  public func denoise(_ values: UnsafeMutableBufferPointer<Double>) -> Double {
    var total = 0.0
    for i in values.indices {
      let found = posterior(values[i])
      let probability = Self.sigmoid(found.logOdds)
      values[i] = probability * found.memberMean
      total +=
        probability
        * (found.memberVariance
          + Self.sigmoid(-found.logOdds) * found.memberMean * found.memberMean)
    }
    return total
  }

  /// 1/(1 + e^(−x)).
  @inline(__always)
  static func sigmoid(_ x: Double) -> Double {
    if x >= 0 { return 1 / (1 + exp(-x)) }
    let e = exp(x)
    return e / (1 + e)
  }
}
