import SuperpositionCodes

/// Vectors of doubles as rows of unit length, in single precision or rounded to bytes.
struct UnitRows {
  /// d.
  let dimension: Int
  /// How rows are rounded to bytes, with the relative error of the codewords, rounded likewise; nil for
  /// single precision.
  let bytesForm: (form: ByteRows.Form, codewordError: Double)?

  /// The rows in single precision, one after the other; empty for bytes.
  private(set) var entries: [Float] = []
  /// The rows as bytes, padded to groups of four, their steps, and minus the codewords' offset times
  /// their sums.
  private(set) var bytes: [Int8] = []
  private(set) var units: [Float] = []
  private(set) var biases: [Int32] = []

  /// What a row has to be multiplied by: the vector's length, or 1 if that is zero.
  private(set) var lengths: [Double] = []
  /// How far the correlation of a row with a codeword may be from the true one, over the codeword's
  /// norm.
  private(set) var errors: [Double] = []

  /// No rows yet.
  init(dimension: Int, bytes: ByteRows? = nil) {
    self.dimension = dimension
    bytesForm = bytes.map { ($0.form, $0.relativeError) }
  }

  var count: Int { lengths.count }

  /// Appends a row.
  mutating func append(_ vector: ArraySlice<Double>) {
    vector.withUnsafeBufferPointer { vector in
      var peak = 0.0
      for value in vector { peak = max(peak, abs(value)) }
      // Over the peak, so that no square leaves the range.
      var energy = 0.0
      if peak > 0 { for value in vector { energy += (value / peak) * (value / peak) } }
      let length = peak > 0 ? peak * energy.squareRoot() : 1
      lengths.append(length)
      if let (form, codewordError) = bytesForm {
        var unit = peak / ByteRows.Form.largestEntry
        if let largest = form.largestWindow {
          // Rounding adds a half to each of eight entries.
          unit = max(unit, Self.largestWindow(of: vector) / (largest - 4.1))
        }
        let error =
          appendBytes(vector, unit: unit, step: unit / length, offset: form.offset) / length
        // Sums of products below 2^31 are exact; three factors are rounded.
        errors.append(codewordError + (1 + codewordError) * error + 0x1p-21)
      } else {
        for value in vector { entries.append(Float(value / length)) }
        errors.append(DenseCorrelator.singleError(dimension: dimension))
      }
    }
  }

  /// The largest sum of magnitudes at the coordinates that `superpose_bytes_window_limit` speaks of.
  private static func largestWindow(of vector: UnsafeBufferPointer<Double>) -> Double {
    var largest = 0.0
    for first in stride(from: 0, to: vector.count, by: 16) {
      var sums = (0.0, 0.0)
      for coordinate in first..<min(first + 16, vector.count) {
        if coordinate & 2 == 0 {
          sums.0 += abs(vector[coordinate])
        } else {
          sums.1 += abs(vector[coordinate])
        }
      }
      largest = max(largest, sums.0, sums.1)
    }
    return largest
  }

  /// Appends a vector in units of `unit`; returns the length of what rounding leaves.
  private mutating func appendBytes(
    _ vector: UnsafeBufferPointer<Double>, unit: Double, step: Double, offset: Int32
  ) -> Double {
    let inverse = unit > 0 ? 1 / unit : 0
    let scale = Float(step)
    // What the step is as the passes take it.
    let taken = step > 0 ? unit * (Double(scale) / step) : 0
    var sum: Int32 = 0
    var error = 0.0
    for value in vector {
      // Adding 1.5·2^52 leaves the nearest integer.
      let rounded = value * inverse + 0x1.8p52 - 0x1.8p52
      let gap = value - rounded * taken
      error += gap * gap
      let integer = Int32(rounded)
      sum += integer
      bytes.append(Int8(truncatingIfNeeded: integer))
    }
    bytes.append(contentsOf: repeatElement(0, count: (4 - dimension % 4) % 4))
    units.append(scale)
    biases.append(-offset * sum)
    return error.squareRoot()
  }

  /// Some rows as the byte kernel takes them: four coordinates of each row side by side, group after
  /// group.
  func packedBytes(_ rows: Range<Int>) -> [Int32] {
    let groupCount = (dimension + 3) / 4
    var packed = [Int32](repeating: 0, count: groupCount * rows.count)
    bytes.withUnsafeBytes { bytes in
      for (place, row) in rows.enumerated() {
        for group in 0..<groupCount {
          packed[group * rows.count + place] = bytes.loadUnaligned(
            fromByteOffset: (row * groupCount + group) * 4, as: Int32.self)
        }
      }
    }
    return packed
  }
}
