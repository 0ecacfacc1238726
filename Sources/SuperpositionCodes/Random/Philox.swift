import CSuperpositionKernels

/// The counter-based generator Philox4x32-10: 128 bits as a pure function of a counter and a key.
///
/// Source: Salmon, Moraes, Dror and Shaw (2011), 'Parallel random numbers: as easy as 1, 2, 3',
/// SC '11. All randomness of the suite comes from it, so any part of any run can be made again on
/// its own, in any order and on any number of workers.
public enum Philox4x32 {
  /// The four output words for one counter and key.
  ///
  /// - Complexity: O(1), ten rounds.
  public static func block(
    counter: SIMD4<UInt32>, key: SIMD2<UInt32>
  ) -> SIMD4<UInt32> {
    let counterWords = (counter.x, counter.y, counter.z, counter.w)
    let keyWords = (key.x, key.y)
    var output = (UInt32(0), UInt32(0), UInt32(0), UInt32(0))
    withUnsafeBytes(of: counterWords) { counter in
      withUnsafeBytes(of: keyWords) { key in
        withUnsafeMutableBytes(of: &output) { output in
          superpose_philox(
            counter.assumingMemoryBound(to: UInt32.self).baseAddress,
            key.assumingMemoryBound(to: UInt32.self).baseAddress,
            output.assumingMemoryBound(to: UInt32.self).baseAddress)
        }
      }
    }
    return SIMD4(output.0, output.1, output.2, output.3)
  }
}

extension UInt64 {
  /// The low and the high half, as the words of a counter or a key.
  var halves: SIMD2<UInt32> {
    SIMD2(UInt32(truncatingIfNeeded: self), UInt32(truncatingIfNeeded: self >> 32))
  }

  init(low: UInt32, high: UInt32) {
    self = UInt64(low) | UInt64(high) << 32
  }
}
