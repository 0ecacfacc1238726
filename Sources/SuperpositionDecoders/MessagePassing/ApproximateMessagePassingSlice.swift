import SuperpositionCodes

/// What a pass over some consecutive codewords finds for one code.
final class ApproximateMessagePassingSlice {
  /// Codewords that have a value, had one in the last estimate, or both; ascending.
  var entries: [(codeword: Int, mean: Double, before: Double)] = []
  /// F·y of those that have one.
  var image: EstimateImage
  /// The next entry of the last estimate; nil before the first chunk.
  private var previousPosition: Int?

  init(dimension: Int) { image = EstimateImage(dimension: dimension) }

  /// Starts a pass.
  func clear() {
    entries.removeAll(keepingCapacity: true)
    image.clear()
    previousPosition = nil
  }

  /// The next entry of the last estimate if it lies below `end`; the first one from the first chunk on.
  func takePrevious(
    _ previous: ApproximateMessagePassingEstimate, before end: Int, from chunk: TileChunk
  ) -> (codeword: Int, value: Double)? {
    let position = previousPosition ?? previous.position(from: chunk.firstCodeword)
    let isThere = position < previous.count && previous.codewords[position] < end
    previousPosition = isThere ? position + 1 : position
    return isThere ? (previous.codewords[position], previous.values[position]) : nil
  }
}
