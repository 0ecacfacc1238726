import CSuperpositionKernels
import SystemMemory

/// A dictionary of stored signs, one bit an entry, whatever made them.
///
/// Memory is N·d/8 bytes, padded to whole tiles and bytes.
public struct PackedCodebook: SignCodebook {
  public let ensemble: Ensemble
  public let codewordCount: Int
  public let dimension: Int
  private let memory: TileMemory
  private let tileStride: Int

  /// Bytes that it takes, as a real number since it may exceed every integer.
  public static func byteCount(codewordCount: Int, dimension: Int) -> Double {
    let tiles = Double((codewordCount - 1) / TileChunk.width + 1)
    return tiles * Double(TileChunk.byteCount(dimension: dimension)) * Double(TileChunk.width)
  }

  /// Makes the dictionary of the codewords that `write` puts down.
  ///
  /// - Parameters:
  ///   - ensemble: the law of the codewords.
  ///   - codewordCount: N ≥ 1.
  ///   - dimension: d ≥ 1.
  ///   - write: receives a codeword's number and room for ⌈d/8⌉ packed bytes, with the bits beyond d
  ///     to be left clear.
  /// - Throws: `DictionaryError` before anything is allocated if the memory is not there.
  public init(
    ensemble: Ensemble, codewordCount: Int, dimension: Int,
    write: (_ codeword: Int, _ bytes: UnsafeMutablePointer<UInt8>) -> Void
  ) throws(DictionaryError) {
    try self.init(unfilled: ensemble, codewordCount: codewordCount, dimension: dimension)
    let byteCount = TileChunk.byteCount(dimension: dimension)
    let packed = ScratchMemory.take(UInt8.self, count: byteCount)
    defer { ScratchMemory.give(packed, count: byteCount) }
    let lastTile = memory.pointer + (tileCount - 1) * tileStride
    // The padding lanes of the last tile are read, though nothing depends on them.
    lastTile.initialize(repeating: 0, count: tileStride)
    for index in 0..<codewordCount {
      packed.initialize(repeating: 0, count: byteCount)
      write(index, packed)
      let lane =
        memory.pointer + index / TileChunk.width * tileStride + index % TileChunk.width
      for byte in 0..<byteCount { lane[byte * TileChunk.width] = packed[byte] }
    }
  }

  /// A dictionary whose tiles are still to be filled, by `fill`, before it is shared.
  init(
    unfilled ensemble: Ensemble, codewordCount: Int, dimension: Int
  ) throws(DictionaryError) {
    precondition(codewordCount >= 1 && dimension >= 1)
    let needed = Self.byteCount(codewordCount: codewordCount, dimension: dimension)
    if !MemoryBudget.allows(needed) { MemoryBudget.releaseUnused() }
    guard MemoryBudget.allows(needed), let memory = TileMemory(byteCount: Int(needed)) else {
      throw .notEnoughMemory(
        codewords: codewordCount, dimension: dimension, needed: needed,
        available: MemoryBudget.availableBytes)
    }
    self.init(
      ensemble: ensemble, codewordCount: codewordCount, dimension: dimension, memory: memory,
      tileStride: TileChunk.byteCount(dimension: dimension) * TileChunk.width)
  }

  private init(
    ensemble: Ensemble, codewordCount: Int, dimension: Int, memory: TileMemory, tileStride: Int
  ) {
    self.ensemble = ensemble
    self.codewordCount = codewordCount
    self.dimension = dimension
    self.memory = memory
    self.tileStride = tileStride
  }

  /// The tiles from `first` on and the bytes between two of them, to be filled.
  func unfilledTiles(from first: Int) -> (tiles: UnsafeMutablePointer<UInt8>, stride: Int) {
    (memory.pointer + first * tileStride, tileStride)
  }

  /// The codewords' first `dimension` coordinates; shares the memory of this one.
  ///
  /// - Precondition: 1 ≤ `dimension` ≤ d.
  public func truncated(to dimension: Int) -> PackedCodebook {
    precondition(dimension >= 1 && dimension <= self.dimension)
    return PackedCodebook(
      ensemble: ensemble, codewordCount: codewordCount, dimension: dimension, memory: memory,
      tileStride: tileStride)
  }

  public func copyCodeword(_ index: Int, to bytes: UnsafeMutablePointer<UInt8>) {
    precondition(index >= 0 && index < codewordCount, "there is no such codeword")
    superpose_copy_codeword(
      memory.pointer + index / TileChunk.width * tileStride, index % TileChunk.width, dimension,
      bytes)
  }

  public func readChunks(
    tiles range: Range<Int>, tilesPerChunk size: Int, _ body: (TileChunk) throws -> Void
  ) rethrows {
    for start in stride(from: range.lowerBound, to: range.upperBound, by: size) {
      try body(chunk(tiles: start..<min(start + size, range.upperBound)))
    }
  }

  private func chunk(tiles range: Range<Int>) -> TileChunk {
    let first = range.lowerBound * TileChunk.width
    return TileChunk(
      firstCodeword: first,
      codewordCount: min(range.count * TileChunk.width, codewordCount - first),
      dimension: dimension, tiles: UnsafePointer(memory.pointer + range.lowerBound * tileStride),
      tileStride: tileStride)
  }

  public func weightedSum(codewords: [Int], weights: [Int32]) -> [Int32] {
    precondition(codewords.count == weights.count)
    let numbers = codewords.map { index in
      precondition(index >= 0 && index < codewordCount, "there is no such codeword")
      return UInt64(index)
    }
    var sum = [Int32](repeating: 0, count: dimension)
    chunk(tiles: 0..<tileCount).accumulate(
      codewords: numbers, weights: weights, count: numbers.count, into: &sum)
    return sum
  }
}
