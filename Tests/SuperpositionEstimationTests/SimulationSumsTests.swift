import Foundation
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionNumerics
import TestSupport
import Testing

@testable import SuperpositionEstimation

@Suite("Success intervals from clusters")
struct SimulationSumsTests {
  private func sums(clusters: [[Bool]]) -> SimulationSums {
    var sums = SimulationSums()
    for cluster in clusters {
      let successes = cluster.count { $0 }
      sums.trials += cluster.count
      sums.successes += successes
      sums.clusters += 1
      sums.sumSquaredSuccesses += successes * successes
      sums.sumSuccessTrials += successes * cluster.count
      sums.sumSquaredTrials += cluster.count * cluster.count
    }
    return sums
  }

  @Test("Clopper–Pearson's published interval: 10 of 100 gives 0.0490 to 0.1762")
  func knownInterval() throws {
    // R: binom.test(10, 100)$conf.int
    let estimate = try Estimate.clopperPearson(
      successes: 10, trials: 100, value: 0.1, confidence: 0.95)
    #expect(abs(estimate.low - 0.04900469) < 1e-7)
    #expect(abs(estimate.high - 0.17622260) < 1e-7)
  }

  /// scipy: special.betaincinv(s, t-s+1, .025), special.betaincinv(s+1, t-s, .975).
  @Test(
    "Clopper–Pearson's interval is scipy's",
    arguments: [
      (0, 10, 0.0, 0.3084971078187607), (3, 10, 0.06673951117773447, 0.6524528500599973),
      (10, 10, 0.6915028921812392, 1.0), (57, 100, 0.46713373832484634, 0.6686089833686168),
      (19990, 20000, 0.9990806750701674, 0.9997602053567091),
    ])
  func exactInterval(successes: Double, trials: Double, low: Double, high: Double) throws {
    let estimate = try Estimate.clopperPearson(
      successes: successes, trials: trials, value: successes / trials, confidence: 0.95)
    #expect(abs(estimate.low - low) < 1e-9 && abs(estimate.high - high) < 1e-9)
  }

  @Test("The interval of very many trials is that of a Poisson mean")
  func poissonLimit() throws {
    // R: poisson.test(10)$conf.int is 4.795389 to 18.390356.
    let few = try Estimate.clopperPearson(
      successes: 10, trials: 1e13, value: 1e-12, confidence: 0.95)
    #expect(abs(few.low * 1e13 - 4.795389) < 1e-5 && abs(few.high * 1e13 - 18.390356) < 1e-5)
    let most = try Estimate.clopperPearson(
      successes: 1e12 - 10, trials: 1e12, value: 1 - 1e-11, confidence: 0.95)
    #expect(abs((1 - most.low) * 1e12 - 18.39) < 1e-2 && abs((1 - most.high) * 1e12 - 4.795) < 1e-2)
    let half = try Estimate.clopperPearson(
      successes: 1e12, trials: 2e12, value: 0.5, confidence: 0.95)
    #expect(half.low < 0.5 && half.high > 0.5 && half.high - half.low < 1e-5)
  }

  @Test("No success and no failure give one-sided intervals")
  func extremes() throws {
    let none = try sums(clusters: Array(repeating: Array(repeating: false, count: 8), count: 5))
      .successEstimate()
    // The exact bound of 40 independent trials is 0.088.
    #expect(none.value == 0 && none.low == 0 && none.high > 0.13 && none.high < 0.17)
    let most = try sums(clusters: Array(repeating: Array(repeating: true, count: 8), count: 8))
      .successEstimate()
    #expect(most.value == 1 && most.high == 1 && most.low > 0.88 && most.low < 0.93)
    // One trial shares its dictionary with none.
    let single = try sums(clusters: [[true]]).successEstimate()
    #expect(abs(single.low - 0.025) < 1e-9 && single.high == 1)
    let all = try sums(clusters: Array(repeating: Array(repeating: true, count: 8), count: 50))
      .successEstimate()
    #expect(all.value == 1 && all.high == 1 && all.low > 0.98 && all.low < 1)
  }

  @Test("Conditional draws that are all but certain have an interval too")
  func nearlyCertain() throws {
    var sums = ConditionalSums()
    sums.draws = 100
    sums.sum = 100 - 1e-13
    sums.sumOfSquares = 100 - 1e-13
    for failure in [0.0, 1e-13, 1e-9] {
      sums.sumOfSquares = 100 - 1e-13 - failure
      let estimate = try sums.successEstimate()
      #expect(estimate.low <= estimate.value && estimate.value <= estimate.high)
      #expect(estimate.low > 0.95 && estimate.high == 1)
    }
    sums.sum = 1e-13
    for success in [1e-13, 1e-26, 1e-28, 0] {
      sums.sumOfSquares = success
      let estimate = try sums.successEstimate()
      #expect(estimate.low <= estimate.value && estimate.value <= estimate.high)
      #expect(estimate.low >= 0 && estimate.high < 0.05)
    }
  }

  @Test("Clusters that agree completely count as one trial each")
  func completeAgreement() throws {
    let clusters = (0..<200).map { Array(repeating: $0 % 2 == 0, count: 8) }
    #expect(abs(sums(clusters: clusters).designEffect - 8) < 0.2)
  }

