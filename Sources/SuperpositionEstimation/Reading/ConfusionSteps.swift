import SuperpositionCodes
import SuperpositionDecoders

/// Finds the step at which a greedy decoder chose a codeword.
struct ConfusionSteps {
  private let decoder: any GreedyDecoder
  private let codebook: any Codebook
  private let model: SignalModel

  /// nil for a decoder that takes no steps.
  init?(_ decoder: any Decoder, codebook: any Codebook, model: SignalModel) {
    guard let decoder = decoder as? any GreedyDecoder else { return nil }
    self.decoder = decoder
    self.codebook = codebook
    self.model = model
  }

  /// The step, from one; nil if the codeword is chosen at none of the k.
  ///
  /// - Complexity: log2 k decodings.
  func step(of codeword: Int, in code: ReceivedCode) throws -> Int? {
    func isChosen(_ count: Int) throws -> Bool {
      let model = SignalModel(
        sparsity: count, noisePower: model.noisePower, coefficients: model.coefficients)
      let found = try decoder.prepared(for: codebook, model: model).decode([code])
      return found[0].support.contains(codeword)
    }
    guard try isChosen(model.sparsity) else { return nil }
    var (low, high) = (0, model.sparsity)
    while high - low > 1 {
      let middle = (low + high) / 2
      if try isChosen(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
