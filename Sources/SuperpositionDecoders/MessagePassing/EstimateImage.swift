import SuperpositionCodes

/// F·y of a sparse estimate y, summed in integers of 2^-20 while the tiles of its codewords are at
/// hand.
struct EstimateImage {
  /// Fractional bits of the weights with which estimates enter.
  private static let weightBits = 20
  /// Codewords whose weights cannot overflow 32 bits: 2047·2^20 < 2^31.
  private static let codewordsPerSum = 2047

  /// What is summed so far, and the part still in 32 bits.
  private var sum: [Int64]
  private var part: [Int32]
  private var codewordsInPart = 0
  private var codewords: [UInt64] = []
  private var weights: [Int32] = []

  init(dimension: Int) {
    sum = [Int64](repeating: 0, count: dimension)
    part = [Int32](repeating: 0, count: dimension)
  }

  /// Starts anew.
  mutating func clear() {
    codewordsInPart = 0
    for coordinate in sum.indices { sum[coordinate] = 0 }
  }

  /// Notes the value, between 0 and 1, of a codeword of the next chunk; numbers within the chunk.
  mutating func append(_ codeword: Int, _ value: Double) {
    codewords.append(UInt64(codeword))
    weights.append(Int32(value * Double(1 << Self.weightBits) + 0.5))
  }

  /// Adds the codewords noted since the last chunk.
  mutating func accumulate(_ chunk: TileChunk) {
    var start = 0
    while start < codewords.count {
      if codewordsInPart == Self.codewordsPerSum { finish() }
      let count = min(codewords.count - start, Self.codewordsPerSum - codewordsInPart)
      codewords.withUnsafeBufferPointer { codewords in
        weights.withUnsafeBufferPointer { weights in
          chunk.accumulate(
            codewords: codewords.baseAddress.unsafelyUnwrapped + start,
            weights: weights.baseAddress.unsafelyUnwrapped + start, count: count, into: &part)
        }
      }
      codewordsInPart += count
      start += count
    }
    codewords.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
  }

  /// Makes the sums complete.
  mutating func finish() {
    guard codewordsInPart > 0 else { return }
    for coordinate in part.indices {
      sum[coordinate] += Int64(part[coordinate])
      part[coordinate] = 0
    }
    codewordsInPart = 0
  }

  /// Adds the image of other codewords, both finished.
  mutating func add(_ other: EstimateImage) {
    for coordinate in sum.indices { sum[coordinate] += other.sum[coordinate] }
  }

  /// A coordinate of the image, once it is finished.
  subscript(coordinate: Int) -> Double {
    Double(sum[coordinate]) * (1 / Double(1 << Self.weightBits))
  }
}
