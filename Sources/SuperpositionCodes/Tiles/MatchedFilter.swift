/// The matched filter: correlations of received codes with every codeword, chunk by chunk.
package enum MatchedFilter {
  /// Calls `body` for every (chunk, code) with the integer correlations of the code with the
  /// chunk's codewords. The dictionary, or some tiles of it, is read once for the whole batch.
  package static func forEachChunk(
    _ vectors: [FixedPointVector], dictionary: any SignCodebook, tiles: Range<Int>? = nil,
    _ body: (
      _ code: Int, _ firstCodeword: Int, _ correlations: UnsafeBufferPointer<Int32>
    ) throws -> Void
  ) rethrows {
    guard !vectors.isEmpty else { return }
    // The kernels take sixteen tiles at a time, and read the tables of many vectors once for 64.
    let leastCount = vectors.count > 1 ? 64 : 16
    let tileCount = min(max(leastCount, dictionary.tilesPerChunk & ~15), dictionary.tileCount)
    let stride = TileChunk.rowStride(tileCount: tileCount)
    let correlations = ScratchMemory.take(Int32.self, count: stride * vectors.count)
    defer { ScratchMemory.give(correlations, count: stride * vectors.count) }
    var scratch: [Int32] = []
    try dictionary.forEachChunk(tiles: tiles, tilesPerChunk: tileCount) { chunk in
      FixedPointVector.correlate(
        vectors, chunk: chunk, into: correlations, stride: stride, scratch: &scratch)
      for code in vectors.indices {
        try body(
          code, chunk.firstCodeword,
          UnsafeBufferPointer(start: correlations + code * stride, count: chunk.codewordCount))
      }
    }
  }

  /// ⟨f, v⟩ in double precision for one codeword, summed in ascending order of the coordinates.
  package static func exactCorrelation(_ values: [Double], codeword: [UInt8]) -> Double {
    var sum = 0.0
    for (coordinate, value) in values.enumerated() {
      sum += codeword[coordinate / 8] >> (coordinate % 8) & 1 == 0 ? value : -value
    }
    return sum
  }
}
