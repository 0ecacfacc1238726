import Foundation
import Testing

@testable import SuperpositionDecoders

@Suite struct ApproximateMessagePassingDenoiserTests {
  private func denoiser(
    _ variance: Double, _ codewordCount: Int, _ sparsity: Int, cut: Double = 0.01
  ) -> ApproximateMessagePassingDenoiser {
    ApproximateMessagePassingDenoiser(
      variance: variance, codewordCount: codewordCount, sparsity: sparsity, cut: cut)
  }

  /// η by hand: even odds at r = ½ and k = N/2; prior odds at r = ½ for k = 1 and k = N-1.
  @Test func handChecked() {
    #expect(denoiser(0.3, 10, 5).posteriorMean(0.5) == 0.5)
    #expect(abs(denoiser(0.3, 100, 1).posteriorMean(0.5) - 0.01) < 1e-15)
    #expect(abs(denoiser(0.3, 100, 99).posteriorMean(0.5) - 0.99) < 1e-15)
    // (r - ½)/τ² = 2 and odds 1:3: e²/(e² + 3).
    let value = denoiser(0.25, 8, 2).posteriorMean(1)
    #expect(abs(value - exp(2.0) / (exp(2.0) + 3)) < 1e-15)
  }

  @Test(arguments: [1e-12, 1e-3, 1, 1e9])
  func limits(variance: Double) {
    for sparsity in [1, 500, 999] {
      let denoiser = denoiser(variance, 1000, sparsity)
      #expect(denoiser.posteriorMean(-1e12) < 0.5 || variance > 1)
      #expect(denoiser.posteriorMean(1e12) > 0.5)
      for value in [-1e12, -1, 0, 0.5, 1, 1e12] {
        let mean = denoiser.posteriorMean(value)
        #expect(mean >= 0 && mean <= 1)
      }
      #expect(denoiser.derivativeOfStep.isFinite && denoiser.derivativeOfStep >= 0)
      #expect(abs(denoiser.posteriorMean(denoiser.leastKept) - 0.01) < 1e-3)
    }
  }

  /// The cut costs at most c/(1-c) of the least mean squared error, and the derivatives of the cut
  /// denoiser, its step included, satisfy Stein's identity E[η_c·(r - Y)] = τ²·E[η_c'].
  @Test(arguments: [(0.05, 1 << 20, 64), (0.11, 1 << 20, 256), (0.01, 4096, 16), (0.2, 100, 40)])
  func costAndDerivativeOfTheCut(variance: Double, codewordCount: Int, sparsity: Int) {
    let denoiser = denoiser(variance, codewordCount, sparsity)
    let deviation = variance.squareRoot()
    let share = Double(sparsity) / Double(codewordCount)
    var leastError = 0.0
    var added = 0.0
    var derivatives = denoiser.derivativeOfStep
    var covariance = 0.0
    // The midpoint rule, its cells aligned with the step, over thirteen deviations either side.
    let cell = deviation / 2000
    for index in -26000..<(26000 + Int(1.5 / cell)) {
      let value = denoiser.leastKept + (Double(index) + 0.5) * cell
      func density(_ mean: Double) -> Double {
        exp(-(value - mean) * (value - mean) / (2 * variance))
          / (deviation * (2 * .pi).squareRoot())
      }
      let others = (1 - share) * density(0) * cell * Double(codewordCount)
      let members = share * density(1) * cell * Double(codewordCount)
      let mean = denoiser.posteriorMean(value)
      leastError += mean * (1 - mean) * (others + members)
      if value < denoiser.leastKept {
        added += mean * mean * (others + members)
      } else {
        derivatives += mean * (1 - mean) / variance * (others + members)
        covariance += mean * (value * others + (value - 1) * members)
      }
    }
    #expect(added > 0 && added < 0.01 / 0.99 * leastError)
    #expect(abs(covariance / variance - derivatives) < 1e-4 * derivatives)
  }
}
