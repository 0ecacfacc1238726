import SuperpositionCodes
import Testing

@testable import SuperpositionLearning

@Suite struct SavedModelTests {
  /// What a saved model holds is what was learned, and all that reading needs.
  @Test(arguments: TrainingTests.learners)
  func comesBack(name: String) async throws {
    let (trained, source) = try TrainingTests.training(name, dimension: 20, steps: 30, batch: 60)
    try await trained.run(steps: 0..<30)
    let model = await trained.savedModel()
    let (other, _) = try TrainingTests.training(name, dimension: 20, steps: 30, batch: 60)
    try other.restore(model: model.weights)
    #expect(other.parameters == trained.parameters)
    let first = try await trained.measure(on: source, heldOut: 300)
    let second = try await other.measure(on: source, heldOut: 300)
    #expect(first.readings == second.readings)
    #expect(first.unexplainedVariance == second.unexplainedVariance)
  }

  /// Names, orders and shapes of SAELens 6, by the learner.
  @Test(arguments: [
    ("sae:topk", "topk", ["W_dec", "W_enc", "b_dec", "b_enc"]),
    ("sae:relu", "standard", ["W_dec", "W_enc", "b_dec", "b_enc"]),
    ("sae:batchtopk", "jumprelu", ["W_dec", "W_enc", "b_dec", "b_enc", "threshold"]),
    ("sae:jumprelu", "jumprelu", ["W_dec", "W_enc", "b_dec", "b_enc", "threshold"]),
    ("sae:gated", "gated", ["W_dec", "W_enc", "b_dec", "b_gate", "b_mag", "r_mag"]),
    ("mp-learner", "matching_pursuit", ["W_dec", "b_dec"]),
    ("ksvd", "matching_pursuit", ["W_dec", "b_dec"]),
  ])
  func layout(name: String, architecture: String, names: [String]) async throws {
    let (training, _) = try TrainingTests.training(name, dimension: 20, steps: 2, batch: 60)
    try await training.run(steps: 0..<2)
    let model = await training.savedModel()
    let tensors = try SafetensorsFormat.decoded(model.weights).tensors
    #expect(tensors.map(\.name).sorted() == names)
    for tensor in tensors {
      switch tensor.name {
      case "W_dec": #expect(tensor.shape == [96, 20])
      case "W_enc": #expect(tensor.shape == [20, 96])
      case "b_dec": #expect(tensor.shape == [20])
      default: #expect(tensor.shape == [96])
      }
    }
    #expect(model.configuration.contains("\"architecture\": \"\(architecture)\""))
    #expect(model.configuration.contains("\"d_in\": 20,\n  \"d_sae\": 96"))
  }

  /// A batch's choice and the one threshold that stands for it keep about as many latents.
  @Test func commonThreshold() async throws {
    let (training, source) = try TrainingTests.training("sae:batchtopk", steps: 60)
    try await training.run(steps: 0..<60)
    let tensors = try SafetensorsFormat.decoded(await training.savedModel().weights).tensors
    let threshold = try #require(tensors.first { $0.name == "threshold" }).values[0]
    let engine = try #require(training.engine as? GradientEngine)
    _ = await engine.read(9_000_000, count: 200, source: source, workers: 1)
    let above = (0..<200).reduce(0) { sum, sample in
      sum + (0..<96).count { engine.batch.scores[sample][$0] > threshold }
    }
    #expect(abs(Double(above) / 200 - 3) < 0.2)
  }

  @Test func refusals() async throws {
    let (training, _) = try TrainingTests.training("sae:topk", steps: 2)
    let before = training.parameters
    let (pursuit, _) = try TrainingTests.training("mp-learner", steps: 2)
    let (wide, _) = try TrainingTests.training("sae:topk", dimension: 33, steps: 2)
    var damaged = try SafetensorsFormat.decoded(await training.savedModel().weights).tensors
    damaged[0].values[5] = .nan
    for bytes in [
      await pursuit.savedModel().weights, await wide.savedModel().weights,
      SafetensorsFormat.encoded(damaged), [], Array("no tensors at all".utf8),
    ] {
      #expect {
        try training.restore(model: bytes)
      } throws: { error in
        if case LearningError.wrongModel = error { true } else { false }
      }
    }
    #expect(training.parameters == before)
  }
}

@Suite struct CheckpointTests {
  @Test(arguments: ["sae:topk", "mp-learner", "online"])
  func goesOn(name: String) async throws {
    let (whole, _) = try TrainingTests.training(name, steps: 40, batch: 60)
    try await whole.run(steps: 0..<40)
    let (first, _) = try TrainingTests.training(name, steps: 40, batch: 60)
    try await first.run(steps: 0..<29)
    let (second, _) = try TrainingTests.training(name, steps: 40, batch: 60)
    let done = try second.restore(checkpoint: first.checkpoint(of: "a", after: 29), of: "a")
    #expect(done == 29)
    try await second.run(steps: done..<40)
    #expect(second.checkpoint(of: "a", after: 40) == whole.checkpoint(of: "a", after: 40))
  }

  /// Another training's, a damaged one, and one cut anywhere are refused, and change nothing.
  @Test func refusals() async throws {
    let (training, _) = try TrainingTests.training("sae:topk", codewords: 8, dimension: 4, steps: 9)
    let state = training.state
    let (other, _) = try TrainingTests.training("sae:topk", codewords: 8, dimension: 4, steps: 9)
    try await other.run(steps: 0..<5)
    let good = other.checkpoint(of: "one", after: 5)
    var changed = good
    changed[good.count - 3] ^= 1
    var cuts = stride(from: 0, to: good.count, by: 97).map { Array(good[..<$0]) }
    cuts += [changed, other.checkpoint(of: "one", after: 10), await other.savedModel().weights]
    for bytes in cuts {
      #expect(throws: LearningError.self) { try training.restore(checkpoint: bytes, of: "one") }
    }
    #expect {
      try training.restore(checkpoint: good, of: "two")
    } throws: {
      "\($0)".contains("left by another experiment")
    }
    #expect(training.state == state)
    #expect(try training.restore(checkpoint: good, of: "one") == 5)
  }
}
