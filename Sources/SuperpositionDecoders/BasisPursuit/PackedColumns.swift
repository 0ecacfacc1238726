import CSuperpositionKernels
import SuperpositionCodes

/// A growing set of packed ±1 columns with the products that basis pursuit needs of them.
///
/// Columns are kept twice: packed one after the other (as queries of the kernels) and in tiles. One
/// owner, one thread.
final class PackedColumns: BasisPursuitColumns {
  /// Entries of a column.
  let dimension: Int
  /// Columns.
  private(set) var count = 0
  private let byteCount: Int
  private let tileStride: Int
  private var capacity = 0
  private var packed: UnsafeMutablePointer<UInt8>
  private var tiles: UnsafeMutablePointer<UInt8>
  private var products: [Int32] = []

  private static let width = RademacherDictionary.tileWidth

  /// No columns of `dimension` entries, with room for `capacity` before memory is moved.
  init(dimension: Int, capacity: Int) {
    self.dimension = dimension
    byteCount = (dimension + 7) / 8
    tileStride = byteCount * Self.width
    (packed, tiles, self.capacity) = Self.allocate(capacity, byteCount: byteCount)
  }

  deinit {
    packed.deallocate()
    tiles.deallocate()
  }

  private static func allocate(
    _ capacity: Int, byteCount: Int
  ) -> (UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt8>, Int) {
    let rounded = max(1, (capacity + width - 1) / width) * width
    let bytes = rounded * byteCount
    func region() -> UnsafeMutablePointer<UInt8> {
      let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
      let region = raw.bindMemory(to: UInt8.self, capacity: bytes)
      // The padding lanes of the last tile are read, though nothing depends on them.
      region.initialize(repeating: 0, count: bytes)
      return region
    }
    return (region(), region(), rounded)
  }

  /// Tiles, the padded last one included.
  var tileCount: Int { (count + Self.width - 1) / Self.width }