  /// How often the interval of `clusterCount` clusters of eight covers, each cluster with a success
  /// probability of its own, and its mean width.
  private func coverage(
    clusterCount: Int, mean: Double, seed: UInt64, repetitions: Int = 2000,
    _ probability: (inout CounterBasedGenerator) -> Double
  ) throws -> (fraction: Double, width: Double) {
    var covered = 0
    var width = 0.0
    for repetition in 0..<repetitions {
      var generator = CounterBasedGenerator(Seed(seed)[.auxiliary, UInt64(repetition)])
      let clusters = (0..<clusterCount).map { _ in
        let probability = probability(&generator)
        return (0..<8).map { _ in generator.uniform() < probability }
      }
      let estimate = try sums(clusters: clusters).successEstimate()
      if estimate.low <= mean && mean <= estimate.high { covered += 1 }
      width += estimate.high - estimate.low
    }
    return (Double(covered) / Double(repetitions), width / Double(repetitions))
  }

  @Test("The 95% interval covers correlated trials of a dictionary, however few the clusters")
  func correlated() throws {
    // Success probabilities 0.5 ± 0.25: intraclass correlation 1/4. Standard error 0.006.
    for clusterCount in [2, 4, 8, 40] {
      let (fraction, _) = try coverage(clusterCount: clusterCount, mean: 0.5, seed: 3) {
        Bool.random(using: &$0) ? 0.75 : 0.25
      }
      #expect(fraction > 0.912, "\(clusterCount) clusters: \(fraction)")
      #expect(clusterCount < 40 || fraction < 0.98, "\(clusterCount) clusters: \(fraction)")
    }
  }

  @Test("It covers independent trials without being much wider than theirs", arguments: [2, 4, 8])
  func independent(clusterCount: Int) throws {
    let trials = clusterCount * 8
    for (mean, widest) in [(0.5, 1.45), (0.9, 1.6), (0.98, 1.9)] {
      let (fraction, width) = try coverage(
        clusterCount: clusterCount, mean: mean, seed: 4
      ) { _ in mean }
      #expect(fraction > 0.97, "\(fraction)")
      let law = try BinomialDistribution(trials: trials, probability: mean)
      let exact = try (0...trials).reduce(0) { sum, successes in
        let estimate = try Estimate.clopperPearson(
          successes: Double(successes), trials: Double(trials),
          value: Double(successes) / Double(trials), confidence: 0.95)
        let probability = try law.atLeast(successes) - law.atLeast(successes + 1)
        return sum + probability * (estimate.high - estimate.low)
      }
      #expect(width < widest * exact && width > exact, "\(width) against \(exact)")
    }
  }

  @Test("It covers where equal codewords make a dictionary's trials fail together")
  func coincidingCodewords() async throws {
    // One of four codewords of six signs: decoded unless it equals one of a lower index.
    let truth = (0..<4).reduce(0) { $0 + pow(63.0 / 64, Double($1)) / 4 }
    let repetitions = 600
    var covered = 0
    for repetition in 0..<repetitions {
      let simulation = try Simulation(
        decoder: TopKDecoder(), setting: CodeSetting(codewordCount: 4, sparsity: 1),
        pointSeed: Seed(5)[.point, UInt64(repetition)])
      let estimate = try await simulation.run(trials: 0..<64, dimension: 6).successEstimate()
      if estimate.low <= truth && truth <= estimate.high { covered += 1 }
    }
    #expect(Double(covered) / Double(repetitions) > 0.96, "\(covered)")
  }

  @Test("All codewords sent: the trials of a dictionary are one code, and count as one")
  func everyCodeword() async throws {
    let setting = CodeSetting(codewordCount: 8, sparsity: 8)
    #expect(setting.coincidence == 1)
    let simulation = try Simulation(
      decoder: MatchingPursuitDecoder(), setting: setting, pointSeed: Seed(6))
    let sums = try await simulation.run(trials: 0..<160, dimension: 30)
    #expect(sums.sumSquaredSuccesses == 8 * sums.successes, "a cluster's trials differ")
    let exact = try Estimate.clopperPearson(
      successes: Double(sums.successes) / 8, trials: 20,
      value: Double(sums.successes) / 160, confidence: 0.95)
    let estimate = try simulation.successEstimate(sums)
    #expect(abs(estimate.low - exact.low) < 1e-9 && abs(estimate.high - exact.high) < 1e-9)
    // The interval of 64 trials of eight dictionaries covers; 0.95 less three errors is 0.924.
    let truth =
      Double(try await simulation.run(trials: 0..<64_000, dimension: 30).successes) / 64_000
    let repetitions = 1000
    var covered = 0
    for repetition in 0..<repetitions {
      let trials = repetition * 64..<(repetition + 1) * 64
      let estimate = try simulation.successEstimate(
        try await simulation.run(trials: trials, dimension: 30))
      if estimate.low <= truth && truth <= estimate.high { covered += 1 }
    }
    #expect(covered >= 930, "\(covered) at \(truth)")
  }
}
