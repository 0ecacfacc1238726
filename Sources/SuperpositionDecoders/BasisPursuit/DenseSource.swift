import SuperpositionCodes
import SuperpositionNumerics

/// A dictionary of real codewords as basis pursuit reads it: columns in double precision, scaled to a
/// mean ‖f‖² of d, and passes by matrix products with a bound on their rounding.
///
/// With both signs, column N + j is -f_j.
struct DenseSource: BasisPursuitSource {
  private let codebook: any Codebook
  private let hasBothSigns: Bool
  /// ‖f_j‖ of the scaled columns.
  private let lengths: [Double]
  let scale: Double

  init(codebook: any Codebook, hasBothSigns: Bool = false) {
    self.codebook = codebook
    self.hasBothSigns = hasBothSigns
    let squares = codebook.squaredNorms()
    let mean = squares.reduce(0, +) / Double(max(1, squares.count))
    let scale = mean > 0 && mean.isFinite ? (Double(codebook.dimension) / mean).squareRoot() : 1
    lengths = squares.map { $0.squareRoot() * scale }
    self.scale = scale
  }

  var columnCount: Int { (hasBothSigns ? 2 : 1) * codebook.codewordCount }
  var dimension: Int { codebook.dimension }

  func makeColumns(capacity: Int) -> DenseColumns {
    DenseColumns(dimension: dimension, capacity: capacity)
  }

  func append(_ number: Int, to columns: DenseColumns) {
    let isNegated = number >= codebook.codewordCount
    let factor = isNegated ? -scale : scale
    let codeword = isNegated ? number - codebook.codewordCount : number
    columns.append(codebook.entries(ofCodeword: codeword).lazy.map { $0 * factor })
  }

  func leading(_ count: Int, with code: ReceivedCode) throws -> [Int] {
    var products: [Double] = []
    forEachRun(of: code.realCoordinates) { _, values in products.append(contentsOf: values) }
    if hasBothSigns { products += products.map { -$0 } }
    return Ranking.largest(count, of: products).sorted()
  }

  func candidates(with vector: [Double], notBelow bound: Double) -> BasisPursuitCandidates {
    // Higham (2002), 'Accuracy and Stability of Numerical Algorithms', section 3.1, with an allowance
    // for the rounding of the vector and of the scaled product.
    let unit = 0x1p-24 * Double(dimension + 4) * 1.01 * norm(vector)
    var largest = 0.0
    var found: [BasisPursuitCandidates.Candidate] = []
    let negatedFirst = codebook.codewordCount
    forEachRun(of: vector) { first, values in
      for (offset, value) in values.enumerated() {
        let product = value * scale
        let error = unit * lengths[first + offset]
        guard (hasBothSigns ? abs(product) : product) + error >= bound else { continue }
        if product + error >= bound {
          found.append(.init(number: first + offset, product: product))
          largest = max(largest, error)
        }
        if hasBothSigns, error - product >= bound {
          found.append(.init(number: negatedFirst + first + offset, product: -product))
          largest = max(largest, error)
        }
      }
    }
    return BasisPursuitCandidates(found: found, errorBound: largest)
  }

  /// Calls `body` with the products of the codewords, unscaled and in single precision or better, in
  /// runs of consecutive codewords.
  private func forEachRun(
    of vector: [Double], _ body: (_ first: Int, _ products: UnsafeBufferPointer<Double>) -> Void
  ) {
    guard let dense = codebook as? DenseCodebook else {
      codebook.forEachCorrelation([vector]) { _, first, values in body(first, values) }
      return
    }
    // A unit vector, whose entries cannot leave the range of single precision.
    let length = norm(vector)
    let factor = length > 0 ? 1 / length : 0
    let single = vector.map { Float($0 * factor) }
    let runSize = 4096
    var products = [Float](repeating: 0, count: runSize)
    var values = [Double](repeating: 0, count: runSize)
    for first in stride(from: 0, to: dense.codewordCount, by: runSize) {
      let count = min(runSize, dense.codewordCount - first)
      dense.entries.withUnsafeBufferPointer {
        BLAS.gemv(
          .no, rows: count, columns: dimension,
          $0.baseAddress.unsafelyUnwrapped + first * dimension, ld: dimension, single, &products)
      }
      for offset in 0..<count { values[offset] = Double(products[offset]) * length }
      values.withUnsafeBufferPointer { body(first, UnsafeBufferPointer(rebasing: $0[..<count])) }
    }
  }
}
