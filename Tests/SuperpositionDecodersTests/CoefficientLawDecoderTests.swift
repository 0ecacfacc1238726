import SuperpositionCodes
import SuperpositionDecoders
import Testing

/// Codes with coefficients of a law.
enum CoefficientLawTrials {
  /// How many of `trials` random supports a decoder recovers.
  static func successes(
    _ name: String, codebook: any Codebook, sparsity: Int, law: CoefficientLaw, trials: Int,
    seed: UInt64 = 1
  ) throws -> Int {
    let decoder = try DecoderCatalog.decoder(named: name)
    let model = SignalModel(sparsity: sparsity, coefficients: law)
    let supports = (0..<trials).map { trial in
      var generator = CounterBasedGenerator(Seed(seed)[.support, UInt64(trial)])
      return Support.random(
        sparsity: sparsity, codewordCount: codebook.codewordCount, using: &generator)
    }
    let codes = try supports.enumerated().map { trial, support in
      let weights = law.coefficients(
        count: sparsity, seed: Seed(seed)[.auxiliary, UInt64(trial)])
      return ReceivedCode(
        try codebook.encode(
          law == .one ? Signal(support) : Signal(support, coefficients: weights)))
    }
    let decoded = try decoder.prepared(for: codebook, model: model).decode(codes)
    return zip(decoded, supports).count { $0.support == $1 && $0.converged }
  }
}

/// Decoders at the dimensions where a reference measurement at (N, k) = (4096, 16) reads half and nine
/// tenths of the codes.
@Suite struct CoefficientLawDecoderTests {
  /// Decoder, law, and the two dimensions; the second is 0 where the reference has none.
  static let references: [(String, String, Int, Int)] = [
    ("omp", "one", 135, 170), ("omp", "uniform:0.5:2", 102, 129), ("omp", "exponential", 64, 83),
    ("omp", "half-normal", 72, 95), ("omp", "sign", 148, 186),
    ("mp:real", "one", 132, 173), ("mp:real", "uniform:0.5:2", 112, 143),
    ("mp:real", "half-normal", 252, 0), ("mp:real", "sign", 150, 184),
    ("amp", "one", 94, 108), ("amp", "uniform:0.5:2", 78, 90), ("amp", "exponential", 58, 69),
    ("amp", "half-normal", 63, 76), ("amp", "sign", 104, 115),
    ("topk", "one", 447, 585), ("topk", "uniform:0.5:2", 1316, 0), ("topk", "sign", 468, 613),
  ]

  @Test(arguments: references)
  func succeedsAsTheReferenceDoes(_ name: String, _ lawName: String, _ half: Int, _ most: Int)
    throws
  {
    let law = try CoefficientLaw(lawName)
    for (dimension, expected) in [(half, 0.5), (most, 0.9)] where dimension > 0 {
      var right = 0
      for number in 0..<8 as Range<UInt64> {
        let dictionary = try RademacherDictionary(
          seed: Seed(number), codewordCount: 4096, dimension: dimension)
        right += try CoefficientLawTrials.successes(
          name, codebook: dictionary, sparsity: 16, law: law, trials: 24, seed: number)
      }
      let rate = Double(right) / 192
      // Four standard errors of 192 codes, and as many of the reference's d, which is worth .03 each
      // where curves are steep.
      let spread = (expected * (1 - expected) / 192 + 0.03 * 0.03).squareRoot()
      #expect(abs(rate - expected) < 4 * spread, "d = \(dimension): \(rate)")
    }
  }
}
