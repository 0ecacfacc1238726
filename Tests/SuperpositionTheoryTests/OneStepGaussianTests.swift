import SuperpositionNumerics
import SuperpositionTheory
import Testing

@Suite struct OneStepGaussianTests {
  /// scipy: optimize.brentq on k*logcdf(.5*sqrt(d/(k-1+P))) + (N-k)*logcdf(.5*sqrt(d/(k+P))), and on
  /// logsumexp over 200001 points of the least member in [-14, 14] for topk.
  @Test(arguments: [
    (1 << 20, 256, 0.0, 0.9, 27672.4094789, 17655.5091898),
    (1 << 60, 64, 0, 0.9, 20842.7728613, 8883.0964762),
    (1 << 60, 1 << 30, 0, 0.5, 333697729625.44995, 238601821418.9034),
    (1000, 1, 0, 0.5, 40.8909356, 10.2227339),
    (1000, 1, 3.0, 0.9, 219.701955, 78.9034035),
    (100, 50, 2.5, 0.9, 1966.8690731, 1494.7706433),
    (100, 99, 0, 0.1, 1567.7932168, 120.4759009),
  ])
  func crossingsMatchScipy(
    n: Int, k: Int, noise: Double, p: Double, threshold: Double, topk: Double
  ) throws {
    let model = OneStepGaussian(try TheoryPoint(codewords: n, sparsity: k, noise: noise))
    let foundThreshold = try #require(try model.thresholdDimension(target: p))
    let foundTopK = try #require(try model.topKDimension(target: p))
    #expect(relativeError(foundThreshold, threshold) < 1e-7)
    #expect(relativeError(foundTopK, topk) < 1e-7)
    #expect(relativeError(model.thresholdSuccess(dimension: foundThreshold), p) < 1e-9)
    #expect(relativeError(try model.topKSuccess(dimension: foundTopK), p) < 1e-9)
  }

  /// Draw the model's normal variables and decode.
  @Test(arguments: [(60, 5, 0.0, 70.0), (60, 5, 2, 110), (12, 6, 0.5, 90), (40, 1, 0, 9)])
  func successMatchesMonteCarlo(n: Int, k: Int, noise: Double, d: Double) throws {
    let model = OneStepGaussian(try TheoryPoint(codewords: n, sparsity: k, noise: noise))
    var generator = NormalGenerator(seed: UInt64(n * 1000 + k))
    let trials = 20_000
    let spread = ((Double(k - 1) + noise) * d).squareRoot()
    let otherSpread = ((Double(k) + noise) * d).squareRoot()
    var fraction = 0.5
    fraction += (Double(k - 1) + noise) / d * naturalLogarithm(Double(n - k) / Double(k))
    var counts = [0, 0, 0]
    for _ in 0..<trials {
      var least = Double.infinity
      var largest = -Double.infinity
      for _ in 0..<k { least = min(least, d + spread * generator.normal()) }
      for _ in k..<n { largest = max(largest, otherSpread * generator.normal()) }
      if least > largest { counts[0] += 1 }
      if least > 0.5 * d, largest <= 0.5 * d { counts[1] += 1 }
      if least > fraction * d, largest <= fraction * d { counts[2] += 1 }
    }
    let predictions = [
      try model.topKSuccess(dimension: d), model.thresholdSuccess(dimension: d),
      model.thresholdSuccess(dimension: d, threshold: .map),
    ]
    for (count, p) in zip(counts, predictions) {
      let error = (p * (1 - p) / Double(trials)).squareRoot()
      #expect(abs(Double(count) / Double(trials) - p) < 4 * error + 1e-9)
    }
  }

  /// The log odds are the best threshold when members and others have one variance.
  @Test func mapThresholdIsBetterForSparseSupports() throws {
    let model = OneStepGaussian(try TheoryPoint(codewords: 1 << 20, sparsity: 256))
    let half = try #require(try model.thresholdDimension(target: 0.5))
    let map = try #require(try model.thresholdDimension(target: 0.5, threshold: .map))
    let topk = try #require(try model.topKDimension(target: 0.5))
    #expect(map < half)
    #expect(topk < map)
    // At k = N/2 the odds are even and both rules are one.
    let even = OneStepGaussian(try TheoryPoint(codewords: 64, sparsity: 32))
    #expect(
      even.logThresholdSuccess(dimension: 300, threshold: .map)
        == even.logThresholdSuccess(dimension: 300))
  }

  @Test func cornersHaveCurvesOrNone() throws {
    func model(_ n: Int, _ k: Int, _ noise: Double = 0) throws -> OneStepGaussian {
      OneStepGaussian(try TheoryPoint(codewords: n, sparsity: k, noise: noise))
    }
    // All codewords: topk has nothing to choose, threshold has to accept all.
    #expect(try model(50, 50).topKDimension(target: 0.9) == nil)
    #expect(try model(50, 50).thresholdDimension(target: 0.9) != nil)
    #expect(try model(50, 50).thresholdDimension(target: 0.9, threshold: .map) == nil)
    #expect(try model(50, 50, 1).logTopKSuccess(dimension: 3) == 0)
    #expect(try model(1, 1).thresholdDimension(target: 0.9) == nil)
    // One member has no interference: Φ(√d)^(N−1).
    let one = try model(1 << 60, 1)
    let d = try #require(try one.topKDimension(target: 0.5))
    #expect(
      relativeError(
        NormalDistribution.logCumulative(d.squareRoot()) * (0x1p60 - 1), naturalLogarithm(0.5))
        < 1e-9)
    #expect(try one.thresholdDimension(target: 0.5, threshold: .fixed(1)) == nil)
    #expect(try one.thresholdDimension(target: 0.5, threshold: .fixed(.nan)) == nil)
    // Success far below the smallest number.
    let hopeless = try model(1 << 60, 1 << 40)
    let log1 = try hopeless.logTopKSuccess(dimension: 1e3)
    let log2 = try hopeless.logTopKSuccess(dimension: 1e6)
    #expect(log1.isFinite && log1 < -1e9 && log1 <= log2)
    #expect(hopeless.logThresholdSuccess(dimension: 1).isFinite)
  }

  @Test func proposition5IsTheLimit() throws {
    // Gaussian curve over κ k ln N for k = N^0.4: towards one, slowly.
    var last = 0.0
    for (n, k) in [(1 << 10, 1 << 4), (1 << 20, 1 << 8), (1 << 40, 1 << 16), (1 << 60, 1 << 24)] {
      let point = try TheoryPoint(codewords: n, sparsity: k)
      let d = try #require(TheoryCurve.named("topk_gaussian")).minimumDimension(at: point)
      let limit = try #require(TheoryCurve.named("one_step_prop5")).minimumDimension(at: point)
      #expect(d < limit && d / limit > last)
      last = d / limit
    }
    #expect(last > 0.9)
  }
}
