import Foundation

/// The Bayes denoiser of the {0, 1} prior, cut where it is negligible.
///
/// For r = Y + τG with Y ~ Bernoulli(k/N) the posterior mean is
/// η(r) = 1/(1 + exp((½ - r)/τ² + ln((N-k)/k))). The denoiser returns η(r) where η(r) ≥ c, the
/// `cut`, and 0 elsewhere, so that an estimate is a short list. Since η is a conditional mean, that
/// costs E[η²; η < c] ≤ c/(1-c)·E[η(1-η)] of mean squared error: at most the fraction c/(1-c) of
/// the least possible one.
struct ApproximateMessagePassingDenoiser {
  /// c.
  let cut: Double
  /// r at which η(r) = c: the least r whose estimate is not 0.
  let leastKept: Double
  /// What the step of height c at `leastKept` adds to the expected sum of derivatives of the
  /// denoiser: N·c·p(leastKept), p the density of r.
  let derivativeOfStep: Double
  private let inverseVariance: Double
  private let logOdds: Double

  /// The denoiser at effective noise τ².
  ///
  /// - Parameters:
  ///   - variance: τ² > 0.
  ///   - codewordCount: N.
  ///   - sparsity: k, 1 ≤ k < N.
  ///   - cut: c, 0 < c < 1.
  init(variance: Double, codewordCount: Int, sparsity: Int, cut: Double) {
    let others = Double(codewordCount - sparsity)
    self.cut = cut
    logOdds = log(others / Double(sparsity))
    inverseVariance = 1 / variance
    leastKept = 0.5 + variance * (logOdds + log(cut / (1 - cut)))
    // At leastKept the two terms of the mixture density stand as (1-c) : c, so that
    // p = (1 - k/N)·φ(leastKept/τ)/τ/(1-c).
    derivativeOfStep =
      others * cut / (1 - cut) * exp(-leastKept * leastKept / 2 * inverseVariance)
      * (inverseVariance / (2 * .pi)).squareRoot()
  }

  /// η(r), without the cut; in [0, 1], never NaN for finite r.
  func posteriorMean(_ value: Double) -> Double {
    1 / (1 + exp((0.5 - value) * inverseVariance + logOdds))
  }
}
