import Foundation
import SuperpositionCodes

/// Threshold decoding: accepts every codeword whose matched filter exceeds θ·d.
///
/// θ = ½ by default. With `map`, θ = ½ + σ²·ln((N-k)/k), σ² = (k-1+P)/d: the log-odds rule, eq. (2)
/// of the source paper. Without noise it is exact: the comparison is strict and between integers.
public struct ThresholdDecoder: Decoder {
  /// How θ is chosen.
  public enum Rule: Sendable {
    case half
    case maximumAPosteriori
  }

  static let family = DecoderFamily(
    "threshold", "accept i if <f_i, x> > d/2",
    options: [("map", "the log-odds threshold d·(1/2 + (k-1+P)/d·ln((N-k)/k))")],
    cost: .oneStep, guess: { .threshold($0 == nil ? .fixed(0.5) : .map, $1) },
    benchmark: .oneStep, style: .init(color: "#0072B2", symbol: 7)
  ) { ThresholdDecoder(rule: $0 == nil ? .half : .maximumAPosteriori) }

  /// How θ is chosen.
  public let rule: Rule

  /// A threshold decoder.
  public init(rule: Rule = .half) {
    self.rule = rule
  }

  public var name: String { rule == .half ? "threshold" : "threshold:map" }
  public var ensembles: Set<Ensemble.Kind> { Ensemble.Kind.signs }
  public var dictionaryAccess: DictionaryAccess { .onePass }

  public func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Double {
    Double(TileChunk.cachedByteCount) + 24 * Double(dimension)
  }

  /// θ·d, the height that a correlation must exceed.
  public func height(
    codewordCount: Int, sparsity: Int, dimension: Int, noisePower: Double
  ) -> Double {
    let half = Double(dimension) / 2
    guard rule == .maximumAPosteriori else { return half }
    // The odds against a codeword are nil: every one was sent, also where σ² = 0.
    guard sparsity < codewordCount else { return -.infinity }
    let odds = Double(codewordCount - sparsity) / Double(sparsity)
    return half + (Double(sparsity - 1) + noisePower) * log(odds)
  }

  public func batchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> BatchDecoder {
    let dictionary = try signs(codebook)
    let height = height(
      codewordCount: dictionary.codewordCount, sparsity: model.sparsity,
      dimension: dictionary.dimension, noisePower: model.noisePower)
    return { codes in try Self.decode(codes, above: height, dictionary: dictionary) }
  }

  private static func decode(
    _ codes: [ReceivedCode], above height: Double, dictionary: any SignCodebook
  ) throws -> [Decoding] {
    let vectors = try codes.map { try FixedPointVector($0) }
    var accepted = [[Int]](repeating: [], count: codes.count)
    var positions = CandidatePositions()
    MatchedFilter.forEachChunk(vectors, dictionary: dictionary) { code, first, correlations in
      let vector = vectors[code]
      // The least integer that may lie above the height.
      let least = ((height - vector.errorBound) / vector.scale).rounded(.down) + 1
      for position in positions.select(correlations, atLeast: least) {
        let surely = Double(correlations[Int(position)]) * vector.scale - vector.errorBound
        let index = first + Int(position)
        if vector.errorBound == 0 || surely > height
          || MatchedFilter.exactCorrelation(
            codes[code].realCoordinates, codeword: dictionary.codeword(index)) > height
        {
          accepted[code].append(index)
        }
      }
    }
    return accepted.map { Decoding(support: Support($0)) }
  }
}
