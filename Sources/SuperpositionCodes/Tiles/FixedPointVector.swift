/// A received vector as the kernels take it: small integers, with a scale and a proven error bound.
///
/// An integer code is itself, exactly. A real vector v is rounded to s·(16·h + l) with small
/// integers h and l, two lookups; then |⟨f, v⟩ - s·⟨f, 16h + l⟩| ≤ Σ |v_i - s·(16h + l)_i|, the
/// `errorBound`, for every codeword f.
package struct FixedPointVector {
  /// What one unit of the integer correlation is worth.
  package let scale: Double
  /// The largest difference between the true correlation and `scale` times the integer one.
  package let errorBound: Double
  /// The integer parts: one for an integer code; the high and the low part of a real vector.
  private let parts: [LookupTable]

  /// Prepares a received code.
  ///
  /// - Throws: `CodebookError.codeOutOfRange`.
  package init(_ code: ReceivedCode) throws(CodebookError) {
    switch code.coordinates {
    case .integer(let values):
      var entries: [Int16] = []
      entries.reserveCapacity(values.count)
      for value in values {
        guard let entry = Int16(exactly: value), entry != .min else { throw .codeOutOfRange }
        entries.append(entry)
      }
      self.init(scale: 1, errorBound: 0, parts: [LookupTable(entries)])
    case .real(let values):
      self.init(values)
    }
  }

  private init(scale: Double, errorBound: Double, parts: [LookupTable]) {
    self.scale = scale
    self.errorBound = errorBound
    self.parts = parts
  }

  /// Prepares a real vector.
  package init(_ values: [Double]) {
    let energy = values.reduce(0) { $0 + $1 * $1 }
    let deviation = (energy / Double(max(1, values.count))).squareRoot()
    let peak = values.reduce(0) { max($0, abs($1)) }
    // 160 steps a standard deviation; no entry may leave 16 bits.
    let scale = max(deviation / 160, peak / 32000, .leastNormalMagnitude * 0x1p60)
    var error = 0.0
    var high: [Int16] = []
    var low: [Int16] = []
    high.reserveCapacity(values.count)
    low.reserveCapacity(values.count)
    for value in values {
      let rounded = (value / scale).rounded()
      error += abs(value - rounded * scale)
      let integer = Int32(rounded)
      let coarse = (integer + 8) >> 4
      high.append(Int16(coarse))
      low.append(Int16(integer - coarse << 4))
    }
    // Rounding in the sum above is below one part in 10^12 of the magnitudes.
    self.init(
      scale: scale,
      errorBound: error * (1 + 1e-9) + peak * Double(values.count) * 1e-12,
      parts: [LookupTable(high), LookupTable(low)])
  }

  /// Integer correlations of several vectors with all codewords of a chunk.
  ///
  /// - Parameters:
  ///   - vectors: prepared vectors.
  ///   - chunk: tiles of the dictionary.
  ///   - correlations: `vectors.count` rows of `stride` numbers.
  ///   - stride: at least 64 times the chunk's tiles.
  ///   - scratch: room for the rows of the second parts; grows as needed.
  package static func correlate(
    _ vectors: [FixedPointVector], chunk: TileChunk,
    into correlations: UnsafeMutablePointer<Int32>, stride: Int,
    scratch: inout [Int32]
  ) {
    let count = chunk.tileCount * TileChunk.width
    let first: [UnsafeRawPointer?] = vectors.map { UnsafeRawPointer($0.parts[0].pointer) }
    chunk.correlate(first, count: first.count, into: correlations, stride: stride)
    let real = vectors.indices.filter { vectors[$0].parts.count == 2 }
    guard !real.isEmpty else { return }
    if scratch.count < real.count * count {
      scratch = [Int32](repeating: 0, count: real.count * count)
    }
    let second: [UnsafeRawPointer?] = real.map { UnsafeRawPointer(vectors[$0].parts[1].pointer) }
    scratch.withUnsafeMutableBufferPointer { rows in
      guard let rows = rows.baseAddress else { return }
      chunk.correlate(second, count: second.count, into: rows, stride: count)
      for (place, row) in real.enumerated() {
        let low = rows + place * count
        let high = correlations + row * stride
        for lane in 0..<count { high[lane] = high[lane] &* 16 &+ low[lane] }
      }
    }
  }
}
