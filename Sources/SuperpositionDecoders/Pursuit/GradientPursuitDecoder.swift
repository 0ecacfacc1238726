import SuperpositionCodes
import SuperpositionNumerics

/// Gradient pursuit: k times, take the codeword with the largest ⟨f_i, r⟩/‖f_i‖, then move the
/// coefficients of all codewords taken along the gradient of ‖r‖², as far as leaves the least.
///
/// One step towards the fit that orthogonal matching pursuit makes, without solving for it. Magnitudes
/// compete where coefficients may be negative. A codeword is taken once.
///
/// Source: Blumensath and Davies (2008), 'Gradient pursuits', IEEE Trans. Signal Process. 56(6).
public struct GradientPursuitDecoder: Decoder {
  static let family = DecoderFamily(
    "gp", "k times: take the codeword with the largest <f_i, r>, one gradient step on those taken",
    cost: DecoderCost(solving: { k, d in 8e-6 * k + 1e-9 * k * k * d }),
    isBenchmarkedByDefault: false
  ) { _ in GradientPursuitDecoder() }

  /// A gradient pursuit.
  public init() {}

  public var name: String { "gp" }

  public func covers(_ law: CoefficientLaw) -> Bool { true }

  public func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Double {
    8 * Double(sparsity + 2) * Double(dimension + 8)
      + PursuitEngine.workingBytes(
        codewordCount: codewordCount, sparsity: sparsity, dimension: dimension)
  }

  public func batchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> BatchDecoder {
    let (dimension, sparsity) = (codebook.dimension, model.sparsity)
    let isTwoSided = !model.coefficients.isPositive
    return try PursuitEngine.batchDecoder(
      for: codebook, score: .normalized, sparsity: sparsity, settings: nil
    ) {
      GradientSteps(
        isTwoSided: isTwoSided, tieTolerance: 1e-9 * $0, dimension: dimension,
        sparsity: sparsity)
    }
  }
}

/// The residuals of gradient pursuit.
final class GradientSteps: PursuitRule {
  let isTwoSided: Bool
  let tieTolerance: Double
  let dimension: Int
  private let capacity: Int
  private let padded: Int
  /// The codewords taken, a row each.
  private let rows: UnsafeMutablePointer<Double>
  /// The gradient, and what its step does to the code.
  private let gradient: UnsafeMutablePointer<Double>
  private let direction: UnsafeMutablePointer<Double>
  private var count = 0
  /// Residuals below it are rounding.
  private var leastEnergy = 0.0

  init(isTwoSided: Bool, tieTolerance: Double, dimension: Int, sparsity: Int) {
    self.isTwoSided = isTwoSided
    self.tieTolerance = tieTolerance
    self.dimension = dimension
    capacity = sparsity
    padded = SignedSum.rowLength(dimension: dimension)
    rows = ScratchMemory.take(Double.self, count: capacity * padded)
    gradient = ScratchMemory.take(Double.self, count: capacity)
    direction = ScratchMemory.take(Double.self, count: padded)
  }

  deinit {
    ScratchMemory.give(rows, count: capacity * padded)
    ScratchMemory.give(gradient, count: capacity)
    ScratchMemory.give(direction, count: padded)
  }

  var allowsRepeats: Bool { false }
  var stopsAtZero: Bool { true }
  var keepsIntegers: Bool { false }

  func start(received: UnsafePointer<Double>) {
    count = 0
    leastEnergy = 1e-22 * SignedSum.energy(received, count: padded)
  }

  func add(
    entries: UnsafePointer<Double>, residual: UnsafePointer<Double>,
    next: UnsafeMutablePointer<Double>
  ) -> Bool {
    (rows + count * padded).update(from: entries, count: padded)
    count += 1
    BLAS.gemv(.no, rows: count, columns: padded, rows, ld: padded, residual, gradient)
    BLAS.gemv(.yes, rows: count, columns: padded, rows, ld: padded, gradient, direction)
    let energy = SignedSum.energy(direction, count: padded)
    guard energy > 0 else {
      count -= 1
      return false
    }
    next.update(from: residual, count: padded)
    BLAS.axpy(padded, -BLAS.dot(padded, direction, residual) / energy, direction, next)
    if SignedSum.energy(next, count: padded) <= leastEnergy {
      next.update(repeating: 0, count: padded)
    }
    return true
  }

  func rewind(to newCount: Int) { count = newCount }
}
