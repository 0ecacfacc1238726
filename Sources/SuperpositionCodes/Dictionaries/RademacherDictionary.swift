import CSuperpositionKernels

extension Ensemble {
  /// Entries independent and uniform on {-1, +1}.
  public static let rademacher = Ensemble(.rademacher)
}

extension Ensemble.Kind {
  /// Entries independent and uniform on {-1, +1}.
  public static let rademacher = Self("rademacher", number: 0, storage: .signs) { wanted in
    guard wanted.residence == .stored && wanted.workers > 1 else {
      return try RademacherDictionary(
        seed: wanted.seed, codewordCount: wanted.codewordCount, dimension: wanted.dimension,
        residence: wanted.residence == .stored ? .stored : .generated)
    }
    return try await RademacherDictionary(
      seed: wanted.seed, codewordCount: wanted.codewordCount, dimension: wanted.dimension,
      workers: wanted.workers)
  }
}

/// A dictionary of N codewords of d independent, uniform signs, one bit an entry.
///
/// Entry (i, l) is a pure function of (seed, i, l): one codeword can be made again on its own, any
/// block in parallel, and the first d coordinates of a longer dictionary are the shorter one. A
/// dictionary may be `stored` (N·d/8 bytes), or `generated` chunk by chunk in cache each time it is
/// read.
public struct RademacherDictionary: SignCodebook {
  /// Where the entries live.
  public enum Residence: Sendable {
    /// All of it in memory.
    case stored
    /// Nowhere: made from the seed whenever it is read.
    case generated
  }

  /// The key of the generator.
  public let seed: Seed
  public let codewordCount: Int
  public let dimension: Int
  private let stored: PackedCodebook?

  public var ensemble: Ensemble { .rademacher }

  /// Whether the entries are in memory.
  public var residence: Residence { stored == nil ? .generated : .stored }

  /// Bytes that a stored dictionary takes, as a real number since it may exceed every integer.
  public static func byteCount(codewordCount: Int, dimension: Int) -> Double {
    PackedCodebook.byteCount(codewordCount: codewordCount, dimension: dimension)
  }

  /// Makes the dictionary of `seed`.
  ///
  /// - Parameters:
  ///   - seed: the key of the generator.
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
    let stored =
      residence == .stored
      ? try PackedCodebook(
        unfilled: .rademacher, codewordCount: codewordCount, dimension: dimension) : nil
    self.init(seed: seed, codewordCount: codewordCount, dimension: dimension, stored: stored)
  }

  private init(seed: Seed, codewordCount: Int, dimension: Int, stored: PackedCodebook?) {
    self.seed = seed
    self.codewordCount = codewordCount
    self.dimension = dimension
    self.stored = stored
  }

  /// The dictionary of the first `dimension` coordinates; shares the memory of this one.
  ///
  /// - Precondition: 1 ≤ `dimension` ≤ `self.dimension`.
  public func truncated(to dimension: Int) -> RademacherDictionary {
    precondition(dimension >= 1 && dimension <= self.dimension)
    return RademacherDictionary(
      seed: seed, codewordCount: codewordCount, dimension: dimension,
      stored: stored?.truncated(to: dimension))
  }

  public func nested(dimension: Int) -> (any Codebook)? { truncated(to: dimension) }

  private func fill(tiles range: Range<Int>) {
    guard let stored, !range.isEmpty else { return }
    let (tiles, stride) = stored.unfilledTiles(from: range.lowerBound)
    fill(tiles, tiles: range, stride: stride)
  }

  private func fill(_ bytes: UnsafeMutablePointer<UInt8>, tiles range: Range<Int>, stride: Int) {
    superpose_fill_tiles(
      seed.value, UInt64(range.lowerBound), range.count, dimension, stride, bytes)
  }

  /// Made again from the seed also where it is stored: cheaper than gathering bytes that lie a cache
  /// line apart.
  public func copyCodeword(_ index: Int, to bytes: UnsafeMutablePointer<UInt8>) {
    precondition(index >= 0 && index < codewordCount, "there is no such codeword")
    superpose_generate_codeword(seed.value, UInt64(index), dimension, bytes)
  }

  public func readChunks(
    tiles range: Range<Int>, tilesPerChunk size: Int, _ body: (TileChunk) throws -> Void
  ) rethrows {
    try readChunks(of: stored, tiles: range, tilesPerChunk: size, fill: fill, body)
  }

  public func weightedSum(codewords: [Int], weights: [Int32]) -> [Int32] {
    weightedSum(of: stored, codewords: codewords, weights: weights)
  }
}
