import Foundation
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionNumerics
import Testing

@testable import SuperpositionEstimation

@Suite("Sums of conditional draws")
struct ConditionalSumsTests {
  private func draw(_ probability: Double, membersSucceed: Bool = true) -> ConditionalDraw {
    ConditionalDraw(probability: probability, membersSucceed: membersSucceed)
  }

  /// Coverage of the 95% interval over 1,000 repetitions of draws with a known mean.
  private func coverage(
    draws: Int, seed: UInt64, mean: Double,
    _ law: (inout CounterBasedGenerator) -> ConditionalDraw
  ) throws -> Int {
    var generator = CounterBasedGenerator(Seed(seed))
    var covered = 0
    for _ in 0..<1000 {
      var sums = ConditionalSums()
      for _ in 0..<draws { sums.add(law(&generator)) }
      let estimate = try sums.successEstimate()
      if estimate.low <= mean && mean <= estimate.high { covered += 1 }
    }
    return covered
  }

  @Test("The interval covers 95%: smooth draws, and draws that fail by their members")
  func calibrated() throws {
    // Uniform on (0, 1).
    let smooth = try coverage(draws: 60, seed: 1, mean: 0.5) { draw($0.uniform()) }
    #expect((930...975).contains(smooth), "\(smooth)")
    // √u: mean 2/3, skewed.
    let skewed = try coverage(draws: 100, seed: 2, mean: 2.0 / 3) {
      draw($0.uniform().squareRoot())
    }
    #expect((930...975).contains(skewed), "\(skewed)")
    // A quarter fail outright, the others vary.
    let mixed = try coverage(draws: 200, seed: 3, mean: 0.75 * 0.8) {
      $0.uniform() < 0.25
        ? draw(0, membersSucceed: false) : draw(pow($0.uniform(), 0.25))
    }
    #expect((930...980).contains(mixed), "\(mixed)")
  }

  @Test("It does not miss failures too rare to have been drawn")
  func rareFailures() throws {
    // On average two draws in a hundred runs of 100 fail: most runs see none.
    let rare = try coverage(draws: 100, seed: 4, mean: 0.998) {
      $0.uniform() < 0.002 ? draw(0, membersSucceed: false) : draw(1)
    }
    #expect(rare >= 950, "\(rare)")
  }

  @Test("Adding is associative and order does not matter; one draw and none spread")
  func additive() throws {
    var generator = CounterBasedGenerator(Seed(8))
    let draws = (0..<10).map { _ in draw(generator.uniform()) }
    var all = ConditionalSums()
    for draw in draws { all.add(draw) }
    var first = ConditionalSums()
    var second = ConditionalSums()
    for draw in draws[..<4] { first.add(draw) }
    for draw in draws[4...] { second.add(draw) }
    first += second
    #expect(first.draws == 10 && abs(first.sum - all.sum) < 1e-12)
    var single = ConditionalSums()
    single.add(draw(0.3))
    let estimate = try single.successEstimate()
    #expect(estimate.low < 0.05 && estimate.high > 0.9)
  }

  @Test("Draws with heavy tails have an interval that covers", arguments: [1e-6, 1e-4, 1e-3, 1e-2])
  func heavyTails(mean: Double) throws {
    // Log-normal draws, at most 1, from tame to wild; the mean by the normal law.
    for spread in [0.7, 1.5, 2.5, 4] {
      func average(_ level: Double) -> Double {
        exp(level + spread * spread / 2)
          * NormalDistribution.cumulative(-level / spread - spread)
          + NormalDistribution.cumulative(level / spread)
      }
      var (lower, upper) = (-60.0, 0.0)
      for _ in 0..<60 {
        let middle = (lower + upper) / 2
        if average(middle) < mean { lower = middle } else { upper = middle }
      }
      for draws in [200, 1000] {
        let covered = try coverage(draws: draws, seed: 9, mean: average(lower)) {
          let normal = GaussianChannel.noise(power: 1, dimension: 1, seed: Seed($0.next()))[0]
          return draw(min(1, exp(lower + spread * normal)))
        }
        // Three binomial errors below 95% is 929.
        #expect(covered >= 925, "\(covered): spread \(spread), \(draws) draws")
      }
    }
  }

  @Test("Draws that spread as ordinary ones do are left alone")
  func ordinary() throws {
    var generator = CounterBasedGenerator(Seed(10))
    for scale in [1.0, 0.2, 0.05, 1e-6] {
      var sums = ConditionalSums()
      for _ in 0..<400 { sums.add(draw(scale * generator.uniform())) }
      #expect(!sums.isHeavyTailed)
      let estimate = try sums.successEstimate()
      #expect(estimate.high / estimate.low < 1.2)
    }
  }

  @Test(
    "Success that noise makes rare: the interval holds what simulation of 200,000 codes gives",
    arguments: [TopKDecoder(), MatchingPursuitDecoder()] as [any BarrierDecoder])
  func rareSuccess(decoder: any BarrierDecoder) throws {
    let estimator = try ConditionalEstimator(
      decoder: decoder, setting: CodeSetting(codewordCount: 64, sparsity: 2, noisePower: 1000))
    for seed in 1...5 {
      var sums = ConditionalSums()
      for index in 0..<1000 {
        sums.add(try estimator.draw(index, dimension: 30, pointSeed: Seed(UInt64(seed))))
      }
      let estimate = try sums.successEstimate()
      #expect(estimate.low < 4.8e-4 && 3.0e-4 < estimate.high, "\(estimate)")
    }
  }
}
