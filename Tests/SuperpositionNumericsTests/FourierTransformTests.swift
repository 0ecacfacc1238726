import SuperpositionNumerics
import Testing

@Suite struct FourierTransformTests {
  /// Sums of 0 and 1 are binomial, wrapped around the length.
  @Test(arguments: [(8, 5, 0.3), (64, 40, 0.5), (16, 40, 0.25), (2, 3, 0.1)])
  func sumsAreBinomial(size: Int, count: Int, p: Double) throws {
    var law = [Double](repeating: 0, count: size)
    law[0] = 1 - p
    law[1] = p
    var expected = [Double](repeating: 0, count: size)
    for j in 0...count {
      var value = 1.0
      for i in 0..<j { value *= p * Double(count - i) / Double(j - i) }
      for _ in 0..<(count - j) { value *= 1 - p }
      expected[j % size] += value
    }
    let found = try FourierTransform.cyclicPower(of: law, count: count)
    for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-13) }
  }

  @Test func lengthsAreChecked() {
    for (size, count) in [(0, 1), (1, 1), (3, 1), (12, 2), (4, 0)] {
      #expect(throws: NumericsError.self) {
        try FourierTransform.cyclicPower(of: [Double](repeating: 0, count: size), count: count)
      }
    }
  }
}
