import SuperpositionCodes
import Testing

@testable import SuperpositionLearning

/// Kernels over many rows against the loops over one, to the bit.
@Suite struct WeightedRowsTests {
  @Test(arguments: [1, 7, 16, 40, 48, 96, 100, 250]) func sumsAreThoseOfSingleRows(width: Int) {
    let matrix = FloatMatrix(
      23, width,
      GaussianChannel.noise(power: 1, dimension: 23 * width, seed: Seed(1)).map(Float.init))
    let vector = FloatMatrix(
      2, width, GaussianChannel.noise(power: 1, dimension: 2 * width, seed: Seed(2)).map(Float.init)
    )
    let expected = FloatMatrix(1, width)
    expected[0].update(from: vector[1], count: vector.stride)
    for count in [0, 1, 3, 8, 9, 23] {
      let rows = WeightedRows(capacity: 23)
      for position in 0..<count {
        rows.append((position * 7) % 23, Float(position) - 3.3)
      }
      let sum = FloatMatrix(1, width)
      sum[0].update(from: vector[1], count: vector.stride)
      expected[0].update(from: vector[1], count: vector.stride)
      rows.add(to: sum[0], from: matrix)
      rows.multiply(vector[0], by: matrix)
      for position in 0..<count {
        let row = matrix[Int(rows.indices[position])]
        Row.add(rows.factors[position], row, to: expected[0], expected.stride)
        #expect(
          rows.products[position].bitPattern
            == Row.dot(row, vector[0], matrix.stride).bitPattern)
      }
      #expect(sum.entries.map(\.bitPattern) == expected.entries.map(\.bitPattern))
    }
  }

  @Test func selectsWhatLiesAboveTheBar() {
    let scores = FloatMatrix(1, 70)
    for place in 0..<70 { scores[0][place] = Float(place % 9) / 4 - 1 }
    let rows = WeightedRows(capacity: 70)
    for bar in [-2, 0, 0.25, 0.99] as [Float] {
      rows.select(scores[0], count: 70, above: bar)
      let found = (0..<rows.count).map { Int(rows.indices[$0]) }
      #expect(found == (0..<70).filter { scores[0][$0] > bar })
      #expect((0..<rows.count).allSatisfy { rows.factors[$0] == scores[0][found[$0]] })
    }
  }
}
