import SuperpositionCodes

/// A training in progress: a learner, what it learns from, and how far it is.
public final class Training: Sendable {
  /// The learner.
  public let learner: Learner
  /// What it was told.
  public let settings: LearningSettings
  let source: any SampleSource
  let engine: any TrainingEngine

  /// Sample numbers that no step uses: those that measurements read.
  static let firstHeldOut: UInt64 = 1 << 61

  /// Sample numbers of b_dec's start, far away from those of the steps.
  private static let firstMeanSample: UInt64 = 1 << 62

  /// A training at its start.
  ///
  /// - Parameter codes: what it learns from.
  /// - Throws: `LearningError.wrongInput`.
  public convenience init(
    _ learner: Learner, on codes: CodeSource, settings: LearningSettings
  ) throws(LearningError) {
    try self.init(
      learner: learner, source: codes, truth: codes.codewords, settings: settings)
  }

  /// A training on activations, at its start.
  ///
  /// - Throws: `LearningError.wrongInput`.
  public convenience init(
    _ learner: Learner, on activations: ActivationSource, settings: LearningSettings
  ) throws(LearningError) {
    try self.init(learner: learner, source: activations, truth: nil, settings: settings)
  }

  init(
    learner: Learner, source: any SampleSource, truth: FloatMatrix?, settings: LearningSettings
  ) throws(LearningError) {
    try settings.validate()
    self.learner = learner
    self.settings = settings
    self.source = source
    let start = try Self.start(settings, dimension: source.dimension, truth: truth)
    switch learner.engine {
    case .gradient(let rule):
      engine = GradientEngine(
        rule: rule, settings: settings, codewords: start,
        mean: Self.mean(of: source, count: 4096))
    case .alternating(let rule):
      engine = AlternatingEngine(rule: rule, settings: settings, codewords: start)
    }
  }

  /// The codewords at the start.
  private static func start(
    _ settings: LearningSettings, dimension: Int, truth: FloatMatrix?
  ) throws(LearningError) -> FloatMatrix {
    let start = FloatMatrix(settings.latentCount, dimension)
    for latent in 0..<settings.latentCount {
      let normals = GaussianChannel.noise(
        power: 1, dimension: dimension, seed: settings.seed[.dictionary, UInt64(latent)])
      for (position, value) in normals.enumerated() { start[latent][position] = Float(value) }
      Row.normalize(start[latent], start.stride)
    }
    guard settings.start == .truth else { return start }
    guard let truth, truth.rowCount <= settings.latentCount else {
      throw .wrongInput("a start at the truth needs a true dictionary of at most M codewords")
    }
    for row in 0..<truth.rowCount { start[row].update(from: truth[row], count: start.stride) }
    return start
  }

  private static func mean(of source: any SampleSource, count: Int) -> FloatMatrix {
    let sum = FloatMatrix(1, source.dimension)
    let row = FloatMatrix(1, source.dimension)
    for number in 0..<count {
      source.write(firstMeanSample + UInt64(number), to: row[0])
      Row.add(1, row[0], to: sum[0], sum.stride)
    }
    Row.scale(sum[0], by: 1 / Float(count), sum.stride)
    return sum
  }

  /// Trains from step `first` up to step `last`, exclusive.
  ///
  /// - Parameters:
  ///   - workers: how many share the work of a step; the result does not depend on it.
  ///   - progress: called after every step.
  /// - Throws: `LearningError.lossNotFinite`, `CancellationError`.
  /// - Complexity: O(B·M·d) a step.
  public func run(
    steps: Range<Int>, workers: Int = 1,
    progress: @Sendable (_ step: Int, _ report: StepReport) throws -> Void = { _, _ in }
  ) async throws {
    for step in steps {
      try Task.checkCancellation()
      let report = await engine.step(
        step, learningRate: settings.learningRate(step: step), source: source, workers: workers)
      guard report.objective.isFinite else {
        throw LearningError.lossNotFinite(learner: learner.name, step: step + 1)
      }
      try progress(step, report)
    }
  }

  /// The learned arrays as they are now.
  public var parameters: [Tensor] { engine.parameters.map { Tensor($0.name, $0.matrix) } }

  /// Everything that training from here on depends on.
  public var state: [Tensor] { engine.state.map { Tensor($0.name, $0.matrix) } }

  /// Takes over a state that the same training has left.
  ///
  /// - Throws: `LearningError.wrongCheckpoint` if names or sizes differ.
  public func restore(_ tensors: [Tensor]) throws(LearningError) {
    let state = engine.state
    guard state.count == tensors.count else {
      throw .wrongCheckpoint("it has \(tensors.count) arrays instead of \(state.count)")
    }
    for (tensor, part) in zip(tensors, state) {
      let shape = [part.matrix.rowCount, part.matrix.columnCount]
      guard tensor.name == part.name && tensor.shape == shape else {
        throw .wrongCheckpoint(
          "it has '\(tensor.name)' of size \(tensor.shape) in place of '\(part.name)' of \(shape)")
      }
    }
    for (tensor, part) in zip(tensors, state) {
      for row in 0..<part.matrix.rowCount {
        for column in 0..<part.matrix.columnCount {
          part.matrix[row][column] = tensor.values[row * part.matrix.columnCount + column]
        }
      }
    }
  }
}
