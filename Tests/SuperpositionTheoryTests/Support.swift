import TestSupport

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

/// Normal variates of a generator with a fixed seed.
struct NormalGenerator: RandomNumberGenerator {
  private var generator: SplitMix
  private var spare: Double?

  init(seed: UInt64) { generator = SplitMix(seed) }

  mutating func next() -> UInt64 { generator.next() }

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
