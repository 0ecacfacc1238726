import Foundation
import SuperpositionNumerics
import Testing

@Suite struct BLASTests {
  /// GSL's own CBLAS has the same symbols and is ten times slower.
  @Test func boundToOpenBLAS() throws {
    let path = try #require(BLAS.libraryPath)
    let file = path.split(separator: "/").last.map(String.init) ?? ""
    #expect(path.contains("openblas"), "cblas_dgemm comes from \(file)")
    #expect(!path.contains("gslcblas"))
    #expect(BLAS.threadCount == 1)
    #expect(!BLAS.coreType.isEmpty)
    // What the library takes a processor for that it is too old to know.
    let processor = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    #expect(BLAS.coreType != "Prescott" || !processor.contains(" avx2 "))
    #expect(BLAS.configuration.contains("OpenBLAS"))
  }

  /// Small whole numbers, so that every order of summation gives the same.
  static func matrix(_ rows: Int, _ columns: Int, _ salt: Int) -> [Double] {
    (0..<rows * columns).map { Double(($0 * 7 + salt * 13) % 11 - 5) }
  }

  @Test func vectors() {
    let x = Self.matrix(1, 37, 1)
    var y = Self.matrix(1, 37, 2)
    let expected = zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(BLAS.dot(37, x, y) == expected)
    let sum = zip(x, y).map { 3 * $0 + $1 }
    BLAS.axpy(37, 3, x, &y)
    #expect(y == sum)
  }

  @Test(arguments: [BLAS.Transpose.no, .yes])
  func matrixTimesVector(transpose: BLAS.Transpose) {
    let (rows, columns) = (5, 8)
    let a = Self.matrix(rows, columns, 3)
    let inner = transpose == .no ? columns : rows
    let outer = transpose == .no ? rows : columns
    let x = Self.matrix(1, inner, 4)
    var expected = [Double](repeating: 1, count: outer)
    for i in 0..<outer {
      for j in 0..<inner {
        expected[i] += 2 * (transpose == .no ? a[i * columns + j] : a[j * columns + i]) * x[j]
      }
    }
    var y = [Double](repeating: 1, count: outer)
    BLAS.gemv(
      transpose, rows: rows, columns: columns, alpha: 2, a, ld: columns, x, beta: 1, &y)
    #expect(y == expected)
    var single = [Float](repeating: 1, count: outer)
    BLAS.gemv(
      transpose, rows: rows, columns: columns, alpha: 2, a.map(Float.init), ld: columns,
      x.map(Float.init), beta: 1, &single)
    #expect(single == expected.map(Float.init))
  }

  @Test(arguments: [BLAS.Transpose.no, .yes], [BLAS.Transpose.no, .yes])
  func matrixProducts(transposeA: BLAS.Transpose, transposeB: BLAS.Transpose) {
    let (m, n, k) = (4, 6, 5)
    let lda = transposeA == .no ? k : m
    let ldb = transposeB == .no ? n : k
    let a = Self.matrix(m, k, 5)
    let b = Self.matrix(k, n, 6)
    var expected = [Double](repeating: 0, count: m * n)
    for i in 0..<m {
      for j in 0..<n {
        for l in 0..<k {
          let left = transposeA == .no ? a[i * lda + l] : a[l * lda + i]
          let right = transposeB == .no ? b[l * ldb + j] : b[j * ldb + l]
          expected[i * n + j] += left * right
        }
      }
    }
    var c = [Double](repeating: 9, count: m * n)
    BLAS.gemm(transposeA, transposeB, m: m, n: n, k: k, a, lda: lda, b, ldb: ldb, &c, ldc: n)
    #expect(c == expected)
    var single = [Float](repeating: 9, count: m * n)
    BLAS.gemm(
      transposeA, transposeB, m: m, n: n, k: k, a.map(Float.init), lda: lda, b.map(Float.init),
      ldb: ldb, &single, ldc: n)
    #expect(single == expected.map(Float.init))
  }

  @Test func choleskyAndTriangularSolves() throws {
    let n = 6
    let columns = 9
    let a = Self.matrix(n, columns, 7)
    // The Gram matrix plus the identity, lower triangle; the upper one must stay as it is.
    var gram = [Double](repeating: -7, count: n * n)
    for i in 0..<n { gram[i * n + i] = 1 }
    for i in 0..<n { for j in 0..<i { gram[i * n + j] = 0 } }
    BLAS.syrk(.lower, .no, n: n, k: columns, a, lda: columns, beta: 1, &gram, ldc: n)
    func entry(_ i: Int, _ j: Int) -> Double { gram[max(i, j) * n + min(i, j)] }
    let solution = (0..<n).map { Double($0) - 2.5 }
    let right = (0..<n).map { i in (0..<n).reduce(0.0) { $0 + entry(i, $1) * solution[$1] } }

    var factor = gram
    try BLAS.choleskyFactor(n: n, &factor, ld: n)
    for i in 0..<n { for j in (i + 1)..<max(n, i + 1) { #expect(factor[i * n + j] == -7) } }
    for i in 0..<n {
      for j in 0...i {
        let product = (0...j).reduce(0.0) { $0 + factor[i * n + $1] * factor[j * n + $1] }
        #expect(abs(product - gram[i * n + j]) < 1e-10)
      }
    }

    var direct = right
    try BLAS.choleskySolve(n: n, factor, ld: n, &direct)
    var twice = right + right
    try BLAS.choleskySolve(n: n, factor, ld: n, &twice, count: 2)
    var stepwise = right
    BLAS.trsv(.lower, .no, n: n, factor, ld: n, &stepwise)
    BLAS.trsv(.lower, .yes, n: n, factor, ld: n, &stepwise)
    var block = right.flatMap { [$0, 2 * $0] }
    BLAS.trsm(.lower, .no, n: n, columns: 2, factor, lda: n, &block, ldb: 2)
    BLAS.trsm(.lower, .yes, n: n, columns: 2, factor, lda: n, &block, ldb: 2)
    for i in 0..<n {
      #expect(abs(direct[i] - solution[i]) < 1e-10)
      #expect(abs(twice[n + i] - solution[i]) < 1e-10)
      #expect(abs(stepwise[i] - solution[i]) < 1e-10)
      #expect(abs(block[2 * i + 1] - 2 * solution[i]) < 1e-10)
    }
  }

  @Test func choleskyRefusesWhatIsNotDefinite() {
    var a: [Double] = [1, 0, 2, 1]
    #expect(throws: NumericsError.notPositiveDefinite(order: 2)) {
      try BLAS.choleskyFactor(n: 2, &a, ld: 2)
    }
  }
}
