/// A trained array with its gradient and its moments.
final class Parameter: @unchecked Sendable {
  let name: String
  let value: FloatMatrix
  let gradient: FloatMatrix
  let firstMoment: FloatMatrix
  let secondMoment: FloatMatrix

  init(_ name: String, _ rowCount: Int, _ columnCount: Int) {
    self.name = name
    value = FloatMatrix(rowCount, columnCount)
    gradient = FloatMatrix(rowCount, columnCount)
    firstMoment = FloatMatrix(rowCount, columnCount)
    secondMoment = FloatMatrix(rowCount, columnCount)
  }

  /// What a checkpoint has to keep of it.
  var state: [(name: String, matrix: FloatMatrix)] {
    [
      (name, value), ("\(name).first_moment", firstMoment),
      ("\(name).second_moment", secondMoment),
    ]
  }

  /// Forgets the moments of a row.
  func clearMoments(row: Int) {
    firstMoment[row].update(repeating: 0, count: firstMoment.stride)
    secondMoment[row].update(repeating: 0, count: secondMoment.stride)
  }
}

/// A step of Adam with β = (.9, .999) and ε = 1e-8.
///
/// Source: Kingma and Ba (2015), 'Adam: a method for stochastic optimization', ICLR, algorithm 1.
struct Adam {
  private let rate: Float
  private let secondCorrection: Float

  /// - Parameter step: counted from one.
  init(learningRate: Float, step: Int) {
    rate = learningRate / (1 - power(0.9, step))
    secondCorrection = (1 / (1 - power(0.999, step))).squareRoot()
  }

  /// Moves a row of a parameter against its gradient.
  @inline(__always)
  func update(_ parameter: Parameter, row: Int) {
    let count = parameter.value.stride
    update(
      parameter.value[row], gradient: parameter.gradient[row], parameter.firstMoment[row],
      parameter.secondMoment[row], count)
  }

  /// Moves some entries of a parameter of one row.
  func update(_ parameter: Parameter, columns: Range<Int>) {
    let first = columns.lowerBound
    update(
      parameter.value[0] + first, gradient: parameter.gradient[0] + first,
      parameter.firstMoment[0] + first, parameter.secondMoment[0] + first, columns.count)
  }

  @inline(__always)
  private func update(
    _ value: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>,
    _ first: UnsafeMutablePointer<Float>, _ second: UnsafeMutablePointer<Float>, _ count: Int
  ) {
    let rate = rate
    let correction = secondCorrection
    for position in 0..<count {
      let slope = gradient[position]
      let mean = 0.9 * first[position] + 0.1 * slope
      let square = 0.999 * second[position] + 0.001 * slope * slope
      first[position] = mean
      second[position] = square
      value[position] -= rate * mean / (square.squareRoot() * correction + 1e-8)
    }
  }
}

/// base to an integer power, by repeated squaring: the same on every machine.
private func power(_ base: Double, _ exponent: Int) -> Float {
  var (result, factor, rest) = (1.0, base, exponent)
  while rest > 0 {
    if rest & 1 == 1 { result *= factor }
    factor *= factor
    rest >>= 1
  }
  return Float(result)
}
