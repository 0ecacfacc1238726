import SuperpositionCodes

/// A decoder: reads supports out of received codes.
///
/// Decoders are values, prepared once and used from many workers at a time. To add one: a file
/// with the type, a line in `DecoderCatalog`, and its tests.
public protocol Decoder: Sendable {
  /// The name with its options, as in the `decoder` column: `omp:absolute`.
  var name: String { get }

  /// The ensembles it can decode.
  var ensembles: Set<Ensemble> { get }

  /// Whether it decodes supports of this size.
  func covers(sparsity: Int) -> Bool

  /// How often it reads the dictionary, which decides whether the dictionary must be stored.
  var dictionaryAccess: DictionaryAccess { get }

  /// Bytes of working memory per code decoded, beyond the dictionary, for planning.
  func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Int

  /// The period in d of the sawtooth that integer correlations make of the success curve: averages
  /// over so many consecutive dimensions follow the trend. 1 where there is none to speak of.
  var dimensionPeriod: Int { get }

  /// Decodes a batch of codes of one codebook: one decoding for each code, in order.
  ///
  /// The result for a code does not depend on the rest of the batch.
  ///
  /// - Parameters:
  ///   - codes: received codes of the codebook's dimension.
  ///   - sparsity: k, the size of the supports sent.
  ///   - codebook: of one of `ensembles`.
  func decode(_ codes: [ReceivedCode], sparsity: Int, codebook: Codebook) throws -> [Decoding]
}

/// How often a decoder reads the dictionary.
public enum DictionaryAccess: Sendable {
  /// Once a batch: the dictionary may be generated chunk by chunk in cache.
  case onePass
  /// Many times: it is stored if memory allows.
  case manyPasses
}

/// What a decoder returned for one code.
public struct Decoding: Equatable, Sendable {
  /// The support; its size is k but for `threshold`, which accepts what it accepts.
  public let support: Support
  /// Whether the decoder reached its stop rule. One that did not counts as a failure.
  public let converged: Bool
  /// Iterations spent, for decoders that iterate until a stop rule.
  public let iterations: Int

  /// A decoding.
  public init(support: Support, converged: Bool = true, iterations: Int = 0) {
    self.support = support
    self.converged = converged
    self.iterations = iterations
  }
}

extension Decoder {
  /// Whether it decodes supports of this size: any size, unless a decoder says otherwise.
  public func covers(sparsity: Int) -> Bool { true }

  /// No sawtooth, unless a decoder says otherwise.
  public var dimensionPeriod: Int { 1 }

  /// Decodes one code.
  public func decode(
    _ code: ReceivedCode, sparsity: Int, codebook: Codebook
  ) throws -> Decoding {
    try decode([code], sparsity: sparsity, codebook: codebook)[0]
  }

  /// The Rademacher dictionary of a codebook, for decoders that know no other ensemble.
  func rademacherDictionary(_ codebook: Codebook) throws -> RademacherDictionary {
    guard case .rademacher(let dictionary) = codebook else {
      throw DecoderError.ensembleNotCovered(decoder: name, ensemble: codebook.ensemble)
    }
    return dictionary
  }
}

/// A decoder that cannot be had or used.
public enum DecoderError: Error, Equatable, CustomStringConvertible {
  /// No decoder has this name.
  case unknownDecoder(String)
  /// The decoder has no such option.
  case unknownOption(decoder: String, option: String, known: [String])
  /// The decoder does not read this ensemble.
  case ensembleNotCovered(decoder: String, ensemble: Ensemble)
  /// The decoder does not decode supports of this size.
  case sparsityNotCovered(decoder: String, sparsity: Int)
  /// The code's entries leave the range that the kernels take (±32767).
  case codeOutOfRange

  /// One line that names what is wrong and what would be right.
  public var description: String {
    switch self {
    case .unknownDecoder(let name):
      "there is no decoder '\(name)'; there are "
        + DecoderCatalog.families.map(\.name).joined(separator: ", ")
    case .unknownOption(let decoder, let option, let known):
      known.isEmpty
        ? "decoder '\(decoder)' takes no option (got '\(option)')"
        : "decoder '\(decoder)' has no option '\(option)'; it has \(known.joined(separator: ", "))"
    case .ensembleNotCovered(let decoder, let ensemble):
      "decoder '\(decoder)' does not cover the \(ensemble.rawValue) ensemble"
    case .sparsityNotCovered(let decoder, let sparsity):
      "decoder '\(decoder)' reads one symbol (k = 1), not k = \(sparsity)"
    case .codeOutOfRange:
      "the code's coordinates leave the range ±32767 of the kernels: k is too large"
    }
  }
}
