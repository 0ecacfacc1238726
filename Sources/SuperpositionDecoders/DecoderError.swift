import SuperpositionCodes

/// A decoder that cannot be had or used.
public enum DecoderError: Error, Equatable, CustomStringConvertible {
  /// No decoder has this name.
  case unknownDecoder(String)
  /// The decoder has no such option.
  case unknownOption(decoder: String, option: String, known: [String])
  /// The command of a program of one's own has no word, or a quotation without its end.
  case unreadableCommand(String)
  /// `+syndrome` stands behind a decoder that ends with the algebra anyway.
  case alreadyAlgebraic(String)
  /// The decoder does not read this ensemble.
  case ensembleNotCovered(decoder: String, ensemble: Ensemble)
  /// The decoder does not decode supports of this size.
  case sparsityNotCovered(decoder: String, sparsity: Int)
  /// The decoder's rule is not meant for coefficients of this law.
  case coefficientsNotCovered(decoder: String, law: CoefficientLaw)
  /// k is not in 1 ... N.
  case sparsityOutOfRange(Int, codewordCount: Int)
  /// The code has another dimension than the codebook.
  case dimensionMismatch(code: Int, codebook: Int)
  /// The code's noise power is not the one the decoder was prepared for.
  case noisePowerMismatch(code: Double, model: Double)
  /// A coordinate of the code is infinite or not a number.
  case coordinateNotFinite(Int)

  /// One line that names what is wrong and what would be right.
  public var description: String {
    switch self {
    case .unknownDecoder(let name):
      UnknownName.description("decoder", name, known: DecoderCatalog.families.map(\.name))
    case .unknownOption(let decoder, let option, let known):
      UnknownName.description(option: option, of: "decoder '\(decoder)'", known: known)
    case .unreadableCommand(let name):
      "decoder '\(name)' names no program: the command is empty, has a control character, or a "
        + "quotation has no end"
    case .alreadyAlgebraic(let name):
      "decoder '\(name)' ends with the syndromes already; +syndrome stands behind another once"
    case .ensembleNotCovered(let decoder, let ensemble):
      "decoder '\(decoder)' does not cover the \(ensemble.rawValue) ensemble"
    case .sparsityNotCovered(let decoder, let sparsity):
      "decoder '\(decoder)' reads one symbol (k = 1), not k = \(sparsity)"
    case .coefficientsNotCovered(let decoder, let law):
      "decoder '\(decoder)' does not cover coefficients '\(law)'"
    case .sparsityOutOfRange(let sparsity, let count):
      "k = \(sparsity): a support of a dictionary of N = \(count) has 1 to \(count) members"
    case .dimensionMismatch(let code, let codebook):
      "the code has \(code) coordinates, the codewords have \(codebook)"
    case .noisePowerMismatch(let code, let model):
      "the code has noise power \(code), the decoder was prepared for \(model)"
    case .coordinateNotFinite(let coordinate):
      "coordinate \(coordinate) of the code is not a finite number"
    }
  }
}
