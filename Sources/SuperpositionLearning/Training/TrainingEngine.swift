/// The machine behind a family of learners: holds everything that changes while it trains.
protocol TrainingEngine: AnyObject, Sendable {
  /// Everything that a checkpoint has to keep, in a fixed order.
  var state: [(name: String, matrix: FloatMatrix)] { get }
  /// The learned arrays, in a fixed order.
  var parameters: [(name: String, matrix: FloatMatrix)] { get }
  /// The codewords, M rows.
  var dictionary: FloatMatrix { get }

  /// One step on the samples of the batch.
  ///
  /// - Parameters:
  ///   - step: counted from zero.
  ///   - learningRate: of this step.
  func step(
    _ step: Int, learningRate: Float, source: any SampleSource, workers: Int
  ) async -> StepReport

  /// Reads `count` samples, at most a batch, as the learner does while it trains.
  ///
  /// - Parameter first: the number of the first sample.
  func read(
    _ first: UInt64, count: Int, source: any SampleSource, workers: Int
  ) async -> BatchReading
}

/// What a step says of itself.
public struct StepReport: Equatable, Sendable {
  /// The mean objective of the batch, penalties and auxiliary losses included.
  public var objective: Double
  /// The mean of ‖x̂ - x‖² over the batch.
  public var squaredError: Double
  /// The mean number of active latents of a sample.
  public var activeCount: Double
}

/// What a learner's own encoder makes of some samples.
struct BatchReading: Sendable {
  /// ‖x̂ - x‖² of each sample.
  var energies: [Double]
  /// Active latents of each sample.
  var active: [[Int]]
  /// The latents of each sample by which the encoder answers which members a code has: as many as
  /// there are members, but for matching pursuit, which takes k.
  var answers: [[Int]]
}
