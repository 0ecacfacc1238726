import Foundation
import SuperpositionCodes
import Testing

@testable import SuperpositionEstimation

@Suite("Unbiased powers of a failure probability")
struct FailurePowerTests {
  @Test("Exactly unbiased for few codewords: all outcomes enumerated", arguments: [1, 2, 3, 4])
  func exactForFew(count: Int) {
    // Each of four estimates is 0.1 or 0.5 with probability ½: q = 0.3.
    var mean = 0.0
    for outcome in 0..<16 {
      let estimates = (0..<4).map { outcome >> $0 & 1 == 0 ? 0.1 : 0.5 }
      mean +=
        FailurePower(
          expectations: estimates.map { $0 * Double(count) }, guess: 0.2 * Double(count),
          count: Double(count)
        ).value / 16
    }
    #expect(abs(mean - pow(0.7, Double(count))) < 1e-14)
  }

  @Test(
    "Unbiased for very many, with noise that would bias the plain power by per cents",
    arguments: [(0.05, 1e6), (0.7, 1e6), (2.5, 1e18), (6, 0x1p60)])
  func unbiasedForMany(expectation: Double, count: Double) {
    var generator = CounterBasedGenerator(Seed(5))
    let repetitions = 40_000
    var sum = 0.0
    var squares = 0.0
    var plain = 0.0
    var claimed = 0.0
    for _ in 0..<repetitions {
      // Exponential estimates: relative variance 1, as of a batch of importance samples.
      let estimates = (0..<16).map { _ in -expectation * log(generator.uniform()) }
      let guess = expectation * (0.5 + generator.uniform())
      let power = FailurePower(expectations: estimates, guess: guess, count: count)
      sum += power.value
      squares += power.value * power.value
      claimed += power.variance
      plain += exp(-estimates.reduce(0, +) / 16)
    }
    let mean = sum / Double(repetitions)
    let variance = squares / Double(repetitions) - mean * mean
    let error = (variance / Double(repetitions)).squareRoot()
    let truth = exp(-expectation)
    #expect(abs(mean - truth) < 4 * error)
    if expectation > 0.5 && expectation < 5 {
      #expect(abs(plain / Double(repetitions) - truth) > 4 * error)
      #expect(abs(claimed / Double(repetitions) / variance - 1) < 0.4)
    }
  }

  @Test(
    "A pilot ten times too low or too high neither leaves [-0.05, 1] nor hides its bias",
    arguments: [0.05, 1, 2, 5, 8])
  func poorPilots(expectation: Double) {
    var generator = CounterBasedGenerator(Seed(7))
    let repetitions = 20_000
    for ratio in [0.1, 10] {
      var sum = 0.0
      var squares = 0.0
      var claimed = 0.0
      var range = (low: Double.infinity, high: -Double.infinity)
      for _ in 0..<repetitions {
        let estimates = (0..<(ratio < 1 ? 10 : 48)).map { _ in
          -expectation * log(generator.uniform())
        }
        let power = FailurePower(
          expectations: estimates, guess: expectation * ratio, count: 0x1p60)
        sum += power.value
        squares += power.value * power.value
        claimed += power.biasBound
        range = (min(range.low, power.value), max(range.high, power.value))
      }
      let mean = sum / Double(repetitions)
      let error = ((squares / Double(repetitions) - mean * mean) / Double(repetitions)).squareRoot()
      #expect(range.low >= -0.05 && range.high <= 1, "\(range)")
      #expect(
        abs(mean - exp(-expectation)) < claimed / Double(repetitions) + 4 * error, "\(mean)")
    }
  }

  @Test("No tail at all, and a hopeless one")
  func extremes() {
    let none = FailurePower(expectations: [0, 0, 0], guess: 0, count: 0x1p60)
    #expect(none.value == 1)
    #expect(none.variance == 0)
    let hopeless = FailurePower(expectations: [55, 60, 58], guess: 57, count: 0x1p60)
    #expect(abs(hopeless.value) < 1e-20)
    #expect(hopeless.biasBound < 1e-12)
  }
}
