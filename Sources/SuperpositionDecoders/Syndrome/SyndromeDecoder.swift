import SuperpositionCodes

/// Syndrome decoding: with k ≤ t = ⌊d/m⌋, the power sums that a noiseless superposition of BCH columns
/// contains determine the support, which Berlekamp and Massey's algorithm and root finding return
/// without touching the N codewords.
///
/// The answer is checked against the code in integers. Where there is none (k > t, or noise that
/// turned a row) the decoding is empty and has not converged. With noise every coordinate is rounded
/// to the nearest integer of the parity of k, which is exact while the noise is below 1.
public struct SyndromeDecoder: Decoder {
  static let family = DecoderFamily(
    "syndrome",
    "the support with a BCH code's syndromes, by algebra; behind a decoder's name its finish",
    // BCH columns take one product in m rows, the algebra (d/m)²·m of them.
    cost: DecoderCost(passes: { _ in 0 }, solving: { _, d in 1e-9 * d * d }),
    isBenchmarkedByDefault: false
  ) { _ in SyndromeDecoder() }

  /// A syndrome decoder.
  public init() {}

  public var name: String { "syndrome" }
  public var ensembles: Set<Ensemble.Kind> { [.bch] }
  public var dictionaryAccess: DictionaryAccess { .onePass }

  public func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Double {
    SyndromeCode.workingBytes(codewordCount: codewordCount, dimension: dimension)
  }

  public func batchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> BatchDecoder {
    let dictionary = try SyndromeCode.dictionary(codebook, decoder: name)
    return { codes in
      codes.map { received in
        let code = received.roundedToParity(of: model.sparsity)
        let syndromes = SyndromeCode(
          code, codewordCount: dictionary.codewordCount, sparsity: model.sparsity,
          field: dictionary.field)
        if let support = syndromes.support(), dictionary.encode(support) == code {
          return Decoding(support: support)
        }
        return Decoding(support: Support([]), converged: false)
      }
    }
  }
}

extension ReceivedCode {
  /// The code as integers of the parity of k, the nearest ones: what a superposition of k signs is.
  func roundedToParity(of sparsity: Int) -> [Int32] {
    switch coordinates {
    case .integer(let values): return values
    case .real(let values):
      let size = Double(sparsity)
      return values.map { value in
        // Beyond ±k no superposition lies.
        let bounded = max(-size, min(size, value))
        return Int32(size + 2 * ((bounded - size) / 2).rounded())
      }
    }
  }
}

extension SyndromeCode {
  /// The BCH dictionary of a codebook.
  static func dictionary(
    _ codebook: any Codebook, decoder: String
  ) throws(DecoderError) -> BCHDictionary {
    guard let dictionary = codebook as? BCHDictionary else {
      throw .ensembleNotCovered(decoder: decoder, ensemble: codebook.ensemble)
    }
    return dictionary
  }

  /// Bytes that root finding takes: the conjugates of x, and a table of reductions.
  static func workingBytes(codewordCount: Int, dimension: Int) -> Double {
    let degree = Double(BinaryField(elementCount: codewordCount).degree)
    let order = Double(dimension) / degree
    return 8 * order * (degree + order)
  }
}
