import Runs
import SuperpositionCodes
import SuperpositionLearning

extension ExperimentBlock {
  /// How many seeds a row has.
  var seedCount: Int { self[Keys.seeds] ?? 1 }

  /// Every combination of a learning block's lists with the first seed, in the order learner,
  /// ensemble, N, k, d, amplitude, M, steps, learning rate, samples.
  ///
  /// - Throws: `ExperimentError` for a grid that is too large, and for files that cannot be used.
  func learningPoints() throws -> [LearningPoint] {
    let materials = try learningMaterials()
    let model: LearningPoint.SavedStart? =
      if case .file(let path) = self[Keys.start] { try .init(path: path) } else { nil }
    var points: [LearningPoint] = []
    for name in self[Keys.learner] ?? [] {
      let learner = try LearnerCatalog.learner(named: name)
      for (material, sparsity, codewords) in materials {
        for latents in self[Keys.latents] ?? [codewords] {
          for steps in self[Keys.steps] ?? [learner.defaultSteps] {
            for rate in self[Keys.learningRate] ?? [] {
              for samples in self[Keys.samples].map({ $0.map(Optional.some) }) ?? [nil] {
                let batch =
                  self[Keys.batch]
                  ?? learner.defaultBatchSize(latentCount: latents, sparsity: sparsity)
                let point = LearningPoint(
                  learner: learner, material: material, sparsity: sparsity, latentCount: latents,
                  steps: steps, batchSize: batch, learningRate: rate, samples: samples,
                  start: self[Keys.start] ?? .random, model: model, seed: seed)
                try point.checkSamples()
                points.append(point)
                guard points.count <= Self.largestGrid else {
                  throw ExperimentError(
                    .usage,
                    "the grid has more than \(Self.largestGrid) points; use shorter lists")
                }
              }
            }
          }
        }
      }
    }
    return points
  }

  /// What is learned from, with its k and the number of latents that suits it.
  private func learningMaterials() throws -> [(LearningPoint.Material, Int, Int)] {
    if let path = self[Keys.activations] {
      let activations = try LearningPoint.Activations(path: path)
      guard case .counts(let counts) = sparsity else {
        throw ExperimentError(
          .usage, "\(Keys.sparsityExponent.flag): needs a number of codewords; give -k/--sparsity")
      }
      return counts.map { (.activations(activations), $0, $0) }
    }
    return try points().flatMap { point in
      (self[Keys.weakAmplitude] ?? [1]).map { amplitude in
        (.codes(point, weakAmplitude: amplitude), point.sparsity ?? 1, point.codewordCount)
      }
    }
  }
}

extension LearningPoint {
  /// The codes; nil for activations.
  var codes: GridPoint? {
    if case .codes(let point, _) = material { point } else { nil }
  }

  /// Refuses more samples than a file of activations holds, unless they are to be drawn again.
  ///
  /// - Throws: `ExperimentError` (usage).
  func checkSamples() throws {
    guard case .activations(let activations) = material else { return }
    let rows = activations.matrix.codewordCount
    let wanted = samples ?? drawnCount
    guard wanted <= rows else {
      throw ExperimentError(
        .usage,
        samples == nil
          ? "\(Keys.steps.flag): \(steps) steps of \(batchSize) samples need \(drawnCount) rows, and "
            + "\(activations.path) holds \(rows); give --samples \(rows) to draw them again and again"
          : "\(Keys.samples.flag): \(wanted) exceeds the \(rows) rows of \(activations.path)")
    }
  }
}
