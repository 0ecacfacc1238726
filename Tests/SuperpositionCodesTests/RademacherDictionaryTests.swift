import Foundation
import Testing

@testable import SuperpositionCodes

@Suite("Rademacher dictionary")
struct RademacherDictionaryTests {
  @Test("An entry is the bit of the counter-based generator that the definition names")
  func definition() throws {
    let seed = Seed(0x0123_4567_89AB_CDEF)
    let dictionary = try RademacherDictionary(seed: seed, codewordCount: 200, dimension: 300)
    for index in [0, 1, 63, 64, 199] {
      for coordinate in [0, 31, 32, 127, 128, 255, 299] {
        let block = Philox4x32.block(
          counter: SIMD4(UInt32(index), 0, UInt32(coordinate / 128), 0),
          key: SIMD2(0x89AB_CDEF, 0x0123_4567))
        let isSet = block[coordinate % 128 / 32] >> UInt32(coordinate % 32) & 1 == 1
        #expect(
          dictionary[codeword: index, coordinate: coordinate] == (isSet ? -1 : 1),
          "codeword \(index), coordinate \(coordinate)")
      }
    }
  }

  @Test("Stored and generated dictionaries are the same, chunk by chunk")
  func residences() throws {
    for (count, dimension) in [(1, 1), (64, 8), (65, 9), (1000, 300), (5000, 1000)] {
      let stored = try RademacherDictionary(
        seed: Seed(5), codewordCount: count, dimension: dimension)
      let generated = try RademacherDictionary(
        seed: Seed(5), codewordCount: count, dimension: dimension, residence: .generated)
      for index in stride(from: 0, to: count, by: max(1, count / 37)) {
        #expect(stored.codeword(index) == generated.codeword(index), "codeword \(index)")
      }
      #expect(bytes(of: stored) == bytes(of: generated), "N = \(count), d = \(dimension)")
    }
  }

  private func bytes(of dictionary: RademacherDictionary) -> [UInt8] {
    var bytes: [UInt8] = []
    dictionary.forEachChunk { chunk in
      for tile in 0..<chunk.tileCount {
        bytes += UnsafeBufferPointer(
          start: chunk.tiles + tile * chunk.tileStride,
          count: (dictionary.dimension + 7) / 8 * RademacherDictionary.tileWidth)
      }
    }
    return bytes
  }

  @Test("The first coordinates of a longer dictionary are the shorter one")
  func nestedDimensions() throws {
    let long = try RademacherDictionary(seed: Seed(9), codewordCount: 130, dimension: 517)
    for dimension in [1, 7, 8, 128, 129, 300, 517] {
      let short = try RademacherDictionary(
        seed: Seed(9), codewordCount: 130, dimension: dimension)
      let view = long.truncated(to: dimension)
      let support = Support([3, 64, 100, 129])
      #expect(view.encode(support) == short.encode(support))
      for index in [0, 63, 129] { #expect(view.codeword(index) == short.codeword(index)) }
    }
  }

  @Test("Filling by several workers gives the same entries")
  func workers() async throws {
    let alone = try RademacherDictionary(seed: Seed(4), codewordCount: 1000, dimension: 77)
    let together = try await RademacherDictionary(
      seed: Seed(4), codewordCount: 1000, dimension: 77, workers: 3)
    #expect(bytes(of: alone) == bytes(of: together))
  }

  @Test("Different seeds give different dictionaries")
  func seeds() throws {
    let one = try RademacherDictionary(seed: Seed(1), codewordCount: 64, dimension: 512)
    let two = try RademacherDictionary(seed: Seed(2), codewordCount: 64, dimension: 512)
    #expect(bytes(of: one) != bytes(of: two))
  }

  @Test("Signs are balanced and codewords uncorrelated, within five standard errors")
  func balance() throws {
    let count = 2048
    let dimension = 1024
    let dictionary = try RademacherDictionary(
      seed: Seed(11), codewordCount: count, dimension: dimension)
    var negatives = 0
    for byte in bytes(of: dictionary) { negatives += byte.nonzeroBitCount }
    let entries = Double(count * dimension)
    #expect(abs(Double(negatives) - entries / 2) < 5 * (entries / 4).squareRoot())
    // ⟨f_i, f_j⟩²/d has mean 1 and variance about 2.
    let pairs = count / 2
    var sum = 0.0
    for pair in 0..<pairs {
      let code = dictionary.encode(Support([2 * pair, 2 * pair + 1]))
      let energy = code.reduce(0) { $0 + Int($1) * Int($1) }
      let product = Double(energy - 2 * dimension) / 2
      sum += product * product / Double(dimension)
    }
    #expect(abs(sum / Double(pairs) - 1) < 5 * (2 / Double(pairs)).squareRoot())
  }

  @Test("The code is the sum of the members' entries")
  func encoding() throws {
    let dictionary = try RademacherDictionary(seed: Seed(2), codewordCount: 100, dimension: 37)
    let support = Support([99, 0, 50])
    let code = dictionary.encode(support)
    for coordinate in 0..<37 {
      let sum = support.reduce(0) { $0 + dictionary[codeword: $1, coordinate: coordinate] }
      #expect(Int(code[coordinate]) == sum)
    }
    let generated = try RademacherDictionary(
      seed: Seed(2), codewordCount: 100, dimension: 37, residence: .generated)
    #expect(generated.encode(support) == code)
  }

  @Test("Memory is one bit an entry, padded to tiles and bytes")
  func size() {
    #expect(RademacherDictionary.byteCount(codewordCount: 1 << 20, dimension: 1400) == 183_500_800)
    #expect(RademacherDictionary.byteCount(codewordCount: 65, dimension: 9) == 256)
  }

  @Test("A dictionary that no machine holds is refused before anything is allocated")
  func tooLarge() {
    #expect(throws: DictionaryError.self) {
      try RademacherDictionary(seed: Seed(1), codewordCount: 1 << 60, dimension: 1 << 30)
    }
  }

  @Test("A dictionary of any size can be generated codeword by codeword")
  func hugeGenerated() throws {
    let dictionary = try RademacherDictionary(
      seed: Seed(1), codewordCount: 1 << 60, dimension: 100, residence: .generated)
    #expect(dictionary.codeword((1 << 60) - 1).count == 13)
    #expect(dictionary.codeword((1 << 60) - 1) != dictionary.codeword((1 << 28) - 1))
  }
}
