import SuperpositionCodes
import SuperpositionDecoders
import Testing

extension PursuitSettings {
  /// Searches with so few candidates that the proofs have to do the work.
  static func meagre(_ candidates: Int, horizon: Int, survivors: Double) -> PursuitSettings {
    var settings = PursuitSettings(codewordCount: 1, dimension: 1, sparsity: 1)
    settings.candidates = candidates
    settings.refreshedCandidates = max(1, candidates / 2)
    settings.completeCount = 0
    settings.horizon = horizon
    settings.survivorsPerSkip = survivors
    return settings
  }
}

@Suite struct MatchingPursuitTests {
  @Test func equalsBruteForceInEveryRegime() throws {
    var failures = 0
    var repeats = 0
    var cases = 0
    for seed in 0..<3000 as Range<UInt64> {
      var generator = CounterBasedGenerator(Seed(seed)[.auxiliary, 1])
      let count = Int.random(in: 1...200, using: &generator)
      let sparsity = Int.random(in: 1...min(count, 12), using: &generator)
      let dimension = Int.random(
        in: 1...Int.random(in: 1...120, using: &generator), using: &generator)
      let powers: [Double] = [0, 0, 0] + [0.01, 0.5, 4]
      let noise = powers[Int.random(in: 0..<6, using: &generator)]
      let instance = try Instance(
        seed: seed, codewordCount: count, sparsity: sparsity, dimension: dimension, noise: noise)
      let settings = PursuitSettings.meagre(
        Int.random(in: 1...8, using: &generator),
        horizon: Int.random(in: 1...12, using: &generator),
        survivors: [0, 0.1, 3, 1000].randomElement(using: &generator) ?? 1)
      let expected = BruteForce.matchingPursuit(
        instance.code, sparsity: sparsity, entries: BruteForce.entries(instance.dictionary))
      let codebook = instance.dictionary
      for decoder in [MatchingPursuitDecoder(settings: settings), MatchingPursuitDecoder()] {
        let decoding = try decoder.decode(instance.code, sparsity: sparsity, codebook: codebook)
        #expect(
          decoding.support == Support(expected),
          "seed \(seed): N = \(count), k = \(sparsity), d = \(dimension), noise \(noise)")
        if decoding.support != Support(expected) { return }
      }
      cases += 1
      if Support(expected) != instance.support { failures += 1 }
      if Support(expected).count < sparsity { repeats += 1 }
    }
    // The cases must reach all regimes, or they prove nothing.
    #expect(failures > cases / 5 && failures < cases * 4 / 5)
    #expect(repeats > 20)
  }

  @Test(arguments: [(4096, 16, 132), (5000, 16, 100), (3000, 40, 250), (2048, 24, 9)])
  func equalsBruteForceAtMidSize(_ shape: (Int, Int, Int)) throws {
    let (count, sparsity, dimension) = shape
    for seed in 0..<6 as Range<UInt64> {
      let noise = seed % 3 == 2 ? 1.0 : 0
      let instance = try Instance(
        seed: 100 + seed, codewordCount: count, sparsity: sparsity, dimension: dimension,
        noise: noise)
      let expected = BruteForce.matchingPursuit(
        instance.code, sparsity: sparsity, entries: BruteForce.entries(instance.dictionary))
      let decoding = try MatchingPursuitDecoder().decode(
        instance.code, sparsity: sparsity, codebook: instance.dictionary)
      #expect(decoding.support == Support(expected))
    }
  }
}
