import COpenBLAS

/// Dense linear algebra on caller-owned memory, by OpenBLAS on the calling thread.
///
/// Matrices are row-major: entry (i, j) of a matrix with row stride `ld` lies at `i * ld + j`. All
/// sizes and strides have to be below 2^31. No routine allocates or keeps a pointer. The results are
/// deterministic for one processor and one version of the library; they may differ in the last bits
/// between processors.
public enum BLAS {
  /// Whether to take a matrix as it is or transposed.
  public enum Transpose: Sendable {
    /// As stored.
    case no
    /// Rows and columns exchanged.
    case yes

    @usableFromInline var code: CBLAS_TRANSPOSE { self == .no ? CblasNoTrans : CblasTrans }
  }

  /// Which triangle of a matrix is stored; the other one is neither read nor written.
  public enum Triangle: Sendable {
    /// On and below the diagonal.
    case lower
    /// On and above the diagonal.
    case upper

    var code: CBLAS_UPLO { self == .lower ? CblasLower : CblasUpper }
  }

  /// One thread: the callers are parallel themselves, and results must not depend on a thread count.
  private static let isSingleThreaded: Bool = {
    superposition_choose_core()
    openblas_set_num_threads(1)
    return true
  }()

  @usableFromInline
  static func prepare() {
    _ = isSingleThreaded
  }

  /// The processor type for which OpenBLAS has chosen its kernels, such as "SkylakeX".
  ///
  /// Read from the processor, or from OPENBLAS_CORETYPE in the environment; a processor that the library
  /// is too old to know is treated as the newest one it does know.
  public static let coreType: String = {
    prepare()
    return openblas_get_corename().map { String(cString: $0) } ?? "unknown"
  }()

  /// OpenBLAS's own description of its version and build.
  public static let configuration: String = {
    prepare()
    return openblas_get_config().map { String(cString: $0) } ?? "unknown"
  }()

  /// The number of threads that OpenBLAS uses: 1.
  public static var threadCount: Int {
    prepare()
    return Int(openblas_get_num_threads())
  }

  /// The path of the shared library whose `cblas_dgemm` this process calls, nil if it cannot be
  /// told. It has to be OpenBLAS's and not the reference one that comes with GSL.
  public static let libraryPath: String? = {
    prepare()
    return superposition_cblas_file().map { String(cString: $0) }
  }()

  /// xᵀy for two vectors of length `n`.
  @inline(__always)
  public static func dot(_ n: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>) -> Double
  {
    prepare()
    return cblas_ddot(blasint(n), x, 1, y, 1)
  }

  /// y ← y + α x for two vectors of length `n`.
  @inline(__always)
  public static func axpy(
    _ n: Int, _ alpha: Double, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>
  ) {
    prepare()
    cblas_daxpy(blasint(n), alpha, x, 1, y, 1)
  }

  /// y ← α op(A) x + β y for a stored matrix A of `rows` × `columns`.
  @inlinable
  public static func gemv<Scalar: BLASScalar>(
    _ transpose: Transpose, rows: Int, columns: Int, alpha: Scalar = 1,
    _ a: UnsafePointer<Scalar>, ld: Int, _ x: UnsafePointer<Scalar>, beta: Scalar = 0,
    _ y: UnsafeMutablePointer<Scalar>
  ) {
    prepare()
    Scalar.gemv(
      CblasRowMajor, transpose.code, blasint(rows), blasint(columns), alpha, a, blasint(ld), x, 1,
      beta, y, 1)
  }

  /// C ← α op(A) op(B) + β C, where op(A) is `m` × `k`, op(B) `k` × `n` and C `m` × `n`.
  @inlinable
  public static func gemm<Scalar: BLASScalar>(
    _ transposeA: Transpose, _ transposeB: Transpose, m: Int, n: Int, k: Int, alpha: Scalar = 1,
    _ a: UnsafePointer<Scalar>, lda: Int, _ b: UnsafePointer<Scalar>, ldb: Int, beta: Scalar = 0,
    _ c: UnsafeMutablePointer<Scalar>, ldc: Int
  ) {
    prepare()
    Scalar.gemm(
      CblasRowMajor, transposeA.code, transposeB.code, blasint(m), blasint(n), blasint(k), alpha, a,
      blasint(lda), b, blasint(ldb), beta, c, blasint(ldc))
  }

