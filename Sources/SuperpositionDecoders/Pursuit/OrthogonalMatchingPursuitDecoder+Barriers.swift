import SuperpositionCodes
import SuperpositionNumerics

extension OrthogonalMatchingPursuitDecoder: BarrierDecoder {
  /// Its fit takes the coefficients as they are; where they may be negative, it goes by magnitudes.
  public func hasBarriers(for law: CoefficientLaw) -> Bool { true }

  /// k barriers: the residual of each step at the (absolute) correlation of the member that won it.
  /// The members alone fail if one of them lies in the span of those before it, or the residual
  /// vanishes before the last step.
  ///
  /// - Complexity: O(k²·d/512) vector operations for the products, k³ floating-point operations for
  ///   their factorisation, nearly all as matrix products.
  public func barriers(
    members: RademacherDictionary, received: ReceivedCode, coefficients: CoefficientLaw,
    codewordCount: Int
  ) throws -> Barriers? {
    let isTwoSided = comparesMagnitudes(of: coefficients)
    let correlations = try members.correlations(with: received)
    var run = MemberProjection(
      gram: members.gram(), stride: members.gramStride, correlations: correlations,
      dimension: members.dimension, energy: received.energy, isTwoSided: isTwoSided)
    for _ in correlations.indices {
      guard run.takeNext() else { return nil }
    }
    return Barriers(
      residuals: .projecting(
        order: run.order, factor: run.factor(), coefficients: run.coefficients),
      heights: run.heights, energies: run.energies, isTwoSided: isTwoSided,
      ties: .priorityOfMember(run.order))
  }
}

/// Orthogonal matching pursuit on the members, by a Cholesky factorisation of their Gram matrix in
/// the order in which they are taken: right-looking between blocks of columns, left-looking within.
private struct MemberProjection {
  private static let blockSize = 32

  private let count: Int
  private let isTwoSided: Bool
  private let tolerance: Double
  private let leastPivot: Double
  /// The Gram matrix less the finished blocks, lower triangle.
  private var remainder: [Double]
  /// ⟨f_i, e_j⟩, row-major: member i, direction j.
  private var directions: [Double]
  private var correlations: [Double]
  private var isTaken: [Bool]
  private var energy: Double

  private(set) var order: [Int] = []
  private(set) var coefficients: [Double] = []
  private(set) var heights: [Double] = []
  private(set) var energies: [Double] = []

  init(
    gram: [Int32], stride: Int, correlations: [Double], dimension: Int, energy: Double,
    isTwoSided: Bool
  ) {
    let count = correlations.count
    self.count = count
    self.isTwoSided = isTwoSided
    self.correlations = correlations
    self.energy = energy
    // As the decoder over all codewords has it.
    tolerance = 1e-9 * Double(dimension)
    leastPivot = 1e-9 * Double(dimension)
    remainder = [Double](unsafeUninitializedCapacity: count * count) { remainder, filled in
      for row in 0..<count {
        for column in 0..<count {
          remainder[row * count + column] = Double(gram[row * stride + column])
        }
      }
      filled = count * count
    }
    directions = [Double](repeating: 0, count: count * count)
    isTaken = [Bool](repeating: false, count: count)
  }

  /// Takes the member with the largest (absolute) correlation, ties to the lower index.
  ///
  /// - Returns: false if it lies in the span of those taken, or the residual has vanished.
  mutating func takeNext() -> Bool {
    guard energy > 0 else { return false }
    let step = order.count
    let winner = largest()
    let blockStart = step / Self.blockSize * Self.blockSize
    var column = (0..<count).map {
      $0 >= winner ? remainder[$0 * count + winner] : remainder[winner * count + $0]
    }
    directions.withUnsafeMutableBufferPointer { directions in
      guard let base = directions.baseAddress else { return }
      BLAS.gemv(
        .no, rows: count, columns: step - blockStart, alpha: -1, base + blockStart, ld: count,
        base + winner * count + blockStart, beta: 1, &column)
    }
    guard column[winner] > leastPivot else { return false }
    let scale = 1 / column[winner].squareRoot()
    let coefficient = correlations[winner] * scale

    order.append(winner)
    coefficients.append(coefficient)
    heights.append(isTwoSided ? abs(correlations[winner]) : correlations[winner])
    energies.append(energy)
    isTaken[winner] = true
    let next = energy - coefficient * coefficient
    energy = next > 1e-12 * energies[0] ? next : 0
    for member in 0..<count {
      let entry = column[member] * scale
      directions[member * count + step] = entry
      correlations[member] -= coefficient * entry
    }
    if step + 1 == blockStart + Self.blockSize && step + 1 < count {
      directions.withUnsafeBufferPointer { directions in
        guard let base = directions.baseAddress else { return }
        BLAS.syrk(
          .lower, .no, n: count, k: Self.blockSize, alpha: -1, base + blockStart, lda: count,
          beta: 1, &remainder, ldc: count)
      }
    }
    return true
  }

  private func largest() -> Int {
    func score(_ member: Int) -> Double {
      isTaken[member]
        ? -.infinity : isTwoSided ? abs(correlations[member]) : correlations[member]
    }
    let peak = (0..<count).reduce(-Double.infinity) { max($0, score($1)) }
    return (0..<count).first { score($0) >= peak - tolerance } ?? 0
  }

  /// L in the order taken, row-major.
  func factor() -> [Double] {
    var factor = [Double](repeating: 0, count: count * count)
    for (step, member) in order.enumerated() {
      for direction in 0...step {
        factor[step * count + direction] = directions[member * count + direction]
      }
    }
    return factor
  }
}
