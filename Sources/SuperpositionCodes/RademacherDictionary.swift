import CSuperpositionKernels
import SystemMemory

/// A dictionary of N codewords of d independent, uniform signs, one bit an entry.
///
/// Codewords lie in tiles of 64 whose bytes are interleaved (see `CSuperpositionKernels.h`), so
/// memory is N·d/8 bytes, padded to whole tiles and bytes. Entry (i, l) is a pure function of
/// (seed, i, l): one codeword can be made again on its own, any block in parallel, and the first d
/// coordinates of a longer dictionary are the shorter one. A dictionary may be `stored`, or
/// `generated` chunk by chunk in cache each time it is read.
public struct RademacherDictionary: Sendable {
  /// Where the entries live.
  public enum Residence: Sendable {
    /// All of it in memory.
    case stored
    /// Nowhere: made from the seed whenever it is read.
    case generated
  }

  /// A run of tiles that kernels can read: valid only inside the closure that receives it.
  public struct Chunk {
    /// The number of the first codeword.
    public let firstCodeword: Int
    /// How many codewords count; the lanes beyond are padding.
    public let codewordCount: Int
    /// The tiles, `tileStride` bytes apart.
    public let tiles: UnsafePointer<UInt8>
    /// Bytes between tiles.
    public let tileStride: Int
    /// Whole tiles, padding included.
    public var tileCount: Int { (codewordCount + tileWidth - 1) / tileWidth }

    /// The chunk in smaller ones of at most `tileCount` tiles, in order.
    public func parts(tileCount size: Int) -> some Sequence<Chunk> {
      stride(from: 0, to: tileCount, by: size).lazy.map { first in
        Chunk(
          firstCodeword: firstCodeword + first * tileWidth,
          codewordCount: Swift.min(size * tileWidth, codewordCount - first * tileWidth),
          tiles: tiles + first * tileStride, tileStride: tileStride)
      }
    }
  }

  /// Codewords in a tile.
  public static let tileWidth = Int(SUPERPOSE_TILE_WIDTH)

  /// The key of the generator.
  public let seed: Seed
  /// N.
  public let codewordCount: Int
  /// d.
  public let dimension: Int
  private let memory: TileMemory?
  private let tileStride: Int

  /// Whether the entries are in memory.
  public var residence: Residence { memory == nil ? .generated : .stored }

  /// Bytes that a stored dictionary takes, as a real number since it may exceed every integer.
  public static func byteCount(codewordCount: Int, dimension: Int) -> Double {
    let tiles = Double((codewordCount - 1) / tileWidth + 1)
    return tiles * Double((dimension - 1) / 8 + 1) * Double(tileWidth)
  }

  /// Makes the dictionary of `seed`.
  ///
  /// - Parameters:
  ///   - codewordCount: N ≥ 1.
  ///   - dimension: d ≥ 1.
  ///   - residence: `stored` allocates and fills the whole of it.
  /// - Throws: `DictionaryError` before anything is allocated if the memory is not there.
  /// - Complexity: O(N·d/128) generator calls when stored, O(1) when generated.
  public init(
    seed: Seed, codewordCount: Int, dimension: Int, residence: Residence = .stored
  ) throws(DictionaryError) {
    self = try Self(
      unfilled: seed, codewordCount: codewordCount, dimension: dimension, residence: residence)
    fill(tiles: 0..<tileCount)
  }

  /// Makes the dictionary of `seed`, filled by several workers at once.
  ///
  /// The same entries as from the other initialiser, whatever `workers` is.
  public init(
    seed: Seed, codewordCount: Int, dimension: Int, workers: Int
  ) async throws {
    let dictionary = try Self(
      unfilled: seed, codewordCount: codewordCount, dimension: dimension, residence: .stored)
    let tileCount = dictionary.tileCount
    let share = max(1, (tileCount + workers - 1) / workers)
    await withTaskGroup(of: Void.self) { group in
      for start in stride(from: 0, to: tileCount, by: share) {
        group.addTask { dictionary.fill(tiles: start..<min(tileCount, start + share)) }
      }
    }
    self = dictionary
  }

  private init(
    unfilled seed: Seed, codewordCount: Int, dimension: Int, residence: Residence
  ) throws(DictionaryError) {
    precondition(codewordCount >= 1 && dimension >= 1)
    self.seed = seed
    self.codewordCount = codewordCount
    self.dimension = dimension
    tileStride = (dimension + 7) / 8 * Self.tileWidth
    guard residence == .stored else {
      memory = nil
      return
    }
    let needed = Self.byteCount(codewordCount: codewordCount, dimension: dimension)
    if !MemoryBudget.allows(needed) { MemoryBudget.releaseUnused() }
    guard MemoryBudget.allows(needed), let memory = TileMemory(byteCount: Int(needed)) else {
      throw .notEnoughMemory(
        codewords: codewordCount, dimension: dimension, needed: needed,
        available: MemoryBudget.availableBytes)
    }
    self.memory = memory
  }

