import SuperpositionCodes
import Testing

@testable import SuperpositionDecoders

/// Message passing on real rows and for laws of coefficients.
@Suite struct LawMessagePassingTests {
  /// A code's decoding does not depend on the other codes of its batch, not even in a rounding.
  @Test(arguments: ["amp", "amp:exponential"]) func batchesChangeNothing(_ name: String) throws {
    let codebook = try DenseCodebook(
      ensemble: .gaussian, seed: Seed(5), codewordCount: 1500, dimension: 61)
    let decoder = try DecoderCatalog.decoder(named: name)
    let prepared = try decoder.prepared(for: codebook, model: SignalModel(sparsity: 6))
    let codes = try (0..<37 as Range<UInt64>).map { trial in
      var generator = CounterBasedGenerator(Seed(trial)[.support, 2])
      return ReceivedCode(
        try codebook.encode(
          Signal(Support.random(sparsity: 6, codewordCount: 1500, using: &generator))))
    }
    let together = try prepared.decode(codes)
    #expect(try codes.map { try prepared.decode([$0])[0] } == together)
    #expect(try prepared.decode(codes.reversed()).reversed() == together)
  }

  /// On signs stored as real rows it succeeds as the decoder of packed signs does: their roundings
  /// differ, their algorithm does not.
  @Test func readsSignsAsThePackedDecoder() throws {
    let dictionary = try RademacherDictionary(
      seed: Seed(3), codewordCount: 1024, dimension: 46)
    let packed = try CoefficientLawTrials.successes(
      "amp", codebook: dictionary, sparsity: 8, law: .one, trials: 150)
    let real = try CoefficientLawTrials.successes(
      "amp", codebook: DenseDecoderTests.dense(dictionary), sparsity: 8, law: .one, trials: 150)
    #expect(abs(packed - real) <= 8, "\(packed) and \(real) of 150")
    #expect(packed > 20 && packed < 148)
  }

  /// A decoder that assumes the exponential law reads other positive ones, if not as well.
  @Test func assumesALaw() throws {
    let dictionary = try RademacherDictionary(
      seed: Seed(3), codewordCount: 1024, dimension: 90)
    for law in [CoefficientLaw.halfNormal, .uniform(low: 0.5, high: 2), .one] {
      let right = try CoefficientLawTrials.successes(
        "amp:exponential", codebook: dictionary, sparsity: 8, law: law, trials: 20)
      #expect(right >= 16, "\(law): \(right)")
    }
    let staircase = try StaircaseDictionary(
      ensemble: .staircase, seed: Seed(1), codewordCount: 64,
      heights: StaircaseHeights(dimension: 20, classes: 4, codewords: 64, sparsity: 2))
    #expect(throws: DecoderError.coefficientsNotCovered(decoder: "amp", law: .exponential)) {
      try DecoderCatalog.decoder(named: "amp").prepared(
        for: staircase, model: SignalModel(sparsity: 2, coefficients: .exponential))
    }
    #expect(throws: DecoderError.self) { try DecoderCatalog.decoder(named: "amp:uniform:2:1") }
  }
}
