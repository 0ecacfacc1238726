import CSuperpositionKernels

/// A growing list of codewords, gathered into tiles of their own for the kernels.
package final class CodewordTiles {
  package let dimension: Int
  package let byteCount: Int
  private let tileStride: Int
  package private(set) var count = 0
  private var tiles: UnsafeMutablePointer<UInt8>
  private var capacity: Int  // tiles
  /// Room for one packed codeword.
  package let packed: UnsafeMutablePointer<UInt8>

  package init(dimension: Int, capacity codewords: Int) {
    self.dimension = dimension
    byteCount = TileChunk.byteCount(dimension: dimension)
    tileStride = byteCount * TileChunk.width
    capacity = max(1, (codewords + 63) / 64)
    tiles = Self.take(capacity * tileStride)
    packed = ScratchMemory.take(UInt8.self, count: byteCount)
  }

  deinit {
    ScratchMemory.give(tiles, count: capacity * tileStride)
    ScratchMemory.give(packed, count: byteCount)
  }

  private static func take(_ bytes: Int) -> UnsafeMutablePointer<UInt8> {
    ScratchMemory.take(UInt8.self, count: bytes)
  }

  package var tileCount: Int { (count + 63) / 64 }

  /// All of them, for the kernels: valid until the next codeword is appended.
  package var chunk: TileChunk {
    TileChunk(
      firstCodeword: 0, codewordCount: count, dimension: dimension, tiles: UnsafePointer(tiles),
      tileStride: tileStride)
  }

  /// Forgets all codewords from position `newCount` on.
  package func truncate(to newCount: Int) { count = min(count, newCount) }

  /// Appends codeword `index` of a dictionary of this dimension.
  package func append(_ index: Int, of dictionary: some SignCodebook) {
    dictionary.copyCodeword(index, to: packed)
    append(packed)
  }

  /// Appends a packed codeword.
  package func append(_ codeword: UnsafePointer<UInt8>) {
    if count == capacity * 64 {
      let larger = Self.take(2 * capacity * tileStride)
      larger.update(from: tiles, count: capacity * tileStride)
      ScratchMemory.give(tiles, count: capacity * tileStride)
      tiles = larger
      capacity *= 2
    }
    let tile = tiles + count / 64 * tileStride
    // Lanes beyond the count are read, but their values are not used; they must hold something.
    if count % 64 == 0 { tile.update(repeating: 0, count: tileStride) }
    let lane = tile + count % 64
    for byte in 0..<byteCount { lane[64 * byte] = codeword[byte] }
    count += 1
  }

  /// The packed codeword at a position, in `packed` until the next call.
  package func codeword(at position: Int) -> UnsafePointer<UInt8> {
    superpose_copy_codeword(
      tiles + position / 64 * tileStride, position % 64, dimension, packed)
    return UnsafePointer(packed)
  }
}
