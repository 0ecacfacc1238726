import SuperpositionNumerics

/// What a decoder does to a dictionary and to the codes before it decodes: f ↦ T(f − μ) and
/// x ↦ T(x − kμ), which is invertible, so that nothing is lost.
///
/// Centred or not, whitening is T = Σ^(−1/2) with Σ the mean of (f − μ)(f − μ)ᵀ, or of ffᵀ without
/// centring: afterwards the codewords' second moment is the identity. Centring needs the sum of the
/// coefficients to be known: for unit coefficients it is k.
public struct DictionaryTransform: Sendable {
  /// d.
  public let dimension: Int
  /// μ; zeros without centring.
  public let mean: [Double]
  /// T, symmetric, d × d row-major; nil without whitening.
  public let matrix: [Double]?

  /// The largest ratio of the eigenvalues of Σ with which whitening is done.
  public static let conditionLimit = 1e8

  /// Fits the transform to N codewords, rows of `dimension` entries.
  ///
  /// - Throws: `DictionaryTransformError` if whitening is impossible, `NumericsError` if the
  ///   eigenvalues cannot be found.
  /// - Complexity: O(N·d² + d³).
  public init(
    fitting entries: [Float], dimension: Int, center: Bool, whiten: Bool
  ) throws {
    self.dimension = dimension
    guard center || whiten else {
      mean = [Double](repeating: 0, count: dimension)
      matrix = nil
      return
    }
    let moments = DictionaryMoments(entries: entries, dimension: dimension)
    mean = center ? moments.mean : [Double](repeating: 0, count: dimension)
    guard whiten else {
      matrix = nil
      return
    }
    guard moments.count > dimension else {
      throw DictionaryTransformError.tooFewCodewords(
        count: moments.count, dimension: dimension)
    }
    let system = try SymmetricEigensystem(
      of: moments.secondMoment(centered: center), order: dimension)
    let least = system.values.first ?? 0
    let greatest = system.values.last ?? 0
    guard least > 0, greatest <= least * Self.conditionLimit else {
      throw DictionaryTransformError.illConditioned(least > 0 ? greatest / least : .infinity)
    }
    // T = Σ_i v_i v_iᵀ / √λ_i = (Λ^(-1/4) V)ᵀ (Λ^(-1/4) V), V with the eigenvectors as rows.
    var scaled = system.vectors
    for row in 0..<dimension {
      let scale = 1 / system.values[row].squareRoot().squareRoot()
      for column in 0..<dimension { scaled[row * dimension + column] *= scale }
    }
    var product = [Double](repeating: 0, count: dimension * dimension)
    BLAS.gemm(
      .yes, .no, m: dimension, n: dimension, k: dimension, scaled, lda: dimension, scaled,
      ldb: dimension, &product, ldc: dimension)
    matrix = product
  }

  /// tr(TTᵀ)/d, by which the power of white noise grows; 1 without whitening.
  public var noiseGain: Double {
    matrix.map { $0.reduce(0) { $0 + $1 * $1 } / Double(dimension) } ?? 1
  }

  /// The transformed code T(x − sμ) of codewords with coefficients of sum s: k for unit coefficients,
  /// 0 for noise.
  ///
  /// - Precondition: `code.count == dimension`.
  public func transformed(code: [Double], coefficientSum: Double) -> [Double] {
    precondition(code.count == dimension)
    let shifted = code.indices.map { code[$0] - coefficientSum * mean[$0] }
    guard let matrix else { return shifted }
    var result = [Double](repeating: 0, count: dimension)
    BLAS.gemv(.no, rows: dimension, columns: dimension, matrix, ld: dimension, shifted, &result)
    return result
  }

  /// Replaces rows of `dimension` entries by T(f − μ), a thousand at a time in double precision.
  public func apply(to entries: inout [Float]) {
    let count = entries.count / dimension
    let blockRows = max(1, min(1024, count))
    var block = [Double](repeating: 0, count: blockRows * dimension)
    var result = block
    for first in stride(from: 0, to: count, by: blockRows) {
      let rows = min(blockRows, count - first)
      let start = first * dimension
      for row in 0..<rows {
        for coordinate in 0..<dimension {
          let index = row * dimension + coordinate
          block[index] = Double(entries[start + index]) - mean[coordinate]
        }
      }
      if let matrix {
        BLAS.gemm(
          .no, .no, m: rows, n: dimension, k: dimension, block, lda: dimension, matrix,
          ldb: dimension, &result, ldc: dimension)
        swap(&block, &result)
      }
      for index in 0..<rows * dimension { entries[start + index] = Float(block[index]) }
    }
  }
}

/// Whitening that is impossible.
public enum DictionaryTransformError: Error, Equatable, CustomStringConvertible {
  /// The covariance of at most d codewords is singular, or says nothing beyond them.
  case tooFewCodewords(count: Int, dimension: Int)
  /// The eigenvalues of the covariance are too far apart.
  case illConditioned(Double)

  /// One line that names the flag.
  public var description: String {
    switch self {
    case .tooFewCodewords(let count, let dimension):
      "--whiten: needs more codewords than dimensions, and there are N = \(count) of d = "
        + "\(dimension)"
    case .illConditioned(let ratio):
      "--whiten: the covariance has condition number \(ratio), above 1e8: some"
        + " direction is as good as unused"
    }
  }
}
