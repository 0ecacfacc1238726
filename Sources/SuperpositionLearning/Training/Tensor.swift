/// A named array of single-precision numbers, row-major.
public struct Tensor: Equatable, Sendable {
  /// The name, such as `W_dec`.
  public let name: String
  /// The sizes; their product is the count of values.
  public let shape: [Int]
  /// The values.
  public let values: [Float]

  /// A tensor.
  public init(name: String, shape: [Int], values: [Float]) {
    precondition(shape.reduce(1, *) == values.count)
    self.name = name
    self.shape = shape
    self.values = values
  }

  init(_ name: String, _ matrix: FloatMatrix) {
    self.init(
      name: name, shape: [matrix.rowCount, matrix.columnCount], values: matrix.entries)
  }
}
