import SuperpositionCodes

/// A named array of single-precision numbers, row-major.
public typealias Tensor = SafetensorsFormat.Tensor

extension Tensor {
  init(_ name: String, _ matrix: FloatMatrix) {
    self.init(
      name: name, shape: [matrix.rowCount, matrix.columnCount], values: matrix.entries)
  }
}
