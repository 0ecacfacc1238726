import COpenBLAS

extension BLAS {
  /// The Cholesky factor, in place, of the symmetric positive definite matrix of order `n` whose
  /// lower triangle `a` holds (row-major): afterwards that triangle is L with A = L Lᵀ.
  ///
  /// - Throws: `NumericsError.notPositiveDefinite`; the triangle is then partly overwritten.
  public static func choleskyFactor(
    n: Int, _ a: UnsafeMutablePointer<Double>, ld: Int
  ) throws(NumericsError) {
    if n == 0 { return }
    prepare()
    // Row-major and lower is LAPACK's column-major and upper.
    var triangle = CChar(UInt8(ascii: "U"))
    var order = CInt(n)
    var stride = CInt(ld)
    var info: CInt = 0
    dpotrf_(&triangle, &order, a, &stride, &info)
    try checkLAPACK(info, "Cholesky factorisation")
  }

  /// Solves A x = b in place with the factor that `choleskyFactor` left in `a`, for `count` right
  /// sides, one after the other in `b` with a distance of `stride` (at least n).
  public static func choleskySolve(
    n: Int, _ a: UnsafePointer<Double>, ld: Int, _ b: UnsafeMutablePointer<Double>, count: Int = 1,
    stride: Int? = nil
  ) throws(NumericsError) {
    if n == 0 || count == 0 { return }
    prepare()
    var triangle = CChar(UInt8(ascii: "U"))
    var order = CInt(n)
    var columns = CInt(count)
    var strideA = CInt(ld)
    var strideB = CInt(stride ?? n)
    var info: CInt = 0
    dpotrs_(&triangle, &order, &columns, a, &strideA, b, &strideB, &info)
    try checkLAPACK(info, "Cholesky solution")
  }

  private static func checkLAPACK(_ info: CInt, _ routine: String) throws(NumericsError) {
    if info > 0 { throw .notPositiveDefinite(order: Int(info)) }
    if info < 0 { throw .domain("\(routine), argument \(-info)") }
  }
}
