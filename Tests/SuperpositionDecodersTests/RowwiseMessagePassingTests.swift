import Foundation
import SuperpositionCodes
import Testing

@testable import SuperpositionDecoders

@Suite("Message passing on the staircase")
struct RowwiseMessagePassingTests {
  private struct Setting {
    var logCodewords = 14
    var sparsity = 64
    let classes: Int
    let dimension: Int
    var usesParity = false
    var excessVariances = [0.5]

    func dictionary(seed: UInt64) throws -> StaircaseDictionary {
      try StaircaseDictionary(
        ensemble: .staircase, seed: Seed(seed), codewordCount: 1 << logCodewords,
        heights: StaircaseHeights(
          dimension: dimension, classes: classes, codewords: 1 << logCodewords,
          sparsity: sparsity))
    }

    /// Successes of 16 codes on each of `dictionaries` dictionaries.
    func successes(dictionaries: Int) throws -> Int {
      var configuration = RowwiseMessagePassingConfiguration()
      configuration.usesParity = usesParity
      configuration.excessVariances = excessVariances
      var successes = 0
      for number in 0..<dictionaries {
        let dictionary = try dictionary(seed: UInt64(number + 1))
        var generator = CounterBasedGenerator(Seed(1000 + UInt64(number)))
        let supports = (0..<16).map { _ in
          Support.random(
            sparsity: sparsity, codewordCount: 1 << logCodewords, using: &generator)
        }
        let found = RowwiseMessagePassing.decode(
          supports.map { ReceivedCode(dictionary.encode($0)) }, sparsity: sparsity,
          dictionary: dictionary, configuration: configuration)
        for (decoding, support) in zip(found, supports) {
          if decoding.outcome == .consistent {
            // k signs that reproduce the code: in this regime the support itself.
            #expect(decoding.support == support)
          }
          if decoding.support == support { successes += 1 }
        }
      }
      return successes
    }
  }

  @Test("The reference's transitions at (2^14, 64): 64 codes, five standard errors")
  func reference() throws {
    // The dimensions at which an independent implementation has P = 0.50, 0.95 and, with parity,
    // 0.50; of 64 codes.
    let half = try Setting(classes: 32, dimension: 244).successes(dictionaries: 4)
    #expect(abs(half - 32) <= 20)
    let most = try Setting(classes: 32, dimension: 286).successes(dictionaries: 4)
    #expect(most >= 61 - 9)
    let parity = try Setting(
      classes: 256, dimension: 213, usesParity: true, excessVariances: [0.45]
    ).successes(dictionaries: 4)
    #expect(abs(parity - 32) <= 20)
    // 25 rows before, without the parities, there is next to nothing.
    let without = try Setting(classes: 32, dimension: 213).successes(dictionaries: 2)
    #expect(without <= 4)
  }

  @Test("Codes that one path leaves undecoded are found on another, and none is lost")
  func attempts() throws {
    // By an independent program, 48 codes at this point: 17 by one path, 24 by all three.
    let one = try Setting(
      classes: 256, dimension: 211, usesParity: true, excessVariances: [0.45]
    ).successes(dictionaries: 4)
    let all = try Setting(
      classes: 256, dimension: 211, usesParity: true,
      excessVariances: RowwiseMessagePassingConfiguration().excessVariances
    ).successes(dictionaries: 4)
    // Each success of the first path stays one; 64 · 7/48 more are expected, with deviation 2.8.
    #expect(all >= one + 2, "\(one) and \(all)")
  }

