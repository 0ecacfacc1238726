import CSuperpositionKernels

extension Ensemble {
  /// The columns of a BCH code's parity check matrix as signs.
  public static let bch = Ensemble(.bch)
}

extension Ensemble.Kind {
  /// The columns of a BCH code's parity check matrix as signs.
  public static let bch = Self("bch", number: 4, storage: .signs) { wanted in
    guard wanted.codewordCount <= BCHDictionary.largestCodewordCount else {
      throw DictionaryError.tooManyCodewords(
        wanted.codewordCount, largest: BCHDictionary.largestCodewordCount)
    }
    return try BCHDictionary(
      codewordCount: wanted.codewordCount, dimension: wanted.dimension,
      isStored: wanted.residence == .stored)
  }
}

/// The dictionary whose codewords are the columns of a binary BCH code's parity check matrix, as
/// signs: bits of the odd powers of a field element.
///
/// With m = ⌈log2 N⌉, codeword j is the element β = j of GF(2^m); row g·m + b has the sign
/// (-1)^(bit b of β^(2g+1)). So each m rows of a noiseless superposition are, modulo 2, a power sum of
/// the members: the syndromes of their set. Nothing in it is random; it may be `stored` (N·d/8 bytes)
/// or `generated` chunk by chunk whenever it is read.
public struct BCHDictionary: SignCodebook {
  /// The largest N.
  public static let largestCodewordCount = 1 << 60

  /// GF(2^m).
  public let field: BinaryField
  public let codewordCount: Int
  public let dimension: Int
  private let stored: PackedCodebook?

  public var ensemble: Ensemble { .bch }

  /// Makes the dictionary.
  ///
  /// - Parameters:
  ///   - codewordCount: N, from 1 to `largestCodewordCount`.
  ///   - dimension: d ≥ 1.
  ///   - isStored: whether all of it is kept in memory.
  /// - Throws: `DictionaryError` before anything is allocated if the memory is not there.
  /// - Complexity: O(N·d/m) field products when stored, O(1) when generated.
  public init(
    codewordCount: Int, dimension: Int, isStored: Bool = true
  ) throws(DictionaryError) {
    precondition(1...Self.largestCodewordCount ~= codewordCount && dimension >= 1)
    let stored =
      isStored
      ? try PackedCodebook(unfilled: .bch, codewordCount: codewordCount, dimension: dimension)
      : nil
    self.init(codewordCount: codewordCount, dimension: dimension, stored: stored)
    if let stored {
      let (tiles, stride) = stored.unfilledTiles(from: 0)
      fill(tiles, tiles: 0..<tileCount, stride: stride)
    }
  }

  private init(codewordCount: Int, dimension: Int, stored: PackedCodebook?) {
    field = BinaryField(elementCount: codewordCount)
    self.codewordCount = codewordCount
    self.dimension = dimension
    self.stored = stored
  }

  public func nested(dimension: Int) -> (any Codebook)? {
    precondition(dimension >= 1 && dimension <= self.dimension)
    return BCHDictionary(
      codewordCount: codewordCount, dimension: dimension,
      stored: stored?.truncated(to: dimension))
  }

  private func fill(_ bytes: UnsafeMutablePointer<UInt8>, tiles range: Range<Int>, stride: Int) {
    superpose_fill_bch_tiles(
      field.parameters, UInt64(range.lowerBound), range.count, dimension, stride, bytes)
  }

  public func weightedSum(codewords: [Int], weights: [Int32]) -> [Int32] {
    weightedSum(of: stored, codewords: codewords, weights: weights)
  }

  public func copyCodeword(_ index: Int, to bytes: UnsafeMutablePointer<UInt8>) {
    precondition(index >= 0 && index < codewordCount, "there is no such codeword")
    superpose_generate_bch_codeword(field.parameters, UInt64(index), dimension, bytes)
  }

  public func readChunks(
    tiles range: Range<Int>, tilesPerChunk size: Int, _ body: (TileChunk) throws -> Void
  ) rethrows {
    try readChunks(of: stored, tiles: range, tilesPerChunk: size, fill: fill, body)
  }
}
