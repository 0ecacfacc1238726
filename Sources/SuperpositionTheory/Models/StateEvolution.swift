import SuperpositionCodes
import SuperpositionNumerics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// State evolution of approximate message passing with the Bayes denoiser of the coefficients' law.
///
/// In iteration t the decoder sees r = Y + τ_t·G in each coordinate, with Y a coefficient with
/// probability k/N and else 0, and G standard normal, and τ²_{t+1} = σ² + (N/d)·mmse(τ²_t),
/// σ² = P/d, from τ²_0 = (k·E y² + P)/d
/// (D. Donoho, A. Maleki, A. Montanari, PNAS 106, 2009; M. Bayati, A. Montanari, IEEE Trans. Inf.
/// Theory 57, 2011).
///
/// For y = 1, with Bayes' rule, N·mmse(τ²) = k·E[1/(1 + exp(1/(2τ²) + G/τ − ln((N−k)/k)))], the expected doubt
/// about a member: an integral over one normal variable of numbers between 0 and 1, exact at
/// k/N = 2^−60 as well. For other laws N·mmse(τ²) = k·E[Var(Y | r, member) + P(other | r)·E(Y | r,
/// member)²] over the observations r of members, a sum of positive terms too. A fixed point τ² at dimension d satisfies d = (P + N·mmse(τ²))/τ², a function
/// of τ² alone; all fixed points and the threshold are read from it.
public struct StateEvolution: Sendable {
  /// N.
  public let codewords: Int
  /// k.
  public let sparsity: Int
  /// P, the noise in each coordinate.
  public let noise: Double
  /// The law of the coefficients.
  public let coefficients: CoefficientLaw

  /// k or N − k, whichever is smaller: the mean squared error is the same for both.
  private let rarer: Double
  /// ln of the odds against the rarer value.
  private let logOdds: Double

  /// At a point; the target plays no part.
  public init(_ point: TheoryPoint) {
    codewords = point.codewords
    sparsity = point.sparsity
    noise = point.noise
    coefficients = point.coefficients
    let small = min(point.sparsity, point.codewords - point.sparsity)
    rarer = Double(small)
    logOdds = small == 0 ? .infinity : log(Double(point.codewords - small) / Double(small))
  }

  /// N·mmse(τ²), the expected squared distance of the estimate from the coefficients, increasing.
  ///
  /// For y = 1 from 0 to k(N−k)/N, with a relative error below 1e-11 (0 where it is below 1e-300); for
  /// other laws below 1e-6.
  public func totalSquaredError(_ tauSquared: Double) -> Double {
    if !(tauSquared > 0) { return 0 }
    if coefficients != .one { return squaredErrorByLaw(tauSquared) }
    if rarer == 0 { return 0 }
    let tau = tauSquared.squareRoot()
    let offset = 0.5 / tauSquared - logOdds
    // Below this the doubt is concentrated beyond 38 standard deviations.
    if offset * tau > 38 { return 0 }
    let logDoubt: (Double) -> Double = { g in
      let x = offset + g / tau
      let softplus = x > 0 ? x + log1p(exp(-x)) : log1p(exp(x))
      return NormalDistribution.logDensity(g) - softplus
    }
    let guess = max(-1 / tau, min(0, -offset * tau))
    // The integrand is smooth and log-concave, so the quadrature has nothing to fail at.
    let value = try? Quadrature.logIntegral(
      ofLogConcave: logDoubt, near: guess, scale: min(1, tau), relativeTolerance: 1e-12)
    return value.map { rarer * exp($0) } ?? 0
  }

  /// mmse(τ²) = E (Y − E[Y | Y + τG])², per coordinate.
  public func mmse(_ tauSquared: Double) -> Double {
    totalSquaredError(tauSquared) / Double(codewords)
  }

  /// τ₀² = (k·E y² + P)/d, where the decoder starts.
  public func start(dimension: Double) -> Double {
    (Double(sparsity) * coefficients.secondMoment + noise) / dimension
  }

  /// τ² of the next iteration.
  public func next(_ tauSquared: Double, dimension: Double) -> Double {
    (noise + totalSquaredError(tauSquared)) / dimension
  }

