import Foundation
import SuperpositionCodes
import SuperpositionNumerics
import Testing

@testable import SuperpositionEstimation

@Suite("Minimum dimension by simulation")
struct SimulatedDimensionSearchTests {
  /// Trials of a known curve: success with probability P(d), clusters with a common effect.
  private static func counter(
    seed: Seed, clusterSpread: Double, curve: @escaping @Sendable (Double) -> Double
  ) -> RisingSearch.Counter {
    { clusters, dimensions in
      clusters.map { cluster in
        var generator = CounterBasedGenerator(seed[.auxiliary, UInt64(cluster)])
        let shift =
          GaussianChannel.noise(
            power: 1, dimension: 1, seed: seed[.noise, UInt64(cluster)])[0] * clusterSpread
        // Common random numbers: a trial succeeds at all d whose P(d) exceeds its own uniform.
        let levels = (0..<Simulation.trialsPerDictionary).map { _ in generator.uniform() }
        return dimensions(cluster).map { dimension in
          let probability = curve(Double(dimension) * (1 + shift))
          return Tally(
            point: dimension, trials: Double(levels.count),
            successes: Double(levels.count { $0 < probability }))
        }
      }
    }
  }

  /// Whether `covered` of 1,000 intervals is what a 95% interval gives: 93% to 97%.
  private func expectCalibrated(
    _ repetitions: Int = 1000, target: Double, guess: Double, precision: Double,
    clusterSpread: Double = 0, truth: Double, curve: @escaping @Sendable (Double) -> Double
  ) async throws {
    var covered = 0
    for repetition in 0..<repetitions {
      let search = SimulatedDimensionSearch(
        SearchGoal(target: target, precision: precision, trialLimit: 100_000, guess: guess))
      let result = try await search.run(
        Self.counter(
          seed: Seed(7)[.auxiliary, UInt64(repetition)], clusterSpread: clusterSpread,
          curve: curve))
      #expect(result.relativeHalfWidth <= precision * 1.02)
      if result.dimension.low <= truth && truth <= result.dimension.high { covered += 1 }
    }
    #expect((930...970).contains(covered), "covered \(covered) of \(repetitions)")
  }

  @Test("The 95% interval covers a known median in 93–97% of repetitions")
  func coverageAtTheMedian() async throws {
    try await expectCalibrated(target: 0.5, guess: 500, precision: 0.02, truth: 400) {
      NormalDistribution.cumulative(12 * log($0 / 400))
    }
  }

  @Test("… and a known 90% point of a logistic curve in d, from a poor guess")
  func coverageAtNinety() async throws {
    // Logistic in d, so the probit fit is only locally right.
    let truth = 1000 + 80 * log(9.0)
    try await expectCalibrated(target: 0.9, guess: 300, precision: 0.02, truth: truth) {
      1 / (1 + exp(-($0 - 1000) / 80))
    }
  }

  @Test("… and when trials that share a dictionary agree more than chance")
  func coverageWithClusters() async throws {
    // Averaging Φ(12 ln(d(1+s)/400)) over s ~ Normal(0, 0.05²) leaves the median at 400 up to
    // E ln(1+s) ≈ -s²/2.
    try await expectCalibrated(
      target: 0.5, guess: 380, precision: 0.02, clusterSpread: 0.05,
      truth: 400 * exp(0.05 * 0.05 / 2)
    ) {
      NormalDistribution.cumulative(12 * log(max($0, 1e-9) / 400))
    }
  }

  @Test("A curve that passes its target at the first dimension, but not always, has an estimate")
  func nearTheFirstDimension() async throws {
    let search = SimulatedDimensionSearch(
      SearchGoal(target: 0.5, precision: 0.05, trialLimit: 2000, guess: 1))
    for repetition in 0..<10 {
      let result = try await search.run(
        Self.counter(seed: Seed(9)[.auxiliary, UInt64(repetition)], clusterSpread: 0) {
          1 - 0.25 / $0
        })
      #expect(result.dimension.value == 1)
      #expect(result.dimension.low == 1)
    }
  }

  @Test("A curve that is at its target from the start has the minimum dimension 1")
  func certainSuccess() async throws {
    let search = SimulatedDimensionSearch(
      SearchGoal(target: 0.9, precision: 0.01, trialLimit: 1000, guess: 40))
    let result = try await search.run(
      Self.counter(seed: Seed(1), clusterSpread: 0) { _ in 1 })
    #expect(result.dimension == Estimate(value: 1, low: 1, high: 1))
  }

  @Test("The trial limit ends a search with a wider interval")
  func trialLimit() async throws {
    let search = SimulatedDimensionSearch(
      SearchGoal(target: 0.5, precision: 0.0001, trialLimit: 600, guess: 400))
    let result = try await search.run(
      Self.counter(seed: Seed(1), clusterSpread: 0) {
        NormalDistribution.cumulative(12 * log($0 / 400))
      })
    #expect(result.trials >= 600 - 16 && result.trials <= 600 + 200)
    #expect(result.dimension.low < 400 && 400 < result.dimension.high)
  }

  @Test("A very shallow curve is crossed where it is, not where a straight line over decades would")
  func shallow() async throws {
    // Threshold at N = k = 4 with noise 10, as independent normal correlations have it; no trend of
    // the decoder's own comes into it.
    let truth = 4 * 13 * pow(try NormalDistribution.quantile(pow(0.5, 0.25)), 2)
    var sum = 0.0
    let repetitions = 60
    for repetition in 0..<repetitions {
      let search = SimulatedDimensionSearch(
        SearchGoal(target: 0.5, precision: 0.03, trialLimit: 200_000, guess: 40))
      let result = try await search.run(
        Self.counter(seed: Seed(12)[.auxiliary, UInt64(repetition)], clusterSpread: 0) {
          pow(NormalDistribution.cumulative(($0 / 13).squareRoot() / 2), 4)
        })
      sum += result.dimension.value
    }
    // A standard error of the mean of 0.2%.
    #expect(
      abs(sum / Double(repetitions) / truth - 1) < 0.012, "\(sum / Double(repetitions) / truth)")
  }
}
