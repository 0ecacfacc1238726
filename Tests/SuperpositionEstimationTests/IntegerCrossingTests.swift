import Foundation
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionNumerics
import Testing

@testable import SuperpositionEstimation

@Suite("Crossings among the first integers")
struct IntegerCrossingTests {
  /// P(d) of one symbol among N by `topk`: the sent codeword of index j beats j equal ones.
  static func oneSymbol(codewords: Int, dimension: Int) -> Double {
    (0..<codewords).reduce(0) { $0 + pow(1 - exp2(-Double(dimension)), Double($1)) }
      / Double(codewords)
  }

  /// Where the polygon in probit through P(1), P(2), … crosses.
  static func crossing(target: Double, _ success: (Int) -> Double) throws -> Double {
    let level = try NormalDistribution.quantile(target)
    var dimension = 1
    while success(dimension + 1) < target { dimension += 1 }
    let low = try NormalDistribution.quantile(success(dimension))
    let high = try NormalDistribution.quantile(success(dimension + 1))
    return Double(dimension) + (level - low) / (high - low)
  }

  /// N, the target, and d* as an exact calculation has it.
  static let known: [(codewords: Int, target: Double, dimension: Double)] = [
    (2, 0.9, 2.34), (3, 0.75, 1.874), (64, 0.5, 5.315),
  ]

  @Test("One symbol among few, by draws of the members", arguments: known)
  func conditional(codewords: Int, target: Double, dimension: Double) async throws {
    let truth = try Self.crossing(target: target) {
      Self.oneSymbol(codewords: codewords, dimension: $0)
    }
    #expect(abs(truth - dimension) < 0.01)
    let estimator = try ConditionalEstimator(
      decoder: TopKDecoder(), setting: CodeSetting(codewordCount: codewords, sparsity: 1))
    let found = try await ConditionalDimensionSearch(
      SearchGoal(target: target, precision: 0.01, trialLimit: 20_000, guess: 2)
    ).run(estimator, pointSeed: Seed(1), workers: 2)
    #expect(found.relativeHalfWidth <= 0.01)
    #expect(
      found.dimension.low - 0.01 * truth < truth && truth < found.dimension.high + 0.01 * truth)
  }

  @Test("… and by simulation", arguments: known)
  func simulated(codewords: Int, target: Double, dimension: Double) async throws {
    let truth = try Self.crossing(target: target) {
      Self.oneSymbol(codewords: codewords, dimension: $0)
    }
    let simulation = try Simulation(
      decoder: TopKDecoder(), setting: CodeSetting(codewordCount: codewords, sparsity: 1),
      pointSeed: Seed(2))
    let found = try await SimulatedDimensionSearch(
      SearchGoal(target: target, precision: 0.03, trialLimit: 60_000, guess: 4)
    ).run(simulation)
    #expect(found.relativeHalfWidth <= 0.08)
    let width = found.dimension.high - found.dimension.low
    #expect(abs(found.dimension.value - truth) < width, "\(found.dimension) of \(truth)")
  }

  @Test("No estimate lies below d = 1, whatever the target", arguments: [0.001, 0.02])
  func nothingBelowOne(target: Double) async throws {
    let estimator = try ConditionalEstimator(
      decoder: MatchingPursuitDecoder(), setting: CodeSetting(codewordCount: 64, sparsity: 2))
    let found = try await ConditionalDimensionSearch(
      SearchGoal(target: target, precision: 0.01, trialLimit: 2000, guess: 3)
    ).run(estimator, pointSeed: Seed(1)).dimension
    #expect(1 <= found.low && found.low <= found.value && found.value <= found.high)
  }

  @Test("Few codes of a tiny setting never give an interval without width")
  func sixteenTrials() async throws {
    var covered = 0
    for seed in 1...40 {
      let simulation = try Simulation(
        decoder: ApproximateMessagePassingDecoder(),
        setting: CodeSetting(codewordCount: 2, sparsity: 1), pointSeed: Seed(UInt64(seed)))
      let found = try await SimulatedDimensionSearch(
        SearchGoal(target: 0.9, precision: 0.01, trialLimit: 16, guess: 3)
      ).run(simulation).dimension
      #expect(1 <= found.low && found.low < found.high)
      if found.low < 2.35 && 2.3 < found.high { covered += 1 }
    }
    // Three binomial errors below 95%.
    #expect(covered >= 34)
  }

  @Test(
    "Where failures are rare the interval covers, though the first trials know of none",
    arguments: [0.99, 0.995, 0.999])
  func rareFailures(target: Double) async throws {
    // P(d) = Φ(3 ln(d/12)): 26.1, 28.3 and 33.6.
    let truth = 12 * exp(try NormalDistribution.quantile(target) / 3)
    var covered = 0
    for seed in 0..<40 {
      let found = try await SimulatedDimensionSearch(
        SearchGoal(target: target, precision: 0.02, trialLimit: 4000, guess: 20)
      ).run { clusters, dimensions in
        clusters.map { cluster in
          var generator = CounterBasedGenerator(Seed(UInt64(seed))[.support, UInt64(cluster)])
          let lots = (0..<Simulation.trialsPerDictionary).map { _ in generator.uniform() }
          return dimensions(cluster).map { dimension in
            let success = NormalDistribution.cumulative(3 * log(Double(dimension) / 12))
            return Tally(
              point: dimension, trials: Double(lots.count),
              successes: Double(lots.count { $0 < success }))
          }
        }
      }.dimension
      #expect(found.low < found.high && found.high > 1.02 * found.low)
      if found.low <= truth && truth <= found.high { covered += 1 }
    }
    // Three binomial errors below 95%.
    #expect(covered >= 34)
  }

  @Test("The nearest rising sequence")
  func rising() {
    #expect(IntegerCrossing.rising([]) == [])
    #expect(IntegerCrossing.rising([1, 2, 3]) == [1, 2, 3])
    #expect(IntegerCrossing.rising([3, 2, 1]) == [2, 2, 2])
    #expect(IntegerCrossing.rising([1, 4, 2, 3, 5, 4]) == [1, 3, 3, 3, 4.5, 4.5])
  }

  @Test("A curve with teeth that has passed the target before the first average")
  func teeth() async throws {
    // threshold at N = 2, k = 1: P(1) = 1/2, P(2) = 3/4.
    for (target, low, high) in [(0.5, 1.0, 1.15), (0.6, 1.1, 1.7)] {
      let estimator = try ConditionalEstimator(
        decoder: ThresholdDecoder(), setting: CodeSetting(codewordCount: 2, sparsity: 1))
      let found = try await ConditionalDimensionSearch(
        SearchGoal(target: target, precision: 0.02, trialLimit: 4000, guess: 3)
      ).run(estimator, pointSeed: Seed(3)).dimension
      #expect(low <= found.value && found.value <= high, "\(found)")
    }
  }
}
