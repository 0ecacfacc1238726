import SuperpositionNumerics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The statistical dimension of the descent cone of basis pursuit, and the width of its transition.
///
/// The linear program min Σy, Fy = x, y ≥ 0 recovers a support of k members if and only if the null
/// space of F misses the descent cone C of Σy + indicator(y ≥ 0) at the indicator of the support.
/// Its polar is the union over t ≥ 0 of {v: v_S = t, v_j ≤ t elsewhere}, so that with g standard
/// normal ‖Π_C g‖² = dist²(g, C°) = min_t [Σ_S (g_i − t)² + Σ_others (g_j − t)₊²], and
/// δ = min_t k(1 + t²) + (N−k)[(1 + t²)Q(t) − tφ(t)]
/// (V. Chandrasekaran, B. Recht, P. Parrilo, A. Willsky, Found. Comput. Math. 12, 2012; D. Amelunxen,
/// M. Lotz, M. McCoy, J. Tropp, "Living on the edge", Inf. Inference 3, 2014, Recipe 4.1).
///
/// The success probability is the distribution function at d of a random variable V on 0…N whose
/// law is the conic intrinsic volumes of C (kinematic formula), with mean δ and variance
/// Var‖Π_C g‖² − 2δ (M. McCoy, J. Tropp, "From Steiner formulas for cones to concentration of
/// intrinsic volumes", Discrete Comput. Geom. 51, 2014, Proposition 4.4), asymptotically normal
/// (L. Goldstein, I. Nourdin, G. Peccati, "Gaussian phase transitions and conic intrinsic volumes",
/// Ann. Appl. Probab. 27, 2017). Var‖Π_C g‖² is taken at the minimising t, whose own fluctuation adds
/// only O(1): k(2 + 4t²) + (N−k)·Var (g − t)₊².
public struct StatisticalDimension: Equatable, Sendable {
  /// δ, the mean of V: the transition passes one half at about d = δ.
  public let delta: Double
  /// The standard deviation of V, the width of the transition in dimensions.
  public let standardDeviation: Double
  /// The minimising t, the size of the dual multiplier in standard units; 0 if k = N.
  public let multiplier: Double

  /// Of the program with `sparsity` of `codewords` coordinates at one.
  ///
  /// δ has a relative error below 1e-9 for every N up to 2^60. If k = N the cone is the half space
  /// Σu ≤ 0 and δ = N − ½.
  ///
  /// - Throws: if the root finder fails.
  public init(codewords: Int, sparsity: Int) throws(NumericsError) {
    let k = Double(sparsity)
    let n = Double(codewords - sparsity)
    if n == 0 {
      delta = k - 0.5
      standardDeviation = 0.5
      multiplier = 0
      return
    }
    // The derivative vanishes where k·t = (N−k)·(φ(t) − t·Q(t)); both sides are monotone.
    let balance: (Double) -> Double = { t in
      log(k * t) - log(n * Self.firstMoment(t))
    }
    var low = 1.0
    while balance(low) > 0 { low /= 2 }
    var high = 2 * low
    while balance(high) < 0 { high *= 2 }
    let t = try RootFinding.root(of: balance, in: low...high, relativeTolerance: 1e-14)
    let second = Self.secondMoment(t)
    let projection = k * (1 + t * t) + n * second
    let variance = k * (2 + 4 * t * t) + n * (Self.fourthMoment(t) - second * second)
    delta = projection
    standardDeviation = max(variance - 2 * projection, 0.25).squareRoot()
    multiplier = t
  }

  /// The predicted success probability Φ((d − δ)/sd) of basis pursuit.
  public func success(dimension: Double) -> Double {
    NormalDistribution.cumulative((dimension - delta) / standardDeviation)
  }

  /// The dimension at which the predicted success probability is `target`.
  ///
  /// - Throws: if the target lies outside 0...1.
  public func dimension(target: Double) throws(NumericsError) -> Double {
    delta + standardDeviation * (try NormalDistribution.quantile(target))
  }

  // Moments E (g − t)₊^m. The closed forms lose a factor of about t^(2m) of their precision by
  // cancellation, so from t = 2 on they give way to a recurrence without any.

  /// E (g − t)₊ = φ(t) − t·Q(t).
  static func firstMoment(_ t: Double) -> Double {
    if t >= 2 { return repeatedTail(1, t) }
    return NormalDistribution.density(t) - t * NormalDistribution.tail(t)
  }

  /// E (g − t)₊² = (1 + t²)·Q(t) − t·φ(t).
  static func secondMoment(_ t: Double) -> Double {
    if t >= 2 { return 2 * repeatedTail(2, t) }
    return (1 + t * t) * NormalDistribution.tail(t) - t * NormalDistribution.density(t)
  }

  /// E (g − t)₊⁴ = (t⁴ + 6t² + 3)·Q(t) − (t³ + 5t)·φ(t).
  static func fourthMoment(_ t: Double) -> Double {
    if t >= 2 { return 24 * repeatedTail(4, t) }
    let square = t * t
    return (square * (square + 6) + 3) * NormalDistribution.tail(t)
      - t * (square + 5) * NormalDistribution.density(t)
  }

  /// I_m(t) for t ≥ 2, the tail Q integrated m times from infinity: E (g − t)₊^m = m!·I_m(t).
  ///
  /// With I_{−1} = φ and I_0 = Q, m·I_m = I_{m−2} − t·I_{m−1} (Abramowitz and Stegun 7.2.5). The
  /// wanted solution is the smallest one, so the ratios r_m = I_m/I_{m−1} = 1/(t + (m + 1)·r_{m+1})
  /// are run backwards (J. Miller's algorithm).
  private static func repeatedTail(_ m: Int, _ t: Double) -> Double {
    let start = m + 60 + Int(3000 / (t * t))
    var ratio = 1 / (t + Double(start).squareRoot())
    var product = 1.0
    for j in stride(from: start, through: 0, by: -1) {
      ratio = 1 / (t + Double(j + 1) * ratio)
      if j <= m { product *= ratio }
    }
    return product * NormalDistribution.density(t)
  }
}
