import SuperpositionCodes
import SuperpositionNumerics

/// Matching pursuit as in the source paper: from y = 0, k times, add 1 to the coordinate whose
/// codeword has the largest ⟨f_i, x - Fy⟩, ties to the lower index.
///
/// Codewords of differing norms compete by ⟨f_i, r⟩ - ‖f_i‖²/2, so that the step taken is the one that
/// leaves the least. A codeword may be taken again; then fewer than k are returned, and the decoding
/// has failed. Without noise all of it is exact integer arithmetic on signs. With noise, correlations are
/// sums in double precision. The steps are those of the plain pursuit over all N codewords;
/// `PursuitRun` tells how they come from few passes over the dictionary.
///
/// `mp:real` is the pursuit for coefficients that are not 1: the largest ⟨f_i, r⟩/‖f_i‖, its magnitude
/// where coefficients may be negative, adds ⟨f_i, r⟩/‖f_i‖² to its coordinate, until k distinct
/// codewords were taken; after 10·k steps it has not converged.
///
/// Source of the latter: Mallat and Zhang (1993), 'Matching pursuits with time-frequency
/// dictionaries', IEEE Trans. Signal Process. 41(12).
public struct MatchingPursuitDecoder: Decoder {
  /// What a step adds to the coordinate of its codeword.
  public enum Step: Sendable {
    /// 1.
    case unit
    /// What leaves the least.
    case real
  }

  static let family = DecoderFamily(
    "mp", "k times: add the codeword with the largest <f_i, x - Fy>",
    options: [("real", "add <f_i, r>/|f_i|^2 of it, until k codewords were taken")],
    style: .init(color: "#009E73", symbol: 9)
  ) { MatchingPursuitDecoder($0 == nil ? .unit : .real) }

  /// What a step adds.
  public let step: Step
  /// How it searches, for tests; nil for what suits the dictionary.
  private let settings: PursuitSettings?

  /// A matching pursuit.
  public init(_ step: Step = .unit) {
    self.step = step
    settings = nil
  }

  package init(_ step: Step = .unit, settings: PursuitSettings) {
    self.step = step
    self.settings = settings
  }

  public var name: String { step == .unit ? "mp" : "mp:real" }
  public var ensembles: Set<Ensemble.Kind> { Ensemble.Kind.signs.union(Ensemble.Kind.dense) }
  public var dictionaryAccess: DictionaryAccess { .manyPasses }

  public func covers(_ law: CoefficientLaw) -> Bool { step == .real || law == .one }

  public func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Double {
    PursuitEngine.workingBytes(
      codewordCount: codewordCount, sparsity: sparsity, dimension: dimension)
  }

  public func batchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> BatchDecoder {
    switch step {
    case .unit:
      let dimension = codebook.dimension
      return try PursuitEngine.batchDecoder(
        for: codebook, decoder: self, score: .nearest, sparsity: model.sparsity,
        settings: settings
      ) { _ in UnitSteps(dimension: dimension) }
    case .real:
      let steps = RealSteps(
        dimension: codebook.dimension, isTwoSided: !model.coefficients.isPositive)
      return try PursuitEngine.batchDecoder(
        for: codebook, decoder: self, score: .normalized, sparsity: model.sparsity,
        settings: settings
      ) { _ in steps }
    }
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
    for coordinate in 0..<dimension { next[coordinate] = residual[coordinate] - entries[coordinate] }
    return true
  }

  mutating func rewind(to count: Int) {}
}

/// The residuals of matching pursuit with real steps: of each choice as much is taken away as leaves
/// the least.
struct RealSteps: PursuitRule {
  let dimension: Int
  let isTwoSided: Bool
  /// Residuals below it are rounding.
  private var leastEnergy = 0.0

  init(dimension: Int, isTwoSided: Bool) {
    self.dimension = dimension
    self.isTwoSided = isTwoSided
  }

  var allowsRepeats: Bool { true }
  var stopsAtZero: Bool { true }
  var keepsIntegers: Bool { false }
  var tieTolerance: Double { 0 }

  func stepLimit(sparsity: Int) -> Int { 10 * sparsity }

  func isComplete(_ chosen: [Int], sparsity: Int) -> Bool {
    chosen.count >= sparsity && Set(chosen).count == sparsity
  }

  private var padded: Int { SignedSum.rowLength(dimension: dimension) }

  mutating func start(received: UnsafePointer<Double>) {
    leastEnergy = 1e-22 * SignedSum.energy(received, count: padded)
  }

  mutating func add(
    entries: UnsafePointer<Double>, residual: UnsafePointer<Double>,
    next: UnsafeMutablePointer<Double>
  ) -> Bool {
    let energy = SignedSum.energy(entries, count: padded)
    guard energy > 0 else { return false }
    next.update(from: residual, count: padded)
    BLAS.axpy(padded, -BLAS.dot(padded, entries, residual) / energy, entries, next)
    if SignedSum.energy(next, count: padded) <= leastEnergy {
      next.update(repeating: 0, count: padded)
    }
    return true
  }

  mutating func rewind(to count: Int) {}
}
