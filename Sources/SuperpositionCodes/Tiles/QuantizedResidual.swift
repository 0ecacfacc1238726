/// A residual as small integers for the lookup kernels: row ≈ scale·high, and for a second, finer
/// reading row ≈ scale·(high + low / 16).
///
/// The rounding errors are summed up, so that |⟨f, row⟩ - scale·⟨f, high⟩| ≤ `error` for every
/// codeword f, and likewise `fineError`. Integer rows have scale 1 and no error.
package final class QuantizedResidual {
  private let dimension: Int
  private let integers: UnsafeMutablePointer<Int16>
  /// The parts; one and the same object without `low`.
  package let high: LookupTable
  package let low: LookupTable
  /// scale·high, as a row.
  package let approximation: UnsafeMutablePointer<Double>
  package private(set) var scale = 1.0
  package private(set) var error = 0.0
  package private(set) var fineError = 0.0

  private var padded: Int { SignedSum.rowLength(dimension: dimension) }

  /// - Parameter isFine: whether there is a `low` part.
  package init(dimension: Int, isFine: Bool) {
    self.dimension = dimension
    let padded = SignedSum.rowLength(dimension: dimension)
    integers = ScratchMemory.take(Int16.self, count: padded)
    approximation = ScratchMemory.take(Double.self, count: padded)
    for coordinate in dimension..<padded { approximation[coordinate] = 0 }
    high = LookupTable(dimension: dimension)
    low = isFine ? LookupTable(dimension: dimension) : high
  }

  deinit {
    ScratchMemory.give(integers, count: padded)
    ScratchMemory.give(approximation, count: padded)
  }

  // Adding and taking away 1.5·2^52 rounds to the nearest integer, whose low bits then are those of
  // the sum: faster than the library's rounding, which baseline x86-64 has to call.
  private static let rounder = 0x1.8p52

  /// Prepares an integer row.
  package func prepare(integers row: UnsafePointer<Double>) {
    scale = 1
    error = 0
    fineError = 0
    for coordinate in 0..<dimension {
      let shifted = row[coordinate] + Self.rounder
      integers[coordinate] = Int16(truncatingIfNeeded: shifted.bitPattern)
      approximation[coordinate] = row[coordinate]
    }
    high.prepare(integers)
  }

  /// Prepares a real row.
  ///
  /// - Parameters:
  ///   - scale: the unit; entries beyond 32767 units are cut off.
  package func prepare(_ row: UnsafePointer<Double>, scale: Double) {
    self.scale = scale
    let inverse = 1 / scale
    let rounder = Self.rounder
    for coordinate in 0..<dimension {
      // Clamped to 16 bits; what that cuts off counts as error below.
      let units = max(-32767, min(32767, row[coordinate] * inverse))
      let rounded = units + rounder
      integers[coordinate] = Int16(truncatingIfNeeded: rounded.bitPattern)
      approximation[coordinate] = (rounded - rounder) * scale
    }
    high.prepare(integers)
    // Rounding in these sums is far below one part in 10^9 of the magnitudes.
    error =
      SignedSum.absoluteSum(
        1, row, -1, UnsafePointer(approximation), 0, row, count: padded) * (1 + 1e-9)
      + Double(dimension) * scale * 1e-9
    guard low !== high else { return }
    let fineInverse = 16 / scale
    let fineScale = scale / 16
    var sum = 0.0
    for coordinate in 0..<dimension {
      let rest = row[coordinate] - approximation[coordinate]
      let rounded = max(-32767, min(32767, rest * fineInverse)) + rounder
      integers[coordinate] = Int16(truncatingIfNeeded: rounded.bitPattern)
      sum += abs(rest - (rounded - rounder) * fineScale)
    }
    low.prepare(integers)
    fineError = sum * (1 + 1e-9) + Double(dimension) * scale * 1e-9
  }
}