  @Test("A code's decoding does not depend on the batch, and the plain case has one class")
  func batches() throws {
    let setting = Setting(logCodewords: 11, sparsity: 12, classes: 16, dimension: 80)
    let dictionary = try setting.dictionary(seed: 3)
    var generator = CounterBasedGenerator(Seed(4))
    let codes = (0..<5).map { _ in
      ReceivedCode(
        dictionary.encode(
          Support.random(sparsity: 12, codewordCount: 1 << 11, using: &generator)))
    }
    let decoder = ApproximateMessagePassingDecoder()
    let together = try decoder.decode(codes, sparsity: 12, codebook: dictionary)
    for (code, decoding) in zip(codes, together) {
      #expect(try decoder.decode(code, sparsity: 12, codebook: dictionary) == decoding)
    }
    let plain = Setting(logCodewords: 11, sparsity: 12, classes: 1, dimension: 200)
    #expect(try plain.successes(dictionaries: 1) == 16)
  }

  @Test("With noise: at a high signal-to-noise ratio the support is found")
  func noise() throws {
    let heights = StaircaseHeights(
      dimension: 330, classes: 16, codewords: 1 << 13, sparsity: 32, noise: 0.3)
    let dictionary = try StaircaseDictionary(
      ensemble: .staircase, seed: Seed(9), codewordCount: 1 << 13, heights: heights)
    var generator = CounterBasedGenerator(Seed(10))
    let supports = (0..<8).map { _ in
      Support.random(sparsity: 32, codewordCount: 1 << 13, using: &generator)
    }
    let codes = supports.enumerated().map { number, support in
      ReceivedCode(
        dictionary.encode(support),
        noise: GaussianChannel.noise(power: 0.3, dimension: 330, seed: Seed(UInt64(number))),
        noisePower: 0.3)
    }
    let found = try ApproximateMessagePassingDecoder().decode(
      codes, sparsity: 32, codebook: dictionary)
    #expect(zip(found, supports).count { $0.support == $1 } >= 7)
  }

  @Test("Given the parity, posteriors are those of the enumeration")
  func parity() {
    var generator = CounterBasedGenerator(Seed(11))
    for isOdd in [false, true] {
      for _ in 0..<20 {
        let logOdds = (0..<7).map { _ in 6 * generator.uniform() - 4 }
        var work = GroupWork()
        work.begin()
        for (number, value) in logOdds.enumerated() {
          work.add(codeword: number, number: 0, before: 0, logOdds: value)
        }
        _ = work.finish(isOdd: isOdd, cut: 0.01)
        let probabilities = logOdds.map { 1 / (1 + exp(-$0)) }
        var total = 0.0
        var marginal = [Double](repeating: 0, count: 7)
        for subset in 0..<128 where (subset.nonzeroBitCount % 2 == 1) == isOdd {
          let weight = probabilities.enumerated().reduce(1.0) {
            $0 * (subset >> $1.offset & 1 == 1 ? $1.element : 1 - $1.element)
          }
          total += weight
          for number in 0..<7 where subset >> number & 1 == 1 { marginal[number] += weight }
        }
        for (number, candidate) in work.candidates.enumerated() {
          let posterior = 1 / (1 + exp(-work.posteriorLogOdds(candidate)))
          #expect(abs(posterior - marginal[number] / total) < 1e-9)
        }
      }
    }
  }

  @Test("Codewords below the cut count as a sum: close to the enumeration of all")
  func sums() {
    // 500 codewords of small odds, by their sums, beside two candidates.
    let odds = (0..<500).map { 1e-3 * (1 + Double($0 % 7)) }
    let first = odds.reduce(0, +)
    let second = odds.reduce(0) { $0 + $1 * $1 }
    let third = odds.reduce(0) { $0 + $1 * $1 * $1 }
    let sums = GroupWork.ClassSums(first: first, second: second, third: third)
    let variance = odds.reduce(0) { $0 + $1 / (1 + $1) }
    #expect(abs(sums.variance(factor: 1) - variance) < 1e-5 * variance)
    let logProduct = odds.reduce(0) { $0 + log(abs((1 - $1) / (1 + $1))) }
    #expect(abs(sums.logProduct - logProduct) < 1e-6)
    var fewer = sums
    fewer.remove(exponent: log(odds[6]))
    #expect(abs(fewer.first - (first - odds[6])) < 1e-12)
  }
}
