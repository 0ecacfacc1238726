import CSuperpositionKernels

/// A run of tiles that kernels can read: valid only inside the closure that receives it.
///
/// A tile is 64 codewords, their bytes interleaved; see `CSuperpositionKernels.h`.
public struct TileChunk {
  /// Codewords in a tile.
  public static let width = Int(SUPERPOSE_TILE_WIDTH)

  /// A chunk's size: small enough to stay in a core's second-level cache while many codes are
  /// decoded against it.
  public static let cachedByteCount = 1 << 18

  /// Numbers from one row of correlations with `tileCount` tiles to the next: a cache line more than
  /// needed, since rows a power of two apart would share the same few sets of the cache.
  package static func rowStride(tileCount: Int) -> Int { tileCount * width + 16 }

  /// Bytes of a packed codeword of `dimension` signs.
  public static func byteCount(dimension: Int) -> Int { (dimension - 1) / 8 + 1 }

  /// The number of the first codeword.
  public let firstCodeword: Int
  /// How many codewords count; the lanes beyond are padding.
  public let codewordCount: Int
  /// Coordinates of a codeword.
  public let dimension: Int
  /// The tiles, `tileStride` bytes apart.
  public let tiles: UnsafePointer<UInt8>
  /// Bytes between tiles.
  public let tileStride: Int

  /// Whole tiles, padding included.
  public var tileCount: Int { (codewordCount + Self.width - 1) / Self.width }

  /// The chunk in smaller ones of at most `tileCount` tiles, in order.
  public func parts(tileCount size: Int) -> some Sequence<TileChunk> {
    stride(from: 0, to: tileCount, by: size).lazy.map { first in
      TileChunk(
        firstCodeword: firstCodeword + first * Self.width,
        codewordCount: Swift.min(size * Self.width, codewordCount - first * Self.width),
        dimension: dimension, tiles: tiles + first * tileStride, tileStride: tileStride)
    }
  }

  /// Writes ⟨v, f⟩ for prepared integer vectors v: a row of `stride` numbers for each, exact.
  ///
  /// - Parameters:
  ///   - lookups: vectors prepared for this dimension.
  ///   - stride: at least 64 times the tiles.
  @inline(__always)
  package func correlate(
    _ lookups: UnsafePointer<UnsafeRawPointer?>, count: Int,
    into correlations: UnsafeMutablePointer<Int32>, stride: Int
  ) {
    superpose_correlate(
      tiles, tileStride, tileCount, dimension, lookups, count, correlations, stride)
  }

  /// Writes ⟨q, f⟩ for packed codewords q that lie `queryStride` bytes apart: a row of `stride`
  /// numbers for each.
  @inline(__always)
  package func products(
    with queries: UnsafePointer<UInt8>, queryStride: Int, count: Int,
    into products: UnsafeMutablePointer<Int32>, stride: Int
  ) {
    superpose_inner_products(
      tiles, tileStride, tileCount, dimension, queries, queryStride, count, products, stride)
  }

  /// Adds Σ w_c f_c to `sum`, codeword numbers relative to the first tile; Σ |w| below 2^31.
  @inline(__always)
  package func accumulate(
    codewords: UnsafePointer<UInt64>, weights: UnsafePointer<Int32>, count: Int,
    into sum: UnsafeMutablePointer<Int32>
  ) {
    superpose_accumulate(tiles, tileStride, dimension, codewords, weights, count, sum)
  }
}
