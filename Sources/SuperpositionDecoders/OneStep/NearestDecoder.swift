import SuperpositionCodes

/// Nearest-codeword decoding of a single symbol: argmin ‖x - f_j‖, ties to the lower index.
///
/// It equals top-k, which weighs norms. Only k = 1.
public struct NearestDecoder: Decoder {
  static let family = DecoderFamily(
    "nearest", "the codeword nearest to x (k = 1)", cost: .oneStep, guess: { .topK($1) },
    benchmark: .singleSymbol, isBenchmarkedByDefault: false,
    style: .init(color: "#7F6000", symbol: 19)
  ) { _ in NearestDecoder() }

  /// A nearest-codeword decoder.
  public init() {}

  public var name: String { "nearest" }
  public var ensembles: Set<Ensemble.Kind> { Set(Ensemble.Kind.all) }
  public var dictionaryAccess: DictionaryAccess { .onePass }

  public func covers(sparsity: Int) -> Bool { sparsity == 1 }

  public func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Double {
    Double(TileChunk.cachedByteCount) + 24 * Double(dimension)
  }

  public func batchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> BatchDecoder {
    // ‖x - f‖² = ‖x‖² - 2·(⟨f, x⟩ - ‖f‖²/2).
    try TopKDecoder().batchDecoder(for: codebook, model: model)
  }
}
