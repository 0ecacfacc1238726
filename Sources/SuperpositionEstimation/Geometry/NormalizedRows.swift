import SuperpositionCodes
import SuperpositionNumerics

/// The rows of a matrix divided by their norms, for cosines.
struct NormalizedRows: Sendable {
  let count: Int
  let dimension: Int
  /// Row-major; zero rows stay zero, and have cosine 0 with everything.
  let entries: [Float]

  init(_ entries: [Float], dimension: Int) {
    var unit = entries
    unit.normalizeRows(dimension: dimension)
    self.dimension = dimension
    count = entries.count / dimension
    self.entries = unit
  }

  /// Rows in a block of cosines; a block of 256 × 2048 singles stays in the second-level cache.
  static let blockRows = 256
  static let blockColumns = 2048

  /// The cosines of `rows` of this matrix with `columns` of another one, row-major into `block`.
  func cosines(
    _ rows: Range<Int>, with other: NormalizedRows, _ columns: Range<Int>, into block: inout [Float]
  ) {
    entries.withUnsafeBufferPointer { left in
      other.entries.withUnsafeBufferPointer { right in
        guard let left = left.baseAddress, let right = right.baseAddress else { return }
        block.withUnsafeMutableBufferPointer { target in
          guard let target = target.baseAddress else { return }
          BLAS.gemm(
            .no, .yes, m: rows.count, n: columns.count, k: dimension,
            left + rows.lowerBound * dimension, lda: dimension,
            right + columns.lowerBound * dimension, ldb: dimension, target, ldc: columns.count)
        }
      }
    }
  }

  /// Hands all cosines with another matrix over in blocks: rows, columns, row-major values.
  func forEachBlock(
    with other: NormalizedRows, rows: Range<Int>,
    _ body: (_ rows: Range<Int>, _ columns: Range<Int>, _ block: inout [Float]) -> Void
  ) {
    var block = [Float](repeating: 0, count: Self.blockRows * Self.blockColumns)
    for first in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.blockRows) {
      let part = first..<min(rows.upperBound, first + Self.blockRows)
      for start in stride(from: 0, to: other.count, by: Self.blockColumns) {
        let columns = start..<min(other.count, start + Self.blockColumns)
        cosines(part, with: other, columns, into: &block)
        body(part, columns, &block)
      }
    }
  }

  /// Runs over the row blocks on several workers and takes their results together as they come;
  /// so that the whole is the same for any number of workers, their order may not matter.
  func foldBlocks<Part: Sendable, Whole>(
    jobs: Int, into whole: Whole, _ body: @escaping @Sendable (Range<Int>) -> Part,
    combine: (inout Whole, Part) -> Void
  ) async -> Whole {
    await withTaskGroup(of: Part.self) { group in
      var whole = whole
      var next = 0
      func add() {
        guard next < count else { return }
        let rows = next..<min(count, next + Self.blockRows)
        next = rows.upperBound
        group.addTask { body(rows) }
      }
      for _ in 0..<max(1, jobs) { add() }
      while let part = await group.next() {
        combine(&whole, part)
        add()
      }
      return whole
    }
  }
}
