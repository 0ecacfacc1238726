import CSuperpositionKernels
import SuperpositionCodes

/// A residual as small integers for the lookup kernels: row ≈ scale·high, and for a second, finer
/// reading row ≈ scale·(high + low / 16).
///
/// The rounding errors are summed up, so that |⟨f, row⟩ - scale·⟨f, high⟩| ≤ `error` for every
/// codeword f, and likewise `fineError`. Integer rows have scale 1 and no error.
final class QuantizedResidual {
  private let dimension: Int
  private let integers: UnsafeMutablePointer<Int16>
  /// The tables of `high` and of `low`; one and the same without `low`.
  let highTable: UnsafeMutableRawPointer
  let lowTable: UnsafeMutableRawPointer
  /// scale·high, as a row.
  let approximation: UnsafeMutablePointer<Double>
  private(set) var scale = 1.0
  private(set) var error = 0.0
  private(set) var fineError = 0.0

  private let tableSize: Int
  private var padded: Int { (dimension + 7) / 8 * 8 }

  /// - Parameter isFine: whether there is a `low` part.
  init(dimension: Int, isFine: Bool) {
    self.dimension = dimension
    let padded = (dimension + 7) / 8 * 8
    integers = ScratchMemory.take(Int16.self, count: padded)
    approximation = ScratchMemory.take(Double.self, count: padded)
    for coordinate in dimension..<padded { approximation[coordinate] = 0 }
    tableSize = max(64, superpose_lookup_size(dimension))
    highTable = ScratchMemory.take(byteCount: tableSize)
    lowTable = isFine ? ScratchMemory.take(byteCount: tableSize) : highTable
  }

  deinit {
    ScratchMemory.give(integers, count: padded)
    ScratchMemory.give(approximation, count: padded)
    ScratchMemory.give(highTable, byteCount: tableSize)
    if lowTable != highTable { ScratchMemory.give(lowTable, byteCount: tableSize) }
  }

  // Adding and taking away 1.5·2^52 rounds to the nearest integer, whose low bits then are those of
  // the sum: faster than the library's rounding, which baseline x86-64 has to call.
  private static let rounder = 0x1.8p52

  /// Prepares an integer row.
  func prepare(integers row: UnsafePointer<Double>) {
    scale = 1
    error = 0
    fineError = 0
    for coordinate in 0..<dimension {
      let shifted = row[coordinate] + Self.rounder
      integers[coordinate] = Int16(truncatingIfNeeded: shifted.bitPattern)
      approximation[coordinate] = row[coordinate]
    }
    superpose_prepare_lookup(integers, dimension, highTable)
  }

  /// Prepares a real row.
  ///
  /// - Parameters:
  ///   - scale: the unit; entries beyond 32767 units are cut off.
  func prepare(_ row: UnsafePointer<Double>, scale: Double) {
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
    superpose_prepare_lookup(integers, dimension, highTable)
    // Rounding in these sums is far below one part in 10^9 of the magnitudes.
    error =
      SignedSum.absoluteSum(
        1, row, -1, UnsafePointer(approximation), 0, row, count: padded) * (1 + 1e-9)
      + Double(dimension) * scale * 1e-9
    guard lowTable != highTable else { return }
    let fineInverse = 16 / scale
    let fineScale = scale / 16
    var sum = 0.0
    for coordinate in 0..<dimension {
      let rest = row[coordinate] - approximation[coordinate]
      let rounded = max(-32767, min(32767, rest * fineInverse)) + rounder
      integers[coordinate] = Int16(truncatingIfNeeded: rounded.bitPattern)
      sum += abs(rest - (rounded - rounder) * fineScale)
    }
    superpose_prepare_lookup(integers, dimension, lowTable)
    fineError = sum * (1 + 1e-9) + Double(dimension) * scale * 1e-9
  }
}
