import SuperpositionCodes

/// A decoder: reads supports out of received codes.
///
/// Decoders are values without state: `prepared(for:model:)` makes what decodes the codes of one
/// codebook, once, to be used for many batches from many workers at a time. To add one: a file with
/// the type, a line in `DecoderCatalog`, and its tests.
public protocol Decoder: Sendable {
  /// The name with its options, as in the `decoder` column: `omp:absolute`.
  var name: String { get }

  /// The kinds of ensembles it can decode.
  var ensembles: Set<Ensemble.Kind> { get }

  /// Whether it decodes supports of this size.
  func covers(sparsity: Int) -> Bool

  /// Whether its rule is meant for coefficients of this law.
  func covers(_ law: CoefficientLaw) -> Bool

  /// How often it reads the dictionary, which decides whether the dictionary must be stored.
  var dictionaryAccess: DictionaryAccess { get }

  /// Bytes of working memory per code decoded, beyond the dictionary, for planning; a real number
  /// since it may exceed every integer.
  func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Double

  /// The period in d of the sawtooth that integer correlations make of the success curve: averages
  /// over so many consecutive dimensions follow the trend. 1 where there is none to speak of.
  var dimensionPeriod: Int { get }

  /// What tells it from another decoder of its name, by names of letters and underscores: nothing but
  /// for those that come from outside the suite.
  ///
  /// - Throws: what keeps the decoder from being had.
  func identity() throws -> [String: String]

  /// What decodes batches of codes of one codebook; callers use `prepared(for:model:)`, which checks
  /// what goes in.
  ///
  /// The result for a code must not depend on the rest of the batch.
  ///
  /// - Parameters:
  ///   - codebook: of one of `ensembles`.
  ///   - model: with 1 ≤ k ≤ N, a k that the decoder covers.
  /// - Throws: what keeps the decoder from reading the codebook.
  func batchDecoder(for codebook: any Codebook, model: SignalModel) throws -> BatchDecoder

  /// What decodes a batch with several workers that share each pass over the codebook; nil where they
  /// had better have codes of their own, as it is unless a decoder says otherwise. Arguments as of
  /// `batchDecoder`, and the same results.
  func sharedBatchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> SharedBatchDecoder?
}

/// Decodes codes of one codebook, all of its dimension and finite: one decoding for each, in order.
public typealias BatchDecoder = @Sendable ([ReceivedCode]) throws -> [Decoding]

/// Decodes as a `BatchDecoder`, with up to so many workers at a time.
public typealias SharedBatchDecoder =
  @Sendable ([ReceivedCode], _ workers: Int) throws ->
  [Decoding]

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

  /// Whether its rule is meant for coefficients of this law: unit coefficients alone, unless a decoder
  /// says otherwise.
  public func covers(_ law: CoefficientLaw) -> Bool { law == .one }

  /// Workers have codes of their own, unless a decoder says otherwise.
  public func sharedBatchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> SharedBatchDecoder? { nil }

  /// No sawtooth, unless a decoder says otherwise.
  public var dimensionPeriod: Int { 1 }

  /// Nothing beyond the name, unless a decoder says otherwise.
  public func identity() -> [String: String] { [:] }

  /// The decoder made ready for one codebook and what is known of the signals.
  ///
  /// - Throws: `DecoderError` if the decoder does not read the codebook, or k is not in 1 ... N, or
  ///   k or the law of the coefficients is not covered; what the decoder throws.
  public func prepared(
    for codebook: any Codebook, model: SignalModel
  ) throws -> PreparedDecoder {
    guard ensembles.contains(codebook.ensemble.kind) else {
      throw DecoderError.ensembleNotCovered(decoder: name, ensemble: codebook.ensemble)
    }
    guard 1...codebook.codewordCount ~= model.sparsity else {
      throw DecoderError.sparsityOutOfRange(
        model.sparsity, codewordCount: codebook.codewordCount)
    }
    guard covers(sparsity: model.sparsity) else {
      throw DecoderError.sparsityNotCovered(decoder: name, sparsity: model.sparsity)
    }
    guard covers(model.coefficients) else {
      throw DecoderError.coefficientsNotCovered(decoder: name, law: model.coefficients)
    }
    return PreparedDecoder(
      dimension: codebook.dimension, model: model,
      body: try batchDecoder(for: codebook, model: model),
      shared: try sharedBatchDecoder(for: codebook, model: model))
  }

  /// Decodes a batch of codes of one codebook: one decoding for each code, in order.
  ///
  /// For many batches of one codebook, prepare the decoder once.
  ///
  /// - Throws: as `prepared(for:model:)` and `PreparedDecoder.decode`.
  public func decode(
    _ codes: [ReceivedCode], sparsity: Int, codebook: any Codebook
  ) throws -> [Decoding] {
    guard let noisePower = codes.first?.noisePower else { return [] }
    if codes.allSatisfy({ $0.noisePower == noisePower }) {
      let model = SignalModel(sparsity: sparsity, noisePower: noisePower)
      return try prepared(for: codebook, model: model).decode(codes)
    }
    return try codes.map { try decode($0, sparsity: sparsity, codebook: codebook) }
  }

  /// Decodes one code.
  public func decode(
    _ code: ReceivedCode, sparsity: Int, codebook: any Codebook
  ) throws -> Decoding {
    try decode([code], sparsity: sparsity, codebook: codebook)[0]
  }

  /// The packed signs of a codebook, for decoders that read no other.
  func signs(_ codebook: any Codebook) throws(DecoderError) -> any SignCodebook {
    guard let signs = codebook as? any SignCodebook else {
      throw DecoderError.ensembleNotCovered(decoder: name, ensemble: codebook.ensemble)
    }
    return signs
  }
}

/// A decoder that is ready for one codebook: decodes any number of batches, from any worker.
public struct PreparedDecoder: Sendable {
  /// d of the codebook.
  public let dimension: Int
  /// What is known of the signals.
  public let model: SignalModel
  private let body: BatchDecoder
  private let shared: SharedBatchDecoder?

  init(
    dimension: Int, model: SignalModel, body: @escaping BatchDecoder,
    shared: SharedBatchDecoder? = nil
  ) {
    self.dimension = dimension
    self.model = model
    self.body = body
    self.shared = shared
  }

  /// Decodes a batch: one decoding for each code, in order, each independent of the rest.
  ///
  /// - Throws: `DecoderError` for a code of another dimension or noise power, or with a coordinate
  ///   that is no finite number; what the decoder throws.
  public func decode(_ codes: [ReceivedCode]) throws -> [Decoding] {
    for code in codes { try check(code) }
    return try body(codes)
  }

  /// Decodes a batch with workers that share each pass over the codebook.
  ///
  /// - Returns: nil if the decoder had better be given parts of the batch.
  /// - Throws: as `decode`.
  public func decodeSharing(_ codes: [ReceivedCode], workers: Int) throws -> [Decoding]? {
    guard let shared else { return nil }
    for code in codes { try check(code) }
    return try shared(codes, workers)
  }

  private func check(_ code: ReceivedCode) throws(DecoderError) {
    guard code.dimension == dimension else {
      throw .dimensionMismatch(code: code.dimension, codebook: dimension)
    }
    guard code.noisePower == model.noisePower else {
      throw .noisePowerMismatch(code: code.noisePower, model: model.noisePower)
    }
    if case .real(let values) = code.coordinates,
      let wrong = values.firstIndex(where: { !$0.isFinite })
    {
      throw .coordinateNotFinite(wrong)
    }
  }
}
