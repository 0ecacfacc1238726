import SuperpositionCodes
import SuperpositionNumerics

/// Matching pursuit for coefficients that are not 1, `mp:real`: the codeword with the largest
/// ⟨f_i, r⟩/‖f_i‖, its magnitude where coefficients may be negative, has ⟨f_i, r⟩/‖f_i‖² added to its
/// coordinate, until k distinct codewords were taken.
///
/// A codeword may be taken again. After 10·k steps without k codewords the pursuit has not converged.
///
/// Source: Mallat and Zhang (1993), 'Matching pursuits with time-frequency dictionaries', IEEE Trans.
/// Signal Process. 41(12).
public struct RealMatchingPursuitDecoder: Decoder {
  /// A matching pursuit with real steps.
  public init() {}

  public var name: String { "mp:real" }

  public func covers(_ law: CoefficientLaw) -> Bool { true }

  public func batchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> BatchDecoder {
    let steps = RealSteps(
      dimension: codebook.dimension, isTwoSided: !model.coefficients.isPositive)
    return try PursuitEngine.batchDecoder(
      for: codebook, score: .normalized, sparsity: model.sparsity, settings: nil
    ) { _ in steps }
  }
}

/// The residuals of matching pursuit with real steps: of each choice as much is taken away as leaves
/// the least.
struct RealSteps: PursuitRule {
  let dimension: Int
  let isTwoSided: Bool
  /// Residuals with less of the code's energy are rounding.
  static let leastFraction = 1e-22
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
    leastEnergy = Self.leastFraction * SignedSum.energy(received, count: padded)
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
