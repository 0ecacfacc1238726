import SuperpositionCodes
import SuperpositionNumerics

/// The least-squares fit of a received code on a growing list of codewords.
///
/// With G = FᵀF = L·Lᵀ, the coefficients solve G·a = Fᵀx. For signs G is exact integers; its factor
/// grows by a row a codeword, and L·z = Fᵀx by an entry, so a step costs O(k² + k·d).
final class LeastSquaresFit {
  private let dimension: Int
  private let padded: Int
  private let capacity: Int
  /// The codewords, a row each.
  private let rows: UnsafeMutablePointer<Double>
  /// L, row-major.
  private let factor: UnsafeMutablePointer<Double>
  private let received: UnsafeMutablePointer<Double>
  private let forward: UnsafeMutablePointer<Double>
  private let solution: UnsafeMutablePointer<Double>
  private let products: UnsafeMutablePointer<Int32>
  private let tiles: CodewordTiles
  private var normOfReceived = 0.0

  /// How many codewords there are.
  private(set) var count = 0

  init(dimension: Int, capacity: Int) {
    self.dimension = dimension
    self.capacity = capacity
    padded = SignedSum.rowLength(dimension: dimension)
    rows = ScratchMemory.take(Double.self, count: capacity * padded)
    factor = ScratchMemory.take(Double.self, count: capacity * capacity)
    received = ScratchMemory.take(Double.self, count: padded)
    forward = ScratchMemory.take(Double.self, count: capacity)
    solution = ScratchMemory.take(Double.self, count: capacity)
    products = ScratchMemory.take(Int32.self, count: (capacity + 63) / 64 * 64)
    tiles = CodewordTiles(dimension: dimension, capacity: capacity)
  }

  deinit {
    ScratchMemory.give(rows, count: capacity * padded)
    ScratchMemory.give(factor, count: capacity * capacity)
    ScratchMemory.give(received, count: padded)
    ScratchMemory.give(forward, count: capacity)
    ScratchMemory.give(solution, count: capacity)
    ScratchMemory.give(products, count: (capacity + 63) / 64 * 64)
  }

  /// Bytes of a full fit.
  static func byteCount(sparsity: Int, dimension: Int) -> Double {
    let capacity = Double(sparsity)
    return capacity * (72 * Double(dimension / 8 + 8) + 8 * capacity)
  }

  /// Starts anew with the code to be fitted, a padded row.
  func start(received row: UnsafePointer<Double>) {
    received.update(from: row, count: padded)
    normOfReceived = SignedSum.energy(row, count: padded).squareRoot()
    truncate(to: 0)
  }

  /// Forgets the codewords from `newCount` on.
  func truncate(to newCount: Int) {
    count = newCount
    tiles.truncate(to: newCount)
  }

  /// Appends a packed codeword; returns false, and changes nothing, if it lies in the span of those
  /// before to within 10⁻⁹ of its energy.
  func append(_ codeword: UnsafePointer<UInt8>) -> Bool {
    let row = factor + count * capacity
    if count > 0 {
      tiles.chunk.products(
        with: codeword, queryStride: tiles.byteCount, count: 1, into: products,
        stride: tiles.tileCount * TileChunk.width)
      for other in 0..<count { row[other] = Double(products[other]) }
    }
    let correlation = SignedSum.product(
      received, codeword: codeword, byteCount: tiles.byteCount)
    guard extendFactor(energy: Double(dimension), correlation: correlation) else { return false }
    SignedSum.expand(codeword: codeword, dimension: dimension, into: rows + count * padded)
    tiles.append(codeword)
    count += 1
    return true
  }

  /// Appends a codeword of real entries, a padded row; returns as for a packed one. A fit takes
  /// codewords of one kind.
  func append(entries: UnsafePointer<Double>) -> Bool {
    if count > 0 {
      BLAS.gemv(
        .no, rows: count, columns: padded, rows, ld: padded, entries, factor + count * capacity)
    }
    let energy = SignedSum.energy(entries, count: padded)
    let correlation = BLAS.dot(padded, received, entries)
    guard extendFactor(energy: energy, correlation: correlation) else { return false }
    (rows + count * padded).update(from: entries, count: padded)
    count += 1
    return true
  }

  /// Turns the products of a codeword with those before, in row `count` of the factor, into that row,
  /// and extends the solution of L·z = Fᵀx; false if the codeword adds nothing.
  private func extendFactor(energy: Double, correlation: Double) -> Bool {
    let row = factor + count * capacity
    if count > 0 { BLAS.trsv(.lower, .no, n: count, factor, ld: capacity, row) }
    let explained = count > 0 ? BLAS.dot(count, row, row) : 0
    let pivot = energy - explained
    guard pivot > 1e-9 * energy else { return false }
    row[count] = pivot.squareRoot()
    forward[count] = (correlation - (count > 0 ? BLAS.dot(count, row, forward) : 0)) / row[count]
    return true
  }

  /// The coefficients of the fit, one for each codeword.
  func solve() -> UnsafeBufferPointer<Double> {
    solution.update(from: forward, count: count)
    BLAS.trsv(.lower, .yes, n: count, factor, ld: capacity, solution)
    return UnsafeBufferPointer(start: solution, count: count)
  }

  /// Writes x minus the fit; zero where nothing but rounding is left.
  func writeResidual(to output: UnsafeMutablePointer<Double>) {
    let coefficients = solve()
    output.update(from: received, count: padded)
    guard let first = coefficients.baseAddress else { return }
    BLAS.gemv(
      .yes, rows: count, columns: padded, alpha: -1, rows, ld: padded, first, beta: 1, output)
    if SignedSum.energy(output, count: padded).squareRoot() <= 1e-11 * normOfReceived {
      output.update(repeating: 0, count: padded)
    }
  }
}
