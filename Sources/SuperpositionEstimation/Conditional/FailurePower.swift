import Foundation

/// (1 - q)^n from independent unbiased estimates of q, without bias.
///
/// Around any fixed guess c, (1 - q)^n = (1 - c)^n Σ_j (-1)^j C(n, j) ((q - c)/(1 - c))^j. With B
/// independent unbiased estimates q_b, the j-th power has the unbiased estimate e_j(y)/C(B, j), e_j
/// the elementary symmetric polynomial of y_b = (q_b - c)/(1 - c) (a U-statistic, Hoeffding 1948).
/// The series ends at j = B, so the bias is the remainder, of the order of
/// |n(q - c)|^(B+1)/(B+1)!·(1 - c)^n: exactly 0 for n ≤ B and negligible when c is near.
///
/// Its variance is about e^(-2λ)·(e^(λ²ε²) - 1), λ = n·q, ε the relative error of the mean of the
/// q_b, so λ·ε has to stay near 1. Beyond λ = 12 the plain power of the mean is used, which is below
/// 10⁻⁵ and so is its bias.
struct FailurePower {
  /// The estimate of (1 - q)^n; it may leave [0, 1] by its noise.
  let value: Double
  /// An estimate of its variance.
  let variance: Double
  /// The size of its bias at most, judged at three standard errors of the q_b, which is no proof: for
  /// 9 to 48 exponential estimates it was not exceeded beyond noise in any case tried, λ from 0.05
  /// to 8, c from a tenth of q to ten times q.
  let biasBound: Double

  /// The highest degree used; beyond, terms are below rounding for every case that is sampled.
  static let largestDegree = 48

  /// The series is used only where what it leaves out is less than this. Where the remainder may be
  /// anything its partial sum can be anything too, far outside [0, 1].
  static let largestRemainder = 0.05

  /// Above this n·q the plain power of the mean is taken.
  static let largestExpectation = 12.0

  /// Estimates (1 - q)^n.
  ///
  /// - Parameters:
  ///   - expectations: n·q_b, independent unbiased estimates of n·q, at least two.
  ///   - guess: n·c, fixed independently of them, 0 ≤ c < 1.
  ///   - count: n ≥ 1, any real integer.
  init(expectations: [Double], guess: Double, count: Double) {
    let batches = expectations.count
    let mean = expectations.reduce(0, +) / Double(batches)
    let spread =
      expectations.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      / Double(batches * (batches - 1))
    // The derivative of (1 - q)^n at the mean; kept within the range a probability has.
    let slope = exp(count * log1p(-min(mean / count, 1 - 1e-12)))
    variance = min(slope * slope * spread, 0.25)
    if max(guess, mean) > Self.largestExpectation {
      value = slope
      // The mean of e^-λ' for λ' with a gamma law of this mean and variance.
      let relative = spread / (mean * mean)
      biasBound = relative > 0 ? exp(-log1p(mean * relative) / relative) : 0
      return
    }
    let base = exp(count * log1p(-guess / count))
    let scale = 1 - guess / count
    let degree = min(batches, Self.largestDegree)
    var symmetric = [Double](repeating: 0, count: degree + 1)
    symmetric[0] = 1
    for (position, expectation) in expectations.enumerated() {
      let difference = (expectation - guess) / scale
      for j in stride(from: min(position + 1, degree), through: 1, by: -1) {
        symmetric[j] += difference * symmetric[j - 1]
      }
    }
    // C(n, j)/n^j and C(B, j), by recurrence.
    var sum = 1.0
    var coefficient = 1.0
    for j in 1...degree {
      let index = Double(j - 1)
      coefficient *= -(1 - index / count) / (Double(batches) - index)
      if coefficient == 0 { break }
      sum += coefficient * symmetric[j]
    }
    let distance = (abs(mean - guess) + 3 * spread.squareRoot()) / scale
    let order = Double(degree + 1)
    let remainder =
      count <= Double(batches)
      ? 0 : min(1, exp(log(base) + order * log(max(distance, 1e-300)) - lgamma(order + 1)))
    // Far from the guess the series does not settle. The power of the mean has, to second order,
    // the bias n²var(q)/2·(1 - q)^n, at most that at the lower end of what q can be.
    let least = max(0, mean - 3 * spread.squareRoot())
    let curvature = min(1, spread / 2 * exp(-least))
    if remainder <= min(curvature, Self.largestRemainder) {
      value = base * sum
      biasBound = remainder
    } else {
      value = min(1, slope * max(0, 1 - spread / 2))
      biasBound = curvature
    }
  }
}
