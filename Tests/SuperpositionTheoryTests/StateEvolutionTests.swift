import SuperpositionNumerics
import SuperpositionTheory
import Testing

@Suite struct StateEvolutionTests {
  static func evolution(_ n: Int, _ k: Int, _ noise: Double = 0) throws -> StateEvolution {
    StateEvolution(try TheoryPoint(codewords: n, sparsity: k, noise: noise))
  }

  /// mpmath, 40 digits: k*quad(phi(g)/(1+exp(1/(2 tau2) - log((N-k)/k) + g/tau)), [-60, 60]).
  @Test(arguments: [
    (1 << 16, 64, 0.1, 44.9991264853254), (1 << 16, 64, 0.14, 54.5820314693533),
    (1 << 16, 64, 0.03, 3.44280754533604), (1 << 20, 1024, 0.2, 961.587690042689),
    (1 << 60, 4, 0.0121, 1.80766676675614), (1 << 60, 1 << 40, 0.03, 353385604540.525),
    (10, 5, 0.5, 1.62471648831217), (10, 5, 100.0, 2.49376556031536),
    (10, 3, 0.05, 0.0869925866112778), (1 << 60, 1, 0.009, 0.0957968966792378),
  ])
  func errorMatchesMpmath(n: Int, k: Int, tauSquared: Double, value: Double) throws {
    let found = try Self.evolution(n, k).totalSquaredError(tauSquared)
    #expect(relativeError(found, value) < 1e-11)
    // The mean squared error of the complement is the same.
    let other = try Self.evolution(n, n - k).totalSquaredError(tauSquared)
    #expect(relativeError(other, value) < 1e-11)
  }

  /// The definition E (Y − η(Y + τG))² by adaptive quadrature over both values of Y.
  @Test(arguments: [(1 << 16, 64, 0.1), (1000, 300, 0.3), (20, 19, 2.0)])
  func errorMatchesItsDefinition(n: Int, k: Int, tauSquared: Double) throws {
    let prior = Double(k) / Double(n)
    let logOdds = naturalLogarithm((1 - prior) / prior)
    let tau = tauSquared.squareRoot()
    func denoise(_ r: Double) -> Double {
      1 / (1 + exponential((0.5 - r) / tauSquared + logOdds))
    }
    let member = try Quadrature.integral(
      of: { g in
        let error = 1 - denoise(1 + tau * g)
        return error * error * NormalDistribution.density(g)
      }, over: -12...12)
    let other = try Quadrature.integral(
      of: { g in
        let error = denoise(tau * g)
        return error * error * NormalDistribution.density(g)
      }, over: -12...12)
    let direct = prior * member.value + (1 - prior) * other.value
    #expect(relativeError(try Self.evolution(n, k).mmse(tauSquared), direct) < 1e-8)
  }

  @Test func errorHasItsLimits() throws {
    let evolution = try Self.evolution(1000, 100)
    #expect(relativeError(evolution.totalSquaredError(1e12), 90) < 1e-9)
    #expect(evolution.totalSquaredError(1e-6) == 0)
    #expect(evolution.totalSquaredError(0) == 0)
    #expect(try Self.evolution(7, 7).totalSquaredError(1) == 0)
    var last = 0.0
    for i in -60...60 {
      let error = evolution.totalSquaredError(exponential(0.1 * Double(i)))
      #expect(error >= last)
      last = error
    }
  }

  /// The threshold by its definition: bisect on whether the recursion goes to zero.
  @Test(arguments: [(1 << 16, 64), (4096, 16), (1 << 60, 1), (100, 50), (1 << 40, 1 << 20)])
  func thresholdIsWhereTheRecursionReachesZero(n: Int, k: Int) throws {
    let evolution = try Self.evolution(n, k)
    let threshold = try #require(try evolution.threshold())
    for (factor, succeeds) in [(1 - 1e-4, false), (1 + 1e-4, true)] {
      let sequence = evolution.iterate(dimension: threshold * factor, limit: 20_000)
      #expect((sequence[sequence.count - 1] == 0) == succeeds, "factor \(factor)")
      // The recursion never rises.
      for (a, b) in zip(sequence, sequence.dropFirst()) { #expect(b <= a) }
    }
    let below = try evolution.fixedPoints(dimension: 0.95 * threshold)
    let above = try evolution.fixedPoints(dimension: 1.05 * threshold)
    #expect(below.count == 3 && below[0] == 0)
    #expect(above == [0])
  }

  @Test func thresholdWithNoise() throws {
    let clean = try #require(try Self.evolution(1 << 16, 64).threshold())
    let evolution = try Self.evolution(1 << 16, 64, 2)
    let noisy = try #require(try evolution.threshold())
    #expect(noisy > clean)
    for (factor, agree) in [(1 - 1e-3, false), (1 + 1e-3, true)] {
      let d = noisy * factor
      let high = evolution.iterate(dimension: d, limit: 20_000)
      let low = evolution.iterate(dimension: d, from: 2 / d, limit: 20_000)
      let ratio = high[high.count - 1] / low[low.count - 1]
      #expect((ratio < 1.01) == agree, "factor \(factor), ratio \(ratio)")
    }
    // The recursion ends at a fixed point.
    let d = 1.3 * noisy
    let points = try evolution.fixedPoints(dimension: d)
    let sequence = evolution.iterate(dimension: d)
    #expect(points.count == 1)
    #expect(relativeError(sequence[sequence.count - 1], points[0]) < 1e-9)
    #expect(try Self.evolution(1 << 16, 64, 0.9 * noisy).fixedPoints(dimension: 3).count >= 1)
    // With much noise there is no transition.
    #expect(try Self.evolution(1 << 16, 64, 1e6).threshold() == nil)
    #expect(try Self.evolution(64, 64, 1).threshold() == nil)
  }

  @Test func startAndStep() throws {
    let evolution = try Self.evolution(1 << 16, 64, 0.5)
    #expect(evolution.start(dimension: 500) == 64.5 / 500)
    let sequence = evolution.iterate(dimension: 500, limit: 5)
    #expect(sequence.count == 6 && sequence[0] == 64.5 / 500)
    #expect(sequence[1] == evolution.next(sequence[0], dimension: 500))
    #expect(evolution.iterate(dimension: 500, limit: 0).count == 1)
    #expect(try evolution.logSuccess(tauSquared: 0) == 0)
    let success = exponential(try evolution.logSuccess(tauSquared: 0.01))
    #expect(success > 0.7 && success < 1)
  }
}
