import Foundation
import SuperpositionNumerics
import Testing

@testable import SuperpositionEstimation

@Suite("Probit curves fitted to clustered counts")
struct ProbitFitTests {
  /// Counts in exact proportion to Φ(rate·ln(d/median)), in clusters of their own.
  private func counts(
    median: Double, rate: Double, at dimensions: [Double], trials: Double, clusters: Int
  ) -> [ProbitFit.Count] {
    dimensions.enumerated().flatMap { position, dimension in
      (0..<clusters).map { cluster in
        ProbitFit.Count(
          cluster: position * clusters + cluster, dimension: dimension, trials: trials,
          successes: trials * NormalDistribution.cumulative(rate * log(dimension / median)))
      }
    }
  }

  @Test("Counts on a curve give that curve, from any start")
  func exact() throws {
    let counts = counts(
      median: 100, rate: 8, at: [90, 97, 104, 120], trials: 1000, clusters: 3)
    for (centre, slope) in [(100.0, 8.0), (92, 4), (115, 12)] {
      let fit = try #require(ProbitFit(counts, centre: centre, slopeGuess: slope))
      #expect(abs(fit.rate - 8) < 0.01)
      for (target, tolerance) in [(0.5, 1e-4), (0.84, 1e-3)] {
        let quantile = try NormalDistribution.quantile(target)
        let crossing = try fit.crossing(quantile: quantile)
        #expect(abs(crossing.value / (100 * exp(quantile / 8)) - 1) < tolerance)
        #expect(crossing.low <= crossing.value && crossing.value <= crossing.high)
      }
    }
  }

  @Test("Single trials have the standard error of their information; copies of a trial add nothing")
  func standardError() throws {
    // Half of each pair succeeds: at two dimensions, symmetric about the median.
    func counts(copies: Double) -> [ProbitFit.Count] {
      [90.0, 111.11].enumerated().flatMap { position, dimension in
        (0..<400).map { trial in
          let successes = trial % 10 < (position == 0 ? 3 : 7) ? copies : 0
          return ProbitFit.Count(
            cluster: position * 400 + trial, dimension: dimension, trials: copies,
            successes: successes)
        }
      }
    }
    let level = try NormalDistribution.quantile(0.7)
    let one = try #require(ProbitFit(counts(copies: 1), centre: 100, slopeGuess: 5))
    let crossing = try one.crossing(quantile: 0)
    // Var(level) = 1/Σ φ²/(p(1-p)), at the centre of symmetry; over the slope, a standard error.
    let information = 800 * pow(NormalDistribution.density(level), 2) / (0.3 * 0.7)
    let expected = 1.963 / information.squareRoot() / one.rate
    #expect(abs(log(crossing.high / crossing.value) / expected - 1) < 0.01)
    let eight = try #require(ProbitFit(counts(copies: 8), centre: 100, slopeGuess: 5))
    let again = try eight.crossing(quantile: 0)
    #expect(abs(log(again.high / again.value) / log(crossing.high / crossing.value) - 1) < 0.02)
  }

  @Test("Falling counts have no rising curve")
  func falling() {
    let counts = [90.0, 100, 110, 120].enumerated().map { position, dimension in
      ProbitFit.Count(
        cluster: position, dimension: dimension, trials: 1e6,
        successes: 9e5 - 2e5 * Double(position))
    }
    if let fit = ProbitFit(counts, centre: 100, slopeGuess: 5) { #expect(fit.rate < 0.1) }
  }
}
