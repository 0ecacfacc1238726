#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Moments of normal variables that are known to lie in an interval, accurate in far tails.
enum TruncatedNormal {
  /// The mean, the variance, and ln of √(2π)·s·e^(r²/2s²) times the normal probability of the interval.
  struct Moments {
    var mean: Double
    var variance: Double
    var logWeight: Double
  }

  private static let halfLogTwoPi = 0.918938533204672741780329736406

  /// Mills' ratio R(x) = Q(x)/φ(x) by its logarithm, u = 1/R(x) − x, and 1 − u/R(x), which is the
  /// variance of a normal variable beyond x. No step cancels more than two digits.
  ///
  /// Below 5 by the complementary error function; above by the continued fraction
  /// 1/R = x + 1/(x + 2/(x + 3/(x + …))) (Laplace), whose 14th step is below rounding there.
  @inline(__always)
  static func mills(_ x: Double) -> (logRatio: Double, gap: Double, variance: Double) {
    if x < 5 {
      let tail = 0.5 * erfc(x * 0.707106781186547524400844362105)
      let hazard = 0.398942280401432677939946059934 * exp(-0.5 * x * x) / tail
      let gap = hazard - x
      return (log(tail) + 0.5 * x * x + halfLogTwoPi, gap, max(0, 1 - hazard * gap))
    }
    var fraction = x
    for i in stride(from: 14.0, through: 3, by: -1) { fraction = x + i / fraction }
    let inner = 2 / fraction
    let gap = 1 / (x + inner)
    return (-log(x + gap), gap, gap * (inner - gap))
  }

  /// Normal(mu, s²) on [0, ∞): mean, variance and ln R(−mu/s).
  @inline(__always)
  static func positive(_ mu: Double, _ s: Double) -> Moments {
    let (logRatio, gap, variance) = mills(-mu / s)
    return Moments(mean: s * gap, variance: s * s * variance, logWeight: logRatio)
  }

  /// An interval over which the density hardly changes, by Gauss and Legendre's rule of eight points,
  /// in distances from its middle: tails would cancel.
  private static func nearlyUniform(
    _ r: Double, _ s: Double, middle: Double, width: Double
  ) -> Moments {
    let slope = (r - middle) / (s * s)
    var (mass, mean, second) = (0.0, 0.0, 0.0)
    for (place, weight) in legendre {
      for u in [-0.5 * width * place, 0.5 * width * place] {
        let value = 0.5 * weight * exp(u * slope - 0.5 * (u / s) * (u / s))
        mass += value
        mean += value * u
        second += value * u * u
      }
    }
    mean /= mass
    return Moments(
      mean: middle + mean, variance: second / mass - mean * mean,
      logWeight: log(width) + middle * (2 * r - middle) / (2 * s * s) + log(mass))
  }

  /// Positive nodes and their weights.
  private static let legendre: [(Double, Double)] = [
    (0.183434642495649805, 0.362683783378361983), (0.525532409916328986, 0.313706645877887287),
    (0.796666477413626740, 0.222381034453374471), (0.960289856497536232, 0.101228536290376259),
  ]

  /// Normal(r, s²) on [low, high], 0 ≤ low < high; `logWeight` is
  /// ln ∫ e^((2ry − y²)/2s²) dy over the interval.
  static func interval(_ r: Double, _ s: Double, low: Double, high: Double) -> Moments {
    let width = high - low
    let alpha = (low - r) / s
    let beta = (high - r) / s
    let middle = 0.5 * (low + high)
    var result: Moments
    if (beta - alpha) * (1 + abs(alpha + beta)) < 1 {
      result = nearlyUniform(r, s, middle: middle, width: width)
    } else if alpha >= 0 || beta <= 0 {
      // From the end that is nearer to r.
      let above = alpha >= 0
      let near = above ? alpha : -beta
      let far = above ? beta : -alpha
      let end = above ? low : high
      let ratio = exp(-0.5 * (far - near) * (far + near))
      let first = mills(near)
      let logEnd = log(s) + end * (2 * r - end) / (2 * s * s)
      var distance: Double
      var variance: Double
      var logWeight: Double
      if ratio < 1e-18 {
        distance = first.gap
        variance = first.variance
        logWeight = logEnd + first.logRatio
      } else {
        let second = exp(mills(far).logRatio)
        let mass = exp(first.logRatio) - ratio * second
        let shift = (1 - ratio) / mass
        distance = shift - near
        variance = 1 + (near - far * ratio) / mass - shift * shift
        logWeight = logEnd + log(mass)
      }
      if !(distance >= 0) { distance = 0 }
      if !logWeight.isFinite { logWeight = logEnd }
      if !(variance >= 0) { variance = 0 }
      result = Moments(
        mean: above ? end + s * distance : end - s * distance, variance: s * s * variance,
        logWeight: logWeight)
    } else {
      let root = 0.707106781186547524400844362105
      let mass = 0.5 * (erf(beta * root) - erf(alpha * root))
      let lower = 0.398942280401432677939946059934 * exp(-0.5 * alpha * alpha)
      let upper = 0.398942280401432677939946059934 * exp(-0.5 * beta * beta)
      let shift = (lower - upper) / mass
      result = Moments(
        mean: r + s * shift,
        variance: s * s * (1 + (alpha * lower - beta * upper) / mass - shift * shift),
        logWeight: log(mass) + log(s) + halfLogTwoPi + 0.5 * (r / s) * (r / s))
    }
    result.mean = min(high, max(low, result.mean))
    result.variance = min(0.25 * width * width, max(0, result.variance))
    return result
  }
}
