import SuperpositionCodes
import Testing

@testable import SuperpositionLearning

@Suite struct TrainingTests {
  static let learners = [
    "sae:topk", "sae:relu", "sae:batchtopk", "sae:jumprelu", "sae:gated", "mp-learner",
    "mp-learner:free=1", "ksvd", "online",
  ]

  static func training(
    _ name: String, codewords: Int = 96, dimension: Int = 32, sparsity: Int = 3, steps: Int,
    batch: Int = 200, rate: Double = 0.01, start: LearningSettings.Start = .random,
    seed: UInt64 = 1,
    distinct: Int? = nil
  ) throws -> (Training, CodeSource) {
    let dictionary = try RademacherDictionary(
      seed: Seed(seed)[.dictionary, 0], codewordCount: codewords, dimension: dimension)
    let source = try CodeSource(
      dictionary: dictionary, sparsity: sparsity, seed: Seed(seed)[.auxiliary, 7],
      distinctSamples: distinct)
    let training = try Training(
      LearnerCatalog.learner(named: name), on: source,
      settings: LearningSettings(
        latentCount: codewords, sparsity: sparsity, steps: steps, batchSize: batch,
        learningRate: rate, start: start, seed: Seed(seed)[.auxiliary, 8]))
    return (training, source)
  }

