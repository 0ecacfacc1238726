import SuperpositionCodes

/// How SAELens calls a learner: its architecture there, and what that has to know.
struct SavedArchitecture: Sendable {
  /// The name: `topk`.
  let name: String
  /// Settings of the architecture as JSON, by their names, from k.
  var settings: @Sendable (_ sparsity: Int) -> [(name: String, value: String)] = { _ in [] }
  /// What it calls the encoder's bias.
  var encoderBias = "b_enc"
  /// Whether one threshold stands in for a choice among all samples of a batch.
  var hasCommonThreshold = false

  /// A dictionary that is read by matching pursuit. The readings there have real coefficients.
  static let matchingPursuit = SavedArchitecture(
    name: "matching_pursuit",
    settings: { [("residual_threshold", "1e-4"), ("max_iterations", String($0))] })
}

/// A learned model in the layout of SAELens 6, which loads a folder with these two files.
public struct SavedModel: Sendable {
  /// The name of the file of the arrays.
  public static let weightsName = "sae_weights.safetensors"
  /// The name of the file of settings.
  public static let configurationName = "cfg.json"

  /// The arrays: W_enc (d x M), W_dec (M x d), b_enc, b_dec and what else the architecture has.
  public let weights: [UInt8]
  /// The settings, JSON.
  public let configuration: String
}

extension Training {
  /// Samples by which the common threshold is found, in batches of the training's size.
  private static var thresholdBatches: Int { 8 }

  /// The model as it is now.
  public func savedModel(workers: Int = 1) async -> SavedModel {
    let architecture = learner.architecture
    var tensors = engine.parameters.map { name, matrix in
      switch name {
      case "W_enc": Tensor(name, matrix.transposed)
      case "W_dec": Tensor(name, matrix)
      case "b_enc": Tensor(architecture.encoderBias, row: matrix)
      default: Tensor(name, row: matrix)
      }
    }
    if !tensors.contains(where: { $0.name == "b_dec" }) {
      tensors.append(Tensor("b_dec", row: FloatMatrix(1, engine.dictionary.columnCount)))
    }
    if architecture.hasCommonThreshold {
      let threshold = await commonThreshold(workers: workers)
      tensors.append(
        Tensor(
          name: "threshold", shape: [settings.latentCount],
          values: Array(repeating: threshold, count: settings.latentCount)))
    }
    return SavedModel(
      weights: SafetensorsFormat.encoded(tensors, metadata: ["format": "pt"]),
      configuration: configuration(architecture))
  }

  private func configuration(_ architecture: SavedArchitecture) -> String {
    let members =
      [
        ("architecture", "\"\(architecture.name)\""),
        ("d_in", String(engine.dictionary.columnCount)),
        ("d_sae", String(settings.latentCount)), ("dtype", "\"float32\""), ("device", "\"cpu\""),
        ("apply_b_dec_to_input", "true"), ("normalize_activations", "\"none\""),
        ("reshape_activations", "\"none\""),
        ("metadata", "{\"sae_lens_version\": \"6.0.0\", \"learner\": \"\(learner.name)\"}"),
      ] + architecture.settings(settings.sparsity)
    return "{\n" + members.map { "  \"\($0.0)\": \($0.1)" }.joined(separator: ",\n") + "\n}\n"
  }

  /// The mean over batches of the score above which as many latents are active as in training.
  private func commonThreshold(workers: Int) async -> Float {
    guard let engine = engine as? GradientEngine else { return 0 }
    var sum: Float = 0
    for batch in 0..<Self.thresholdBatches {
      let first = Self.firstHeldOut + UInt64(batch * settings.batchSize)
      _ = await engine.read(first, count: settings.batchSize, source: source, workers: workers)
      sum += engine.batch.threshold
    }
    return sum / Float(Self.thresholdBatches)
  }

  /// Takes over the arrays of a saved model; what the learner does not have is left aside.
  ///
  /// - Throws: `LearningError.wrongModel` if an array is missing or of another size.
  public func restore(model bytes: [UInt8]) throws(LearningError) {
    let tensors: [Tensor]
    do {
      tensors = try SafetensorsFormat.decoded(bytes).tensors
    } catch {
      throw .wrongModel(error.message)
    }
    var found: [(FloatMatrix, Tensor)] = []
    for (name, matrix) in engine.parameters {
      let saved = name == "b_enc" ? learner.architecture.encoderBias : name
      guard let tensor = tensors.first(where: { $0.name == saved }) else {
        throw .wrongModel("it has no '\(saved)', which \(learner.name) needs")
      }
      let shape =
        switch name {
        case "W_enc": [matrix.columnCount, matrix.rowCount]
        case "W_dec": [matrix.rowCount, matrix.columnCount]
        default: [matrix.columnCount]
        }
      guard tensor.shape == shape else {
        throw .wrongModel("'\(saved)' is of size \(tensor.shape) and not \(shape)")
      }
      guard tensor.values.allSatisfy(\.isFinite) else {
        throw .wrongModel("'\(saved)' has entries that are no finite numbers")
      }
      found.append((matrix, tensor))
    }
    for (matrix, tensor) in found {
      // Only the encoder's matrix lies the other way round.
      let isTransposed = tensor.name == "W_enc"
      let width = isTransposed ? matrix.rowCount : matrix.columnCount
      for (position, value) in tensor.values.enumerated() {
        let (row, column) = (position / width, position % width)
        if isTransposed { matrix[column][row] = value } else { matrix[row][column] = value }
      }
    }
  }
}

extension Tensor {
  /// The only row of a matrix, as an array of one axis.
  fileprivate init(_ name: String, row matrix: FloatMatrix) {
    self.init(name: name, shape: [matrix.columnCount], values: matrix.entries)
  }
}
