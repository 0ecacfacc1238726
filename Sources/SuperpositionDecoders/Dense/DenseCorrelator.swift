import SuperpositionCodes
import SuperpositionNumerics

extension Ensemble.Kind {
  /// The kinds whose dictionaries are stored as real rows, `DenseCodebook`.
  public static let dense = Set(allCases.filter { !$0.isPacked })
}

/// Correlations of many vectors with a dictionary of real rows, by matrix products in single precision
/// that read the dictionary once, with a bound on their error.
struct DenseCorrelator: Sendable {
  /// The rows.
  let codebook: DenseCodebook
  /// ‖f_i‖.
  let norms: [Double]

  /// Codewords of a run: their rows and the correlations of a few vectors stay in the second-level
  /// cache.
  let runSize: Int
  /// Vectors of one matrix product.
  private static let vectorsPerProduct = 256

  init(_ codebook: DenseCodebook) {
    self.codebook = codebook
    norms = codebook.squaredNorms().map { $0.squareRoot() }
    runSize = max(64, (1 << 18) / max(1, codebook.dimension) & ~31)
  }

  /// The largest |computed − true| of a correlation of a unit vector with a codeword, in units of the
  /// codeword's norm, whatever the order of summation: Higham (2002), 'Accuracy and Stability of
  /// Numerical Algorithms', section 3.1, with an allowance for the rounding of the vector and of a
  /// score made of it.
  var relativeError: Double { 0x1p-24 * Double(codebook.dimension + 8) * 1.01 }

  /// Calls `body` with the correlations of every vector with every run of codewords, ascending, valid
  /// and free to be overwritten during the call.
  ///
  /// - Parameter vectors: rows of d numbers of length at most about 1.
  /// - Complexity: O(N·d) for each vector; the dictionary is read once.
  func forEachRun(
    _ vectors: UnsafeBufferPointer<Float>,
    _ body: (_ vector: Int, _ first: Int, _ correlations: UnsafeMutableBufferPointer<Float>) -> Void
  ) {
    let dimension = codebook.dimension
    let vectorCount = vectors.count / dimension
    guard vectorCount > 0, let vectors = vectors.baseAddress else { return }
    let group = min(vectorCount, Self.vectorsPerProduct)
    let products = ScratchMemory.take(Float.self, count: group * runSize)
    defer { ScratchMemory.give(products, count: group * runSize) }
    codebook.entries.withUnsafeBufferPointer { entries in
      guard let entries = entries.baseAddress else { return }
      for first in stride(from: 0, to: codebook.codewordCount, by: runSize) {
        let count = min(runSize, codebook.codewordCount - first)
        let rows = entries + first * dimension
        for start in stride(from: 0, to: vectorCount, by: group) {
          let some = min(group, vectorCount - start)
          let batch = vectors + start * dimension
          if some == 1 {
            BLAS.gemv(
              .no, rows: count, columns: dimension, rows, ld: dimension, batch, products)
          } else {
            BLAS.gemm(
              .no, .yes, m: some, n: count, k: dimension, batch, lda: dimension, rows,
              ldb: dimension, products, ldc: runSize)
          }
          for vector in 0..<some {
            body(
              start + vector, first,
              UnsafeMutableBufferPointer(start: products + vector * runSize, count: count))
          }
        }
      }
    }
  }

  /// ⟨f_i, v⟩ in double precision; exact where entries and their products are small integers.
  func product(_ codeword: Int, _ vector: UnsafePointer<Double>) -> Double {
    let dimension = codebook.dimension
    return codebook.entries.withUnsafeBufferPointer { entries in
      let row = entries.baseAddress.unsafelyUnwrapped + codeword * dimension
      // Four running sums, in a fixed order.
      var sums = SIMD4<Double>()
      let whole = dimension & ~3
      for coordinate in stride(from: 0, to: whole, by: 4) {
        let values = UnsafeRawPointer(row + coordinate).loadUnaligned(as: SIMD4<Float>.self)
        let others = UnsafeRawPointer(vector + coordinate).loadUnaligned(as: SIMD4<Double>.self)
        sums += SIMD4<Double>(values) * others
      }
      var sum = (sums.x + sums.y) + (sums.z + sums.w)
      for coordinate in whole..<dimension { sum += Double(row[coordinate]) * vector[coordinate] }
      return sum
    }
  }

  /// Writes the entries of a codeword.
  func copyCodeword(_ codeword: Int, to row: UnsafeMutablePointer<Double>) {
    let first = codeword * codebook.dimension
    codebook.entries.withUnsafeBufferPointer { entries in
      for coordinate in 0..<codebook.dimension {
        row[coordinate] = Double(entries[first + coordinate])
      }
    }
  }
}
