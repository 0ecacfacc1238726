/// Sums of real vectors under the signs of packed codewords.
///
/// Rows are padded with zeros to whole bytes of coordinates. The order of the additions is fixed
/// (eight running sums, one for each place in a byte), so equal codewords give equal numbers.
package enum SignedSum {
  /// Numbers in a row of `dimension` coordinates, padding included.
  package static func rowLength(dimension: Int) -> Int {
    8 * TileChunk.byteCount(dimension: dimension)
  }

  /// For each pattern of four bits the sign bits to flip; never freed, never written again.
  nonisolated(unsafe) private static let masks: UnsafePointer<SIMD4<UInt64>> = {
    let table = UnsafeMutablePointer<SIMD4<UInt64>>.allocate(capacity: 16)
    for pattern in 0..<16 {
      var mask = SIMD4<UInt64>()
      for place in 0..<4 where pattern >> place & 1 != 0 { mask[place] = 1 << 63 }
      table[pattern] = mask
    }
    return UnsafePointer(table)
  }()

  @inline(__always)
  private static func load(_ row: UnsafePointer<Double>, _ offset: Int) -> SIMD4<Double> {
    UnsafeRawPointer(row + offset).loadUnaligned(as: SIMD4<Double>.self)
  }

  @inline(__always)
  private static func flip(_ values: SIMD4<Double>, _ mask: SIMD4<UInt64>) -> SIMD4<Double> {
    unsafeBitCast(unsafeBitCast(values, to: SIMD4<UInt64>.self) ^ mask, to: SIMD4<Double>.self)
  }

  /// ⟨f, row⟩.
  package static func product(
    _ row: UnsafePointer<Double>, codeword: UnsafePointer<UInt8>, byteCount: Int
  ) -> Double {
    let masks = masks
    var low = SIMD4<Double>()
    var high = SIMD4<Double>()
    for byte in 0..<byteCount {
      let bits = Int(codeword[byte])
      low += flip(load(row, 8 * byte), masks[bits & 15])
      high += flip(load(row, 8 * byte + 4), masks[bits >> 4])
    }
    let sum = low + high
    return (sum.x + sum.y) + (sum.z + sum.w)
  }

  /// Writes row - f to `output`; the padding stays zero.
  package static func subtract(
    codeword: UnsafePointer<UInt8>, from row: UnsafePointer<Double>, dimension: Int,
    into output: UnsafeMutablePointer<Double>
  ) {
    let masks = masks
    let one = SIMD4<Double>(repeating: 1)
    let output = UnsafeMutableRawPointer(output)
    for byte in 0..<TileChunk.byteCount(dimension: dimension) {
      let bits = Int(codeword[byte])
      output.storeBytes(
        of: load(row, 8 * byte) - flip(one, masks[bits & 15]), toByteOffset: 64 * byte,
        as: SIMD4<Double>.self)
      output.storeBytes(
        of: load(row, 8 * byte + 4) - flip(one, masks[bits >> 4]), toByteOffset: 64 * byte + 32,
        as: SIMD4<Double>.self)
    }
    clearPadding(of: output.assumingMemoryBound(to: Double.self), dimension: dimension)
  }

  /// Writes the entries ±1 of a codeword; the padding is zero.
  package static func expand(
    codeword: UnsafePointer<UInt8>, dimension: Int, into output: UnsafeMutablePointer<Double>
  ) {
    let masks = masks
    let one = SIMD4<Double>(repeating: 1)
    let raw = UnsafeMutableRawPointer(output)
    for byte in 0..<TileChunk.byteCount(dimension: dimension) {
      let bits = Int(codeword[byte])
      raw.storeBytes(of: flip(one, masks[bits & 15]), toByteOffset: 64 * byte, as: SIMD4.self)
      raw.storeBytes(of: flip(one, masks[bits >> 4]), toByteOffset: 64 * byte + 32, as: SIMD4.self)
    }
    clearPadding(of: output, dimension: dimension)
  }

  private static func clearPadding(of row: UnsafeMutablePointer<Double>, dimension: Int) {
    for coordinate in dimension..<rowLength(dimension: dimension) { row[coordinate] = 0 }
  }

  /// ‖row‖², padding included.
  package static func energy(_ row: UnsafePointer<Double>, count: Int) -> Double {
    var sum = SIMD4<Double>()
    for offset in stride(from: 0, to: count, by: 4) {
      let values = load(row, offset)
      sum += values * values
    }
    return (sum.x + sum.y) + (sum.z + sum.w)
  }

  /// xᵀy.
  package static func product(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, count: Int
  ) -> Double {
    var sum = SIMD4<Double>()
    for offset in stride(from: 0, to: count, by: 4) { sum += load(x, offset) * load(y, offset) }
    return (sum.x + sum.y) + (sum.z + sum.w)
  }

  /// ‖x - y‖.
  package static func distance(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, count: Int
  ) -> Double {
    var sum = SIMD4<Double>()
    for offset in stride(from: 0, to: count, by: 4) {
      let gap = load(x, offset) - load(y, offset)
      sum += gap * gap
    }
    return ((sum.x + sum.y) + (sum.z + sum.w)).squareRoot()
  }

  /// Σ |a·x + b·y + c·z| over three rows.
  package static func absoluteSum(
    _ a: Double, _ x: UnsafePointer<Double>, _ b: Double, _ y: UnsafePointer<Double>, _ c: Double,
    _ z: UnsafePointer<Double>, count: Int
  ) -> Double {
    let magnitude = SIMD4<UInt64>(repeating: ~(1 << 63))
    var sum = SIMD4<Double>()
    for offset in stride(from: 0, to: count, by: 4) {
      let value = a * load(x, offset) + b * load(y, offset) + c * load(z, offset)
      sum += unsafeBitCast(
        unsafeBitCast(value, to: SIMD4<UInt64>.self) & magnitude, to: SIMD4<Double>.self)
    }
    return (sum.x + sum.y) + (sum.z + sum.w)
  }
}
