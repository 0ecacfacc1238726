import SuperpositionCodes

/// Orthogonal matching pursuit: k times, take the codeword with the largest ⟨f_i, r⟩, then let r be
/// x minus its least-squares fit on the codewords taken.
///
/// Codewords of differing norms compete by ⟨f_i, r⟩/‖f_i‖, and where coefficients may be negative
/// magnitudes do. Correlations within 10⁻⁹·d of the largest are ties, which the lower index wins. A codeword is
/// taken once. If the next one lies in the span of those before (which needs d < k or equal
/// codewords), or the residual has vanished, the pursuit stops: fewer than k codewords are returned,
/// and the decoding has failed.
///
/// Source: Pati, Rezaiifar and Krishnaprasad (1993), 'Orthogonal matching pursuit', Asilomar; the
/// fit is kept by a growing Cholesky factor.
public struct OrthogonalMatchingPursuitDecoder: Decoder {
  /// Which correlations compete.
  public enum Selection: Sendable {
    /// The largest ⟨f_i, r⟩.
    case oneSided
    /// The largest |⟨f_i, r⟩|, as libraries of signal processing do.
    case absolute
  }

  static let family = DecoderFamily(
    "omp", "k times: take the codeword with the largest <f_i, r>, refit by least squares",
    options: [("absolute", "compare |<f_i, r>|")],
    cost: DecoderCost(
      solving: { k, d in 8e-6 * k + 1e-9 * k * k * (k + 0.2 * d) },
      drawing: { k, d in 4e-9 * k * d + 9e-12 * k * k * d + 3e-6 * k }),
    style: .init(color: "#D55E00", symbol: 13)
  ) { OrthogonalMatchingPursuitDecoder($0 == nil ? .oneSided : .absolute) }

  /// Which correlations compete.
  public let selection: Selection
  /// How it searches, for tests; nil for what suits the dictionary.
  private let settings: PursuitSettings?

  /// An orthogonal matching pursuit.
  public init(_ selection: Selection = .oneSided) {
    self.selection = selection
    settings = nil
  }

  package init(_ selection: Selection, settings: PursuitSettings) {
    self.selection = selection
    self.settings = settings
  }

  public var name: String { selection == .oneSided ? "omp" : "omp:absolute" }

  public func covers(_ law: CoefficientLaw) -> Bool { true }

  public func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Double {
    let fit = LeastSquaresFit.byteCount(sparsity: sparsity, dimension: dimension)
    return fit
      + PursuitEngine.workingBytes(
        codewordCount: codewordCount, sparsity: sparsity, dimension: dimension)
  }

  /// Whether the largest |⟨f_i, r⟩| is taken.
  func comparesMagnitudes(of law: CoefficientLaw) -> Bool {
    selection == .absolute || !law.isPositive
  }

  public func batchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> BatchDecoder {
    let isTwoSided = comparesMagnitudes(of: model.coefficients)
    let (dimension, sparsity) = (codebook.dimension, model.sparsity)
    return try PursuitEngine.batchDecoder(
      for: codebook, score: .normalized, sparsity: sparsity, settings: settings
    ) {
      LeastSquaresSteps(
        isTwoSided: isTwoSided, tieTolerance: 1e-9 * $0, dimension: dimension,
        sparsity: sparsity)
    }
  }
}

/// The residuals of orthogonal matching pursuit.
final class LeastSquaresSteps: PursuitRule {
  let isTwoSided: Bool
  let allowsRepeats = false
  let stopsAtZero = true
  let keepsIntegers = false
  let tieTolerance: Double
  let dimension: Int
  private let fit: LeastSquaresFit

  /// - Parameter tieTolerance: of the correlations, or of what else is compared.
  init(isTwoSided: Bool, tieTolerance: Double, dimension: Int, sparsity: Int) {
    self.isTwoSided = isTwoSided
    self.tieTolerance = tieTolerance
    self.dimension = dimension
    fit = LeastSquaresFit(dimension: dimension, capacity: sparsity)
  }

  func start(received: UnsafePointer<Double>) {
    fit.start(received: received)
  }

  func add(
    codeword: UnsafePointer<UInt8>, residual: UnsafePointer<Double>,
    next: UnsafeMutablePointer<Double>
  ) -> Bool {
    guard fit.append(codeword) else { return false }
    fit.writeResidual(to: next)
    return true
  }

  func add(
    entries: UnsafePointer<Double>, residual: UnsafePointer<Double>,
    next: UnsafeMutablePointer<Double>
  ) -> Bool {
    guard fit.append(entries: entries) else { return false }
    fit.writeResidual(to: next)
    return true
  }

  func rewind(to count: Int) { fit.truncate(to: count) }
}
