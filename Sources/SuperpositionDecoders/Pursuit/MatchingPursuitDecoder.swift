import SuperpositionCodes

/// Matching pursuit as in the source paper: from y = 0, k times, add 1 to the coordinate whose
/// codeword has the largest ⟨f_i, x - Fy⟩, ties to the lower index.
///
/// A codeword may be taken again; then fewer than k are returned, and the decoding has failed.
/// Without noise all of it is exact integer arithmetic. With noise, correlations are sums in double
/// precision. The steps are those of the plain pursuit over all N codewords; `PursuitRun` tells how
/// they come from few passes over the dictionary.
public struct MatchingPursuitDecoder: Decoder {
  static let family = DecoderFamily(
    "mp", "k times: add the codeword with the largest <f_i, x - Fy>",
    style: .init(color: "#009E73", symbol: 9)
  ) { _ in MatchingPursuitDecoder() }

  /// How it searches, for tests; nil for what suits the dictionary.
  private let settings: PursuitSettings?

  /// A matching pursuit.
  public init() {
    settings = nil
  }

  package init(settings: PursuitSettings) {
    self.settings = settings
  }

  public var name: String { "mp" }
  public var ensembles: Set<Ensemble.Kind> { Ensemble.Kind.signs }
  public var dictionaryAccess: DictionaryAccess { .manyPasses }

  public func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Double {
    PursuitEngine.workingBytes(
      codewordCount: codewordCount, sparsity: sparsity, dimension: dimension)
  }

  public func batchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> BatchDecoder {
    let dictionary = try signs(codebook)
    return { codes in
      try PursuitEngine.decode(
        codes, sparsity: model.sparsity, dictionary: dictionary, settings: settings
      ) { UnitSteps(dimension: dictionary.dimension) }
    }
  }
}

/// The residuals of matching pursuit: each choice is taken away once.
struct UnitSteps: PursuitRule {
  let dimension: Int

  var isTwoSided: Bool { false }
  var allowsRepeats: Bool { true }
  var keepsIntegers: Bool { true }
  var tieTolerance: Double { 0 }

  mutating func start(received: UnsafePointer<Double>) {}

  mutating func add(
    codeword: UnsafePointer<UInt8>, residual: UnsafePointer<Double>,
    next: UnsafeMutablePointer<Double>
  ) -> Bool {
    SignedSum.subtract(codeword: codeword, from: residual, dimension: dimension, into: next)
    return true
  }

  mutating func rewind(to count: Int) {}
}
