import Foundation
import Testing

@testable import SuperpositionEstimation

/// Profiles and matchings with known answers.
@Suite("Geometry of dictionaries")
struct DictionaryGeometryTests {
  /// Numbers without structure from the sine of large arguments: no generator of the suite's own.
  static func matrix(_ rows: Int, _ dimension: Int, seed: Int) -> [Float] {
    (0..<rows * dimension).map { index in
      let value = sin(Double(index + 1) * 12.9898 + Double(seed) * 78.233) * 43758.5453
      return Float(value - value.rounded(.down) - 0.5)
    }
  }

  static func rows(_ entries: [Float], _ order: [Int], _ dimension: Int) -> [Float] {
    order.flatMap { entries[$0 * dimension..<($0 + 1) * dimension] }
  }

  @Test("orthogonal codewords of different norms")
  func orthogonal() async throws {
    let profile = try await DictionaryProfile(
      entries: [3, 0, 0, 0, 2, 0, 0, 0, 1], dimension: 3)
    #expect(profile.norms == [1, 2, 3])
    #expect(profile.coherence == 0)
    #expect(profile.nearestCosines == [0, 0, 0])
    #expect(abs(profile.conditionNumber - 3) < 1e-12)
    #expect(abs(profile.meanNorm - (14.0).squareRoot() / 3) < 1e-12)
    // N ≤ d: the centred moment is singular.
    #expect(profile.whiteningConditionNumber == .infinity)
  }

  @Test("± the axes: a known spectrum, opposite codewords")
  func axes() async throws {
    let profile = try await DictionaryProfile(
      entries: [2, 0, -2, 0, 0, 1, 0, -1], dimension: 2)
    #expect(profile.meanNorm == 0)
    // Eigenvalues 2 and 1/2.
    #expect(abs(profile.participationRank - 6.25 / 4.25) < 1e-12)
    #expect(abs(profile.whiteningConditionNumber - 4) < 1e-12)
    #expect(profile.coherence == 1)
    #expect(profile.nearestCosines == [0, 0, 0, 0])
  }

  @Test("duplicates and zero rows are counted; zero rows have no cosine")
  func duplicates() async throws {
    let profile = try await DictionaryProfile(
      entries: [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, -1, 0.5], dimension: 2)
    #expect(profile.zeroCount == 2)
    #expect(profile.duplicateCount == 2)
    #expect(profile.nearestCosines.count == 4)
    #expect(profile.nearestCosines.last == 1)
    let alone = try await DictionaryProfile(entries: [1, 2], dimension: 2)
    #expect(alone.coherence == nil && alone.nearestCosines.isEmpty)
  }

  @Test("blocks and workers change nothing: beside every pair in double precision")
  func blocks() async throws {
    let dimension = 5
    let count = 700
    let entries = Self.matrix(count, dimension, seed: 1)
    let profile = try await DictionaryProfile(entries: entries, dimension: dimension, jobs: 3)
    var nearest = [Double](repeating: -2, count: count)
    var coherence = 0.0
    for i in 0..<count {
      for j in 0..<count where i != j {
        let value = Self.cosine(entries, i, entries, j, dimension)
        nearest[i] = max(nearest[i], value)
        coherence = max(coherence, abs(value))
      }
    }
    for (found, expected) in zip(profile.nearestCosines, nearest.sorted()) {
      #expect(abs(found - expected) < 1e-6)
    }
    #expect(abs((profile.coherence ?? 0) - coherence) < 1e-6)
  }

  static func cosine(_ a: [Float], _ i: Int, _ b: [Float], _ j: Int, _ dimension: Int) -> Double {
    var dot = 0.0
    var energyA = 0.0
    var energyB = 0.0
    for coordinate in 0..<dimension {
      let x = Double(a[i * dimension + coordinate])
      let y = Double(b[j * dimension + coordinate])
      dot += x * y
      energyA += x * x
      energyB += y * y
    }
    return dot / (energyA * energyB).squareRoot()
  }

  @Test("a permuted and rescaled copy is found again", arguments: [1 << 24, 0])
  func permuted(exactLimit: Int) async throws {
    let dimension = 12
    let entries = Self.matrix(300, dimension, seed: 2)
    let order = (0..<300).map { $0 * 7 % 300 }
    let copy = Self.rows(entries, order, dimension).map { $0 * 3 }
    let matching = try await DictionaryMatching(
      entries, copy, dimension: dimension, jobs: 2, exactLimit: exactLimit)
    for pair in matching.pairs { #expect(order[pair.second] == pair.first) }
    #expect(matching.pairs.count == 300 && matching.unmatchedFirst == 0)
    #expect(matching.fraction(above: 0.9) == 1)
    #expect(abs(matching.meanCosine - 1) < 1e-6)
    #expect(matching.suboptimality < 1e-6)
  }

  @Test("beside all matchings of up to seven codewords", arguments: 1...12)
  func bruteForce(seed: Int) async throws {
    let dimension = 3
    let (small, large) = (3 + seed % 3, 5 + seed % 3)
    let a = Self.matrix(small, dimension, seed: seed)
    let b = Self.matrix(large, dimension, seed: seed + 100)
    func best(_ row: Int, _ taken: Set<Int>) -> Double {
      if row == small { return 0 }
      return (0..<large).filter { !taken.contains($0) }
        .map { Self.cosine(a, row, b, $0, dimension) + best(row + 1, taken.union([$0])) }
        .max() ?? 0
    }
    let expected = best(0, []) / Double(small)
    for limit in [DictionaryMatching.exactLimit, 0] {
      // All pairs are candidates here, so the sparse solver has to be exact too.
      let matching = try await DictionaryMatching(
        a, b, dimension: dimension, candidates: large, exactLimit: limit)
      #expect(abs(matching.meanCosine - expected) < 1e-6)
      #expect(matching.suboptimality < 1e-5)
      let turned = try await DictionaryMatching(
        b, a, dimension: dimension, candidates: large, exactLimit: limit)
      #expect(abs(turned.meanCosine - expected) < 1e-6)
      #expect(turned.unmatchedFirst == large - small && turned.unmatchedSecond == 0)
    }
  }

  @Test("with few candidates the stated bound covers the best matching", arguments: [1, 2, 4])
  func bound(candidates: Int) async throws {
    let dimension = 4
    let a = Self.matrix(150, dimension, seed: 5)
    let b = Self.matrix(170, dimension, seed: 6)
    let exact = try await DictionaryMatching(a, b, dimension: dimension)
    let sparse = try await DictionaryMatching(
      a, b, dimension: dimension, candidates: candidates, exactLimit: 0)
    #expect(Set(sparse.pairs.map(\.second)).count == 150)
    #expect(sparse.meanCosine <= exact.meanCosine + 1e-6)
    #expect(sparse.meanCosine + sparse.suboptimality >= exact.meanCosine - 1e-6)
    #expect(sparse.suboptimality < 1)
  }
}
