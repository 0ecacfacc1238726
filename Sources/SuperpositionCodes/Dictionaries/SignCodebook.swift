/// A dictionary whose entries are all -1 or +1, packed one bit an entry.
///
/// Beside what every dictionary can, it hands out tiles of packed codewords for the kernels, whose
/// products are exact integers, and single codewords in packed bytes: bit l mod 8 of byte l / 8 is
/// set where the entry is -1.
public protocol SignCodebook: Codebook {
  /// Writes codeword `index`, packed, to `bytes` (`codewordByteCount` of them), the bits beyond d
  /// clear.
  ///
  /// - Precondition: 0 ≤ `index` < N.
  /// - Complexity: O(d).
  func copyCodeword(_ index: Int, to bytes: UnsafeMutablePointer<UInt8>)

  /// Calls `body` for consecutive chunks of at most `tilesPerChunk` tiles that cover `tiles`, in
  /// ascending order.
  func readChunks(
    tiles: Range<Int>, tilesPerChunk: Int, _ body: (TileChunk) throws -> Void) rethrows

  /// The weighted sum of codewords Σ w_c f_c, an integer vector of d entries.
  ///
  /// - Parameters:
  ///   - codewords: their numbers, each in 0 ..< N.
  ///   - weights: one for each; Σ |w| below 2^31.
  /// - Complexity: O(n·d).
  func weightedSum(codewords: [Int], weights: [Int32]) -> [Int32]
}

extension SignCodebook {
  /// Codewords in a tile.
  public static var tileWidth: Int { TileChunk.width }

  /// Tiles, the padded last one included.
  public var tileCount: Int { (codewordCount - 1) / TileChunk.width + 1 }

  /// Bytes of a packed codeword.
  public var codewordByteCount: Int { TileChunk.byteCount(dimension: dimension) }

  /// Tiles in a chunk that stays in cache.
  public var tilesPerChunk: Int {
    max(1, TileChunk.cachedByteCount / (codewordByteCount * TileChunk.width))
  }

  /// d: every entry counts 1.
  public var commonSquaredNorm: Double? { Double(dimension) }

  /// Calls `body` for consecutive chunks that cover `tiles` (all of them by default), in ascending
  /// order.
  ///
  /// - Parameters:
  ///   - tiles: the tiles to cover.
  ///   - tilesPerChunk: the size of a chunk; by default what fits in cache.
  ///   - body: receives each chunk.
  public func forEachChunk(
    tiles: Range<Int>? = nil, tilesPerChunk: Int? = nil, _ body: (TileChunk) throws -> Void
  ) rethrows {
    try readChunks(
      tiles: tiles ?? 0..<tileCount, tilesPerChunk: tilesPerChunk ?? self.tilesPerChunk, body)
  }

