import SuperpositionCodes
import Testing

@testable import SuperpositionLearning

/// Purity by hand, and the tutorial's experiment as the prototypes found it.
@Suite struct PurityTests {
  @Test func isTheShareOfTheLargestClass() {
    let size = ToyClassifier.pointsPerClass
    let activities = FloatMatrix(ToyClassifier.classCount * size, 4)
    for row in 0..<activities.rowCount {
      let label = row / size
      activities[row][0] = label == 3 ? 2 : 0
      activities[row][1] = 1
      activities[row][2] = label < 2 ? Float(3 - label) : 0
      activities[row][3] = 0.09
    }
    let purity = ClassPurity(of: activities)
    #expect(purity.aliveCount == 3)
    for (found, expected) in zip(purity.values, [1.0 / 8, 3.0 / 5, 1]) {
      #expect(abs(found - expected) < 1e-6)
    }
    #expect(purity.median.map { abs($0 - 0.6) < 1e-6 } == true)
    #expect(ClassPurity(of: FloatMatrix(8 * size, 2)).mean == nil)
  }

  private func measure(_ learner: String, seed: UInt64) async throws -> PurityMeasurement {
    try await PurityMeasurement(
      of: LearnerCatalog.learner(named: learner),
      settings: LearningSettings(
        latentCount: 64, sparsity: 4, steps: 600, batchSize: 256, learningRate: 0.005,
        seed: Seed(seed)))
  }

  /// learning.md: features at λ = .05 are about as pure as neurons, at λ = 3 they are purer.
  @Test(arguments: [1, 2, 3] as [UInt64]) func onlyALargePenaltyMakesLatentsPure(seed: UInt64)
    async throws
  {
    let weak = try await measure("sae:relu:lambda=0.05", seed: seed)
    #expect(weak.accuracy > 0.95)
    let neurons = try #require(weak.neurons.mean)
    let latents = try #require(weak.latents.mean)
    #expect((0.35...0.7).contains(neurons))
    #expect(abs(latents - neurons) < 0.2)
    let strong = try await measure("sae:relu:lambda=3", seed: seed)
    #expect(strong.neurons.values == weak.neurons.values)
    #expect(try #require(strong.latents.mean) > latents + 0.1)
    #expect(strong.activeCount < weak.activeCount)
  }

  @Test func learnersWithoutEncodersAreRefused() async {
    await #expect(throws: LearningError.self) { try await measure("mp-learner", seed: 1) }
  }
}
