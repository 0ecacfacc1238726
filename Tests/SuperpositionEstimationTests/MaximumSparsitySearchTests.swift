import Foundation
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionNumerics
import Testing

@testable import SuperpositionEstimation

@Suite("Maximum sparsity")
struct MaximumSparsitySearchTests {
  private static func conditional(
    _ decoder: any BarrierDecoder, codewords: Int, dimension: Int, seed: UInt64 = 1
  ) -> @Sendable (Int) throws -> ConditionalSampler {
    { sparsity in
      let setting = CodeSetting(codewordCount: codewords, sparsity: sparsity)
      return ConditionalSampler(
        try ConditionalEstimator(decoder: decoder, setting: setting),
        pointSeed: setting.sparsitySearchSeed(root: Seed(seed), dimension: dimension))
    }
  }

  private static func simulated(
    _ decoder: any Decoder, codewords: Int, dimension: Int, seed: UInt64 = 1
  ) -> @Sendable (Int) throws -> Simulation {
    { sparsity in
      let setting = CodeSetting(codewordCount: codewords, sparsity: sparsity)
      return try Simulation(
        decoder: decoder, setting: setting,
        pointSeed: setting.sparsitySearchSeed(root: Seed(seed), dimension: dimension))
    }
  }

  /// k* from fresh codes one by one, and its standard error.
  private static func bruteForce(
    _ decoder: any Decoder, codewords: Int, dimension: Int, target: Double, trials: Int
  ) throws -> (sparsity: Double, error: Double) {
    func success(_ sparsity: Int) throws -> Double {
      var successes = 0
      for trial in 0..<trials {
        let seed = Seed(77)[.auxiliary, [UInt64(sparsity), UInt64(trial)]]
        let dictionary = try RademacherDictionary(
          seed: seed, codewordCount: codewords, dimension: dimension)
        var generator = CounterBasedGenerator(seed[.support, 0])
        let support = Support.random(
          sparsity: sparsity, codewordCount: codewords, using: &generator)
        let decoding = try decoder.decode(
          ReceivedCode(dictionary.encode(support)), sparsity: sparsity,
          codebook: dictionary)
        successes += decoding.support == support ? 1 : 0
      }
      return Double(successes) / Double(trials)
    }
    var sparsity = 1
    var (above, below) = (try success(1), try success(2))
    while below >= target {
      sparsity += 1
      (above, below) = (below, try success(sparsity + 1))
    }
    let levels = try [above, target, below].map {
      try NormalDistribution.quantile(min($0, 1 - 0.25 / Double(trials)))
    }
    let slope = levels[0] - levels[2]
    let error =
      (target * (1 - target) / Double(trials)).squareRoot()
      / NormalDistribution.density(levels[1]) / slope
    return (Double(sparsity) + (levels[0] - levels[1]) / slope, error)
  }

  @Test(
    "Where codes decoded one by one cross, by both samplers",
    arguments: [(64, 30, 0.5), (64, 30, 0.9), (128, 48, 0.5), (256, 90, 0.5)])
  func bruteForce(codewords: Int, dimension: Int, target: Double) async throws {
    let decoder = MatchingPursuitDecoder()
    let (truth, error) = try Self.bruteForce(
      decoder, codewords: codewords, dimension: dimension, target: target, trials: 3000)
    let search = MaximumSparsitySearch(
      SearchGoal(target: target, precision: 0.02, trialLimit: 20_000, guess: 5))
    let draws = try await search.run(
      codewordCount: codewords, dimension: dimension, workers: 2,
      sampler: Self.conditional(decoder, codewords: codewords, dimension: dimension))
    let codes = try await search.run(
      codewordCount: codewords, dimension: dimension,
      sampler: Self.simulated(decoder, codewords: codewords, dimension: dimension))
    for found in [draws, codes] {
      let own = (found.sparsity.high - found.sparsity.low) / 4
      #expect(abs(found.sparsity.value - truth) < 4.5 * hypot(own, error), "\(found) of \(truth)")
      #expect(found.sparsity.low <= found.sparsity.value)
      #expect(found.sparsity.value <= found.sparsity.high)
      #expect(Double(found.certain) <= found.sparsity.value, "\(found)")
      #expect(Double(found.certain) > 0.6 * truth - 1, "\(found)")
    }
  }

