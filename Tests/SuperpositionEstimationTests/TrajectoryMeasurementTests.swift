import Foundation
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionTheory
import Testing

@testable import SuperpositionEstimation

@Suite("Trajectories of message passing")
struct TrajectoryMeasurementTests {
  @Test("The first iterations agree with state evolution well above the threshold")
  func stateEvolution() async throws {
    // State evolution's threshold is 203.5 here.
    let setting = CodeSetting(codewordCount: 1 << 14, sparsity: 32)
    let dimension = 290
    let found = try await TrajectoryMeasurement(
      setting: setting, pointSeed: Seed(1), iterations: 4
    ).measure(trials: 640, dimension: dimension)
    let predicted = StateEvolution(try TheoryPoint(codewords: 1 << 14, sparsity: 32))
      .iterate(dimension: Double(dimension), limit: 3)
    for (iteration, (found, predicted)) in zip(found, predicted).enumerated() {
      let interval = try #require(found.interval)
      // t(0.975; 79) = 1.990 standard errors reach to the interval's end.
      let error = (interval.upperBound - found.mean) / 1.990
      // What is left at finite k is about 1/k after the first pass, and less elsewhere.
      let allowance = 4 * error + (iteration == 0 ? 0 : predicted / 32)
      #expect(abs(found.mean - predicted) < allowance, "iteration \(iteration)")
      #expect(error < 0.03 * predicted)
    }
  }

  @Test("The trials are those of a simulation with the same seed", arguments: [0, 0.3])
  func sharedTrials(noisePower: Double) async throws {
    let setting = CodeSetting(codewordCount: 1024, sparsity: 8, noisePower: noisePower)
    let dimension = 46
    let simulation = try Simulation(
      decoder: ApproximateMessagePassingDecoder(), setting: setting, pointSeed: Seed(2))
    let trajectories = try await TrajectoryMeasurement(
      setting: setting, pointSeed: Seed(2), iterations: 60
    ).trajectories(trials: 0..<64, dimension: dimension)
    #expect(trajectories.map(\.count) == [Int](repeating: 8, count: 8))
    // A support that is found leaves the channel's noise P/d alone, less a few deviations of it.
    let limit = 1e-9 + 2 * noisePower / Double(dimension)
    var both = 0
    var neither = 0
    for cluster in 0..<8 {
      let outcomes = try await simulation.outcomes(
        cluster: cluster, dimensions: [dimension], workers: 1)[0]
      for (outcome, trajectory) in zip(outcomes, trajectories[cluster]) {
        let isFound = trajectory[59] < limit
        if outcome.success && isFound { both += 1 }
        if !outcome.success && !isFound { neither += 1 }
      }
    }
    #expect(both >= 15 && neither >= 5 && both + neither >= 61, "\(both) and \(neither)")
  }

  @Test("Neither workers nor the number of trials change a trial")
  func workers() async throws {
    let measurement = try TrajectoryMeasurement(
      setting: CodeSetting(codewordCount: 256, sparsity: 4, noisePower: 0.1), pointSeed: Seed(3),
      iterations: 6)
    let alone = try await measurement.trajectories(trials: 0..<19, dimension: 40)
    let shared = try await measurement.trajectories(trials: 0..<19, dimension: 40, workers: 3)
    let fewer = try await measurement.trajectories(trials: 0..<9, dimension: 40)
    #expect(alone == shared)
    #expect(alone.map(\.count) == [8, 8, 3])
    #expect(alone[0] == fewer[0] && alone[1][0] == fewer[1][0])
    #expect(alone.joined().allSatisfy { $0.count == 6 })
  }

  @Test("Mean, interval and quantiles of clusters of unequal size")
  func summary() throws {
    let found = try TrajectoryMeasurement.iteration([[1, 3], [5, 7], [9]])
    // Mean 5; cluster sums deviate by -6, 2 and 4, so that the variance is 3/2·56/25; t(0.975; 2).
    let reach = 4.302653 * (1.5 * 56.0 / 25).squareRoot()
    #expect(found.mean == 5)
    #expect(found.interval?.lowerBound == 0)
    #expect(abs((found.interval?.upperBound ?? 0) - 5 - reach) < 1e-5)
    #expect(found.median == Estimate(value: 5, low: 1.4, high: 8.6))
    #expect(try TrajectoryMeasurement.iteration([[1, 3]]).interval == nil)
  }
}
