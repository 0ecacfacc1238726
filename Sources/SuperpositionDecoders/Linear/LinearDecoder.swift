import SuperpositionCodes

/// The best linear one-step decoders: the k codewords with the largest ⟨f_i, v⟩ - b_i, v a linear image
/// of the code that takes the interference of the others into account.
///
/// Whitening makes the interference of one member in the correlation of another codeword
/// (1/d)(1 - d/N) instead of 1/d, so these decoders gain on the matched filter unless d is much smaller
/// than N.
///
/// - `pinv`: the k largest of the pseudo-inverse's solution F(FᵀF)⁻¹x of least norm.
/// - `lmmse`: the k largest of the linear estimate of least mean squared error, with the covariance of
///   k uniformly drawn members and of the noise (Kay 1993, 'Fundamentals of Statistical Signal
///   Processing: Estimation Theory', section 12.5).
/// - `map-linear`: the k largest ρ_i(λ_i - ½), λ_i the normalised estimate of a coefficient of 1 and 1/ρ_i
///   its variance: the log odds of membership if what interferes were normal.
public struct LinearDecoder: Decoder {
  /// Which linear image.
  public enum Rule: String, Sendable {
    case pseudoInverse = "pinv"
    case leastSquaredError = "lmmse"
    case maximumAPosteriori = "map-linear"
  }

  private static func family(
    _ rule: Rule, _ summary: String, style: DecoderFamily.Style
  ) -> DecoderFamily {
    DecoderFamily(
      rule.rawValue, summary,
      cost: DecoderCost(
        passes: { _ in 2 }, secondsPerEntry: 3e-12, solving: { _, d in 2e-10 * d * d * d },
        spread: { _ in 0.2 }),
      guess: { .topK($1) }, benchmark: .oneStep, isBenchmarkedByDefault: false, style: style
    ) { _ in LinearDecoder(rule) }
  }

  static let pseudoInverse = family(
    .pseudoInverse, "the k largest of the pseudo-inverse's solution",
    style: .init(color: "#999933", symbol: 21))
  static let leastSquaredError = family(
    .leastSquaredError, "the k largest of the linear estimate of least squared error",
    style: .init(color: "#6A3D9A", symbol: 23))
  static let maximumAPosteriori = family(
    .maximumAPosteriori, "the k largest log odds after the best linear filter",
    style: .init(color: "#882255", symbol: 25))

  /// Which linear image.
  public let rule: Rule

  /// A linear decoder.
  public init(_ rule: Rule) {
    self.rule = rule
  }

  public var name: String { rule.rawValue }
  public var ensembles: Set<Ensemble.Kind> { Set(Ensemble.Kind.all) }
  public var dictionaryAccess: DictionaryAccess { .manyPasses }

  public func covers(_ law: CoefficientLaw) -> Bool {
    rule != .maximumAPosteriori || law == .one
  }

  public func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Double {
    let order = Double(dimension)
    return 16 * order * order + 8 * 1024 * order + 8 * Double(codewordCount)
      + TopKDecoder().workingBytes(
        codewordCount: codewordCount, sparsity: sparsity, dimension: dimension)
  }

  public func batchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> BatchDecoder {
    let filter = try LinearFilter(
      codebook: codebook, statistics: rule == .pseudoInverse ? nil : model)
    let score: CodewordScore =
      rule == .maximumAPosteriori
      ? .offset(try filter.precisions(of: codebook).map { $0 / 2 }) : .plain
    let leading = try TopKDecoder.leading(
      for: codebook, score: score, isTwoSided: !model.coefficients.isPositive)
    return { codes in
      let images = try codes.map {
        ReceivedCode(try filter.image(of: $0.realCoordinates), noisePower: 0)
      }
      return try leading(images, model.sparsity).map { Decoding(support: $0) }
    }
  }
}
