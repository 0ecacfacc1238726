import Foundation
import Testing

@testable import SuperpositionDecoders

@Suite("Transforms at the decoder")
struct DictionaryTransformTests {
  static let dimension = 6

  /// Codewords with a mean and unequal, correlated coordinates.
  static let entries: [Float] = {
    var entries: [Float] = []
    for row in 0..<400 {
      let raw: [Double] = (0..<dimension).map { column in
        let value = sin(Double(row * dimension + column + 1) * 12.9898) * 43758.5453
        return value - value.rounded(.down) - 0.5
      }
      for column in 0..<dimension {
        let value: Double = raw[column] * Double(column + 1) + raw[0] + 0.5 * Double(column)
        entries.append(Float(value))
      }
    }
    return entries
  }()

  @Test("whitened codewords have the identity for second moment", arguments: [true, false])
  func whitened(center: Bool) throws {
    var entries = Self.entries
    let transform = try DictionaryTransform(
      fitting: entries, dimension: Self.dimension, center: center, whiten: true)
    transform.apply(to: &entries)
    let moments = DictionaryMoments(entries: entries, dimension: Self.dimension)
    let second = moments.secondMoment(centered: false)
    for row in 0..<Self.dimension {
      if center { #expect(abs(moments.mean[row]) < 1e-6) }
      for column in 0...row {
        #expect(abs(second[row * Self.dimension + column] - (row == column ? 1 : 0)) < 1e-5)
      }
    }
  }

  @Test(
    "the transformed code is the sum of the transformed codewords",
    arguments: [(true, true), (true, false), (false, true), (false, false)])
  func codes(center: Bool, whiten: Bool) throws {
    let support = [3, 77, 78, 300]
    var code = [Double](repeating: 0, count: Self.dimension)
    for row in support {
      for column in code.indices {
        code[column] += Double(Self.entries[row * Self.dimension + column])
      }
    }
    let transform = try DictionaryTransform(
      fitting: Self.entries, dimension: Self.dimension, center: center, whiten: whiten)
    var entries = Self.entries
    transform.apply(to: &entries)
    let found = transform.transformed(code: code, coefficientSum: Double(support.count))
    for column in code.indices {
      let expected = support.reduce(0) { $0 + Double(entries[$1 * Self.dimension + column]) }
      #expect(abs(found[column] - expected) < 1e-5)
    }
  }

  @Test("too few codewords and directions without spread are refused")
  func refusals() {
    #expect(throws: DictionaryTransformError.tooFewCodewords(count: 2, dimension: 2)) {
      try DictionaryTransform(
        fitting: [1, 0, 0, 1], dimension: 2, center: false, whiten: true)
    }
    #expect {
      try DictionaryTransform(
        fitting: [1, 1e-5, 2, 0, 3, 1e-5], dimension: 2, center: true, whiten: true)
    } throws: {
      if case DictionaryTransformError.illConditioned = $0 { true } else { false }
    }
  }
}
