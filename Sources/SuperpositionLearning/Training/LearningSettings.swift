import SuperpositionCodes

/// What a training is told.
public struct LearningSettings: Hashable, Sendable {
  /// Where the dictionary starts.
  public enum Start: String, Hashable, Sendable {
    /// Normalised Gaussian rows.
    case random
    /// The true codewords: whether what is wanted is stable.
    case truth
  }

  /// M, the rows of the learned dictionary.
  public var latentCount: Int
  /// k, the members of a code as the learner is told.
  public var sparsity: Int
  /// T.
  public var steps: Int
  /// B, samples a step.
  public var batchSize: Int
  /// The learning rate at the start: constant, then linear to zero over the last fifth.
  public var learningRate: Double
  /// Where the dictionary starts.
  public var start: Start
  /// The seed of the start and of everything drawn on the way but the samples.
  public var seed: Seed

  /// Settings.
  public init(
    latentCount: Int, sparsity: Int, steps: Int, batchSize: Int, learningRate: Double,
    start: Start = .random, seed: Seed
  ) {
    self.latentCount = latentCount
    self.sparsity = sparsity
    self.steps = steps
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.start = start
    self.seed = seed
  }

  /// The learning rate of a step, counted from zero.
  func learningRate(step: Int) -> Float {
    let last = Double(steps) / 5
    return Float(learningRate * min(1, Double(steps - step) / max(last, 1)))
  }

  func validate() throws(LearningError) {
    guard latentCount >= 1 else { throw .wrongInput("at least one latent, not M = \(latentCount)") }
    guard sparsity >= 1 && sparsity <= latentCount else {
      throw .wrongInput("M = \(latentCount) latents are fewer than the k = \(sparsity) of a code")
    }
    guard steps >= 1 else { throw .wrongInput("at least one step, not \(steps)") }
    guard batchSize >= 1 else { throw .wrongInput("at least one sample a step, not \(batchSize)") }
    guard learningRate > 0 && learningRate.isFinite else {
      throw .wrongInput("the learning rate is a positive number, not \(learningRate)")
    }
    // Row numbers of entries are 32 bits wide.
    guard Double(latentCount) < 1e9, Double(batchSize) < 1e9, steps < 1 << 24 else {
      throw .wrongInput("M and the batch stay below 1e9, steps below \(1 << 24)")
    }
  }
}
