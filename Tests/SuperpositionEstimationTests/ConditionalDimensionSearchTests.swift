import Foundation
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionNumerics
import Testing

@testable import SuperpositionEstimation

@Suite("Minimum dimension by the conditional estimator")
struct ConditionalDimensionSearchTests {
  /// Draws p_i(d) = Φ(b·ln(d/median)·√(1+τ²) + τ·g_i), whose average over g_i is
  /// Φ(b·ln(d/median)); the share `failing` of them is 0 up to a dimension of its own, whose
  /// logarithm is normal with mean ln(1.1·median) and standard deviation 0.1.
  private static func curve(
    seed: Seed, rate: Double, median: Double, spread: Double, failing: Double
  ) -> ConditionalDimensionSearch.Curve {
    { index, dimensions in
      let random = GaussianChannel.noise(
        power: 1, dimension: 3, seed: seed[.noise, UInt64(index)])
      let scale = (1 + spread * spread).squareRoot()
      let first =
        NormalDistribution.cumulative(random[1]) < failing ? 1.1 * median * exp(0.1 * random[2]) : 0
      return dimensions.map { dimension in
        Double(dimension) < first
          ? 0
          : NormalDistribution.cumulative(
            rate * log(Double(dimension) / median) * scale + spread * random[0])
      }
    }
  }

  /// The average of those draws.
  private static func average(
    at dimension: Double, rate: Double, median: Double, failing: Double
  ) -> Double {
    let recovered = NormalDistribution.cumulative(log(dimension / (1.1 * median)) / 0.1)
    return (1 - failing + failing * recovered)
      * NormalDistribution.cumulative(rate * log(dimension / median))
  }

  @Test(
    "The 95% interval covers a known dimension in 93–97% of repetitions",
    arguments: [
      (0.5, 9.0, 0.7, 0, 0.01), (0.9, 9.0, 0.7, 0, 0.01), (0.5, 4.0, 2.0, 0, 0.02),
      (0.02, 9.0, 0.7, 0, 0.02), (0.99, 9.0, 0.7, 0, 0.02), (0.9, 9.0, 0.7, 0.1, 0.02),
      (0.9, 20.0, 1.5, 0.05, 0.01), (0.5, 20.0, 1.5, 0.3, 0.03),
    ])
  func coverage(
    target: Double, rate: Double, spread: Double, failing: Double, precision: Double
  ) async throws {
    let median = 3700.0
    var (below, above) = (median / 4, median * 4)
    for _ in 0..<60 {
      let middle = (below * above).squareRoot()
      let value = Self.average(at: middle, rate: rate, median: median, failing: failing)
      if value < target { below = middle } else { above = middle }
    }
    var covered = 0
    for repetition in 0..<1000 {
      let seed = Seed(11)[.auxiliary, UInt64(repetition)]
      let search = ConditionalDimensionSearch(
        SearchGoal(target: target, precision: precision, trialLimit: 20_000, guess: 3000))
      let result = try await search.run(
        period: 1, resampling: seed[.resampling, 0], workers: 1,
        Self.curve(seed: seed, rate: rate, median: median, spread: spread, failing: failing))
      #expect(result.relativeHalfWidth <= precision)
      if result.dimension.low <= below && below <= result.dimension.high { covered += 1 }
    }
    #expect((930...970).contains(covered), "covered \(covered)")
  }

  @Test("A sawtooth in d does not move the crossing of the trend")
  func sawtooth() async throws {
    let search = ConditionalDimensionSearch(
      SearchGoal(target: 0.5, precision: 0.01, trialLimit: 64, guess: 20))
    let result = try await search.run(period: 4, resampling: Seed(1), workers: 1) { _, dimensions in
      dimensions.map {
        NormalDistribution.cumulative(
          (Double($0) + 0.8 * [-1.5, 0.5, 1.5, -0.5][$0 % 4] - 40.3) / 8)
      }
    }
    #expect(abs(result.dimension.value - 40.3) < 0.1)
  }

