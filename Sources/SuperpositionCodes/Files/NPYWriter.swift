extension NPYFormat {
  /// The bytes of a `.npy` file (version 1, double precision, C order) of rows of equal length.
  ///
  /// - Precondition: rows of equal length.
  public static func bytes(rows: [[Double]]) -> [UInt8] {
    let length = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == length }, "rows of equal length")
    let fields = "{'descr': '<f8', 'fortran_order': False, 'shape': (\(rows.count), \(length)), }"
    // The entries begin at a multiple of 64 bytes.
    let padding = (64 - (10 + fields.utf8.count + 1) % 64) % 64
    let header = Array((fields + String(repeating: " ", count: padding) + "\n").utf8)
    var bytes = magic + [1, 0, UInt8(header.count & 0xff), UInt8(header.count >> 8)] + header
    bytes.reserveCapacity(bytes.count + 8 * rows.count * length)
    for row in rows {
      for value in row {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
    return bytes
  }
}
