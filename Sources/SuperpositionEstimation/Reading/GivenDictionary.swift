import SuperpositionCodes
import SuperpositionDecoders

/// One dictionary for codes that come and go: that of a file, or the one that an ensemble draws from a
/// seed.
public struct GivenDictionary: Sendable {
  /// The codewords that decoders read.
  public let codebook: any Codebook
  /// What was made of them, and is to be made of codes; nil for nothing.
  public let transform: DictionaryTransform?
  /// The power of a code's noise in units of P, before and after the transform.
  public let noiseUnit: (sent: Double, seen: Double)
  /// The row of the file of each codeword, ascending; nil where codewords are drawn.
  private let rows: [Int]?

  /// The dictionary of a setting; of an ensemble that draws it, the one of `seed`.
  ///
  /// - Throws: `DictionaryFileError`, `DictionaryTransformError`, `DictionaryError`.
  public init(_ setting: CodeSetting, dimension: Int, seed: Seed, workers: Int) async throws {
    if let source = setting.dictionary {
      let prepared = try source.prepared()
      codebook = prepared.codebook
      transform = source.isCentered || source.isWhitened ? prepared.transform : nil
      noiseUnit = (prepared.codewordPower, prepared.noisePower(1))
      rows = prepared.rows
    } else {
      codebook = try await setting.ensemble.makeCodebook(
        seed: seed[.dictionary, 0], codewordCount: setting.codewordCount, dimension: dimension,
        model: setting.model, workers: workers)
      transform = nil
      noiseUnit = (1, 1)
      rows = nil
    }
  }

  /// The number by which users know a codeword: its row in the file.
  public func row(ofCodeword index: Int) -> Int { rows?[index] ?? index }

  /// The codeword of a row; nil if there is none.
  ///
  /// - Complexity: O(log N).
  public func codeword(ofRow row: Int) -> Int? {
    guard let rows else { return 0..<codebook.codewordCount ~= row ? row : nil }
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low] == row ? low : nil
  }

  /// A code as the decoder sees it.
  ///
  /// - Parameter sparsity: k, which centring needs.
  public func seen(_ code: [Double], sparsity: Int, noisePower: Double) -> ReceivedCode {
    let values = transform?.transformed(code: code, coefficientSum: Double(sparsity)) ?? code
    if noisePower == 0, transform == nil, codebook is any SignCodebook,
      values.allSatisfy({ $0 == $0.rounded() && abs($0) <= 32767 })
    {
      return ReceivedCode(values.map(Int32.init))
    }
    return ReceivedCode(values, noisePower: noisePower * noiseUnit.seen)
  }
}
