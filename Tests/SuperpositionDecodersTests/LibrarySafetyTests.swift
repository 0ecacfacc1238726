import SuperpositionCodes
import SuperpositionDecoders
import Testing

/// What a caller can get wrong is said by name, before anything is read; the address sanitizer runs
/// these tests too.
@Suite struct LibrarySafetyTests {
  static let names = PermutationTests.decoders

  private func dictionaries() throws -> [any Codebook] {
    let stored = try RademacherDictionary(seed: Seed(1), codewordCount: 70, dimension: 13)
    return [
      stored,
      try RademacherDictionary(
        seed: Seed(1), codewordCount: 70, dimension: 13, residence: .generated),
      try stored.permuted(Array(0..<70)),
      try DenseCodebook(ensemble: .gaussian, seed: Seed(1), codewordCount: 70, dimension: 13),
    ]
  }

  @Test func supportsBeyondTheDictionaryAreRefused() throws {
    for dictionary in try dictionaries() {
      for (support, wrong) in [([3, 70], 70), ([-1, 4], -1), ([Int.max], Int.max)] {
        #expect(throws: CodebookError.codewordOutOfRange(wrong, codewordCount: 70)) {
          try dictionary.encode(Signal(Support(support)))
        }
        #expect(throws: CodebookError.codewordOutOfRange(wrong, codewordCount: 70)) {
          try dictionary.encode(
            Signal(Support(support), coefficients: support.map { _ in 0.5 }))
        }
      }
      #expect(throws: Never.self) { try dictionary.encode(Signal(Support([0, 69]))) }
      let nothing = ReceivedCode(try dictionary.encode(Signal(Support([]))))
      #expect(nothing.energy == 0 && nothing.dimension == 13)
    }
  }

  @Test(arguments: names) func wrongSparsitiesAreRefused(_ name: String) throws {
    let decoder = try DecoderCatalog.decoder(named: name)
    for dictionary in try dictionaries()
    where decoder.ensembles.contains(dictionary.ensemble.kind) {
      let code = ReceivedCode([Int32](repeating: 1, count: 13))
      for sparsity in [0, -1, 71, Int.min, Int.max] {
        #expect(throws: DecoderError.sparsityOutOfRange(sparsity, codewordCount: 70)) {
          try decoder.decode(code, sparsity: sparsity, codebook: dictionary)
        }
      }
    }
  }

  @Test(arguments: names) func codesOfAnotherDimensionAreRefused(_ name: String) throws {
    let decoder = try DecoderCatalog.decoder(named: name)
    for dictionary in try dictionaries()
    where decoder.ensembles.contains(dictionary.ensemble.kind) {
      let prepared = try decoder.prepared(for: dictionary, model: SignalModel(sparsity: 1))
      for dimension in [0, 1, 12, 14, 1000] {
        let wrong = DecoderError.dimensionMismatch(code: dimension, codebook: 13)
        #expect(throws: wrong) {
          try prepared.decode([ReceivedCode([Int32](repeating: 1, count: dimension))])
        }
        #expect(throws: wrong) {
          try prepared.decode([
            ReceivedCode([Double](repeating: 1, count: dimension), noisePower: 0)
          ])
        }
      }
    }
  }

  @Test(arguments: names) func coordinatesThatAreNoNumbersAreRefused(_ name: String) throws {
    let decoder = try DecoderCatalog.decoder(named: name)
    for dictionary in try dictionaries()
    where decoder.ensembles.contains(dictionary.ensemble.kind) {
      for wrong in [Double.nan, .infinity, -.infinity] {
        var values = [Double](repeating: 1, count: 13)
        values[4] = wrong
        #expect(throws: DecoderError.coordinateNotFinite(4)) {
          try decoder.decode(
            ReceivedCode(values, noisePower: 1), sparsity: 1, codebook: dictionary)
        }
      }
    }
  }

  /// A prepared decoder is bound to the noise it was told of, and gives what the plain call gives.
  @Test(arguments: names) func preparedDecodersAreTheDecoder(_ name: String) throws {
    let decoder = try DecoderCatalog.decoder(named: name)
    let sparsity = decoder.covers(sparsity: 3) ? 3 : 1
    let instance = try Instance(
      seed: 9, codewordCount: 200, sparsity: sparsity, dimension: 60, noise: 0.1)
    let prepared = try decoder.prepared(
      for: instance.dictionary, model: SignalModel(sparsity: sparsity, noisePower: 0.1))
    let once = try prepared.decode([instance.code])
    #expect(once.count == 1)
    #expect(try prepared.decode([instance.code, instance.code]) == once + once)
    #expect(
      try decoder.decode(instance.code, sparsity: sparsity, codebook: instance.dictionary)
        == once[0])
    #expect(throws: DecoderError.noisePowerMismatch(code: 0, model: 0.1)) {
      try prepared.decode([ReceivedCode([Int32](repeating: 1, count: 60))])
    }
  }
}