  @Test(
    "Reference values by another program: N = 30,522, d = 384",
    arguments: [
      (TopKDecoder(), 0.5, 12.37, 0.03), (TopKDecoder(), 0.9, 9.81, 0.04),
      (MatchingPursuitDecoder(), 0.5, 38.02, 0.08), (MatchingPursuitDecoder(), 0.9, 30.30, 0.07),
      (OrthogonalMatchingPursuitDecoder(), 0.5, 36.63, 0.06),
    ] as [(any BarrierDecoder, Double, Double, Double)])
  func reference(
    decoder: any BarrierDecoder, target: Double, sparsity: Double, error: Double
  ) async throws {
    let search = MaximumSparsitySearch(
      SearchGoal(target: target, precision: 0.01, trialLimit: 8000, guess: 20))
    let found = try await search.run(
      codewordCount: 30_522, dimension: 384, workers: 2,
      sampler: Self.conditional(decoder, codewords: 30_522, dimension: 384))
    let own = (found.sparsity.high - found.sparsity.low) / 4
    #expect(abs(found.sparsity.value - sparsity) < 4 * hypot(own, error), "\(found)")
    #expect(own < 0.02 * sparsity)
  }

  @Test("Near k* some k is certain, at a high target too")
  func certain() async throws {
    let search = MaximumSparsitySearch(
      SearchGoal(target: 0.9, precision: 0.01, trialLimit: 4000, guess: 40))
    let decoder = MatchingPursuitDecoder()
    let found = try await search.run(
      codewordCount: 1 << 16, dimension: 512, workers: 2,
      sampler: Self.conditional(decoder, codewords: 1 << 16, dimension: 512))
    #expect(Double(found.certain) > 0.85 * found.sparsity.value, "\(found)")
    #expect(Double(found.certain) <= found.sparsity.value, "\(found)")
    // And it is: a fresh estimate at that k.
    let sampler = try Self.conditional(
      decoder, codewords: 1 << 16, dimension: 512, seed: 7)(found.certain)
    let draws = try await sampler.run(trials: 0..<600, dimension: 512, workers: 2)
    #expect(try sampler.successEstimate(draws).high >= 0.9)
  }

  @Test("The whole range, and none of it, are findings")
  func edges() async throws {
    let search = MaximumSparsitySearch(
      SearchGoal(target: 0.9, precision: 0.05, trialLimit: 2000, guess: 3))
    await #expect(throws: SparsitySearchError.everySparsity(target: 0.9, codewordCount: 8)) {
      try await search.run(
        codewordCount: 8, dimension: 4000,
        sampler: Self.simulated(TopKDecoder(), codewords: 8, dimension: 4000))
    }
    await #expect(throws: SparsitySearchError.noSparsity(target: 0.9)) {
      try await search.run(
        codewordCount: 1 << 20, dimension: 8,
        sampler: Self.conditional(TopKDecoder(), codewords: 1 << 20, dimension: 8))
    }
  }

  @Test("The same with one worker and with three")
  func workers() async throws {
    let search = MaximumSparsitySearch(
      SearchGoal(target: 0.5, precision: 0.03, trialLimit: 2000, guess: 9))
    let sampler = Self.conditional(MatchingPursuitDecoder(), codewords: 4096, dimension: 132)
    let one = try await search.run(codewordCount: 4096, dimension: 132, sampler: sampler)
    let three = try await search.run(
      codewordCount: 4096, dimension: 132, workers: 3, sampler: sampler)
    #expect(one == three)
    // Its success is 0.57 at k = 16 by another program.
    #expect((15.5...17.5).contains(one.sparsity.value), "\(one)")
  }
}
