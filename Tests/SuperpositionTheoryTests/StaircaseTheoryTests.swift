import SuperpositionCodes
import SuperpositionNumerics
import Testing

@testable import SuperpositionTheory

@Suite struct StaircaseTheoryTests {
  static func point(_ n: Int, _ k: Int, _ classes: Int) throws -> TheoryPoint {
    try TheoryPoint(codewords: n, sparsity: k, classes: classes)
  }

  @Test func countingMatchesTheTable() throws {
    let counting = try StaircaseCounting(Self.point(1 << 16, 256, 64))
    // numpy: the rows of 446 carry 0.264 bits too few, those of 447 5.094 too many.
    #expect(abs(counting.converseDimension() - (446 + 0.26382 / 5.35828)) < 1e-3)
    // The strong form lies around it.
    let half = try counting.strongDimension(target: 0.5)
    let most = try counting.strongDimension(target: 0.99)
    #expect(abs(half - 446) < 3 && most > half && most < 465)
  }

  /// numpy, from the formulas: where the recursion begins to pass. The quenched form is said to be
  /// one per cent below the measured 244 and four below 775.
  @Test(arguments: [
    (1 << 14, 64, 32, 217...221, 230.0...254), (1 << 16, 256, 64, 680...684, 720.0...790),
  ])
  func stateEvolutionMatchesTheTable(
    n: Int, k: Int, classes: Int, plain: ClosedRange<Int>, quenched: ClosedRange<Double>
  ) throws {
    let evolution = StaircaseStateEvolution(try Self.point(n, k, classes))
    let d = try #require(evolution.threshold())
    #expect(plain.contains(d), "\(d)")
    #expect(!evolution.succeeds(dimension: d * 97 / 100))
    let found = try #require(
      evolution.quenchedThreshold(target: 0.5, draws: 20, seed: Seed(4)))
    #expect(quenched.contains(found), "\(found)")
    let sure = try #require(
      evolution.quenchedThreshold(target: 0.9, draws: 20, seed: Seed(4)))
    #expect(sure > found && sure < 1.2 * found, "\(sure)")
  }

  /// One class without the added variance is the plain dictionary; with it a little more.
  @Test func oneClassIsPlain() throws {
    let point = try Self.point(1 << 16, 64, 1)
    let plain = try #require(try StateEvolution(point).threshold())
    let d = try #require(StaircaseStateEvolution(point).threshold())
    #expect(Double(d) > plain - 1 && Double(d) < 1.05 * plain, "\(d) \(plain)")
  }

  @Test func noiseMovesIt() throws {
    func threshold(_ noise: Double) throws -> Int {
      let point = try TheoryPoint(codewords: 1 << 16, sparsity: 256, noise: noise, classes: 64)
      return try #require(StaircaseStateEvolution(point).threshold())
    }
    let quiet = try threshold(0)
    // Signal to noise 63.
    let noisy = try threshold(256 * 0.6 / 63)
    #expect(noisy > quiet && noisy < 2 * quiet)
  }

  /// The law of a row by direct convolution.
  static func law(_ k: Int, _ f: Double) -> [Double] {
    var law = [1.0]
    for _ in 0..<k {
      var next = [Double](repeating: 0, count: law.count + 2)
      for (i, p) in law.enumerated() {
        next[i] += p * f / 2
        next[i + 1] += p * (1 - f)
        next[i + 2] += p * f / 2
      }
      law = next
    }
    return law
  }

  @Test(arguments: [(1, 0.5), (5, 1.0), (16, 0.03), (64, 0.99), (64, 1)])
  func rowsHaveTheirEntropy(k: Int, f: Double) throws {
    let law = Self.law(k, f)
    let costs = law.map { $0 > 0 ? -naturalLogarithm($0) / naturalLogarithm(2) : 0 }
    let mean = zip(law, costs).reduce(0) { $0 + $1.0 * $1.1 }
    let square = zip(law, costs).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
    let found = try StaircaseCounting.costs(sparsity: k, share: f)
    #expect(abs(found.mean - mean) < 1e-9)
    #expect(abs(found.variance - (square - mean * mean)) < 1e-7)
    if f == 1 { #expect(abs(found.mean - Entropy.binomialBits(k)) < 1e-9) }
  }

  /// Draw the members' classes, the rows and their costs: mean and variance of the sum.
  @Test func costsMatchMonteCarlo() throws {
    let (n, k, classes, d) = (1 << 12, 16, 8, 60)
    let counting = try StaircaseCounting(Self.point(n, k, classes))
    let heights = StaircaseHeights(dimension: d, classes: classes, codewords: n, sparsity: k)
    let reach = (0..<d).map { row in heights.heights.count { $0 > row } }
    let laws = (1...classes).map { Self.law(k, Double($0) / Double(classes)) }
    var generator = NormalGenerator(seed: 12)
    let trials = 20_000
    var (sum, squares) = (0.0, 0.0)
    for _ in 0..<trials {
      let members = (0..<k).map { _ in Int.random(in: 0..<classes, using: &generator) }
      var cost = 0.0
      for row in 0..<d {
        let seen = members.count { $0 < reach[row] }
        let bits = (generator.next() & ((1 << UInt64(seen)) - 1)).nonzeroBitCount
        let p = laws[reach[row] - 1][k + 2 * bits - seen]
        cost -= naturalLogarithm(p) / naturalLogarithm(2)
      }
      sum += cost
      squares += cost * cost
    }
    let mean = sum / Double(trials)
    let variance = squares / Double(trials) - mean * mean
    let found = counting.sum(dimension: d)
    #expect(abs(found.mean - mean) < 5 * (variance / Double(trials)).squareRoot())
    #expect(abs(found.variance / variance - 1) < 0.15, "\(found.variance) \(variance)")
  }

  @Test func hugeSizesHaveCurves() throws {
    for (n, k) in [(1 << 60, 1), (1 << 60, 1 << 10)] {
      let point = try TheoryPoint(codewords: n, sparsity: k)
      let counting = try StaircaseCounting(point).converseDimension()
      let evolution = try #require(StaircaseStateEvolution(point).threshold())
      #expect(counting > 0 && Double(evolution) > counting)
    }
  }

  /// One class is the plain dictionary, and its union bound the plain one.
  @Test(arguments: [(1 << 16, 64), (1 << 12, 3), (40, 30)])
  func unionBoundOfOneClass(n: Int, k: Int) throws {
    let bound = StaircaseUnionBound(try Self.point(n, k, 1))
    let plain = UnionBound(codewords: n, sparsity: k)
    for d in [5, 50, 200] {
      let exact = plain.logError(dimension: Double(d))
      let found = bound.logError(heights: [d], counts: [k])
      // What fixing the sum of both numbers alone costs is a factor of some √j.
      #expect(found >= exact - 1e-9 && found <= exact + 0.7 * naturalLogarithm(Double(k)) + 1.5)
    }
  }

  /// Every wrong support of a small dictionary, every sign pattern of its swaps.
  @Test(arguments: [[2, 1, 0], [1, 1, 1], [0, 0, 3]])
  func unionBoundMatchesEnumeration(counts: [Int]) throws {
    let (n, size, heights) = (12, 4, [7, 4, 4])
    let bound = StaircaseUnionBound(try Self.point(n, 3, 3))
    let members = Set((0..<3).flatMap { c in (0..<counts[c]).map { c * size + $0 } })
    var exact = 0.0
    for mask in 0..<(1 << n) where mask.nonzeroBitCount == 3 {
      let swaps = (0..<n).filter { members.contains($0) != (mask >> $0 & 1 == 1) }
      guard !swaps.isEmpty else { continue }
      var product = 1.0
      for row in 0..<7 {
        let seen = swaps.count { heights[$0 / size] > row }
        let law = Self.law(seen, 1)
        product *= seen.isMultiple(of: 2) ? law[seen] : 0
      }
      exact += product
    }
    let found = bound.logError(heights: heights, counts: counts)
    #expect(found >= naturalLogarithm(exact) - 1e-9, "\(found)")
    #expect(found <= naturalLogarithm(exact) + 1.5, "\(found)")
  }

  /// scipy: the same sum with two members in each of 32 classes, in base 2.
  @Test func unionBoundMatchesTheReference() throws {
    let bound = StaircaseUnionBound(try Self.point(1 << 14, 64, 32))
    for (d, bits) in [(175, 14.96277651), (190, -0.43154240)] {
      let heights = StaircaseHeights(
        dimension: d, classes: 32, codewords: 1 << 14, sparsity: 64)
      let found = bound.logError(
        heights: heights.heights, counts: [Int](repeating: 2, count: 32))
      #expect(abs(found / naturalLogarithm(2) - bits) < 1e-3, "\(found)")
    }
  }

  /// What can be achieved lies above what cannot, and near it.
  @Test func maximumLikelihoodIsAboveCounting() throws {
    let point = try Self.point(1 << 14, 64, 32)
    let counting = try StaircaseCounting(point)
    let half = StaircaseUnionBound(point).dimension(target: 0.5, near: 140)
    let most = StaircaseUnionBound(point).dimension(target: 0.9, near: 200)
    #expect(Double(half) > (try counting.strongDimension(target: 0.5)) && half <= most)
    #expect(Double(most) < 1.6 * counting.converseDimension())
  }

  /// Counts have the multinomial mean and variance, however many members there are.
  @Test(arguments: [256, 1 << 20])
  func countsAreMultinomial(k: Int) {
    let classes = 16
    let draws = 400
    var squares = 0.0
    for draw in 0..<draws {
      let counts = ClassCounts.draw(sparsity: k, classes: classes, seed: Seed(UInt64(draw)))
      #expect(abs(counts.reduce(0, +) - Double(k)) < 1e-6 * Double(k))
      squares += counts.reduce(0) { $0 + ($1 - Double(k / classes)) * ($1 - Double(k / classes)) }
    }
    let expected = Double(draws * k) * (1 - 1 / Double(classes))
    // A chi-square of 400·15 degrees of freedom.
    #expect(abs(squares / expected - 1) < 5 * (2 / 6000.0).squareRoot())
  }
}
