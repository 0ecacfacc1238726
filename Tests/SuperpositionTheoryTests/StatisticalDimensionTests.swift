import Testing

@testable import SuperpositionTheory

@Suite struct StatisticalDimensionTests {
  /// mpmath, 40 digits: the root of k t = (N-k)(phi(t) - t Q(t)), then
  /// delta = k(1+t^2) + (N-k) m2 and sqrt(k(2+4t^2) + (N-k)(m4 - m2^2) - 2 delta).
  @Test(arguments: [
    (1 << 16, 64, 540.8428049932, 25.7098942519, 2.44298574882),
    (1 << 20, 64, 818.14486368117, 34.0903217436, 3.18681149134),
    (1 << 20, 256, 2705.3197196047, 60.0676424031, 2.82876173008),
    (1 << 20, 1024, 8653.4848798912, 102.839577007, 2.44298574882),
    (1 << 60, 1, 71.493029924768, 11.5586847194, 8.28086289724),
    (1 << 60, 1000, 58282.794879668, 327.581215449, 7.44173713295),
    (4096, 16, 103.47118030798, 10.5552642442, 2.02489614482),
    (1000, 500, 695.63129356732, 10.9500436319, 0.276029804798),
    (1000, 999, 999.49984076543, 0.5, 0.000399141883122),
  ])
  func matchesMpmath(n: Int, k: Int, delta: Double, deviation: Double, t: Double) throws {
    let cone = try StatisticalDimension(codewords: n, sparsity: k)
    #expect(relativeError(cone.delta, delta) < 1e-10)
    #expect(relativeError(cone.standardDeviation, deviation) < 1e-6)
    #expect(relativeError(cone.multiplier, t) < 1e-9)
  }

  /// mpmath: the closed forms with 40 digits.
  @Test(arguments: [
    (0.0, 0.39894228040143268, 0.5, 1.5),
    (0.5, 0.19779655740130603, 0.20963926002533388, 0.48353103768102909),
    (1.999, 0.0085134797622648094, 0.0057857308878915277, 0.0064400869878853083),
    (2.0, 0.0084907026168296375, 0.0057687267145199321, 0.0064182765343209745),
    (3.0, 0.0003821543170477236, 0.00020343508048692374, 0.0001482950635567433),
    (6.0, 1.5635697959709664e-10, 4.8445767455118284e-11, 1.3101175584453361e-11),
    (9.0, 1.2247791808434897e-20, 2.6287143194699957e-21, 3.5175028365149716e-22),
  ])
  func momentsMatchMpmath(t: Double, first: Double, second: Double, fourth: Double) {
    #expect(relativeError(StatisticalDimension.firstMoment(t), first) < 1e-12)
    #expect(relativeError(StatisticalDimension.secondMoment(t), second) < 1e-12)
    #expect(relativeError(StatisticalDimension.fourthMoment(t), fourth) < 1e-11)
  }

  /// The squared projection of normal vectors onto the cone, by its polar: mean δ, and variance that
  /// of the intrinsic volumes plus 2δ.
  @Test(arguments: [(400, 10), (400, 100), (2000, 4)])
  func projectionMatchesMonteCarlo(n: Int, k: Int) throws {
    let cone = try StatisticalDimension(codewords: n, sparsity: k)
    var generator = NormalGenerator(seed: UInt64(n + k))
    let trials = 4000
    var sum = 0.0
    var squares = 0.0
    for _ in 0..<trials {
      let members = (0..<k).map { _ in generator.normal() }
      let others = (k..<n).map { _ in generator.normal() }.sorted(by: >)
      // min over t ≥ 0 of Σ (g−t)² + Σ (g−t)₊²: the derivative vanishes at the mean of the members
      // and of the m largest others, for the m that fits.
      var total = members.reduce(0, +)
      var count = Double(k)
      var t = total / count
      for value in others {
        if value <= t { break }
        total += value
        count += 1
        t = total / count
      }
      t = max(0, t)
      var distance = 0.0
      for value in members { distance += (value - t) * (value - t) }
      for value in others where value > t { distance += (value - t) * (value - t) }
      sum += distance
      squares += distance * distance
    }
    let mean = sum / Double(trials)
    let variance = squares / Double(trials) - mean * mean
    let predicted = cone.standardDeviation * cone.standardDeviation + 2 * cone.delta
    // δ takes the minimum outside of the expectation, which costs about one dimension at most:
    // half the variance of the minimised function's slope over its curvature.
    #expect(abs(mean - cone.delta) < 4 * (predicted / Double(trials)).squareRoot() + 1)
    // The standard error of a variance of nearly normal numbers is √(2/n) of it.
    #expect(abs(variance / predicted - 1) < 4 * (2 / Double(trials)).squareRoot() + 0.05)
  }

  @Test func successIsOneHalfAtDelta() throws {
    let cone = try StatisticalDimension(codewords: 1 << 16, sparsity: 64)
    #expect(cone.success(dimension: cone.delta) == 0.5)
    let d = try cone.dimension(target: 0.9)
    #expect(relativeError(cone.success(dimension: d), 0.9) < 1e-12)
    #expect(throws: (any Error).self) { try cone.dimension(target: 2) }
  }

  @Test func everyShapeHasOne() throws {
    for exponent in 0...60 {
      let n = 1 << exponent
      for k in [1, n / 2, n - 1, n] where k >= 1 {
        let cone = try StatisticalDimension(codewords: n, sparsity: k)
        #expect(cone.delta > 0 && cone.delta <= Double(n) * (1 + 1e-12))
        #expect(cone.standardDeviation > 0 && cone.standardDeviation.isFinite)
      }
    }
  }
}