  /// Codeword `index`, packed: bit l mod 8 of byte l / 8 is set where the entry is -1.
  ///
  /// - Precondition: 0 ≤ `index` < N.
  public func codeword(_ index: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: codewordByteCount) { buffer, count in
      copyCodeword(index, to: buffer.baseAddress.unsafelyUnwrapped)
      count = codewordByteCount
    }
  }

  /// Entry l of codeword i: -1 or +1.
  public subscript(codeword index: Int, coordinate coordinate: Int) -> Int {
    precondition(coordinate >= 0 && coordinate < dimension)
    return codeword(index)[coordinate / 8] >> (coordinate % 8) & 1 == 0 ? 1 : -1
  }

  /// The d entries of codeword i, -1 and +1.
  public func entries(ofCodeword index: Int) -> [Double] {
    let packed = codeword(index)
    return (0..<dimension).map { packed[$0 / 8] >> ($0 % 8) & 1 == 0 ? 1 : -1 }
  }

  /// The superposition code of a support: x = Σ_{i ∈ S} f_i.
  ///
  /// - Precondition: the support lies in 0 ..< N; `encode(_: Signal)` throws instead.
  /// - Complexity: O(k·d).
  public func encode(_ support: Support) -> [Int32] {
    weightedSum(
      codewords: support.indices, weights: [Int32](repeating: 1, count: support.count))
  }

  /// The code of a signal: integers where all coefficients are 1.
  public func encode(_ signal: Signal) throws(CodebookError) -> ReceivedCode.Coordinates {
    guard signal.coefficients == nil else { return try realCode(of: signal) }
    try check(signal.support)
    return .integer(encode(signal.support))
  }

  /// Σ w_c f_c with real weights, summed in the order given.
  public func weightedSum(codewords: [Int], weights: [Double]) -> [Double] {
    precondition(codewords.count == weights.count)
    var sum = [Double](repeating: 0, count: dimension)
    var packed = [UInt8](repeating: 0, count: codewordByteCount)
    packed.withUnsafeMutableBufferPointer { packed in
      let packed = packed.baseAddress.unsafelyUnwrapped
      for (index, weight) in zip(codewords, weights) {
        copyCodeword(index, to: packed)
        for coordinate in 0..<dimension {
          let isNegative = packed[coordinate / 8] >> (coordinate % 8) & 1 != 0
          sum[coordinate] += isNegative ? -weight : weight
        }
      }
    }
    return sum
  }

  /// ⟨f_i, v⟩ in double precision, exact for integer vectors.
  public func forEachCorrelation(
    _ vectors: [[Double]],
    _ body: (
      _ vector: Int, _ firstCodeword: Int, _ correlations: UnsafeBufferPointer<Double>
    ) throws -> Void
  ) rethrows {
    let tables = vectors.map { SignedSumTable($0) }
    var packed = [UInt8](repeating: 0, count: codewordByteCount)
    let runSize = 1024
    var correlations = [Double](repeating: 0, count: runSize * vectors.count)
    for first in stride(from: 0, to: codewordCount, by: runSize) {
      let count = min(runSize, codewordCount - first)
      packed.withUnsafeMutableBufferPointer { packed in
        let packed = packed.baseAddress.unsafelyUnwrapped
        for offset in 0..<count {
          copyCodeword(first + offset, to: packed)
          for (vector, table) in tables.enumerated() {
            correlations[vector * runSize + offset] = table.product(with: packed)
          }
        }
      }
      for vector in vectors.indices {
        try correlations.withUnsafeBufferPointer { correlations in
          try body(
            vector, first,
            UnsafeBufferPointer(rebasing: correlations[vector * runSize..<vector * runSize + count])
          )
        }
      }
    }
  }

  /// All products ⟨f_i, f_j⟩, row-major, each row padded to `gramStride`; meant for few codewords.
  ///
  /// - Complexity: O(N²·d/512) vector operations.
  package func gram() -> [Int32] {
    let byteCount = codewordByteCount
    let stride = gramStride
    var queries = [UInt8](repeating: 0, count: codewordCount * byteCount)
    queries.withUnsafeMutableBufferPointer { queries in
      for index in 0..<codewordCount {
        copyCodeword(index, to: queries.baseAddress.unsafelyUnwrapped + index * byteCount)
      }
    }
    return [Int32](unsafeUninitializedCapacity: codewordCount * stride) { products, count in
      // All tiles at once: the kernel blocks them.
      forEachChunk(tilesPerChunk: tileCount) { chunk in
        chunk.products(
          with: queries, queryStride: byteCount, count: codewordCount,
          into: products.baseAddress.unsafelyUnwrapped + chunk.firstCodeword, stride: stride)
      }
      count = codewordCount * stride
    }
  }

  /// The row stride of `gram`: N, padded to whole tiles.
  package var gramStride: Int { tileCount * TileChunk.width }

  /// ⟨f_i, v⟩ for all codewords and a received code: exact without noise, else in double precision.
  package func correlations(with received: ReceivedCode) throws -> [Double] {
    guard case .integer = received.coordinates else {
      return correlations(with: received.realCoordinates)
    }
    var correlations: [Double] = []
    correlations.reserveCapacity(codewordCount)
    let vector = try FixedPointVector(received)
    MatchedFilter.forEachChunk([vector], dictionary: self) { _, _, values in
      for value in values { correlations.append(Double(value)) }
    }
    return correlations
  }
}
