import CSuperpositionKernels
import SuperpositionCodes

/// The coherence of random dictionaries: the largest |⟨f_i, f_j⟩|/d over pairs i ≠ j.
public enum CoherenceMeasurement {
  /// The coherence of one Rademacher dictionary.
  ///
  /// - Complexity: O(N²·d/512) vector operations, every pair once.
  public static func coherence(of dictionary: RademacherDictionary) throws -> Double {
    let dimension = dictionary.dimension
    let width = RademacherDictionary.tileWidth
    let byteCount = dictionary.codewordByteCount
    let chunkTiles = min(dictionary.tilesPerChunk, dictionary.tileCount)
    let stride = chunkTiles * width
    var queries = [UInt8](repeating: 0, count: width * byteCount)
    var products = [Int32](repeating: 0, count: width * stride)
    var largest: UInt32 = 0
    for tile in 0..<dictionary.tileCount {
      try Task.checkCancellation()
      let first = tile * width
      let count = min(width, dictionary.codewordCount - first)
      queries.withUnsafeMutableBufferPointer { queries in
        for lane in 0..<count {
          dictionary.copyCodeword(
            first + lane, to: queries.baseAddress.unsafelyUnwrapped + lane * byteCount)
        }
      }
      dictionary.forEachChunk(tiles: tile..<dictionary.tileCount, tilesPerChunk: chunkTiles) {
        chunk in
        superpose_inner_products(
          chunk.tiles, chunk.tileStride, chunk.tileCount, dimension, queries, byteCount, count,
          &products, stride)
        for lane in 0..<count {
          // Pairs within the first tile count once, beyond the query itself.
          let start = max(0, first + lane + 1 - chunk.firstCodeword)
          guard start < chunk.codewordCount else { continue }
          let magnitude = products.withUnsafeBufferPointer { products in
            superpose_largest_magnitude(
              products.baseAddress.unsafelyUnwrapped + lane * stride + start,
              chunk.codewordCount - start)
          }
          largest = max(largest, magnitude)
        }
      }
    }
    return Double(largest) / Double(dimension)
  }

  /// The median and the 5% and 95% quantiles of the coherence over `trials` dictionaries.
  ///
  /// - Parameters:
  ///   - codewordCount: N ≥ 2.
  ///   - dimension: d ≥ 1.
  ///   - trials: how many dictionaries.
  ///   - pointSeed: dictionary t is that of `pointSeed[.dictionary, t]`.
  ///   - workers: how many work at the same time; the result does not depend on it.
  /// - Throws: `DictionaryError`, `CancellationError`.
  public static func measure(
    codewordCount: Int, dimension: Int, trials: Int, pointSeed: Seed, workers: Int = 1
  ) async throws -> Estimate {
    let values = try await concurrentMap(Array(0..<trials), workers: workers) { trial in
      let dictionary = try RademacherDictionary(
        seed: pointSeed[.dictionary, UInt64(trial)], codewordCount: codewordCount,
        dimension: dimension)
      return try coherence(of: dictionary)
    }
    let sorted = values.sorted()
    return Estimate(
      value: SampleQuantile.value(0.5, of: sorted), low: SampleQuantile.value(0.05, of: sorted),
      high: SampleQuantile.value(0.95, of: sorted))
  }
}