  private func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    let (newPacked, newTiles, newCapacity) = Self.allocate(
      max(wanted, 2 * capacity), byteCount: byteCount)
    newPacked.update(from: packed, count: count * byteCount)
    newTiles.update(from: tiles, count: tileCount * tileStride)
    packed.deallocate()
    tiles.deallocate()
    (packed, tiles, capacity) = (newPacked, newTiles, newCapacity)
  }

  /// Appends a column that `write` puts down, packed, with the bits beyond the dimension clear.
  func append(_ write: (UnsafeMutablePointer<UInt8>) -> Void) {
    reserve(count + 1)
    let column = packed + count * byteCount
    write(column)
    let lane = tiles + count / Self.width * tileStride + count % Self.width
    for byte in 0..<byteCount { lane[byte * Self.width] = column[byte] }
    count += 1
  }

  /// The columns at `positions`, in that order, as a set of their own.
  func gathered(_ positions: [Int]) -> PackedColumns {
    let result = PackedColumns(dimension: dimension, capacity: positions.count)
    for position in positions {
      result.append { $0.update(from: packed + position * byteCount, count: byteCount) }
    }
    return result
  }

  /// The rows as columns: `dimension` columns of `count` entries.
  func transposed() -> PackedColumns {
    let result = PackedColumns(dimension: count, capacity: dimension)
    let rowBytes = (count + 7) / 8
    let rows = UnsafeMutablePointer<UInt8>.allocate(capacity: byteCount * 8 * rowBytes)
    defer { rows.deallocate() }
    for group in 0..<rowBytes {
      let lanes = min(8, count - 8 * group)
      for byte in 0..<byteCount {
        var block: UInt64 = 0
        for lane in 0..<lanes {
          block |= UInt64(packed[(8 * group + lane) * byteCount + byte]) << UInt64(8 * lane)
        }
        block = Self.transposedBits(block)
        for row in 0..<8 {
          rows[(8 * byte + row) * rowBytes + group] = UInt8(truncatingIfNeeded: block >> (8 * row))
        }
      }
    }
    for row in 0..<dimension {
      result.append { $0.update(from: rows + row * rowBytes, count: rowBytes) }
    }
    return result
  }

  /// The transpose of an 8 × 8 bit matrix, a byte a row (Warren, 'Hacker's Delight', 7-3).
  private static func transposedBits(_ block: UInt64) -> UInt64 {
    var block = block
    var swapped = (block ^ (block >> 7)) & 0x00AA_00AA_00AA_00AA
    block ^= swapped ^ (swapped << 7)
    swapped = (block ^ (block >> 14)) & 0x0000_CCCC_0000_CCCC
    block ^= swapped ^ (swapped << 14)
    swapped = (block ^ (block >> 28)) & 0x0000_0000_F0F0_F0F0
    block ^= swapped ^ (swapped << 28)
    return block
  }

  func rowGramTriangle(scale: Double, shift: Double, into matrix: UnsafeMutablePointer<Double>) {
    transposed().gramTriangle(scale: scale, shift: shift, into: matrix)
  }

  /// The lower triangle (row-major, row stride `count`) of scale·GᵀG + shift·I for the matrix G of
  /// these columns; the products are exact.
  func gramTriangle(scale: Double, shift: Double, into matrix: UnsafeMutablePointer<Double>) {
    let stride = tileCount * Self.width
    if products.count < Self.width * stride {
      products = [Int32](repeating: 0, count: Self.width * stride)
    }
    products.withUnsafeMutableBufferPointer { products in
      let products = products.baseAddress.unsafelyUnwrapped
      for block in 0..<tileCount {
        let first = block * Self.width
        let rows = min(Self.width, count - first)
        superpose_inner_products(
          tiles, tileStride, block + 1, dimension, packed + first * byteCount, byteCount, rows,
          products, stride)
        for row in 0..<rows {
          let source = products + row * stride
          let target = matrix + (first + row) * count
          for column in 0...(first + row) { target[column] = scale * Double(source[column]) }
          target[first + row] += shift
        }
      }
    }
  }

  /// The inner products of the columns of `others` with these: a row of `count` for each of them.
  func products(with others: PackedColumns, into result: inout [Double]) {
    let stride = tileCount * Self.width
    if products.count < Self.width * stride {
      products = [Int32](repeating: 0, count: Self.width * stride)
    }
    for first in Swift.stride(from: 0, to: others.count, by: Self.width) {
      let rows = min(Self.width, others.count - first)
      superpose_inner_products(
        tiles, tileStride, tileCount, dimension, others.packed + first * byteCount, byteCount, rows,
        &products, stride)
      for row in 0..<rows {
        for column in 0..<count {
          result[(first + row) * count + column] = Double(products[row * stride + column])
        }
      }
    }
  }

  /// ⟨column, v⟩ for every column, for the rounded vector exact but for a few
  /// roundings to 53 bits.
  func correlations(with vector: GridVector) -> [Double] {
    guard count > 0 else { return [] }
    let stride = tileCount * Self.width
    let levels = vector.digits.count
    var result = [Double](repeating: 0, count: count)
    if products.count < levels * stride {
      products = [Int32](repeating: 0, count: levels * stride)
    }
    let lookups: [UnsafeRawPointer?] = vector.digits.map { UnsafeRawPointer($0.pointer) }
    products.withUnsafeMutableBufferPointer { products in
      let products = products.baseAddress.unsafelyUnwrapped
      superpose_correlate(
        tiles, tileStride, tileCount, dimension, lookups, levels, products, stride)
      result.withUnsafeMutableBufferPointer { result in
        for column in 0..<count { result[column] = Double(products[column]) }
        for level in 1..<levels {
          let row = products + level * stride
          for column in 0..<count {
            result[column] = result[column] * GridVector.base + Double(row[column])
          }
        }
        for column in 0..<count { result[column] *= vector.step }
      }
    }
    return result
  }

  /// Σ w_c · column_c over `positions`, within 10^-12·Σ|w| in every entry.
  func weightedSum(positions: [Int], weights: [Double]) -> [Double] {
    let magnitude = weights.reduce(0) { $0 + abs($1) }
    guard magnitude > 0, magnitude.isFinite else {
      return [Double](repeating: magnitude == 0 ? 0 : .nan, count: dimension)
    }
    // Two integer parts: 2^30 steps for the sum of magnitudes, then the remainders in turn.
    let coarse = 0x1p-29 * magnitude.binade
    let spare = Int(Double(weights.count).exponent) + 2
    let fine = coarse * Double(sign: .plus, exponent: spare - 30, significand: 1)
    let codewords = positions.map { UInt64($0) }
    var high: [Int32] = []
    var low: [Int32] = []
    high.reserveCapacity(weights.count)
    low.reserveCapacity(weights.count)
    for weight in weights {
      let whole = (weight / coarse).rounded()
      high.append(Int32(whole))
      low.append(Int32(((weight - whole * coarse) / fine).rounded()))
    }
    var sums = [Int32](repeating: 0, count: dimension)
    superpose_accumulate(tiles, tileStride, dimension, codewords, high, high.count, &sums)
    var result = sums.map { Double($0) * coarse }
    for entry in 0..<dimension { sums[entry] = 0 }
    superpose_accumulate(tiles, tileStride, dimension, codewords, low, low.count, &sums)
    for entry in 0..<dimension { result[entry] += Double(sums[entry]) * fine }
    return result
  }

  func reproduces(_ code: [Int32], positions: [Int]) -> Bool {
    var sums = [Int32](repeating: 0, count: dimension)
    superpose_accumulate(
      tiles, tileStride, dimension, positions.map { UInt64($0) },
      [Int32](repeating: 1, count: positions.count), positions.count, &sums)
    return sums == code
  }
}
