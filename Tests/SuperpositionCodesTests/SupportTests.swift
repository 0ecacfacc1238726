import Foundation
import Testing

@testable import SuperpositionCodes

@Suite("Supports, seeds and channels")
struct SupportTests {
  @Test("Every subset is equally likely: chi-squared over all 35 of (7, 3)")
  func uniform() {
    var generator = CounterBasedGenerator(Seed(1))
    var counts: [Support: Int] = [:]
    let draws = 35_000
    for _ in 0..<draws {
      counts[Support.random(sparsity: 3, codewordCount: 7, using: &generator), default: 0] += 1
    }
    #expect(counts.count == 35)
    let expected = Double(draws) / 35
    let statistic = counts.values.reduce(0) { $0 + pow(Double($1) - expected, 2) / expected }
    // The 99.9% point of chi-squared with 34 degrees of freedom.
    #expect(statistic < 65.25)
  }

  @Test("Supports have their size, in range, for the extremes too")
  func extremes() {
    var generator = CounterBasedGenerator(Seed(2))
    #expect(
      Support.random(sparsity: 5, codewordCount: 5, using: &generator).indices == [0, 1, 2, 3, 4])
    let huge = Support.random(sparsity: 1000, codewordCount: 1 << 60, using: &generator)
    #expect(huge.count == 1000 && huge.indices.last.map { $0 < 1 << 60 } == true)
  }

  @Test("Members are ascending and without repeats")
  func construction() {
    #expect(Support([5, 1, 5, 3]).indices == [1, 3, 5])
    #expect(Support([1, 2, 3]).intersectionCount(with: Support([2, 3, 4])) == 2)
    #expect(Support([]).intersectionCount(with: Support([2])) == 0)
  }

  @Test("Derived seeds differ by purpose, number and path length")
  func seeds() {
    let root = Seed(1)
    let derived = [
      root[.point, 0], root[.point, 1], root[.dictionary, 0], root[.point, []], root[.point, [0]],
      root[.point, [0, 0]], Seed(2)[.point, 0],
    ]
    #expect(Set(derived).count == derived.count)
    #expect(root[.point, [3, 4]] == Seed(1)[.point, [3, 4]])
  }

  @Test("Noise has mean 0, variance P, normal fourth moment, and is nested")
  func noise() {
    let count = 100_000
    let values = GaussianChannel.noise(power: 2.5, dimension: count, seed: Seed(3))
    let size = Double(count)
    let mean = values.reduce(0, +) / size
    let variance = values.reduce(0) { $0 + $1 * $1 } / size
    let fourth = values.reduce(0) { $0 + pow($1, 4) } / size
    #expect(abs(mean) < 5 * (2.5 / size).squareRoot())
    #expect(abs(variance - 2.5) < 5 * 2.5 * (2 / size).squareRoot())
    #expect(abs(fourth - 3 * 6.25) < 5 * 6.25 * (96 / size).squareRoot())
    let short = GaussianChannel.noise(power: 2.5, dimension: 777, seed: Seed(3))
    #expect(Array(values.prefix(777)) == short)
  }

  @Test("Spherical codewords have norm √d and Gaussian ones variance 1")
  func denseCodebooks() throws {
    let sphere = try DenseCodebook(
      ensemble: .sphere, seed: Seed(1), codewordCount: 50, dimension: 30)
    for index in 0..<50 {
      let row = sphere.entries[index * 30..<(index + 1) * 30]
      let energy = row.reduce(0) { $0 + Double($1) * Double($1) }
      #expect(abs(energy - 30) < 1e-4)
    }
    let gaussian = try DenseCodebook(
      ensemble: .gaussian, seed: Seed(1), codewordCount: 500, dimension: 100)
    let variance = gaussian.entries.reduce(0) { $0 + Double($1) * Double($1) } / 50_000
    #expect(abs(variance - 1) < 5 * (2.0 / 50_000).squareRoot())
  }
}
