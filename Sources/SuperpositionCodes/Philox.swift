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

/// A seed from which others are derived by name: a key of the counter-based generator.
///
/// `Seed(1)[.trial, 17]` is a pure function of its path, so a trial's randomness depends on the
/// run's seed, the point and the trial's number alone.
public struct Seed: Hashable, Sendable {
  /// What a derived seed is for; keeps streams with equal numbers apart.
  public enum Purpose: UInt32, Sendable {
    /// A grid point.
    case point = 1
    /// The dictionary of one cluster of trials.
    case dictionary
    /// The support of one trial.
    case support
    /// The channel noise of one trial.
    case noise
    /// The member codewords of one conditional draw.
    case members
    /// Importance samples and tie priorities of one conditional draw.
    case importanceSampling
    /// Resampling (bootstrap) of an interval.
    case resampling
    /// Anything a test or a benchmark draws for itself.
    case auxiliary
  }

  /// The 64-bit value, a Philox key.
  public let value: UInt64

  /// The seed with the given value.
  public init(_ value: UInt64) {
    self.value = value
  }

  /// The seed derived for `purpose` and `number`.
  public subscript(purpose: Purpose, number: UInt64) -> Seed {
    let halves = number.halves
    let block = Philox4x32.block(
      counter: SIMD4(halves.x, halves.y, purpose.rawValue, 0x5EED), key: value.halves)
    return Seed(UInt64(low: block.x, high: block.y))
  }

  /// The seed derived for `purpose` and a path of numbers.
  public subscript(purpose: Purpose, path: [UInt64]) -> Seed {
    path.reduce(self[purpose, .max - UInt64(path.count)]) { $0[purpose, $1] }
  }
}

/// A sequential reader of one Philox stream, for the standard library's random functions.
public struct CounterBasedGenerator: RandomNumberGenerator, Sendable {
  private let key: SIMD2<UInt32>
  private var position: UInt64 = 0
  private var pending: UInt64?

  /// The stream of `seed`.
  public init(_ seed: Seed) {
    key = seed.value.halves
  }

  /// The next 64 uniform bits.
  public mutating func next() -> UInt64 {
    if let value = pending {
      pending = nil
      return value
    }
    let halves = position.halves
    position += 1
    let block = Philox4x32.block(counter: SIMD4(halves.x, halves.y, 0, 2), key: key)
    pending = UInt64(low: block.z, high: block.w)
    return UInt64(low: block.x, high: block.y)
  }

  /// A uniform real number in (0, 1), a multiple of 2^-53 shifted by half a step.
  public mutating func uniform() -> Double {
    (Double(next() >> 11) + 0.5) * 0x1p-53
  }
}
