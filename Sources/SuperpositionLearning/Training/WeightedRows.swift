import CSuperpositionKernels

/// Rows of a matrix with a factor each, as the kernels that sum over rows take them.
final class WeightedRows {
  /// The rows' numbers.
  let indices: UnsafeMutablePointer<UInt32>
  /// What multiplies each row in a sum.
  let factors: UnsafeMutablePointer<Float>
  /// The inner product of each row with the vector of the last `multiply`.
  let products: UnsafeMutablePointer<Float>
  private(set) var count = 0

  /// Room for `capacity` rows.
  init(capacity: Int) {
    indices = .allocate(capacity: capacity)
    factors = .allocate(capacity: capacity)
    products = .allocate(capacity: capacity)
  }

  deinit {
    indices.deallocate()
    factors.deallocate()
    products.deallocate()
  }

  func removeAll() { count = 0 }

  @inline(__always)
  func append(_ row: Int, _ factor: Float) {
    indices[count] = UInt32(row)
    factors[count] = factor
    count += 1
  }

  /// Becomes the rows whose score lies above a bar, ascending, with their scores as factors.
  func select(_ scores: UnsafeMutablePointer<Float>, count scoreCount: Int, above bar: Float) {
    count = superpose_select_scores(scores, nil, nil, 0, 0, scoreCount, bar.nextUp, indices)
    for position in 0..<count { factors[position] = scores[Int(indices[position])] }
  }

  /// target ← target + Σ factor · row, one row after the other.
  func add(to target: UnsafeMutablePointer<Float>, from matrix: FloatMatrix) {
    superpose_add_rows(
      matrix.values, matrix.stride, indices, factors, count, matrix.stride, target)
  }

  /// ⟨row, vector⟩ of each row, into `products`.
  func multiply(_ vector: UnsafePointer<Float>, by matrix: FloatMatrix) {
    superpose_row_products(
      matrix.values, matrix.stride, indices, count, matrix.stride, vector, products)
  }
}
