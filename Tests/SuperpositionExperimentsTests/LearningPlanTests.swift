import Foundation
import Runs
import SuperpositionLearning
import TestSupport
import Testing

@testable import SuperpositionExperiments

@Suite("Learning experiments")
struct LearningPlanTests {
  private func experiment(_ keys: String, kind: String = "learn") throws -> Experiment {
    try Experiment(
      yaml: "blocks:\n  - {kind: \(kind), \(keys)}\n", file: "e.yml", name: "e", effort: .default)
  }

  private func run(
    _ experiment: Experiment, jobs: Int = 1, output: String? = nil
  ) async throws -> ResultFile {
    try await Runner(
      plan: Plan(experiment), experiment: experiment.yaml,
      options: RunOptions(output: output, jobs: jobs, report: { _ in })
    ).run().result
  }

  private let small =
    "learner: [\"sae:topk\", mp-learner], N: 24, k: 2, d: 12, steps: 40, batch: 30, seeds: 2, "
    + "trials: 200"

  @Test("a point is a training and a measurement for each seed, and a row for each reader")
  func rows() async throws {
    let experiment = try experiment(small)
    #expect(try Experiment(yaml: experiment.yaml, file: "f", name: "e").blocks == experiment.blocks)
    let plan = try Plan(experiment)
    #expect(plan.units.count == 8 && plan.rows.count == 12)
    #expect(
      plan.units[0].identity.text
        == "training learner=sae:topk ensemble=rademacher N=24 k=2 d=12 M=24 steps=40 batch=30 "
        + "rate=0.01 seed=1")
    let result = try await run(experiment)
    #expect(try await run(experiment, jobs: 3).content == result.content)
    #expect(result.rows.count == 12)
    func column(_ name: String) -> [String] {
      let place = result.header.firstIndex(of: name) ?? 0
      return result.rows.map { $0[place] }
    }
    #expect(
      Array(column("reader").prefix(5)) == ["encoder", "topk", "mp", "omp", "gp"])
    #expect(Set(column("samples")) == ["1200"] && Set(column("seeds")) == ["2"])
    for name in ["recovered", "success", "members_found"] {
      let (low, value, high) = (column(name + "_low"), column(name), column(name + "_high"))
      for row in result.rows.indices {
        let numbers = [low[row], value[row], high[row]].compactMap(Double.init)
        #expect(numbers.count == 3 && numbers == numbers.sorted() && numbers[2] <= 1)
      }
    }
    #expect(throws: ExperimentError.self) { try plan.rows[0].derive([UnitRecord(), UnitRecord()]) }
    #expect(try plan.rows[0].derive([nil, UnitRecord()]) == nil)
  }

  @Test("a run that is stopped goes on from its checkpoint to the same bytes")
  func checkpoints() async throws {
    let scratch = try ScratchDirectory()
    let folder = scratch.path
    let experiment = try experiment(
      "learner: \"sae:topk\", N: 24, k: 2, d: 12, steps: 60, batch: 30")
    let unit = try #require(try Plan(experiment).units.first)
    _ = try await run(experiment, output: "\(folder)/whole.csv")
    let whole = "\(folder)/whole.models/\(unit.identity.checksum)"
    // What a killed run leaves: a checkpoint after 37 steps.
    let models = "\(folder)/killed.models/\(unit.identity.checksum)"
    try FileManager.default.createDirectory(atPath: models, withIntermediateDirectories: true)
    let point = try #require(try experiment.blocks[0].learningPoints().first)
    let (training, _) = try await point.makeTraining(workers: 1)
    try await training.run(steps: 0..<37)
    let checkpoint = "\(models)/\(TrainingUnit.checkpointName)"
    try AtomicFile.write(
      training.checkpoint(of: unit.identity.text, after: 37), to: checkpoint)
    _ = try await run(experiment, output: "\(folder)/killed.csv")
    #expect(!FileManager.default.fileExists(atPath: checkpoint))
    for name in [SavedModel.weightsName, SavedModel.configurationName, "complete"] {
      #expect(try FileAccess.read("\(models)/\(name)") == FileAccess.read("\(whole)/\(name)"))
    }
    // Another experiment's is refused, and stays.
    let other = "\(folder)/other.models/\(unit.identity.checksum)"
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    let stray = training.checkpoint(of: "training of something else", after: 37)
    try AtomicFile.write(stray, to: "\(other)/\(TrainingUnit.checkpointName)")
    await #expect {
      _ = try await run(experiment, output: "\(folder)/other.csv")
    } throws: { error in
      (error as? ExperimentError)?.exitCode == .badData
        && "\(error)".contains("left by another experiment")
    }
    #expect(try FileAccess.read("\(other)/\(TrainingUnit.checkpointName)") == stray)
  }

  @Test("a loss that is not finite ends with one line and 65")
  func lossNotFinite() async throws {
    let experiment = try experiment(
      "learner: \"sae:relu\", N: 24, k: 2, d: 12, steps: 60, batch: 30, learning-rate: 1e25")
    await #expect {
      _ = try await run(experiment)
    } throws: { error in
      (error as? ExperimentError)?.exitCode == .badData && "\(error)".contains("'sae:relu'")
        && "\(error)".contains("at step ")
    }
  }

  @Test(
    "impossible values name their key",
    arguments: [
      ("learner: sae:topkk, N: 8, k: 2, d: 4", "learner: there is no learner 'sae:topkk'"),
      ("learner: ksvd, N: 8, k: 2", "dimension: missing"),
      ("learner: ksvd, k: 2, d: 4", "codewords: missing"),
      ("learner: ksvd, N: 8, k: 3, d: 4, latents: 2", "latents: M = 2"),
      ("learner: ksvd, N: 8, k: 9, d: 4", "k: k = 9 exceeds N = 8"),
      ("learner: ksvd, N: 8, k: 2, d: 4, learning-rate: 0", "learning-rate: 0 must be"),
      ("learner: ksvd, N: 8, k: 2, d: 4, learning-rate: -1", "learning-rate: -1 must be"),
      ("learner: ksvd, N: 8, k: 2, d: 4, steps: 0", "steps: 0 steps measure a start"),
      ("learner: ksvd, N: 8, k: 2, d: 4, start: none", "start: must be random, truth or file:PATH"),
      ("learner: ksvd, N: 8, k: 2, d: 4, start: truth, latents: 7", "start: the truth has N = 8"),
      ("learner: ksvd, activations: a.npy, k: 2", "latents: missing"),
      ("learner: ksvd, activations: a.npy, k: 2, d: 4, latents: 3", "d: does not apply"),
      ("learner: ksvd, N: 8, k: 2, d: 4, noise: 1", "noise"),
      ("learner: ksvd, N: 8, k: 2, d: 4, weak-amplitude: 2", "weak-amplitude: 2 must be"),
    ])
  func refusals(keys: String, message: String) {
    #expect {
      _ = try experiment(keys)
    } throws: { error in
      "\(error)".contains(message) && (error as? ExperimentError)?.exitCode == .badData
    }
  }

  @Test("a start at the truth without steps reads as the true dictionary does")
  func truth() async throws {
    let result = try await run(
      experiment(
        "learner: mp-learner, N: 24, k: 2, d: 64, start: truth, steps: 0, trials: 100, weak-amplitude: 0.5"
      ))
    let places = ["recovered", "weak_recovered"].compactMap(result.header.firstIndex)
    #expect(places.count == 2 && places.allSatisfy { result.rows[0][$0] == "1" })
  }

  @Test("a toy model is one unit and one row")
  func toy() async throws {
    let experiment = try experiment(
      "features: 4, hidden: 2, sparsity-of-features: [0.5, 0.9], steps: 50, starts: 2", kind: "toy")
    let result = try await run(experiment)
    #expect(result.rows.count == 2)
    #expect(result.rows[1].prefix(5).elementsEqual(["4", "2", "0.9", "1", "2"]))
    #expect(try await run(experiment, jobs: 2).content == result.content)
    #expect(throws: ExperimentError.self) {
      _ = try self.experiment("features: 4, hidden: 2, steps: 0", kind: "toy")
    }
  }
}
