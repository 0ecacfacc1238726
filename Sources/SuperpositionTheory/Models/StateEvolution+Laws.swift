import SuperpositionCodes
import SuperpositionNumerics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension StateEvolution {
  /// N·mmse(τ²) for any law: k·∫ e(r)·(Var(Y | r, member) + P(other | r)·E(Y | r, member)²) dr, with e
  /// the density of a member's observation.
  ///
  /// The trapezoidal rule in steps of an eighth of τ, which is exact to rounding for functions that
  /// have been smoothed by normal noise; in steps that grow with r for a lognormal law, whose
  /// density varies over r itself.
  ///
  /// Below some 1/5000 of the law's range nearly all members are known, and the error of a continuous
  /// law is proportional to τ².
  func squaredErrorByLaw(_ tauSquared: Double) -> Double {
    let range = coefficients.usualRange
    let least = (range.upperBound - range.lowerBound) / 5000
    if case .logNormal = coefficients {
    } else if tauSquared < 0.999 * least * least {
      let ratio = tauSquared / (least * least)
      return coefficients.isContinuous ? ratio * squaredErrorByLaw(least * least) : 0
    }
    let members = Double(sparsity)
    let others = Double(codewords - sparsity)
    let prior = others == 0 ? Double.infinity : log(members / others)
    // The density of a member's observation, from the posterior at even odds.
    let even = CoefficientDenoiser(law: coefficients, priorLogOdds: 0, tauSquared: tauSquared)
    let tau = tauSquared.squareRoot()
    func term(_ r: Double) -> Double {
      let member = even.posterior(r)
      let logDensity = even.logDensity(r, posterior: member)
      if !(logDensity > -745) { return 0 }
      let doubt = CoefficientDenoiser.sigmoid(-(member.logOdds + prior))
      return exp(logDensity)
        * (member.memberVariance + doubt * member.memberMean * member.memberMean)
    }
    let step = 0.125
    var sum = 0.0
    if case .logNormal(let sigma) = coefficients {
      // r = (τ/c)·sinh(cu).
      let c = 0.1 * min(1, sigma)
      let last = Int(asinh(c * (range.upperBound + 12 * tau) / tau) / (c * step)) + 1
      let first = -Int(asinh(c * 12) / (c * step)) - 1
      for i in first...max(first, last) {
        let u = c * step * Double(i)
        sum += term(tau / c * sinh(u)) * cosh(u)
      }
    } else {
      let first = Int(((range.lowerBound - 12 * tau) / (tau * step)).rounded(.down))
      let last = Int(((range.upperBound + 12 * tau) / (tau * step)).rounded(.up))
      for i in first...last { sum += term(tau * step * Double(i)) }
    }
    return members * sum * tau * step
  }
}

extension CoefficientLaw {
  /// An interval that holds all but about 1e-17 of the law's second moment.
  fileprivate var usualRange: ClosedRange<Double> {
    switch self {
    case .one: 1...1
    case .sign: -1...1
    case .uniform(let low, let high): low...high
    case .exponential: 0...48
    case .halfNormal: 0...10
    // y² shifts the normal variable by 2σ.
    case .logNormal(let sigma): 0...exp(sigma * (8.5 + 2 * sigma))
    }
  }
}
