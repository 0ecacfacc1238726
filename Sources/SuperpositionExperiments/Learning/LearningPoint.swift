import Runs
import SuperpositionCodes
import SuperpositionEstimation
import SuperpositionLearning

/// One training: a point of a learning grid with one seed.
struct LearningPoint: Sendable {
  var learner: Learner
  /// What is learned from.
  var material: Material
  /// k.
  var sparsity: Int
  /// M.
  var latentCount: Int
  /// T.
  var steps: Int
  /// B.
  var batchSize: Int
  var learningRate: Double
  /// Distinct samples; nil for fresh ones.
  var samples: Int?
  var start: TrainingStart
  /// The file of a start, by its content.
  var model: SavedStart?
  var seed: UInt64

  /// What is learned from.
  enum Material: Sendable {
    /// Codes of a dictionary with this law; every second feature has the amplitude.
    case codes(GridPoint, weakAmplitude: Double)
    /// Rows of a file.
    case activations(Activations)
  }

  /// The rows of a file.
  struct Activations: Sendable {
    let path: String
    let matrix: LoadedDictionary

    /// Reads a file.
    ///
    /// - Throws: `ExperimentError` that names it.
    init(path: String) throws(ExperimentError) {
      self.path = path
      do {
        matrix = try DictionaryFile(specification: path).load(allowsZeroRows: true)
      } catch {
        throw ExperimentError(error)
      }
    }
  }

  /// A saved model to start from.
  struct SavedStart: Sendable {
    let path: String
    let bytes: [UInt8]
    /// SHA-256 of the file.
    let hash: String

    /// Reads a file.
    ///
    /// - Throws: `ExperimentError` that names it.
    init(path: String) throws(ExperimentError) {
      self.path = path
      bytes = try FileAccess.read(path)
      var hash = SHA256()
      bytes.withUnsafeBytes { hash.update($0) }
      self.hash = hash.hexadecimal
    }
  }

  /// N; nil where the truth is not known.
  var codewordCount: Int? {
    if case .codes(let point, _) = material { point.codewordCount } else { nil }
  }

  /// d.
  var dimension: Int {
    switch material {
    case .codes(let point, _): point.dimension ?? 1
    case .activations(let activations): activations.matrix.dimension
    }
  }

  /// The law of the supports; of activations none is known.
  var supports: SupportLaw {
    if case .codes(let point, _) = material { point.supports } else { .uniform }
  }

  /// The amplitude of every second feature.
  var weakAmplitude: Double {
    if case .codes(_, let amplitude) = material { amplitude } else { 1 }
  }

  /// The SHA-256 of the file that the point is about; empty where there is none.
  var contentHash: String {
    switch material {
    case .codes(let point, _): point.dictionary?.contents.sha256 ?? ""
    case .activations(let activations): activations.matrix.sha256
    }
  }

  /// The samples that steps draw.
  var drawnCount: Int { steps * batchSize }

  /// What defines the training, in the order of the columns.
  var identityFields: [(name: String, value: String)] {
    var fields = [("learner", learner.name)]
    switch material {
    case .codes(let point, let amplitude):
      fields += point.identityFields
      if amplitude != 1 { fields.append(("weak", NumberFormat.exact(amplitude))) }
    case .activations(let activations):
      fields += [("activations", activations.matrix.sha256), ("k", String(sparsity))]
    }
    fields += [
      ("M", String(latentCount)), ("steps", String(steps)), ("batch", String(batchSize)),
      ("rate", NumberFormat.exact(learningRate)),
    ]
    if let samples { fields.append(("samples", String(samples))) }
    if start != .random { fields.append(("start", model.map { "sha256:\($0.hash)" } ?? "truth")) }
    return fields + [("seed", String(seed))]
  }

  /// The seed of dictionary and samples: the same for all learners at a point.
  private var pointSeed: Seed {
    switch material {
    case .codes(let point, _):
      point.setting.seed(root: Seed(seed), dimension: dimension)
    case .activations:
      Seed(seed)[.point, [UInt64(sparsity), UInt64(dimension)]]
    }
  }

  /// The training at its start, and the codes that it learns from; nil for activations.
  ///
  /// - Throws: `ExperimentError`, `DictionaryError`.
  func makeTraining(workers: Int) async throws -> (training: Training, codes: CodeSource?) {
    do {
      let settings = LearningSettings(
        latentCount: latentCount, sparsity: sparsity, steps: max(steps, 1), batchSize: batchSize,
        learningRate: learningRate, start: start == .truth ? .truth : .random,
        seed: pointSeed[.importanceSampling, 0])
      let training: Training
      var codes: CodeSource?
      switch material {
      case .codes(let point, let amplitude):
        let given = try await GivenDictionary(
          point.setting, dimension: dimension, seed: pointSeed, workers: workers)
        let source = try CodeSource(
          dictionary: given.codebook, sparsity: sparsity, seed: pointSeed[.support, 0],
          distinctSamples: samples,
          amplitudes: amplitude == 1
            ? nil : (0..<point.codewordCount).map { $0 % 2 == 0 ? 1 : Float(amplitude) },
          coefficients: point.coefficients, supports: point.supports)
        training = try Training(learner, on: source, settings: settings)
        codes = source
      case .activations(let activations):
        training = try Training(learner, on: activationSource(activations), settings: settings)
      }
      if let model { try training.restore(model: model.bytes) }
      return (training, codes)
    } catch let error as LearningError {
      throw ExperimentError(error, in: model?.path)
    }
  }

  /// The rows of a file as samples, the first ones if there are to be fewer.
  func activationSource(_ activations: Activations) throws -> ActivationSource {
    do {
      let matrix = activations.matrix
      let rows = samples ?? matrix.codewordCount
      return try ActivationSource(
        Array(matrix.entries.prefix(rows * matrix.dimension)), dimension: matrix.dimension,
        seed: pointSeed[.support, 0])
    } catch {
      throw ExperimentError(error, in: activations.path)
    }
  }
}

extension ExperimentError {
  /// The line and the exit code for a training that cannot be, or cannot go on.
  ///
  /// - Parameter path: the file that it is about, if it is about one.
  init(_ error: LearningError, in path: String? = nil) {
    let message = path.map { "\($0): \(error)" } ?? "\(error)"
    switch error {
    case .lossNotFinite, .wrongCheckpoint, .wrongModel: self.init(.badData, message)
    case .wrongInput: self.init(path == nil ? .usage : .badData, message)
    case .unknownLearner, .unknownOption: self.init(.usage, message)
    }
  }
}
