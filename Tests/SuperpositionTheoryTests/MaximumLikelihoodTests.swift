import SuperpositionNumerics
import SuperpositionTheory
import Testing

@Suite struct MaximumLikelihoodTests {
  /// numpy: logsumexp over all j of gammaln(k+1)-… + d*(gammaln(2j+1)-2*gammaln(j+1)-2j*log(2)), the
  /// least d by bisection. The cases above k = 4096 test the shortcuts.
  @Test(arguments: [
    (1 << 20, 1, 0.9, 24), (2, 1, 0.5, 1), (2, 1, 0.9, 4), (100, 50, 0.5, 32), (100, 99, 0.5, 8),
    (10000, 4999, 0.5, 1553), (1 << 20, 5000, 0.5, 6569), (1 << 20, 1 << 14, 0.9, 15587),
    (1 << 22, 1 << 17, 0.5, 90495), (1 << 16, 1 << 15, 0.9, 8401),
    (1 << 20, (1 << 20) - 6000, 0.5, 7515),
  ])
  func leastDimensionMatchesNumpy(n: Int, k: Int, target: Double, d: Int) {
    let found = MaximumLikelihood.minimumDimension(codewords: n, sparsity: k, target: target)
    #expect(found == d)
  }

  /// The same sum, at d and one below, with -log(pi*j)/2 - 1/(8j) + 1/(192j**3) for the last terms
  /// from j = 200 on, where differences of gammaln have too few digits left.
  @Test(arguments: [
    (1 << 20, 1 << 14, 15586, 0.875255658729325), (1 << 20, 1 << 14, 15587, -4.536505680571214),
    (1 << 22, 1 << 17, 90494, 4.209268592893467), (1 << 16, 1 << 15, 8400, -0.471982697925557),
    (1 << 20, (1 << 20) - 6000, 7514, 3.0768330299339355),
  ])
  func boundMatchesNumpy(n: Int, k: Int, d: Int, value: Double) {
    let found = MaximumLikelihood.logErrorBound(codewords: n, sparsity: k, dimension: d)
    #expect(abs(found - value) < 1e-6)
  }

  /// Vandermonde: at d = 0 the terms sum to C(N, k) − 1.
  @Test(arguments: [(50, 20), (1 << 13, 1 << 12), (30_000, 10_000), (1 << 40, 1 << 20)])
  func sumsToAllSupportsWithoutCoordinates(n: Int, k: Int) {
    let found = MaximumLikelihood.logErrorBound(codewords: n, sparsity: k, dimension: 0)
    #expect(relativeError(found, Combinatorics.logBinomial(n, k)) < 1e-11)
  }

  @Test func hugeCasesAreFastAndMonotone() {
    var last = 0
    let clock = ContinuousClock()
    let elapsed = clock.measure {
      for exponent in stride(from: 0, through: 59, by: 1) {
        let d = MaximumLikelihood.minimumDimension(
          codewords: 1 << 60, sparsity: 1 << exponent, target: 0.9)
        #expect(d > last, "k = 2^\(exponent)")
        last = d
      }
    }
    // 0.1 s each, with room for a busy machine.
    #expect(elapsed < .seconds(60))
  }

  @Test func nothingToConfuse() {
    #expect(MaximumLikelihood.logErrorBound(codewords: 5, sparsity: 5, dimension: 3) == -.infinity)
  }
}
