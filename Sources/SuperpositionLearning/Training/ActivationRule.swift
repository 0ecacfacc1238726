/// How a learner turns a batch of samples into activations: what sets the families with gradients
/// apart from each other.
protocol ActivationRule: Sendable {
  /// What SAELens calls it.
  var architecture: SavedArchitecture { get }
  /// Names and starting values of further parameters, one number for each latent (two at most).
  var furtherParameters: [(name: String, start: Float)] { get }
  /// Whether there is an encoder matrix; otherwise samples are read with the dictionary itself.
  var hasEncoder: Bool { get }
  /// Whether codewords are kept at norm one.
  var normalizesCodewords: Bool { get }
  /// Whether codewords that are not used, or twice there, are replaced.
  var resamples: Bool { get }
  /// How many latents are to be active in the whole batch, for a rule that chooses among all
  /// samples at once; nil for rules that look at one sample at a time.
  func batchActivity(_ batch: EncodedBatch) -> Int?
  /// Whether the rule wants all inner products of the codewords.
  func needsGram(_ batch: EncodedBatch) -> Bool
  /// Writes residuals and objective of some samples, and appends their activations.
  func activate(_ samples: Range<Int>, of batch: EncodedBatch, into list: ActivationList)
}

extension ActivationRule {
  var furtherParameters: [(name: String, start: Float)] { [] }
  var hasEncoder: Bool { true }
  var normalizesCodewords: Bool { true }
  var resamples: Bool { false }
  func batchActivity(_ batch: EncodedBatch) -> Int? { nil }
  func needsGram(_ batch: EncodedBatch) -> Bool { false }
}

/// A batch between samples and gradients: what activation rules read and write.
final class EncodedBatch: @unchecked Sendable {
  /// k.
  let sparsity: Int
  /// The codewords, M rows.
  let dictionary: FloatMatrix
  /// b_enc, one row.
  let encoderBias: FloatMatrix
  /// Further parameters, one row each.
  let further: [FloatMatrix]
  /// The samples as drawn.
  let samples: FloatMatrix
  /// x - b_dec.
  let centered: FloatMatrix
  /// (x - b_dec) W_encᵀ + b_enc, or ⟨f_j, x⟩ without an encoder.
  let scores: FloatMatrix
  /// x̂ - x, and in the second half the residuals of an auxiliary loss.
  let residuals: FloatMatrix
  /// The objective of each sample, penalties and auxiliary losses included.
  let objectives: UnsafeMutablePointer<Double>
  /// ‖x̂ - x‖² of each sample.
  let energies: UnsafeMutablePointer<Double>
  /// Samples in the batch, at most the capacity.
  var count: Int
  /// Latents that have not fired for long.
  var dead: [Int] = []
  /// The score that a latent has to exceed, for rules that choose in the whole batch.
  var threshold: Float = 0
  /// Inner products of the codewords, where the rule wants them.
  var gram: FloatMatrix?

  /// B, the samples that there is room for.
  var capacity: Int { samples.rowCount }
  /// M.
  var latentCount: Int { dictionary.rowCount }
  /// What the squared error's gradient is multiplied with: 2 / B.
  var scale: Float { 2 / Float(count) }

  init(
    capacity: Int, sparsity: Int, dictionary: FloatMatrix, encoderBias: FloatMatrix,
    further: [FloatMatrix]
  ) {
    self.sparsity = sparsity
    self.dictionary = dictionary
    self.encoderBias = encoderBias
    self.further = further
    count = capacity
    samples = FloatMatrix(capacity, dictionary.columnCount)
    centered = FloatMatrix(capacity, dictionary.columnCount)
    scores = FloatMatrix(capacity, dictionary.rowCount)
    residuals = FloatMatrix(2 * capacity, dictionary.columnCount)
    objectives = .allocate(capacity: capacity)
    objectives.initialize(repeating: 0, count: capacity)
    energies = .allocate(capacity: capacity)
    energies.initialize(repeating: 0, count: capacity)
  }

  deinit {
    objectives.deallocate()
    energies.deallocate()
  }

  /// Starts the residual of a sample at b_dec - x.
  @inline(__always)
  func startResidual(_ sample: Int) -> UnsafeMutablePointer<Float> {
    let residual = residuals[sample]
    let source = centered[sample]
    for position in 0..<residuals.stride { residual[position] = -source[position] }
    return residual
  }

  /// residual ← residual + Σ z_j f_j
  func add(_ latents: WeightedRows, to residual: UnsafeMutablePointer<Float>) {
    latents.add(to: residual, from: dictionary)
  }

  /// ⟨f_j, residual⟩ of some latents, into their products.
  func correlate(_ latents: WeightedRows, with residual: UnsafePointer<Float>) {
    latents.multiply(residual, by: dictionary)
  }

  /// The latents of a sample whose score lies above a bar, with their scores.
  func select(_ sample: Int, above bar: Float, into latents: WeightedRows) {
    latents.select(scores[sample], count: latentCount, above: bar)
  }

  /// ‖residual‖²
  @inline(__always)
  func energy(_ residual: UnsafePointer<Float>) -> Double {
    Double(Row.dot(residual, residual, residuals.stride))
  }

  /// Notes what the residual of a sample leaves, which a penalty joins in the objective.
  func noteLoss(of sample: Int, penalty: Double = 0) {
    let energy = energy(residuals[sample])
    energies[sample] = energy
    objectives[sample] = energy + penalty
  }
}
