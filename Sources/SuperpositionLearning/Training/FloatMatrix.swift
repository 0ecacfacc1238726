/// A row-major matrix of single-precision numbers in memory of its own.
///
/// Rows are padded with zeros to whole vectors of sixteen, so that loops over a row need no
/// remainder; whoever writes a row leaves its padding zero.
final class FloatMatrix: @unchecked Sendable {
  /// Numbers in a vector.
  static let vectorWidth = 16

  let rowCount: Int
  let columnCount: Int
  /// Distance between rows: the columns, rounded up to whole vectors.
  let stride: Int
  let values: UnsafeMutablePointer<Float>

  /// A matrix of zeros.
  init(_ rowCount: Int, _ columnCount: Int) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    let width = Self.vectorWidth
    stride = (columnCount + width - 1) / width * width
    let count = max(rowCount * stride, 1)
    values = UnsafeMutableRawPointer.allocate(byteCount: count * 4, alignment: 64)
      .bindMemory(to: Float.self, capacity: count)
    values.initialize(repeating: 0, count: count)
  }

  /// The matrix with the given entries, row by row without padding.
  convenience init(_ rowCount: Int, _ columnCount: Int, _ entries: [Float]) {
    precondition(entries.count == rowCount * columnCount)
    self.init(rowCount, columnCount)
    for row in 0..<rowCount {
      for column in 0..<columnCount { self[row][column] = entries[row * columnCount + column] }
    }
  }

  deinit { values.deallocate() }

  /// A row's first entry.
  @inline(__always)
  subscript(row: Int) -> UnsafeMutablePointer<Float> { values + row * stride }

  /// The entries without padding.
  var entries: [Float] {
    var entries: [Float] = []
    entries.reserveCapacity(rowCount * columnCount)
    for row in 0..<rowCount {
      entries.append(contentsOf: UnsafeBufferPointer(start: self[row], count: columnCount))
    }
    return entries
  }

  /// Rows and columns exchanged.
  var transposed: FloatMatrix {
    let result = FloatMatrix(columnCount, rowCount)
    for row in 0..<rowCount {
      for column in 0..<columnCount { result[column][row] = self[row][column] }
    }
    return result
  }

  func clear() { values.update(repeating: 0, count: rowCount * stride) }

  func copy(from other: FloatMatrix) {
    precondition(other.rowCount == rowCount && other.stride == stride)
    values.update(from: other.values, count: rowCount * stride)
  }
}

/// Loops over rows of whole vectors; their order of summation does not depend on the processor.
enum Row {
  @inline(__always)
  static func dot(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, _ count: Int
  ) -> Float {
    let a = UnsafeRawPointer(left)
    let b = UnsafeRawPointer(right)
    var sum = SIMD16<Float>()
    for offset in stride(from: 0, to: count * 4, by: 64) {
      sum +=
        a.loadUnaligned(fromByteOffset: offset, as: SIMD16<Float>.self)
        * b.loadUnaligned(fromByteOffset: offset, as: SIMD16<Float>.self)
    }
    return sum.sum()
  }

  /// target ← target + factor · source
  @inline(__always)
  static func add(
    _ factor: Float, _ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>,
    _ count: Int
  ) {
    let a = UnsafeRawPointer(source)
    let b = UnsafeMutableRawPointer(target)
    for offset in stride(from: 0, to: count * 4, by: 64) {
      let sum =
        b.loadUnaligned(fromByteOffset: offset, as: SIMD16<Float>.self)
        + factor * a.loadUnaligned(fromByteOffset: offset, as: SIMD16<Float>.self)
      b.storeBytes(of: sum, toByteOffset: offset, as: SIMD16<Float>.self)
    }
  }

  @inline(__always)
  static func scale(_ row: UnsafeMutablePointer<Float>, by factor: Float, _ count: Int) {
    for position in 0..<count { row[position] *= factor }
  }

  /// Scales a row to norm one; a row of zeros stays.
  @inline(__always)
  static func normalize(_ row: UnsafeMutablePointer<Float>, _ count: Int) {
    let energy = dot(row, row, count)
    if energy > 0 { scale(row, by: 1 / energy.squareRoot(), count) }
  }
}
