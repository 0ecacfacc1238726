import SuperpositionNumerics

/// A growing set of real columns in double precision, their products by BLAS.
final class DenseColumns: BasisPursuitColumns {
  let dimension: Int
  private(set) var count = 0
  /// Column after column.
  private var entries: [Double] = []

  /// No columns of `dimension` entries, with room for `capacity` before memory is moved.
  init(dimension: Int, capacity: Int) {
    self.dimension = dimension
    entries.reserveCapacity(dimension * capacity)
  }

  /// Appends a column.
  func append(_ column: some Sequence<Double>) {
    entries.append(contentsOf: column)
    count += 1
    precondition(entries.count == count * dimension)
  }

  private func column(_ position: Int) -> ArraySlice<Double> {
    entries[position * dimension..<(position + 1) * dimension]
  }

  func gathered(_ positions: [Int]) -> DenseColumns {
    let result = DenseColumns(dimension: dimension, capacity: positions.count)
    for position in positions { result.append(column(position)) }
    return result
  }

  func gramTriangle(scale: Double, shift: Double, into matrix: UnsafeMutablePointer<Double>) {
    triangle(.no, order: count, inner: dimension, scale: scale, shift: shift, into: matrix)
  }

  func rowGramTriangle(scale: Double, shift: Double, into matrix: UnsafeMutablePointer<Double>) {
    triangle(.yes, order: dimension, inner: count, scale: scale, shift: shift, into: matrix)
  }

  private func triangle(
    _ transpose: BLAS.Transpose, order: Int, inner: Int, scale: Double, shift: Double,
    into matrix: UnsafeMutablePointer<Double>
  ) {
    guard order > 0 else { return }
    BLAS.syrk(
      .lower, transpose, n: order, k: inner, alpha: scale, entries, lda: dimension, beta: 0, matrix,
      ldc: order)
    for row in 0..<order { matrix[row * order + row] += shift }
  }

  func products(with others: DenseColumns, into result: inout [Double]) {
    guard count > 0, others.count > 0 else { return }
    BLAS.gemm(
      .no, .yes, m: others.count, n: count, k: dimension, others.entries, lda: dimension, entries,
      ldb: dimension, &result, ldc: count)
  }

  func correlations(with vector: PlainVector) -> [Double] {
    guard count > 0 else { return [] }
    var result = [Double](repeating: 0, count: count)
    BLAS.gemv(
      .no, rows: count, columns: dimension, entries, ld: dimension, vector.values, &result)
    return result
  }

  func weightedSum(positions: [Int], weights: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: dimension)
    entries.withUnsafeBufferPointer { entries in
      for (position, weight) in zip(positions, weights) {
        BLAS.axpy(
          dimension, weight, entries.baseAddress.unsafelyUnwrapped + position * dimension, &sum)
      }
    }
    return sum
  }

  func reproduces(_ code: [Int32], positions: [Int]) -> Bool { false }
}

/// A vector as it is.
struct PlainVector: BasisPursuitVector {
  let values: [Double]

  init(_ vector: [Double]) {
    values = vector
  }
}
