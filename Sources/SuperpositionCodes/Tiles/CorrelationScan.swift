import CSuperpositionKernels

/// Scans over rows of integer correlations by the kernels.
package enum CorrelationScan {
  /// The first position of the largest value.
  ///
  /// - Precondition: `count` ≥ 1.
  @inline(__always)
  package static func firstMaximum(_ values: UnsafePointer<Int32>, count: Int) -> Int {
    superpose_first_maximum(values, count)
  }

  /// Writes the positions, ascending, with `values[j]` ≥ `threshold`; returns their number.
  ///
  /// - Parameter positions: room for `count`.
  @inline(__always)
  package static func select(
    _ values: UnsafePointer<Int32>, count: Int, atLeast threshold: Int32,
    into positions: UnsafeMutablePointer<UInt32>
  ) -> Int {
    superpose_select_at_least(values, count, threshold, positions)
  }

  /// Writes the positions, ascending, with a·`first[j]` + b·`second[j]` ≥ `threshold`, all within 32
  /// bits; returns their number. `second` may be `first`.
  ///
  /// - Parameter positions: room for `count`.
  @inline(__always)
  package static func select(
    _ a: Int32, _ first: UnsafePointer<Int32>, _ b: Int32, _ second: UnsafePointer<Int32>,
    count: Int, atLeast threshold: Int32, into positions: UnsafeMutablePointer<UInt32>
  ) -> Int {
    superpose_select_combination_at_least(first, a, second, b, count, threshold, positions)
  }
}
