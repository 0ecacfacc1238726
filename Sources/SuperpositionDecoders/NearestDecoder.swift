import SuperpositionCodes

/// Nearest-codeword decoding of a single symbol: argmin ‖x - f_j‖, ties to the lower index.
///
/// With codewords of one norm it equals top-k; Gaussian codewords differ in norm. Only k = 1.
public struct NearestDecoder: Decoder {
  static let family = DecoderFamily("nearest", "the codeword nearest to x (k = 1)") { _ in
    NearestDecoder()
  }

  /// A nearest-codeword decoder.
  public init() {}

  public var name: String { "nearest" }
  public var ensembles: Set<Ensemble> { Set(Ensemble.allCases) }
  public var dictionaryAccess: DictionaryAccess { .onePass }

  public func covers(sparsity: Int) -> Bool { sparsity == 1 }

  public func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Int {
    RademacherDictionary.chunkByteCount + dimension * 24
  }

  public func decode(
    _ codes: [ReceivedCode], sparsity: Int, codebook: Codebook
  ) throws -> [Decoding] {
    guard covers(sparsity: sparsity) else {
      throw DecoderError.sparsityNotCovered(decoder: name, sparsity: sparsity)
    }
    guard case .dense(let codebook) = codebook else {
      // All codewords have the norm √d.
      return try TopKDecoder().decode(codes, sparsity: 1, codebook: codebook)
    }
    let energies = codebook.energies()
    return codes.map { code in
      // ‖x - f‖² = ‖x‖² - 2⟨f, x⟩ + ‖f‖².
      let scores = zip(codebook.correlations(with: code.realCoordinates), energies).map {
        2 * $0 - $1
      }
      return Decoding(support: Support(largest(1, of: scores)))
    }
  }
}