  /// The predicted τ² of each iteration, the start first.
  ///
  /// Ends when τ² changes by less than 1e-12 of itself, is 0 (below 1e-300), or after `limit`
  /// iterations.
  ///
  /// - Parameters:
  ///   - dimension: d > 0.
  ///   - tauSquared: where to start; `start(dimension:)` by default.
  ///   - limit: the largest number of iterations.
  public func iterate(
    dimension: Double, from tauSquared: Double? = nil, limit: Int = 1000
  ) -> [Double] {
    var sequence = [tauSquared ?? start(dimension: dimension)]
    while sequence.count <= limit {
      let last = sequence[sequence.count - 1]
      let new = next(last, dimension: dimension)
      sequence.append(new)
      if new == 0 || abs(new - last) <= 1e-12 * last { break }
    }
    return sequence
  }

  /// d = (P + N·mmse(τ²))/τ², the dimension at which τ² is a fixed point.
  func dimension(ofFixedPoint tauSquared: Double) -> Double {
    (noise + totalSquaredError(tauSquared)) / tauSquared
  }

  /// All fixed points of the recursion at a dimension, in increasing order.
  ///
  /// Without noise the first one is 0. Points closer than a factor of 1.04 may be missed.
  ///
  /// - Throws: if the root finder fails.
  public func fixedPoints(dimension: Double) throws(NumericsError) -> [Double] {
    let least = noise / dimension
    var points: [Double] = []
    // Up to here the error is nil.
    let negligible = 1e-4
    if least < negligible { points.append(least) }
    let low = log(max(least, negligible))
    let high = log(max(start(dimension: dimension), 2 * negligible)) + 1e-9
    let difference: (Double) -> Double = { x in
      self.dimension(ofFixedPoint: exp(x)) / dimension - 1
    }
    let count = max(8, Int((high - low) / 0.04))
    var left = low - 1e-9
    var leftValue = difference(left)
    for i in 1...count {
      let right = low + (high - low) * Double(i) / Double(count)
      let rightValue = difference(right)
      if (leftValue > 0) != (rightValue > 0) {
        points.append(
          exp(try RootFinding.root(of: difference, in: left...right, relativeTolerance: 1e-13)))
      }
      left = right
      leftValue = rightValue
    }
    return points
  }

  /// The least dimension from which on the recursion from τ₀² reaches the same fixed point as one
  /// from σ² (without noise: goes to 0); nil if there is no such transition.
  ///
  /// It is the largest local maximum of the dimension as a function of the fixed point: just below it
  /// a second fixed point stops the recursion. With much noise that function has no maximum, the fixed
  /// point moves smoothly with d, and there is no transition; nor is there one for k = N. Relative
  /// error below 1e-9.
  ///
  /// - Throws: if the minimiser fails.
  public func threshold() throws(NumericsError) -> Double? {
    if rarer == 0 { return nil }
    // The maximum lies near τ² = 1/(2·log odds) for sparse supports, at most a few for dense ones;
    // for other laws in proportion to their squares.
    var scale = coefficients.secondMoment
    if case .logNormal = coefficients { scale = 1 }
    let low = log(1e-3 * scale)
    let step = 0.05
    let negative: (Double) -> Double = { -self.dimension(ofFixedPoint: exp($0)) }
    var best: Double?
    var before = negative(low)
    var here = negative(low + step)
    for i in 2...280 {
      let place = low + Double(i) * step
      let after = negative(place)
      if here < before, here < after {
        let found = try Minimization.minimum(
          of: negative, in: (place - 2 * step)...place, near: place - step)
        best = max(best ?? 0, -found.value)
      }
      before = here
      here = after
    }
    return best
  }

  /// The logarithm of the probability that the k largest of r = Y + τG are the members: exact
  /// recovery at a fixed point τ² > 0, if the coordinates of r are independent; for y = 1.
  ///
  /// - Throws: if the quadrature fails.
  public func logSuccess(tauSquared: Double) throws(NumericsError) -> Double {
    if tauSquared == 0 { return 0 }
    let tau = tauSquared.squareRoot()
    return try GaussianSeparation.logProbability(
      members: sparsity, mean: 1, spread: tau, others: codewords - sparsity, otherSpread: tau)
  }
}