  @Test func catalogue() throws {
    #expect(
      LearnerCatalog.families.map(\.name) == [
        "sae:topk", "sae:relu", "sae:batchtopk", "sae:jumprelu", "sae:gated", "mp-learner", "ksvd",
        "online",
      ])
    #expect(throws: LearningError.unknownLearner("sae:topkk")) {
      try LearnerCatalog.learner(named: "sae:topkk")
    }
    #expect(throws: LearningError.unknownOption(learner: "ksvd", option: "aux=1", known: [])) {
      try LearnerCatalog.learner(named: "ksvd:aux=1")
    }
    for wrong in ["sae:topk:aux", "sae:topk:aux=x", "sae:topk:aux=-1", "sae:topk:", "sae:topk:b=1"]
    {
      #expect(throws: LearningError.self) { try LearnerCatalog.learner(named: wrong) }
    }
    #expect(try LearnerCatalog.learner(named: "sae:topk:aux=0").name == "sae:topk:aux=0")
  }

  /// Bit for bit, with and without a stop half way that goes through a checkpoint.
  @Test(arguments: learners)
  func sameForAnyWorkersAndAfterAStop(name: String) async throws {
    // Past 25 steps, so that dead latents and replacements are part of it.
    let steps = 60
    let (alone, _) = try Self.training(name, steps: steps)
    try await alone.run(steps: 0..<steps)
    let (shared, _) = try Self.training(name, steps: steps)
    try await shared.run(steps: 0..<steps, workers: 3)
    #expect(alone.state == shared.state)
    let (first, _) = try Self.training(name, steps: steps)
    try await first.run(steps: 0..<31)
    let (second, _) = try Self.training(name, steps: steps)
    try second.restore(first.state)
    try await second.run(steps: 31..<steps)
    #expect(alone.state == second.state)
    #expect(alone.state != first.state)
  }

  /// Every learner finds most of an easy dictionary, far above the chance line.
  @Test(arguments: learners)
  func findsAnEasyDictionary(name: String) async throws {
    let learner = try LearnerCatalog.learner(named: name)
    let steps = learner.defaultSteps == 80 ? 40 : 1000
    let (training, source) = try Self.training(name, steps: steps)
    try await training.run(steps: 0..<steps)
    let measured = try await training.measure(on: source, heldOut: 1000)
    let match = try #require(measured.match)
    let chance = try CodewordRecovery.chance(
      latentCount: 96, truth: source.codewordEntries, dimension: 32, seed: Seed(9))
    // Thresholds start above most pre-activations of some latents, which then stay dead.
    let least = name == "sae:jumprelu" ? 0.65 : 0.8
    #expect(match.recovered >= least, "\(name) recovered \(match.recovered)")
    #expect(match.meanCosine > chance.meanCosine + 0.2)
    #expect(chance.recovered == 0)
    #expect(match.meanMaximumCosine >= match.meanCosine)
  }

  /// A dictionary at the truth stays there, and is read as the suite's own decoders read it.
  @Test func truthStays() async throws {
    let (training, source) = try Self.training("mp-learner", steps: 200, start: .truth)
    let before = try await training.measure(on: source, heldOut: 2000)
    #expect(before.match?.recovered == 1)
    #expect((before.match?.meanCosine ?? 0) > 0.999999)
    let mp = try #require(before.readings.first { $0.reader == "mp" })
    let encoder = try #require(before.readings.first { $0.reader == "encoder" })
    // The same rule, but correlations that tie are rounded apart in different ways.
    #expect(abs(mp.exact - encoder.exact) <= 40)
    #expect(abs(mp.membersFound - encoder.membersFound) <= 40)
    try await training.run(steps: 0..<200)
    let after = try await training.measure(on: source, heldOut: 2000)
    #expect((after.match?.recovered ?? 0) == 1)
  }

  @Test func distinctSamplesRepeat() throws {
    let (_, source) = try Self.training("sae:topk", steps: 1, distinct: 5)
    let supports = Set((0..<200).map { source.support(UInt64($0)) })
    #expect(supports.count <= 5 && supports.count >= 2)
    let (_, fresh) = try Self.training("sae:topk", steps: 1)
    #expect(Set((0..<200).map { fresh.support(UInt64($0)) }).count > 150)
  }

  @Test func lossThatIsNotFinite() async throws {
    let (training, _) = try Self.training("sae:relu", steps: 50, rate: 1e30)
    await #expect {
      try await training.run(steps: 0..<50)
    } throws: { error in
      guard case LearningError.lossNotFinite("sae:relu", let step) = error else { return false }
      return step > 1 && "\(error)".contains("step \(step)") && "\(error)".contains("sae:relu")
    }
  }

  @Test func refusals() throws {
    for (steps, batch, rate, sparsity) in [
      (0, 10, 0.01, 2), (10, 0, 0.01, 2), (10, 10, 0, 2), (10, 10, -0.1, 2), (10, 10, .nan, 2),
      (10, 10, 0.01, 97), (10, 10, 0.01, 0),
    ] {
      #expect(throws: LearningError.self) {
        try Self.training(
          "sae:topk", sparsity: sparsity, steps: steps, batch: batch, rate: rate)
      }
    }
    #expect(throws: LearningError.self) {
      try ActivationSource([1, 2], dimension: 2, seed: Seed(1))
    }
    #expect(throws: LearningError.self) {
      try ActivationSource([1, 2, 3, .nan], dimension: 2, seed: Seed(1))
    }
    #expect(throws: LearningError.self) {
      try ActivationSource([1, 2, 3, 4, 5], dimension: 2, seed: Seed(1))
    }
    let (training, _) = try Self.training("sae:topk", steps: 1)
    let (other, _) = try Self.training("mp-learner", steps: 1)
    let (wider, _) = try Self.training("sae:topk", dimension: 33, steps: 1)
    #expect(throws: LearningError.self) { try training.restore(other.state) }
    #expect(throws: LearningError.self) { try training.restore(wider.state) }
  }

  /// On activations there is no truth, but the variance explained is measured: data in a plane of
  /// three directions is explained by three latents.
  @Test func activations() async throws {
    var generator = CounterBasedGenerator(Seed(2))
    let rows = (0..<500).flatMap { _ -> [Float] in
      let which = Int.random(in: 0..<3, using: &generator)
      return (0..<4).map { $0 == which ? 1 : 0 }
    }
    let source = try ActivationSource(rows, dimension: 4, seed: Seed(3))
    let training = try Training(
      LearnerCatalog.learner(named: "ksvd"), on: source,
      settings: LearningSettings(
        latentCount: 6, sparsity: 1, steps: 30, batchSize: 100, learningRate: 0.01, seed: Seed(4)))
    try await training.run(steps: 0..<30)
    let measured = try await training.measure(on: source, heldOut: 400)
    #expect(measured.match == nil && measured.readings.isEmpty)
    #expect(measured.unexplainedVariance < 1e-6)
    #expect(measured.activeCount == 1)
  }
}
