import CSuperpositionKernels
import Foundation
import Testing

@testable import SuperpositionCodes

@Suite("Designed dictionaries")
struct DesignedDictionaryTests {
  private static func staircase(
    codewordCount: Int, dimension: Int, classes: Int, seed: UInt64 = 1
  ) throws -> StaircaseDictionary {
    let heights = StaircaseHeights(
      dimension: dimension, classes: classes, codewords: codewordCount, sparsity: 5)
    return try StaircaseDictionary(
      ensemble: .staircase, seed: Seed(seed), codewordCount: codewordCount, heights: heights)
  }

  @Test("A staircase's codewords are signs above their height and 0 below")
  func entries() throws {
    let dictionary = try Self.staircase(codewordCount: 333, dimension: 70, classes: 7)
    let heights = dictionary.heights.heights
    var ones = 0
    var total = 0
    for index in 0..<333 {
      // class(j) = ⌊jL/N⌋.
      #expect(dictionary.classNumber(ofCodeword: index) == index * 7 / 333)
      let height = heights[index * 7 / 333]
      let entries = dictionary.entries(ofCodeword: index)
      #expect(entries.count == 70)
      #expect(entries.prefix(height).allSatisfy { abs($0) == 1 })
      #expect(entries.dropFirst(height).allSatisfy { $0 == 0 })
      ones += entries.count { $0 == 1 }
      total += height
      #expect(dictionary.squaredNorms()[index] == Double(height))
    }
    // Fair signs: five standard deviations.
    #expect(abs(Double(2 * ones - total)) < 5 * Double(total).squareRoot())
  }

  @Test("Encoding and correlating agree with the entries")
  func products() throws {
    let dictionary = try Self.staircase(codewordCount: 200, dimension: 45, classes: 9)
    let support = Support([0, 21, 22, 23, 100, 150, 199])
    let vector = (0..<45).map { Double($0 * $0 % 17) - 8 }
    var sum = [Double](repeating: 0, count: 45)
    for index in support {
      for (row, entry) in dictionary.entries(ofCodeword: index).enumerated() { sum[row] += entry }
    }
    #expect(dictionary.encode(support).map(Double.init) == sum)
    #expect(
      dictionary.weightedSum(
        codewords: support.indices, weights: [Double](repeating: 1, count: support.count)) == sum)
    let correlations = dictionary.correlations(with: vector)
    #expect(correlations.count == 200)
    for index in 0..<200 {
      let expected = zip(dictionary.entries(ofCodeword: index), vector).reduce(0) {
        $0 + $1.0 * $1.1
      }
      #expect(correlations[index] == expected)
    }
  }

  @Test("A staircase depends on its seed alone, and its dimensions are not nested")
  func seeds() throws {
    let first = try Self.staircase(codewordCount: 100, dimension: 30, classes: 4)
    let again = try Self.staircase(codewordCount: 100, dimension: 30, classes: 4)
    let other = try Self.staircase(codewordCount: 100, dimension: 30, classes: 4, seed: 2)
    let all = Array(0..<100)
    #expect(all.allSatisfy { first.entries(ofCodeword: $0) == again.entries(ofCodeword: $0) })
    #expect(all.contains { first.entries(ofCodeword: $0) != other.entries(ofCodeword: $0) })
    #expect(first.nested(dimension: 20) == nil)
  }

  @Test("Names of ensembles, and what is none")
  func names() throws {
    #expect(Ensemble(rawValue: "staircase") == .staircase)
    #expect(Ensemble(rawValue: "staircase:64")?.classes == 64)
    #expect(Ensemble(rawValue: "staircase:64")?.rawValue == "staircase:64")
    for argument in ["", "0", "-1", "064", "1e3", "16385"] {
      #expect(Ensemble(rawValue: "staircase:" + argument) == nil, "\(argument)")
    }
    for wrong in ["bch:3", "rademacher:2", "stair"] {
      #expect(Ensemble(rawValue: wrong) == nil, "\(wrong)")
    }
    // The raw values enter every seed.
    #expect(Ensemble.Kind.staircase.number == 3 && Ensemble.Kind.bch.number == 4)
  }

  @Test("More classes than codewords are refused, as is a dictionary larger than the memory")
  func refusals() async throws {
    let model = SignalModel(sparsity: 2)
    await #expect(throws: DictionaryError.moreClassesThanCodewords(classes: 64, codewords: 10)) {
      _ = try await #require(Ensemble(rawValue: "staircase:64")).makeCodebook(
        seed: Seed(1), codewordCount: 10, dimension: 20, model: model)
    }
    await #expect(throws: DictionaryError.self) {
      _ = try await Ensemble.staircase.makeCodebook(
        seed: Seed(1), codewordCount: 1 << 50, dimension: 1000, model: model)
    }
  }

  @Test("BCH codewords are the same stored, generated, alone and from a longer dictionary")
  func bch() throws {
    let stored = try BCHDictionary(codewordCount: 150, dimension: 77)
    let generated = try BCHDictionary(codewordCount: 150, dimension: 77, isStored: false)
    let longer = try #require(
      try BCHDictionary(codewordCount: 150, dimension: 100).nested(dimension: 77)
        as? BCHDictionary)
    let vector = (0..<77).map { Double($0 * $0 % 23) - 11 }
    let expected = (0..<150).map { index in
      zip(generated.entries(ofCodeword: index), vector).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let support = Support([0, 3, 64, 149])
    for dictionary in [stored, generated, longer] {
      #expect(dictionary.correlations(with: vector) == expected)
      #expect(dictionary.encode(support) == generated.encode(support))
      var chunks: [Int: [Int32]] = [:]
      MatchedFilter.forEachChunk([FixedPointVector(vector)], dictionary: dictionary) {
        chunks[$1] = Array($2)
      }
      #expect(chunks.values.reduce(0) { $0 + $1.count } == 150)
    }
    // Feature 0 is the element 0: all bits clear.
    #expect(stored.entries(ofCodeword: 0).allSatisfy { $0 == 1 })
  }

  @Test("Sums of exponentials, the same on every tier")
  func exponentials() {
    let values = (0..<1003).map { Int32($0 * 7919 % 2000) - 1900 }
    for count in [0, 1, 7, 8, 64, 1003] {
      var results: [[Float]] = []
      for tier in availableTiers {
        let before = superpose_tier_in_use()
        guard superpose_use_tier(tier) == 0 else { continue }
        var sums = [Float](repeating: 0, count: 3)
        superpose_exponential_sums(values, count, 50, 0.013, -2.1, &sums)
        _ = superpose_use_tier(before)
        results.append(sums)
      }
      #expect(results.allSatisfy { $0 == results[0] })
      for power in 1...3 {
        let expected = values.prefix(count).filter { $0 < 50 }.reduce(0.0) {
          $0 + exp(Double(power) * max(-28, 0.013 * Double($1) - 2.1))
        }
        #expect(abs(Double(results[0][power - 1]) - expected) <= 4e-6 * expected)
      }
    }
  }
}
