import SuperpositionCodes
import SuperpositionNumerics

/// Mean, norms and second moments of codewords, in double precision.
package struct DictionaryMoments {
  /// N.
  package let count: Int
  /// d.
  package let dimension: Int
  /// The mean codeword.
  package let mean: [Double]
  /// The norms, in the order of the codewords.
  package let norms: [Double]
  /// The lower triangle of FᵀF/N, row-major.
  private var moment: [Double]

  /// Sums up N rows of `dimension` entries. Complexity: O(N·d²).
  package init(entries: [Float], dimension: Int) {
    self.init(count: entries.count / dimension, dimension: dimension) { row in
      entries[row * dimension..<(row + 1) * dimension].lazy.map(Double.init)
    }
  }

  /// Sums up the codewords of any codebook. Complexity: O(N·d²).
  package init(codebook: any Codebook) {
    self.init(count: codebook.codewordCount, dimension: codebook.dimension) {
      codebook.entries(ofCodeword: $0)
    }
  }

  private init<Row: Collection<Double>>(
    count: Int, dimension: Int, row entries: (Int) -> Row
  ) {
    self.dimension = dimension
    self.count = count
    var sum = [Double](repeating: 0, count: dimension)
    var norms: [Double] = []
    norms.reserveCapacity(count)
    var moment = [Double](repeating: 0, count: dimension * dimension)
    let blockRows = max(1, min(count, 1024))
    var block = [Double](repeating: 0, count: blockRows * dimension)
    for first in stride(from: 0, to: count, by: blockRows) {
      let rows = min(blockRows, count - first)
      for row in 0..<rows {
        var energy = 0.0
        for (coordinate, value) in entries(first + row).enumerated() {
          block[row * dimension + coordinate] = value
          sum[coordinate] += value
          energy += value * value
        }
        norms.append(energy.squareRoot())
      }
      BLAS.syrk(
        .lower, .yes, n: dimension, k: rows, alpha: 1 / Double(count), block, lda: dimension,
        beta: 1, &moment, ldc: dimension)
    }
    self.norms = norms
    mean = sum.map { $0 / Double(max(1, count)) }
    self.moment = moment
  }

  /// FᵀF/N, or the same of the centred rows; only the lower triangle is set.
  package func secondMoment(centered: Bool) -> [Double] {
    guard centered else { return moment }
    var result = moment
    for row in 0..<dimension {
      for column in 0...row { result[row * dimension + column] -= mean[row] * mean[column] }
    }
    return result
  }
}
