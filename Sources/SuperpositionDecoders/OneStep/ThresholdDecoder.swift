import Foundation
import SuperpositionCodes

/// Threshold decoding: accepts every codeword whose coefficient by the matched filter, ⟨f_i, x⟩/‖f_i‖²,
/// exceeds θ.
///
/// θ = ½ by default, for coefficients of 1. With `map`, θ = ½ + σ²·ln((N-k)/k), σ² = (k-1+P)/d: the
/// log-odds rule, eq. (2) of the source paper. Other coefficients take a number, `threshold:0.4`, with
/// which magnitudes are compared where they may be negative. Without noise it is exact: the comparison
/// is strict, and between integers on signs.
public struct ThresholdDecoder: Decoder {
  /// How θ is chosen.
  public enum Rule: Sendable {
    case half
    case maximumAPosteriori
    /// A number, as written.
    case fixed(Double, text: String)
  }

  static let family = DecoderFamily(
    "threshold", "accept i if <f_i, x> > |f_i|^2/2",
    options: [("map", "the log-odds threshold d·(1/2 + (k-1+P)/d·ln((N-k)/k))")],
    parameter: ("THETA", "accept i if <f_i, x> > THETA·|f_i|^2"), example: "0.4",
    cost: .oneStep,
    guess: { option, point in
      .threshold(option == "map" ? .map : .fixed(option.flatMap(Double.init) ?? 0.5), point)
    },
    benchmark: .oneStep, isBenchmarkedByDefault: true, style: .init(color: "#0072B2", symbol: 7)
  ) { option in
    switch option {
    case nil: ThresholdDecoder()
    case "map": ThresholdDecoder(rule: .maximumAPosteriori)
    case .some(let text): ThresholdDecoder(threshold: text)
    }
  }

  /// How θ is chosen.
  public let rule: Rule

  /// A threshold decoder.
  public init(rule: Rule = .half) {
    self.rule = rule
  }

  /// A threshold decoder; nil unless `text` is a real number, θ > 0, which the name repeats.
  public init?(threshold text: String) {
    guard let threshold = DecoderFamily.positiveNumber(text) else { return nil }
    rule = .fixed(threshold, text: text)
  }

  public var name: String {
    switch rule {
    case .half: "threshold"
    case .maximumAPosteriori: "threshold:map"
    case .fixed(_, let text): "threshold:\(text)"
    }
  }

  public var ensembles: Set<Ensemble.Kind> { Ensemble.Kind.kept([.signs, .dense]) }
  public var dictionaryAccess: DictionaryAccess { .onePass }

  public func covers(_ law: CoefficientLaw) -> Bool {
    if case .fixed = rule { return true }
    return law == .one
  }

  public func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Double {
    Double(TileChunk.cachedByteCount) + 24 * Double(dimension)
  }

  /// θ, without what the odds add to it.
  private var level: Double {
    if case .fixed(let threshold, _) = rule { return threshold }
    return 0.5
  }

  /// What the odds add to the height that a correlation must exceed.
  ///
  /// - Parameter variance: of the interference and noise in a coordinate.
  private func oddsHeight(codewordCount: Int, sparsity: Int, variance: Double) -> Double {
    guard case .maximumAPosteriori = rule else { return 0 }
    // The odds against a codeword are nil: every one was sent, also where the variance is 0.
    guard sparsity < codewordCount else { return -.infinity }
    return variance * log(Double(codewordCount - sparsity) / Double(sparsity))
  }

  /// θ·d, the height that a correlation must exceed on signs.
  public func height(
    codewordCount: Int, sparsity: Int, dimension: Int, noisePower: Double
  ) -> Double {
    level * Double(dimension)
      + oddsHeight(
        codewordCount: codewordCount, sparsity: sparsity,
        variance: Double(sparsity - 1) + noisePower)
  }

  public func batchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> BatchDecoder {
    let isTwoSided = !model.coefficients.isPositive
    if let dense = codebook as? DenseCodebook {
      return batchDecoder(for: dense, model: model, isTwoSided: isTwoSided)
    }
    let dictionary = try signs(codebook)
    let height = height(
      codewordCount: dictionary.codewordCount, sparsity: model.sparsity,
      dimension: dictionary.dimension, noisePower: model.noisePower)
    return { codes in
      let accepted = try Self.accepted(codes, above: height, dictionary: dictionary)
      let others =
        isTwoSided
        ? try Self.accepted(codes.map(\.negated), above: height, dictionary: dictionary) : nil
      return codes.indices.map {
        Decoding(support: Support(accepted[$0] + (others?[$0] ?? [])))
      }
    }
  }

  private func batchDecoder(
    for codebook: DenseCodebook, model: SignalModel, isTwoSided: Bool
  ) -> BatchDecoder {
    let correlator = DenseCorrelator(codebook)
    let energies = correlator.energies
    let power = energies.reduce(0, +) / Double(energies.count * codebook.dimension)
    let odds = oddsHeight(
      codewordCount: codebook.codewordCount, sparsity: model.sparsity,
      variance: Double(model.sparsity - 1) * power + model.noisePower)
    // Magnitudes compete for given levels alone, with which there are no odds.
    let ranking = DenseRanking(
      correlator, score: isTwoSided ? .coefficient : .offset(energies.map { level * $0 + odds }),
      isTwoSided: isTwoSided)
    let height = isTwoSided ? level : 0
    return { codes in
      ranking.codewords(above: height, of: codes.map(\.realCoordinates)).map {
        Decoding(support: Support($0))
      }
    }
  }

  private static func accepted(
    _ codes: [ReceivedCode], above height: Double, dictionary: any SignCodebook
  ) throws -> [[Int]] {
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
    return accepted
  }
}