  /// One triangle of C ← α A Aᵀ + β C (`transpose` no, A is `n` × `k`) or of α Aᵀ A + β C (yes, A is
  /// `k` × `n`).
  @inline(__always)
  public static func syrk(
    _ triangle: Triangle, _ transpose: Transpose, n: Int, k: Int, alpha: Double = 1,
    _ a: UnsafePointer<Double>, lda: Int, beta: Double = 0, _ c: UnsafeMutablePointer<Double>,
    ldc: Int
  ) {
    prepare()
    cblas_dsyrk(
      CblasRowMajor, triangle.code, transpose.code, blasint(n), blasint(k), alpha, a, blasint(lda),
      beta, c, blasint(ldc))
  }

  /// Solves op(A) x = b in place for a triangular A of order `n` with a stored diagonal; `x` holds b.
  @inline(__always)
  public static func trsv(
    _ triangle: Triangle, _ transpose: Transpose, n: Int, _ a: UnsafePointer<Double>, ld: Int,
    _ x: UnsafeMutablePointer<Double>
  ) {
    prepare()
    cblas_dtrsv(
      CblasRowMajor, triangle.code, transpose.code, CblasNonUnit, blasint(n), a, blasint(ld), x, 1)
  }

  /// Solves op(A) X = B in place for a triangular A of order `n`; `b`, `n` × `columns`, holds B and
  /// then X.
  @inline(__always)
  public static func trsm(
    _ triangle: Triangle, _ transpose: Transpose, n: Int, columns: Int, _ a: UnsafePointer<Double>,
    lda: Int, _ b: UnsafeMutablePointer<Double>, ldb: Int
  ) {
    prepare()
    cblas_dtrsm(
      CblasRowMajor, CblasLeft, triangle.code, transpose.code, CblasNonUnit, blasint(n),
      blasint(columns), 1, a, blasint(lda), b, blasint(ldb))
  }
}

/// A number that OpenBLAS computes with: `Double` or `Float`.
///
/// Products of either are compiled where they are called, so that small ones pay for no generics.
public protocol BLASScalar: ExpressibleByIntegerLiteral {
  /// `cblas_?gemv`, with the arguments of the C interface.
  static var gemv: MatrixVectorRoutine<Self> { get }
  /// `cblas_?gemm`, with the arguments of the C interface.
  static var gemm: MatrixMatrixRoutine<Self> { get }
}

/// A routine of OpenBLAS for a matrix and a vector.
public typealias MatrixVectorRoutine<Scalar> = (
  CBLAS_ORDER, CBLAS_TRANSPOSE, blasint, blasint, Scalar, UnsafePointer<Scalar>?, blasint,
  UnsafePointer<Scalar>?, blasint, Scalar, UnsafeMutablePointer<Scalar>?, blasint
) -> Void

/// A routine of OpenBLAS for two matrices.
public typealias MatrixMatrixRoutine<Scalar> = (
  CBLAS_ORDER, CBLAS_TRANSPOSE, CBLAS_TRANSPOSE, blasint, blasint, blasint, Scalar,
  UnsafePointer<Scalar>?, blasint, UnsafePointer<Scalar>?, blasint, Scalar,
  UnsafeMutablePointer<Scalar>?, blasint
) -> Void

extension Double: BLASScalar {
  public static var gemv: MatrixVectorRoutine<Self> { cblas_dgemv }
  public static var gemm: MatrixMatrixRoutine<Self> { cblas_dgemm }
}

extension Float: BLASScalar {
  public static var gemv: MatrixVectorRoutine<Self> { cblas_sgemv }
  public static var gemm: MatrixMatrixRoutine<Self> { cblas_sgemm }
}
