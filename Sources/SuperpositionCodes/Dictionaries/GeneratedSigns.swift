/// What dictionaries share that are stored, or else made by tiles whenever they are read.
extension SignCodebook {
  /// `readChunks` of what is stored, or of what `fill` makes.
  func readChunks(
    of stored: PackedCodebook?, tiles range: Range<Int>, tilesPerChunk size: Int,
    fill: (_ bytes: UnsafeMutablePointer<UInt8>, _ tiles: Range<Int>, _ stride: Int) -> Void,
    _ body: (TileChunk) throws -> Void
  ) rethrows {
    if let stored { return try stored.readChunks(tiles: range, tilesPerChunk: size, body) }
    let tileStride = codewordByteCount * TileChunk.width
    let scratchSize = min(size, max(range.count, 1)) * tileStride
    let scratch = ScratchMemory.take(UInt8.self, count: scratchSize)
    defer { ScratchMemory.give(scratch, count: scratchSize) }
    for start in stride(from: range.lowerBound, to: range.upperBound, by: size) {
      let tiles = start..<min(start + size, range.upperBound)
      fill(scratch, tiles, tileStride)
      let first = start * TileChunk.width
      try body(
        TileChunk(
          firstCodeword: first,
          codewordCount: min(tiles.count * TileChunk.width, codewordCount - first),
          dimension: dimension, tiles: UnsafePointer(scratch), tileStride: tileStride))
    }
  }

  /// `weightedSum` of stored codewords, or of such as are made one by one.
  func weightedSum(
    of stored: PackedCodebook?, codewords: [Int], weights: [Int32]
  ) -> [Int32] {
    if let stored { return stored.weightedSum(codewords: codewords, weights: weights) }
    precondition(codewords.count == weights.count)
    var sum = [Int32](repeating: 0, count: dimension)
    for (index, weight) in zip(codewords, weights) {
      let bytes = codeword(index)
      for coordinate in 0..<dimension {
        let isNegative = bytes[coordinate / 8] >> (coordinate % 8) & 1 != 0
        sum[coordinate] &+= isNegative ? -weight : weight
      }
    }
    return sum
  }
}
