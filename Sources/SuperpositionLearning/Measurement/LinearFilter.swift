import SuperpositionNumerics

/// The best linear one-step reading of codes with a dictionary: w_j = Σ⁻¹f_j for the covariance
/// Σ = a(FᵀF - ssᵀ/M) of codes with k of the M codewords, s their sum, a = k(M - k)/(M(M - 1)).
///
/// The k largest ⟨w_j, x - μ⟩ - ⟨w_j, f_j⟩/2 are the members that are most probable if what the other
/// codewords add is taken for Gaussian noise.
final class LinearFilter: Sendable {
  /// Σ⁻¹f_j, M rows.
  let weights: FloatMatrix
  /// -⟨w_j, μ⟩ - ⟨w_j, f_j⟩/2.
  let offsets: [Float]

  /// The filter of a dictionary; nil if its codes are no spread of vectors (k = M).
  ///
  /// - Complexity: O(M d² + d³).
  init?(_ dictionary: FloatMatrix, sparsity: Int) {
    let (count, width) = (dictionary.rowCount, dictionary.columnCount)
    guard sparsity < count, count > 1 else { return nil }
    let (k, total) = (Double(sparsity), Double(count))
    let share = k * (total - k) / (total * (total - 1))
    let rows = (0..<count).map { row in (0..<width).map { Double(dictionary[row][$0]) } }
    let sum = rows.reduce(into: [Double](repeating: 0, count: width)) { sum, row in
      for place in 0..<width { sum[place] += row[place] }
    }
    var covariance = [Double](repeating: 0, count: width * width)
    let flat = rows.flatMap { $0 }
    BLAS.gemm(
      .yes, .no, m: width, n: width, k: count, flat, lda: width, flat, ldb: width, &covariance,
      ldc: width)
    var trace = 0.0
    for row in 0..<width {
      for column in 0..<width {
        let place = row * width + column
        covariance[place] = share * (covariance[place] - sum[row] * sum[column] / total)
      }
      trace += covariance[row * width + row]
    }
    // Directions without any spread, as of a dictionary with fewer codewords than dimensions.
    for row in 0..<width { covariance[row * width + row] += 1e-4 * trace / Double(width) }
    var solutions = flat
    do {
      try BLAS.choleskyFactor(n: width, &covariance, ld: width)
      try BLAS.choleskySolve(n: width, covariance, ld: width, &solutions, count: count)
    } catch {
      return nil
    }
    weights = FloatMatrix(count, width, solutions.map { Float($0) })
    offsets = (0..<count).map { row in
      (0..<width).reduce(into: Float(0)) { offset, place in
        let weight = solutions[row * width + place]
        offset -= Float(weight * (k / total * sum[place] + rows[row][place] / 2))
      }
    }
  }
}
