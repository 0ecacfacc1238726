import SuperpositionCodes

extension Training {
  private static var checkpointFormat: String { "superpose training 1" }

  /// Everything that this training needs to go on after some steps, as a `.safetensors` file.
  ///
  /// - Parameters:
  ///   - identity: what defines the training and its samples; a checkpoint serves no other.
  ///   - steps: done so far.
  public func checkpoint(of identity: String, after steps: Int) -> [UInt8] {
    let state = state
    return SafetensorsFormat.encoded(
      state,
      metadata: [
        "format": Self.checkpointFormat, "training": identity, "steps": String(steps),
        "sha256": Self.hash(state),
      ])
  }

  /// Goes back to a checkpoint.
  ///
  /// - Returns: the steps that it has behind it.
  /// - Throws: `LearningError.wrongCheckpoint` for one of another training or a damaged one; the
  ///   training is then as it was.
  public func restore(checkpoint bytes: [UInt8], of identity: String) throws(LearningError) -> Int {
    let file: (tensors: [Tensor], metadata: [String: String])
    do {
      file = try SafetensorsFormat.decoded(bytes)
    } catch {
      throw .wrongCheckpoint(error.message)
    }
    guard file.metadata["format"] == Self.checkpointFormat else {
      throw .wrongCheckpoint("it is none of this version of superpose")
    }
    guard file.metadata["training"] == identity else {
      throw .wrongCheckpoint("it was left by another experiment")
    }
    guard let steps = file.metadata["steps"].flatMap({ Int($0) }), 0...settings.steps ~= steps,
      file.metadata["sha256"] == Self.hash(file.tensors)
    else { throw .wrongCheckpoint("it is damaged") }
    try restore(file.tensors)
    return steps
  }

  private static func hash(_ tensors: [Tensor]) -> String {
    var hash = SHA256()
    for tensor in tensors {
      hash.update("\(tensor.name) \(tensor.shape)\n")
      tensor.values.withUnsafeBytes { hash.update($0) }
    }
    return hash.hexadecimal
  }
}
