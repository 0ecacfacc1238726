import SuperpositionCodes
import Testing

/// Small integers against the real vectors that they stand for, over all codewords of a dictionary.
@Suite struct FixedPointVectorTests {
  private static let count = 200

  private func dictionary(_ dimension: Int) throws -> RademacherDictionary {
    try RademacherDictionary(
      seed: Seed(6), codewordCount: Self.count, dimension: dimension)
  }

  private func correlations(
    _ vectors: [FixedPointVector], _ dictionary: RademacherDictionary
  ) -> [[Int32]] {
    var rows = [[Int32]](repeating: [], count: vectors.count)
    MatchedFilter.forEachChunk(vectors, dictionary: dictionary) { row, first, values in
      #expect(first == rows[row].count)
      rows[row] += values
    }
    return rows
  }

  @Test(arguments: [1, 7, 8, 9, 64, 131]) func errorsAreWithinTheBound(_ dimension: Int) throws {
    let dictionary = try dictionary(dimension)
    var generator = CounterBasedGenerator(Seed(UInt64(dimension)))
    // Normal, heavy in one entry, tiny, huge, and zero; beside an integer vector in one batch.
    let normal = GaussianChannel.noise(power: 1, dimension: dimension, seed: Seed(1))
    var heavy = normal
    heavy[dimension / 2] = 1e6
    let reals = [
      normal, heavy, normal.map { $0 * 1e-200 }, normal.map { $0 * 1e11 },
      [Double](repeating: 0, count: dimension),
    ]
    let integers = (0..<dimension).map { _ in Int32.random(in: -300...300, using: &generator) }
    let vectors = try [FixedPointVector(ReceivedCode(integers))] + reals.map(FixedPointVector.init)
    let rows = correlations(vectors, dictionary)
    #expect(vectors[0].errorBound == 0 && vectors[0].scale == 1)
    for index in 0..<Self.count {
      let codeword = dictionary.entries(ofCodeword: index)
      #expect(
        Double(rows[0][index]) == zip(codeword, integers).reduce(0) { $0 + $1.0 * Double($1.1) })
      for (number, values) in reals.enumerated() {
        let vector = vectors[number + 1]
        let exact = zip(codeword, values).reduce(0) { $0 + $1.0 * $1.1 }
        let error = abs(Double(rows[number + 1][index]) * vector.scale - exact)
        #expect(error <= vector.errorBound, "vector \(number)")
      }
    }
    // The bound is of use: about a four-hundredth of a deviation an entry.
    #expect(vectors[1].errorBound < 0.01 * Double(dimension) * 2)
  }

  @Test func largeIntegersAreRefused() throws {
    for wrong in [Int32(32768), -32768, .max, .min] {
      #expect(throws: CodebookError.codeOutOfRange) {
        try FixedPointVector(ReceivedCode([0, wrong, 0]))
      }
    }
    #expect(throws: Never.self) { try FixedPointVector(ReceivedCode([32767, -32767])) }
  }
}