  @Test("Draws without spread: a point, found from any guess", arguments: [1.0, 22, 1e6])
  func noSpread(guess: Double) async throws {
    let search = ConditionalDimensionSearch(
      SearchGoal(target: 0.9, precision: 0.01, trialLimit: 1000, guess: guess))
    let result = try await search.run(period: 1, resampling: Seed(1), workers: 1) { _, dimensions in
      dimensions.map { exp(-exp2(20 - Double($0))) }
    }
    let truth = 20 - log2(-log(0.9))
    #expect(abs(result.dimension.value - truth) < 0.05)
    #expect(result.dimension.low > result.dimension.value * (1 - 1e-12))
  }

  @Test("Targets that d = 1 reaches, and that no dimension reaches")
  func edges() async throws {
    let easy = ConditionalDimensionSearch(
      SearchGoal(target: 0.5, precision: 0.01, trialLimit: 100, guess: 30))
    let one = try await easy.run(period: 1, resampling: Seed(1), workers: 1) { _, dimensions in
      dimensions.map { _ in 0.7 }
    }
    #expect(one.dimension == Estimate(value: 1, low: 1, high: 1))
    await #expect(throws: DimensionSearchError.self) {
      try await easy.run(period: 1, resampling: Seed(1), workers: 1) { _, dimensions in
        dimensions.map { _ in 0.3 }
      }
    }
  }

  /// Both searches for one decoder's d*, and four standard errors of their difference.
  private static func bothSearches(
    _ decoder: any BarrierDecoder, codewords: Int, sparsity: Int, target: Double, guess: Double,
    precision: Double, trials: Int
  ) async throws -> (found: Estimate, simulated: Estimate, spread: Double) {
    let setting = CodeSetting(codewordCount: codewords, sparsity: sparsity)
    let found = try await ConditionalDimensionSearch(
      SearchGoal(target: target, precision: 0.01, trialLimit: 4000, guess: guess)
    ).run(ConditionalEstimator(decoder: decoder, setting: setting), pointSeed: Seed(5)).dimension
    let simulated = try await SimulatedDimensionSearch(
      SearchGoal(target: target, precision: precision, trialLimit: trials, guess: guess)
    ).run(Simulation(decoder: decoder, setting: setting, pointSeed: Seed(5))).dimension
    // Half-widths of two 95% intervals.
    let half = hypot(found.high - found.low, simulated.high - simulated.low) / 2
    return (found, simulated, 4 * half / 1.96)
  }

  @Test(
    "Targets near 0 and 1 are found as simulation finds them", arguments: [0.01, 0.05, 0.95, 0.99])
  func extremeTargets(target: Double) async throws {
    let (found, simulated, spread) = try await Self.bothSearches(
      MatchingPursuitDecoder(), codewords: 256, sparsity: 4, target: target, guess: 40,
      precision: 0.02, trials: 60_000)
    #expect(abs(found.value - simulated.value) < spread, "\(found) \(simulated)")
  }

  @Test(
    "Small codes of the threshold decoder cross where simulation finds them",
    arguments: [(3, 2, 0.5), (4, 3, 0.5), (8, 2, 0.3), (1024, 1, 0.5), (1024, 2, 0.5)])
  func smallThreshold(codewords: Int, sparsity: Int, target: Double) async throws {
    let (found, simulated, spread) = try await Self.bothSearches(
      ThresholdDecoder(), codewords: codewords, sparsity: sparsity, target: target, guess: 10,
      precision: 0.01, trials: 100_000)
    // Both average over a period of the sawtooth, on different grids.
    #expect(abs(found.value - simulated.value) < spread + 0.3, "\(found) \(simulated)")
  }

  @Test("A crossing beyond dimensions that lie far apart is not taken to be between them")
  func tinyDimensions() async throws {
    // The first draws bracket 2.02, so that the dimensions are 1 and 3; all together cross near 3.5.
    let search = ConditionalDimensionSearch(
      SearchGoal(target: 0.4, precision: 0.01, trialLimit: 64, guess: 2))
    let level = try NormalDistribution.quantile(0.4)
    let result = try await search.run(period: 1, resampling: Seed(1), workers: 1) {
      index, dimensions in
      dimensions.map {
        NormalDistribution.cumulative(1.4 * log(Double($0) / (index < 4 ? 2.02 : 3.6)) + level)
      }
    }
    #expect((3.2...3.7).contains(result.dimension.value), "\(result.dimension)")
  }

  @Test("One draw has an interval too")
  func oneDraw() async throws {
    let search = ConditionalDimensionSearch(
      SearchGoal(target: 0.5, precision: 0.01, trialLimit: 1, guess: 50))
    let found = try await search.run(
      ConditionalEstimator(
        decoder: MatchingPursuitDecoder(), setting: CodeSetting(codewordCount: 256, sparsity: 4)),
      pointSeed: Seed(1)
    ).dimension
    #expect(0 < found.low && found.low < found.value && found.value < found.high)
  }

  @Test("Teeth larger than the distance between the two dimensions do not trap the search")
  func teeth() async throws {
    let search = ConditionalDimensionSearch(
      SearchGoal(target: 0.5, precision: 0.0005, trialLimit: 64, guess: 1100))
    let result = try await search.run(period: 1, resampling: Seed(1), workers: 1) { _, dimensions in
      dimensions.map {
        NormalDistribution.cumulative((Double($0) + 20 * sin(Double($0)) - 1000) / 100)
      }
    }
    #expect(abs(result.dimension.value - 1000) < 30)
  }

  @Test(
    "From a guess far off, the search ends where fresh draws reach the target",
    arguments: [
      (topK, 60, 8, 0.3), (topK, 60, 8, 3), (matchingPursuit, 50, 32, 3),
    ] as [(any BarrierDecoder, Int, Int, Double)])
  func farGuess(decoder: any BarrierDecoder, exponent: Int, sparsity: Int, factor: Double)
    async throws
  {
    let estimator = try ConditionalEstimator(
      decoder: decoder, setting: CodeSetting(codewordCount: 1 << exponent, sparsity: sparsity))
    let search = ConditionalDimensionSearch(
      SearchGoal(
        target: 0.5, precision: 0.01, trialLimit: 4000,
        guess: factor * 1.5 * Double(sparsity * exponent)))
    let found = try await search.run(estimator, pointSeed: Seed(3)).dimension
    var fresh = (low: ConditionalSums(), high: ConditionalSums())
    let dimensions = [Int(found.low.rounded(.down)), Int(found.high.rounded(.up))]
    for index in 0..<1000 {
      let draws = try estimator.draws(index, dimensions: dimensions, pointSeed: Seed(4))
      fresh.low.add(draws[0])
      fresh.high.add(draws[1])
    }
    #expect(fresh.low.mean < 0.5 + 4 * (fresh.low.variance / 1000).squareRoot())
    #expect(fresh.high.mean > 0.5 - 4 * (fresh.high.variance / 1000).squareRoot())
  }

  private static let topK = TopKDecoder()
  private static let matchingPursuit = MatchingPursuitDecoder()

  @Test("The draw limit ends a search that is not precise")
  func drawLimit() async throws {
    let search = ConditionalDimensionSearch(
      SearchGoal(target: 0.5, precision: 0.0001, trialLimit: 40, guess: 3000))
    let result = try await search.run(
      period: 1, resampling: Seed(1), workers: 1,
      Self.curve(seed: Seed(2), rate: 5, median: 3000, spread: 1, failing: 0))
    #expect(result.relativeHalfWidth > 0.01)
    #expect(result.trials < 1000)
  }

  @Test("The same result with one worker and with three", arguments: PlainRun.Kind.allCases)
  func workers(kind: PlainRun.Kind) async throws {
    let estimator = try ConditionalEstimator(
      decoder: kind.decoder, setting: CodeSetting(codewordCount: 1 << 16, sparsity: 6))
    let search = ConditionalDimensionSearch(
      SearchGoal(target: 0.5, precision: 0.03, trialLimit: 400, guess: 100))
    let one = try await search.run(estimator, pointSeed: Seed(1), workers: 1)
    let three = try await search.run(estimator, pointSeed: Seed(1), workers: 3)
    #expect(one == three)
    #expect(one.dimension.low <= one.dimension.value && one.dimension.value <= one.dimension.high)
  }
}
