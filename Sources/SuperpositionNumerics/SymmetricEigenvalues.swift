import COpenBLAS

/// Eigenvalues and eigenvectors of a symmetric matrix, by LAPACK's divide and conquer.
public struct SymmetricEigensystem: Sendable {
  /// The eigenvalues, ascending.
  public let values: [Double]
  /// Row i is the unit eigenvector of value i; empty if only values were asked for.
  public let vectors: [Double]

  /// Decomposes the matrix of order `order`, row-major; its upper triangle is not read.
  ///
  /// - Throws: `NumericsError.domain` for a wrong size, `.notFinite`, `.noConvergence`.
  /// - Complexity: O(n³).
  public init(
    of matrix: [Double], order: Int, withVectors: Bool = true
  ) throws(NumericsError) {
    guard order >= 1, order < 1 << 15, matrix.count == order * order else {
      throw .domain("eigenvalues of order \(order) from \(matrix.count) entries")
    }
    guard matrix.allSatisfy(\.isFinite) else { throw .notFinite("an eigenvalue problem") }
    BLAS.prepare()
    var job = CChar(UInt8(ascii: withVectors ? "V" : "N"))
    // Row-major and lower is LAPACK's column-major and upper.
    var triangle = CChar(UInt8(ascii: "U"))
    var size = CInt(order)
    var entries = matrix
    var found = [Double](repeating: 0, count: order)
    let workCount = withVectors ? 1 + 6 * order + 2 * order * order : 2 * order + 1
    let integerCount = withVectors ? 3 + 5 * order : 1
    var work = [Double](repeating: 0, count: workCount)
    var integers = [CInt](repeating: 0, count: integerCount)
    var workSize = CInt(workCount)
    var integerSize = CInt(integerCount)
    var info: CInt = 0
    dsyevd_(
      &job, &triangle, &size, &entries, &size, &found, &work, &workSize, &integers, &integerSize,
      &info)
    guard info == 0 else { throw .noConvergence("an eigenvalue problem of order \(order)") }
    values = found
    vectors = withVectors ? entries : []
  }
}
