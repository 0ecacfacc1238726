/// A seed from which others are derived by name: a key of the counter-based generator.
///
/// `Seed(1)[.support, 17]` is a pure function of its path, so a trial's randomness depends on the
/// run's seed, the point and the trial's number alone.
public struct Seed: Hashable, Sendable {
  /// What a derived seed is for; keeps streams with equal numbers apart. The raw values are part of
  /// every derived seed: they never change.
  public enum Purpose: UInt32, Sendable {
    /// A grid point.
    case point = 1
    /// The dictionary of one cluster of trials.
    case dictionary = 2
    /// The support of one trial.
    case support = 3
    /// The channel noise of one trial.
    case noise = 4
    /// The member codewords of one conditional draw.
    case members = 5
    /// Importance samples and tie priorities of one conditional draw.
    case importanceSampling = 6
    /// Resampling (bootstrap) of an interval.
    case resampling = 7
    /// Anything a test or a benchmark draws for itself.
    case auxiliary = 8
    /// The coefficients of one trial.
    case coefficients = 9
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
