#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The relative distance of two numbers.
func relativeError(_ value: Double, _ reference: Double) -> Double {
  if value == reference { return 0 }
  return abs(value - reference) / max(abs(reference), .leastNormalMagnitude)
}

/// SplitMix64 (S. Vigna), a generator with a fixed seed for the tests.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64
  private var spare: Double?

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// Uniform on (0, 1).
  mutating func uniform() -> Double {
    (Double(next() >> 11) + 0.5) * 0x1p-53
  }

  /// Standard normal, by Box and Muller.
  mutating func normal() -> Double {
    if let value = spare {
      spare = nil
      return value
    }
    let radius = (-2 * log(uniform())).squareRoot()
    let angle = 2 * Double.pi * uniform()
    spare = radius * sin(angle)
    return radius * cos(angle)
  }
}

/// The natural logarithm, so that test files need not import the C library.
func naturalLogarithm(_ x: Double) -> Double { log(x) }

/// The exponential function.
func exponential(_ x: Double) -> Double { exp(x) }
