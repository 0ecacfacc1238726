import SuperpositionNumerics
import Testing

@testable import SuperpositionTheory

@Suite struct StrongCountingTests {
  /// numpy: the law of W on 2^20 cells by Fourier transform, each cost split over two cells so that
  /// its mean is kept, linear in probit between whole dimensions. The published 242, 246 and 15 are
  /// the first three, rounded.
  @Test(arguments: [
    (1 << 20, 64, 0.5, 241.717), (1 << 20, 64, 0.9, 246.300), (1 << 16, 1, 0.5, 15),
    (1 << 16, 64, 0.5, 178.503), (1 << 20, 256, 0.5, 679.492), (1 << 20, 1024, 0.5, 1935.313),
  ])
  func dimensionsMatchTheTable(n: Int, k: Int, p: Double, d: Double) throws {
    let found = try CountingBound.strongDimension(codewords: n, sparsity: k, target: p)
    // Never above but for rounding; below by what the grid costs, a twentieth of a coordinate twice,
    // more where the grid is as fine as it gets.
    #expect(found <= d + 2e-3 && found >= d - (k < 1024 ? 0.11 : 0.3), "\(found)")
  }

  /// One member: 2^d codes, so P ≤ 2^d/N. Two: a coordinate costs one bit or two, evenly, so W − d is
  /// binomial. Three: log2(8/3) or 3 bits, with probability 3/4 and 1/4.
  @Test(arguments: [1, 2, 3], [5, 12, 18, 22])
  func boundMatchesBinomialSums(k: Int, d: Int) throws {
    let n = 1 << 16
    let bits = Entropy.entropyBits(codewords: n, sparsity: k)
    let (p, low, high) =
      k == 1
      ? (0.0, 1.0, 1.0) : k == 2 ? (0.5, 1.0, 2.0) : (0.25, 3 - log2(3.0), 3.0)
    var exact = 1.0
    for most in -1...d {
      // Pr[more than `most` expensive coordinates], T just what that many cost.
      var tail = 0.0
      for j in stride(from: most + 1, through: d, by: 1) {
        if p == 0 { tail += j == 0 ? 1 : 0; continue }
        tail += exponential(
          Combinatorics.logBinomial(d, j) + Double(j) * naturalLogarithm(p)
            + Double(d - j) * naturalLogarithm(1 - p))
      }
      let cut = Double(d) * low + Double(max(0, most)) * (high - low)
      exact = min(exact, tail + (most < 0 ? 0 : exponential((cut - bits) * naturalLogarithm(2))))
    }
    let found = try StrongCountingBound(codewords: n, sparsity: k).success(dimension: d)
    #expect(found >= exact * (1 - 1e-9))
    // The grid costs at most a twentieth of a coordinate on each side.
    #expect(found <= exact * exponential(0.25) + 1e-8)
  }

  /// Drawn costs: the first term by simulation, for every cut.
  @Test func boundMatchesMonteCarlo() throws {
    let (n, k, d) = (1 << 14, 12, 45)
    let bits = Entropy.entropyBits(codewords: n, sparsity: k)
    var generator = NormalGenerator(seed: 7)
    let trials = 40_000
    let costs = (0...k).map {
      Double(k) - Combinatorics.logBinomial(k, $0) / naturalLogarithm(2)
    }
    var sums = [Double](repeating: 0, count: trials)
    for trial in 0..<trials {
      for _ in 0..<d {
        sums[trial] += costs[(generator.next() & 0xfff).nonzeroBitCount]
      }
    }
    sums.sort()
    var best = 1.0
    for (rank, cut) in sums.enumerated() {
      let tail = Double(trials - rank - 1) / Double(trials)
      best = min(best, tail + exponential((cut - bits) * naturalLogarithm(2)))
    }
    let found = try StrongCountingBound(codewords: n, sparsity: k).success(dimension: d)
    let error = (best * (1 - best) / Double(trials)).squareRoot()
    #expect(best > 0.05 && best < 0.95)
    // Upwards by the grid's deviation, at most 0.05·h bits on each side.
    #expect(found >= best - 5 * error && found <= best + 5 * error + 0.06)
  }

  /// Above 4096 dimensions another method takes over; both are on the safe side of one curve.
  @Test func methodsJoin() throws {
    let bound = StrongCountingBound(codewords: 1 << 40, sparsity: 1024)
    let dimension = try bound.dimension(target: 0.5)
    let converse = CountingBound.converseDimension(codewords: 1 << 40, sparsity: 1024)
    #expect(dimension > 4096 && abs(dimension / converse - 1) < 1e-3)
    var last = 0.0
    for target in [1e-12, 1e-3, 0.1, 0.5, 0.9, 0.999] {
      let d = try bound.dimension(target: target)
      #expect(d >= last)
      last = d
    }
    #expect(last < 1.02 * converse)
  }

  @Test func everySizeHasOne() throws {
    for (n, k) in [(1 << 60, 1), (1 << 60, 1 << 20), (1 << 60, 1 << 40), (1 << 60, 1 << 59)] {
      let d = try CountingBound.strongDimension(codewords: n, sparsity: k, target: 0.5)
      let converse = CountingBound.converseDimension(codewords: n, sparsity: k)
      #expect(d > 0.9 * converse - 2 && d < 1.01 * converse)
    }
    #expect(try CountingBound.strongDimension(codewords: 2, sparsity: 1, target: 0.5) == 0)
    let point = try TheoryPoint(codewords: 1 << 16, sparsity: 1)
    let fraction = try #require(point.fractionOfBound(at: 15.31))
    #expect(abs(fraction - 15 / 15.31) < 1e-3)
    #expect(point.fractionOfBound(at: 0) == nil)
  }
}

private func log2(_ x: Double) -> Double { naturalLogarithm(x) / naturalLogarithm(2) }
