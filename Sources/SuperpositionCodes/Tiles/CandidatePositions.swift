import CSuperpositionKernels

/// Finds the few large entries of a row of correlations; keeps its buffer between calls.
package struct CandidatePositions {
  private var buffer: [UInt32] = []

  package init() {}

  /// The positions, ascending, whose value is at least `bound` (any real number).
  package mutating func select(
    _ values: UnsafeBufferPointer<Int32>, atLeast bound: Double
  ) -> ArraySlice<UInt32> {
    guard bound <= Double(Int32.max) else { return [] }
    if buffer.count < values.count { buffer = [UInt32](repeating: 0, count: values.count) }
    let threshold = bound <= Double(Int32.min) ? Int32.min : Int32(bound.rounded(.up))
    let found = superpose_select_at_least(
      values.baseAddress, values.count, threshold, &buffer)
    return buffer[..<found]
  }
}
