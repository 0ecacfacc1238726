import Foundation
import SuperpositionCodes
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
    #expect(none.value == 0 && none.low == 0 && none.high > 0.08 && none.high < 0.1)
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
    #expect(abs(sums(clusters: clusters).designEffect - 8) < 0.1)
  }

  @Test("The 95% interval covers when trials of a dictionary are correlated")
  func coverage() throws {
    // Each cluster has its own success probability, 0.5 ± 0.25: intraclass correlation 1/4.
    var covered = 0
    let repetitions = 1000
    for repetition in 0..<repetitions {
      var generator = CounterBasedGenerator(Seed(3)[.auxiliary, UInt64(repetition)])
      let clusters = (0..<40).map { _ in
        let probability = Bool.random(using: &generator) ? 0.75 : 0.25
        return (0..<8).map { _ in generator.uniform() < probability }
      }
      let estimate = try sums(clusters: clusters).successEstimate()
      if estimate.low <= 0.5 && 0.5 <= estimate.high { covered += 1 }
    }
    // Exact intervals are conservative: at least 95% less three standard errors, and not all.
    #expect(covered >= 930 && covered <= 990, "covered \(covered)")
  }
}
