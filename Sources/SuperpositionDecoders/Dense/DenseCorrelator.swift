import CSuperpositionKernels
import SuperpositionCodes
import SuperpositionNumerics

/// Correlations of many vectors with a dictionary of real rows, read once for all of them, with a bound
/// on their error: products of bytes where the processor has them, else of single precision by BLAS.
struct DenseCorrelator: Sendable {
  /// The rows.
  let codebook: DenseCodebook
  /// ‖f_i‖².
  let energies: [Double]
  /// The rows rounded to bytes.
  private let bytes: ByteRows?

  /// Codewords of a run: their rows and the correlations of a group of vectors stay in the second-level
  /// cache.
  let runSize: Int
  /// Vectors of a group, at most, if it can be helped.
  static let vectorsPerGroup = 128

  /// - Parameter usesBytes: whether rows may be rounded to bytes, which are then kept beside them.
  init(_ codebook: DenseCodebook, usesBytes: Bool = true) {
    self.codebook = codebook
    energies = codebook.squaredNorms()
    let dimension = codebook.dimension
    // Sums of products of bytes have to stay below 2^31.
    let form = usesBytes && dimension <= 1 << 15 ? ByteRows.Form.best : nil
    bytes = form.map { [energies] in ByteRows(codebook, energies: energies, form: $0) }
    let fitting = max(64, (1 << 18) / dimension & ~63)
    runSize = bytes == nil ? fitting : min(fitting, 512)
  }

  /// How far the correlation of a unit vector with a codeword in single precision may be from the true
  /// one, over the codeword's norm, whatever the order of summation: Higham (2002), 'Accuracy and
  /// Stability of Numerical Algorithms', section 3.1, with an allowance for the rounding of the vector
  /// and of a score made of it.
  static func singleError(dimension: Int) -> Double {
    0x1p-24 * Double(dimension + 16) * 1.01
  }

  /// About how far the correlation of a unit vector with a codeword is from the true one at most, over
  /// the codeword's norm.
  var typicalError: Double {
    guard let bytes else { return Self.singleError(dimension: codebook.dimension) }
    return bytes.relativeError + bytes.form.typicalError
  }

  /// No vectors yet, for the passes.
  func makeRows() -> UnitRows {
    UnitRows(dimension: codebook.dimension, bytes: bytes)
  }

  /// No vectors yet, for one pass that ranks: many vectors, which share the reading, gain less by coarse
  /// bytes than these leave to be looked at again.
  func makeRows(count: Int) -> UnitRows {
    let isCoarse = bytes?.form.largestWindow != nil
    return UnitRows(dimension: codebook.dimension, bytes: isCoarse && count >= 4 ? nil : bytes)
  }

  /// Calls `body` with the correlations of every vector with every run of codewords, ascending, valid
  /// and free to be overwritten during the call.
  ///
  /// - Parameter rows: of `makeRows`.
  /// - Complexity: O(N·d) for each vector; the dictionary is read once.
  func forEachRun(
    _ rows: UnitRows,
    _ body: (_ vector: Int, _ first: Int, _ correlations: UnsafeMutableBufferPointer<Float>) -> Void
  ) {
    let groups = stride(from: 0, to: rows.count, by: Self.vectorsPerGroup).map {
      $0..<min(rows.count, $0 + Self.vectorsPerGroup)
    }
    forEachBlock(rows, groups: groups) { group, first, count, products in
      for (row, vector) in groups[group].enumerated() {
        body(
          vector, first,
          UnsafeMutableBufferPointer(start: products + row * runSize, count: count))
      }
    }
  }

  /// Calls `body` for every run of codewords, ascending, and every group of vectors, with a row of
  /// correlations for each vector of the group, `runSize` apart.
  func forEachBlock(
    _ rows: UnitRows, groups: [Range<Int>],
    _ body: (
      _ group: Int, _ first: Int, _ count: Int, _ products: UnsafeMutablePointer<Float>
    ) -> Void
  ) {
    let groups = groups.enumerated().filter { !$0.element.isEmpty }
    let room = runSize * groups.reduce(0) { max($0, $1.element.count) }
    let products = ScratchMemory.take(Float.self, count: room)
    defer { ScratchMemory.give(products, count: room) }
    let bytes = rows.bytesForm == nil ? nil : bytes
    let packed = bytes == nil ? [] : groups.map { rows.packedBytes($0.element) }
    for first in stride(from: 0, to: codebook.codewordCount, by: runSize) {
      let count = min(runSize, codebook.codewordCount - first)
      for (place, (number, group)) in groups.enumerated() {
        if let bytes {
          bytes.multiply(
            rows, group: group, packed: packed[place], first: first, count: count, into: products,
            stride: runSize)
        } else {
          multiply(rows, group: group, first: first, count: count, into: products)
        }
        body(number, first, count, products)
      }
    }
  }

  private func multiply(
    _ rows: UnitRows, group: Range<Int>, first: Int, count: Int,
    into products: UnsafeMutablePointer<Float>
  ) {
    let dimension = codebook.dimension
    codebook.entries.withUnsafeBufferPointer { entries in
      rows.entries.withUnsafeBufferPointer { vectors in
        guard let entries = entries.baseAddress, let vectors = vectors.baseAddress else { return }
        let run = entries + first * dimension
        let batch = vectors + group.lowerBound * dimension
        if group.count == 1 {
          BLAS.gemv(.no, rows: count, columns: dimension, run, ld: dimension, batch, products)
        } else {
          BLAS.gemm(
            .no, .yes, m: group.count, n: count, k: dimension, batch, lda: dimension, run,
            ldb: dimension, products, ldc: runSize)
        }
      }
    }
  }

  /// ⟨f_i, v⟩ in double precision; exact where entries and their products are small integers.
  func product(_ codeword: Int, _ vector: UnsafePointer<Double>) -> Double {
    var product = 0.0
    withUnsafePointer(to: codeword) { multiply($0, count: 1, vector, into: &product) }
    return product
  }

  /// The same for several codewords, wherever they lie.
  func products(_ codewords: [Int], _ vector: UnsafePointer<Double>) -> [Double] {
    [Double](unsafeUninitializedCapacity: codewords.count) { products, count in
      if let products = products.baseAddress {
        multiply(codewords, count: codewords.count, vector, into: products)
      }
      count = codewords.count
    }
  }

  private func multiply(
    _ codewords: UnsafePointer<Int>, count: Int, _ vector: UnsafePointer<Double>,
    into products: UnsafeMutablePointer<Double>
  ) {
    codebook.entries.withUnsafeBufferPointer { entries in
      superpose_wide_row_products(
        entries.baseAddress, codebook.dimension, codewords, count, vector, products)
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
