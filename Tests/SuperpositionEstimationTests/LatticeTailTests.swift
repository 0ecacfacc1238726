import Foundation
import SuperpositionCodes
import SuperpositionNumerics
import TestSupport
import Testing

@testable import SuperpositionEstimation

@Suite("Exact tail of one barrier")
struct LatticeTailTests {
  /// P(⟨f, x⟩ = v) for all v, by adding one coordinate at a time.
  private func law(of vector: [Int32]) -> [Int: Double] {
    vector.reduce(into: [0: 1.0]) { law, entry in
      var next: [Int: Double] = [:]
      for (value, probability) in law {
        next[value + Int(entry), default: 0] += probability / 2
        next[value - Int(entry), default: 0] += probability / 2
      }
      law = next
    }
  }

  @Test(
    "Agrees with convolution, at every height between the extremes",
    arguments: [(3, 1), (8, 2), (40, 3), (60, 16), (200, 5), (30, 64)])
  func convolution(dimension: Int, sparsity: Int) throws {
    let dictionary = try RademacherDictionary(
      seed: Seed(UInt64(dimension)), codewordCount: sparsity, dimension: dimension)
    let vector = dictionary.encode(Support(0..<sparsity))
    let law = law(of: vector)
    let peak = vector.reduce(0) { $0 + Int($1.magnitude) }
    for doubled in stride(from: 0, through: 2 * peak + 4, by: 3) {
      let height = Double(doubled) / 2
      let above = law.filter { Double($0.key) > height }.values.sorted().reduce(0, +)
      let at = law.filter { Double($0.key) == height }.values.reduce(0, +)
      let tail = LatticeTail(vector, height: height)
      #expect(relativeError(exp(tail.logAbove), above) < 1e-9, "above \(height)")
      #expect(relativeError(exp(tail.logAt), at) < 1e-9, "at \(height)")
    }
    #expect(LatticeTail(vector, height: Double(-peak - 1)).logAbove == 0)
    let below = law.filter { $0.key > -2 }.values.sorted().reduce(0, +)
    #expect(relativeError(exp(LatticeTail(vector, height: -2).logAbove), below) < 1e-9)
  }

  private func relativeError(_ value: Double, _ truth: Double) -> Double {
    truth == 0 ? value : abs(value / truth - 1)
  }

  @Test("One member: the binomial tail", arguments: [20, 64, 500, 5000])
  func binomial(dimension: Int) throws {
    let vector = [Int32](repeating: 1, count: dimension)
    let binomial = try BinomialDistribution(trials: dimension, probability: 0.5)
    for share in [0.1, 0.25, 0.5, 0.75] {
      let agreements = dimension - Int(Double(dimension) * (1 - share) / 2)
      let height = Double(2 * agreements - dimension)
      let expected = try binomial.atLeast(agreements)
      let tail = LatticeTail(vector, height: height)
      let found = exp(tail.logAbove) + exp(tail.logAt)
      if expected > 1e-290 { #expect(abs(found / expected - 1) < 1e-9) }
    }
  }

  @Test("Tails far below the least double stay finite")
  func deepTails() {
    for dimension in [2000, 100_000] {
      let vector = [Int32](repeating: -3, count: dimension)
      let peak = LatticeTail(vector, height: Double(3 * dimension))
      #expect(peak.logAbove == -.infinity)
      #expect(abs(peak.logAt / (-Double(dimension) * M_LN2) - 1) < 1e-9)
      // One disagreement: d of them, and the peak.
      let next = LatticeTail(vector, height: Double(3 * dimension - 6))
      #expect(
        abs(next.logAt - (log(Double(dimension)) - Double(dimension) * M_LN2)) < 1e-6)
      #expect(abs(next.logAbove / (-Double(dimension) * M_LN2) - 1) < 1e-9)
    }
  }

  @Test("A vector of zeros, and of one entry")
  func degenerate() {
    #expect(LatticeTail([0, 0], height: 0).logAt == 0)
    #expect(LatticeTail([0, 0], height: 0).logAbove == -.infinity)
    #expect(LatticeTail([0, 0], height: -1).logAbove == 0)
    #expect(abs(exp(LatticeTail([4], height: 4).logAt) - 0.5) < 1e-12)
    #expect(abs(exp(LatticeTail([4], height: 1).logAbove) - 0.5) < 1e-12)
  }
}
