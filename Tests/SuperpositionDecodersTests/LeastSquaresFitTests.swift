import SuperpositionCodes
import Testing

@testable import SuperpositionDecoders

/// The growing fit against what defines it: a residual orthogonal to every codeword taken.
@Suite struct LeastSquaresFitTests {
  private func padded(_ values: [Double]) -> [Double] {
    values
      + [Double](
        repeating: 0, count: SignedSum.rowLength(dimension: values.count) - values.count)
  }

  private func residual(of fit: LeastSquaresFit, dimension: Int) -> [Double] {
    var row = padded([Double](repeating: .nan, count: dimension))
    row.withUnsafeMutableBufferPointer { row in
      fit.writeResidual(to: row.baseAddress.unsafelyUnwrapped)
    }
    return row
  }

  @Test(arguments: [23, 40, 130]) func residualsAreOrthogonal(_ dimension: Int) throws {
    let dictionary = try RademacherDictionary(
      seed: Seed(3), codewordCount: 80, dimension: dimension)
    let values = GaussianChannel.noise(power: 4, dimension: dimension, seed: Seed(5))
    let capacity = min(8, dimension - 1)
    let fit = LeastSquaresFit(dimension: dimension, capacity: capacity)
    fit.start(received: padded(values))
    var energy = values.reduce(0) { $0 + $1 * $1 }
    for count in 1...capacity {
      try #require(fit.append(dictionary.codeword(count)))
      let row = residual(of: fit, dimension: dimension)
      for index in 1...count {
        let entries = dictionary.entries(ofCodeword: index)
        #expect(abs(zip(entries, row).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-9)
      }
      // What is left and the coefficients make up the vector.
      let coefficients = Array(fit.solve())
      let sum = dictionary.weightedSum(codewords: Array(1...count), weights: coefficients)
      for coordinate in 0..<dimension {
        #expect(abs(sum[coordinate] + row[coordinate] - values[coordinate]) < 1e-9)
      }
      let next = row.reduce(0) { $0 + $1 * $1 }
      #expect(next <= energy * (1 + 1e-12))
      #expect(row[dimension...].allSatisfy { $0 == 0 })
      energy = next
    }
  }

  @Test func dependentCodewordsChangeNothing() throws {
    let dictionary = try RademacherDictionary(seed: Seed(3), codewordCount: 10, dimension: 50)
    let values = GaussianChannel.noise(power: 4, dimension: 50, seed: Seed(6))
    let fit = LeastSquaresFit(dimension: 50, capacity: 4)
    fit.start(received: padded(values))
    #expect(fit.append(dictionary.codeword(0)) && fit.append(dictionary.codeword(1)))
    let before = residual(of: fit, dimension: 50)
    #expect(!fit.append(dictionary.codeword(0)))
    #expect(fit.count == 2 && residual(of: fit, dimension: 50) == before)
    // Forgetting and taking again leads to the same numbers.
    fit.truncate(to: 1)
    #expect(fit.append(dictionary.codeword(1)))
    #expect(residual(of: fit, dimension: 50) == before)
  }

  /// A code that its members explain leaves exactly nothing.
  @Test func explainedCodesLeaveZero() throws {
    let dictionary = try RademacherDictionary(seed: Seed(3), codewordCount: 10, dimension: 50)
    let fit = LeastSquaresFit(dimension: 50, capacity: 3)
    fit.start(received: padded(dictionary.encode(Support([2, 5, 7])).map(Double.init)))
    for index in [7, 2, 5] { #expect(fit.append(dictionary.codeword(index))) }
    #expect(residual(of: fit, dimension: 50).allSatisfy { $0 == 0 })
    for coefficient in fit.solve() { #expect(abs(coefficient - 1) < 1e-12) }
  }
}
