import Foundation

/// Independent normal noise on every coordinate: a noisy channel of power P.
public enum GaussianChannel {
  /// d independent Normal(0, `power`) numbers; coordinate l is a pure function of (seed, l), so
  /// shorter noise is the beginning of longer noise.
  ///
  /// Box and Muller (1958) on the counter-based generator.
  ///
  /// - Parameters:
  ///   - power: P ≥ 0, in units of one codeword's power per coordinate.
  ///   - dimension: d.
  ///   - seed: the key of the generator.
  /// - Complexity: O(d).
  public static func noise(power: Double, dimension: Int, seed: Seed) -> [Double] {
    var generator = CounterBasedGenerator(seed)
    let scale = power.squareRoot()
    var values: [Double] = []
    values.reserveCapacity(dimension + 1)
    while values.count < dimension {
      let radius = (-2 * log(generator.uniform())).squareRoot() * scale
      let angle = 2 * Double.pi * generator.uniform()
      values.append(radius * cos(angle))
      values.append(radius * sin(angle))
    }
    values.removeLast(values.count - dimension)
    return values
  }
}
