import SuperpositionCodes

/// Matching pursuit as in the source paper: from y = 0, k times, add 1 to the coordinate whose
/// codeword has the largest ⟨f_i, x - Fy⟩, ties to the lower index.
///
/// Codewords of differing norms compete by ⟨f_i, r⟩ - ‖f_i‖²/2, so that the step taken is the one that
/// leaves the least. A codeword may be taken again; then fewer than k are returned, and the decoding
/// has failed. Without noise all of it is exact integer arithmetic on signs. With noise, correlations are
/// sums in double precision. The steps are those of the plain pursuit over all N codewords;
/// `PursuitRun` tells how they come from few passes over the dictionary.
///
/// `mp:real`, for coefficients that are not 1, is `RealMatchingPursuitDecoder`.
public struct MatchingPursuitDecoder: Decoder {
  static let family = DecoderFamily(
    "mp", "k times: add the codeword with the largest <f_i, x - Fy>",
    options: [("real", "add <f_i, r>/|f_i|^2 of it, until k codewords were taken")],
    style: .init(color: "#009E73", symbol: 9)
  ) { $0 == nil ? MatchingPursuitDecoder() as any Decoder : RealMatchingPursuitDecoder() }

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

  public func batchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> BatchDecoder {
    let dimension = codebook.dimension
    return try PursuitEngine.batchDecoder(
      for: codebook, score: .nearest, sparsity: model.sparsity,
      settings: settings
    ) { _ in UnitSteps(dimension: dimension) }
  }
}

/// The residuals of matching pursuit: each choice is taken away once.
struct UnitSteps: PursuitRule {
  let dimension: Int

  var isTwoSided: Bool { false }
  var allowsRepeats: Bool { true }
  var stopsAtZero: Bool { false }
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

  mutating func add(
    entries: UnsafePointer<Double>, residual: UnsafePointer<Double>,
    next: UnsafeMutablePointer<Double>
  ) -> Bool {
    for place in 0..<dimension { next[place] = residual[place] - entries[place] }
    return true
  }

  mutating func rewind(to count: Int) {}
}