  private init(
    seed: Seed, codewordCount: Int, dimension: Int, memory: TileMemory?, tileStride: Int
  ) {
    self.seed = seed
    self.codewordCount = codewordCount
    self.dimension = dimension
    self.memory = memory
    self.tileStride = tileStride
  }

  /// The dictionary of the first `dimension` coordinates; shares the memory of this one.
  ///
  /// - Precondition: 1 ≤ `dimension` ≤ `self.dimension`.
  public func truncated(to dimension: Int) -> RademacherDictionary {
    precondition(dimension >= 1 && dimension <= self.dimension)
    return RademacherDictionary(
      seed: seed, codewordCount: codewordCount, dimension: dimension, memory: memory,
      tileStride: memory == nil ? (dimension + 7) / 8 * Self.tileWidth : tileStride)
  }

  /// Tiles, the padded last one included.
  public var tileCount: Int { (codewordCount - 1) / Self.tileWidth + 1 }

  /// Bytes of a packed codeword.
  public var codewordByteCount: Int { (dimension + 7) / 8 }

  private func fill(tiles range: Range<Int>) {
    guard let memory, !range.isEmpty else { return }
    superpose_fill_tiles(
      seed.value, UInt64(range.lowerBound), range.count, dimension, tileStride,
      memory.pointer + range.lowerBound * tileStride)
  }

  /// A chunk's size: small enough to stay in a core's second-level cache while many codes are
  /// decoded against it.
  public static let chunkByteCount = 1 << 18

  /// Tiles in a chunk.
  public var tilesPerChunk: Int {
    max(1, Self.chunkByteCount / ((dimension + 7) / 8 * Self.tileWidth))
  }

  /// Calls `body` for consecutive chunks that cover `tiles` (all of them by default), in ascending
  /// order.
  ///
  /// - Parameter tilesPerChunk: the size of a chunk; by default what fits in cache.
  public func forEachChunk(
    tiles range: Range<Int>? = nil, tilesPerChunk: Int? = nil,
    _ body: (Chunk) throws -> Void
  ) rethrows {
    let range = range ?? 0..<tileCount
    let size = tilesPerChunk ?? self.tilesPerChunk
    let scratchSize = min(size, max(range.count, 1)) * tileStride
    let scratch = memory == nil ? ScratchMemory.take(byteCount: scratchSize) : nil
    defer {
      if let scratch { ScratchMemory.give(scratch, byteCount: scratchSize) }
    }
    for start in stride(from: range.lowerBound, to: range.upperBound, by: size) {
      let count = min(size, range.upperBound - start)
      let tiles: UnsafePointer<UInt8>
      if let memory {
        tiles = UnsafePointer(memory.pointer + start * tileStride)
      } else {
        let bytes = scratch.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
        superpose_fill_tiles(seed.value, UInt64(start), count, dimension, tileStride, bytes)
        tiles = UnsafePointer(bytes)
      }
      let first = start * Self.tileWidth
      try body(
        Chunk(
          firstCodeword: first,
          codewordCount: min(count * Self.tileWidth, codewordCount - first), tiles: tiles,
          tileStride: tileStride))
    }
  }

  /// Writes codeword `index`, packed, to `bytes` (`codewordByteCount` of them).
  ///
  /// - Complexity: O(d).
  public func copyCodeword(_ index: Int, to bytes: UnsafeMutablePointer<UInt8>) {
    precondition(index >= 0 && index < codewordCount)
    if let memory {
      superpose_copy_codeword(
        memory.pointer + index / Self.tileWidth * tileStride, index % Self.tileWidth, dimension,
        bytes)
      return
    }
    superpose_generate_codeword(seed.value, UInt64(index), dimension, bytes)
  }

  /// Codeword `index`, packed: bit l mod 8 of byte l / 8 is set where the entry is -1.
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

  /// The weighted sum of codewords Σ w_c f_c, an integer vector of d entries.
  ///
  /// - Parameters:
  ///   - codewords: their numbers.
  ///   - weights: one for each; Σ |w| below 2^31.
  /// - Complexity: O(n·d).
  public func weightedSum(codewords: [Int], weights: [Int32]) -> [Int32] {
    precondition(codewords.count == weights.count)
    var sum = [Int32](repeating: 0, count: dimension)
    if let memory {
      let numbers = codewords.map { UInt64($0) }
      superpose_accumulate(
        memory.pointer, tileStride, dimension, numbers, weights, numbers.count, &sum)
      return sum
    }
    for (index, weight) in zip(codewords, weights) {
      let bytes = codeword(index)
      for coordinate in 0..<dimension {
        let isNegative = bytes[coordinate / 8] >> (coordinate % 8) & 1 != 0
        sum[coordinate] &+= isNegative ? -weight : weight
      }
    }
    return sum
  }

  /// The superposition code of a support: x = Σ_{i ∈ S} f_i.
  ///
  /// - Complexity: O(k·d).
  public func encode(_ support: Support) -> [Int32] {
    weightedSum(
      codewords: support.indices, weights: [Int32](repeating: 1, count: support.count))
  }
}
