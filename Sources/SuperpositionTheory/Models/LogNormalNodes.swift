#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The posterior of a lognormal coefficient in normal noise, by a sum over nodes.
///
/// Nodes are equidistant in t with dg/dt = (1 + (σ e^(σg)/τ)²)^(−½), so that they are close together
/// both in units of the law and of the noise, and the trapezoidal rule converges exponentially.
/// Beyond some 200 noise levels the law is flat, and its slope alone matters.
struct LogNormalNodes: Sendable {
  private let sigma: Double
  private let tau: Double
  /// e^(σg) and ln of the weight φ(g)·dg/dt·step.
  private let values: [Double]
  private let logWeights: [Double]
  /// Above this r the asymptotic form holds.
  private let far: Double

  private static let step = 0.2
  private static let reach = 8.5

  init(sigma: Double, tau: Double) {
    self.sigma = sigma
    self.tau = tau
    far = 200 * tau * max(1, 1 / sigma)
    let end = min(Self.reach, log(far + 20 * tau) / sigma)
    func place(_ g: Double) -> (t: Double, slope: Double) {
      let u = sigma * exp(sigma * g) / tau
      let root = (1 + u * u).squareRoot()
      // ∫ √(1+u²)/u du = √(1+u²) − asinh(1/u).
      return ((root - asinh(1 / u)) / sigma, root)
    }
    var values: [Double] = []
    var logWeights: [Double] = []
    var g = -Self.reach
    var (t, slope) = place(g)
    while g <= end || values.count < 8 {
      values.append(exp(sigma * g))
      logWeights.append(-0.5 * g * g - 0.918938533204672742 - log(slope) + log(Self.step))
      let wanted = t + Self.step
      g += Self.step / slope
      for _ in 0..<20 {
        (t, slope) = place(g)
        let correction = (wanted - t) / slope
        g += correction
        if abs(correction) < 1e-13 * (1 + abs(g)) { break }
      }
      t = wanted
      slope = place(g).slope
    }
    self.values = values
    self.logWeights = logWeights
  }

  /// As those of `TruncatedNormal`, but for the weight, which lacks e^(r²/2τ²): it is √(2π)·τ times
  /// the density of the observation, and no large numbers cancel in it.
  func moments(_ r: Double) -> TruncatedNormal.Moments {
    let square = tau * tau
    let g = r > far ? log(r) / sigma : 0
    if r > far, square * (1 + abs(g) / sigma) < 0.1 * r * r {
      let logDensity = -0.5 * g * g - log(r * sigma)
      return TruncatedNormal.Moments(
        mean: r - square * (1 + g / sigma) / r, variance: square,
        logWeight: logDensity + log(tau))
    }
    // Nodes beyond these weigh less than e^(−30) of the whole.
    let low = min(r, 1) - 13 * tau
    let high = max(r, 1) + 13 * tau
    let plausible = r > 0 && log(r) < Self.reach * sigma
    let first = index(of: plausible ? max(low, r - 13 * tau) : low)
    let last = max(index(of: high), min(first + 8, values.count - 1))
    var largest = -Double.infinity
    for i in first...last {
      let distance = (r - values[i]) / tau
      largest = max(largest, logWeights[i] - 0.5 * distance * distance)
    }
    var (sum, mean, second) = (0.0, 0.0, 0.0)
    for i in first...last {
      // Deviations from r, lest squares of large numbers cancel.
      let deviation = values[i] - r
      let distance = deviation / tau
      let weight = exp(logWeights[i] - 0.5 * distance * distance - largest)
      sum += weight
      mean += weight * deviation
      second += weight * deviation * deviation
    }
    guard sum > 0 else {
      return TruncatedNormal.Moments(mean: 0, variance: 0, logWeight: -.infinity)
    }
    mean /= sum
    return TruncatedNormal.Moments(
      mean: r + mean, variance: max(0, second / sum - mean * mean), logWeight: largest + log(sum))
  }

  /// The first node at or above `y`, at most the last one.
  private func index(of y: Double) -> Int {
    var low = 0
    var high = values.count - 1
    while low < high {
      let middle = (low + high) / 2
      if values[middle] >= y { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
