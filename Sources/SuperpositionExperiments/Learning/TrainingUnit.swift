import Foundation
import Runs
import SuperpositionLearning

/// A training as a unit of work: it leaves the learned model in its folder, and checkpoints there
/// while it goes on.
enum TrainingUnit {
  /// The checkpoint's file in the unit's folder.
  static let checkpointName = "checkpoint.safetensors"
  /// The least seconds between checkpoints; one that takes long to write makes them rarer.
  private static let checkpointInterval = 0.5
  /// How much longer than writing one the time between two is.
  private static let checkpointRatio = 20.0

  /// The unit of a training.
  ///
  /// - Parameter isWide: whether it has all workers to itself.
  static func unit(_ point: LearningPoint, isWide: Bool) -> WorkUnit {
    let identity = UnitIdentity(kind: "training", fields: point.identityFields)
    let cost = LearningCost(point)
    return WorkUnit(
      identity: identity, cost: cost.trainingSeconds, memory: cost.trainingBytes, isWide: isWide,
      needs: [], leavesArtefact: true
    ) { context in
      let (training, _) = try await point.makeTraining(workers: context.workers)
      let folder = context.folder(of: identity)
      let last = try await train(
        training, point, identity: identity.text, checkpoint: "\(folder)/\(checkpointName)",
        context: context)
      let model = await training.savedModel(workers: context.workers)
      try AtomicFile.write(model.weights, to: "\(folder)/\(SavedModel.weightsName)")
      try AtomicFile.write(model.configuration, to: "\(folder)/\(SavedModel.configurationName)")
      unlink("\(folder)/\(checkpointName)")
      var record = UnitRecord()
      record.append("steps", point.steps)
      if let last {
        record.append("loss", last.objective)
        record.append("squared_error", last.squaredError)
      }
      return record
    }
  }

  /// Trains to the end, from the checkpoint if there is one.
  ///
  /// - Returns: what the last step said; nil if there was none to do.
  private static func train(
    _ training: Training, _ point: LearningPoint, identity: String, checkpoint path: String,
    context: WorkUnit.Context
  ) async throws -> StepReport? {
    var first = 0
    if FileManager.default.fileExists(atPath: path) {
      do {
        first = try training.restore(checkpoint: FileAccess.read(path), of: identity)
      } catch let error as LearningError {
        throw ExperimentError(
          .badData, "\(path): \(error.description); remove it to train from the start")
      }
    }
    let watch = TrainingWatch(interval: checkpointInterval, ratio: checkpointRatio)
    context.tell(Double(first) / Double(max(point.steps, 1)), "")
    do {
      try await training.run(steps: first..<point.steps, workers: context.workers) { step, report in
        watch.last = report
        let done = step + 1
        if watch.isTimeToTell || done == point.steps {
          context.tell(
            Double(done) / Double(point.steps),
            String(
              format: "step %d of %d, loss %.4g, L0 %.3g", done, point.steps, report.objective,
              report.activeCount))
        }
        if watch.isTimeToKeep && done < point.steps {
          try watch.keeping {
            try AtomicFile.write(training.checkpoint(of: identity, after: done), to: path)
          }
        }
      }
    } catch let error as LearningError {
      throw ExperimentError(error)
    }
    return watch.last
  }
}

/// The clock of one training: when to tell its progress and when to keep a checkpoint. Nothing that
/// is recorded depends on it.
private final class TrainingWatch: @unchecked Sendable {
  private let ratio: Double
  private var interval: Double
  private var told = ContinuousClock.now
  private var kept = ContinuousClock.now
  /// What the last step said.
  var last: StepReport?

  init(interval: Double, ratio: Double) {
    self.interval = interval
    self.ratio = ratio
  }

  /// Whether a fifth of a second has passed since it was time last.
  var isTimeToTell: Bool {
    guard ContinuousClock.now - told > .milliseconds(200) else { return false }
    told = .now
    return true
  }

  var isTimeToKeep: Bool { ContinuousClock.now - kept > .seconds(interval) }

  /// Writes a checkpoint, and waits longer for the next if that took long.
  func keeping(_ write: () throws -> Void) rethrows {
    let start = ContinuousClock.now
    try write()
    kept = .now
    interval = max(interval, ratio * (start.duration(to: kept) / .seconds(1)))
  }
}

/// What a training takes, by a fixed model.
struct LearningCost {
  private let point: LearningPoint
  private let latents: Double
  private let dimension: Double

  init(_ point: LearningPoint) {
    self.point = point
    latents = Double(point.latentCount)
    dimension = Double(point.dimension)
  }

  /// Seconds of one core.
  var trainingSeconds: Double {
    let samples = Double(point.drawnCount)
    let products = 2 * latents * dimension * samples
    let active = samples * Double(point.sparsity) * dimension
    let updates = 14 * latents * dimension * Double(point.steps)
    // Scores are passed over a few times after they are there.
    return 0.05 + products / 3e10 + samples * latents * 2e-9 + active * 1e-8 + updates / 2e9
  }

  /// Bytes of a training.
  var trainingBytes: Double {
    let batch = Double(point.batchSize)
    return 64e6 + 40 * latents * dimension + 4 * batch * (latents + 6 * dimension)
      + 4 * latents * latents + 8 * Double(point.codewordCount ?? 0) * dimension
  }

  /// Seconds of reading codes held out and matching dictionaries.
  func measurementSeconds(codes: Int) -> Double {
    let samples = Double(codes)
    let truth = Double(point.codewordCount ?? 0)
    // Supports of random sizes spread over some eight standard deviations.
    let sizes = point.supports == .uniform ? 1 : 8 * Double(point.sparsity).squareRoot()
    return 0.02 + samples * latents * (10 * dimension / 3e10 + 4e-9 * Double(point.sparsity))
      + truth * latents * max(truth, latents) * 1e-9
      + sizes * dimension * dimension * (latents + dimension) / 1e10
  }

  /// Bytes of a measurement.
  var measurementBytes: Double {
    // A pursuit of a batch keeps its codewords and some residuals.
    let pursuits = Double(DictionaryReader.largestBatch) * Double(point.sparsity + 14)
    return trainingBytes + 16 * Double(point.codewordCount ?? 0) * latents
      + 12 * latents * dimension + 24 * dimension * dimension + 8 * pursuits * dimension
  }
}
