import SuperpositionNumerics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whether the least of some normal variables exceeds the largest of others.
enum GaussianSeparation {
  /// ln P(min of `members` Normal(mean, spread²) > max of `others` Normal(0, otherSpread²)), all of
  /// them independent.
  ///
  /// Integrated over the least member in standard units, in logarithms: the integrand
  /// k·φ(g)·Q(g)^(k−1)·Φ((mean + spread·g)/otherSpread)^n is log-concave. Below e^(−10⁵) the peak of
  /// the integrand stands for the integral, a relative error of the logarithm below 1e-3.
  static func logProbability(
    members: Int, mean: Double, spread: Double, others: Int, otherSpread: Double
  ) throws(NumericsError) -> Double {
    if others == 0 { return 0 }
    let n = Double(others)
    if spread == 0 { return n * NormalDistribution.logCumulative(mean / otherSpread) }
    let k = Double(members)
    let shift = mean / otherSpread
    let ratio = spread / otherSpread
    let logIntegrand: (Double) -> Double = { g in
      NormalDistribution.logDensity(g) + (k - 1) * NormalDistribution.logTail(g)
        + n * NormalDistribution.logCumulative(shift + ratio * g)
    }
    let guess = try NormalDistribution.quantile(1 / (k + 1))
    if logIntegrand(guess) < -1e5 {
      // Far below anything that is ever compared: a coarse maximum is enough.
      return coarseMaximum(logIntegrand, near: guess)
    }
    let value = try Quadrature.logIntegral(
      ofLogConcave: logIntegrand, near: guess, scale: 1, relativeTolerance: 1e-12)
    return min(0, log(k) + value)
  }

  /// The maximum of a concave function by ternary search, to a relative error below 1e-6.
  private static func coarseMaximum(_ function: (Double) -> Double, near guess: Double) -> Double {
    var low = guess - 1
    var high = guess + 1
    while function(low) > function(low + 1), low > -1e150 { low = guess - 2 * (guess - low) }
    while function(high) > function(high - 1), high < 1e150 { high = guess + 2 * (high - guess) }
    for _ in 0..<200 {
      let a = low + (high - low) / 3
      let b = high - (high - low) / 3
      if function(a) < function(b) { low = a } else { high = b }
    }
    return function(0.5 * (low + high))
  }
}
