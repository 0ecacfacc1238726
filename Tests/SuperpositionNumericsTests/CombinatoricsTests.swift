import SuperpositionNumerics
import Testing

@Suite struct CombinatoricsTests {
  /// mpmath, 50 digits: loggamma(N+1) - loggamma(k+1) - loggamma(N-k+1).
  static let references: [(n: Int, k: Int, value: Double)] = [
    (2, 1, 0.693147180559945309),
    (10, 3, 4.78749174278204599),
    (100, 50, 66.783841652017426),
    (17, 16, 2.83321334405621608),
    (40, 20, 25.6494067932504254),
    (1 << 16, 64, 504.583741751827727),
    (1 << 20, 256, 2381.62515544579445),
    (1 << 20, 1 << 19, 726810.34073942855),
    (1 << 40, 1000, 21813.7590434553564),
    (9_007_199_254_740_991, 1 << 30, 18191747461.6463906),
    (1 << 60, 1, 41.5888308335967186),
    (1 << 60, 2, 82.4845144866334918),
    (1 << 60, 64, 2456.51697386754879),
    (1 << 60, 1 << 30, 23401575350.8306443),
    (1 << 60, 1 << 59, 799144290325165958.0),
    (1 << 60, (1 << 60) - 3, 122.974733031562101),
  ]

  @Test(arguments: references)
  func logBinomialMatchesMpmath(n: Int, k: Int, value: Double) {
    #expect(relativeError(Combinatorics.logBinomial(n, k), value) < 1e-14)
    #expect(relativeError(Combinatorics.logBinomial(n, n - k), value) < 1e-14)
  }

  @Test func logBinomialMatchesPascalsTriangle() {
    var row = [1.0]
    for n in 1...50 {
      row = [1] + zip(row, row.dropFirst()).map(+) + [1]
      for k in 0...n {
        // 2^50 is exact in double precision; compare the numbers themselves.
        let error = abs(Combinatorics.logBinomial(n, k) - naturalLogarithm(row[k]))
        #expect(error < 2e-14, "C(\(n), \(k))")
      }
    }
  }

  @Test func logBinomialOutsideItsRange() {
    #expect(Combinatorics.logBinomial(5, 6) == -.infinity)
    #expect(Combinatorics.logBinomial(5, -1) == -.infinity)
    #expect(Combinatorics.logBinomial(0, 0) == 0)
    #expect(Combinatorics.logBinomial(1 << 60, 1 << 60) == 0)
    #expect(Combinatorics.logBinomial(1 << 60, 0) == 0)
  }

  @Test("the curve of real k passes through the integers, and is concave between them")
  func realBinomials() {
    for n in [1, 2, 7, 60, 30522, 1 << 40, 1 << 60] {
      for k in [0, 1, 2, 3, 17, n / 2, n - 1, n] where 0...n ~= k && Int(Double(k)) == k {
        let exact = Combinatorics.logBinomial(n, k)
        #expect(abs(Combinatorics.logBinomial(n, Double(k)) - exact) <= 1e-12 * max(1, exact))
      }
    }
    for k in 1..<20 {
      let middle = Combinatorics.logBinomial(40, Double(k) + 0.5)
      let ends = Combinatorics.logBinomial(40, k) + Combinatorics.logBinomial(40, k + 1)
      #expect(middle > ends / 2 && middle < ends / 2 + 0.1)
    }
    #expect(Combinatorics.logBinomial(5, 5.5) == -.infinity)
  }
}
