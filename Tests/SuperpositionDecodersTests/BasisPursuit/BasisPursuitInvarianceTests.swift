import SuperpositionCodes
import SuperpositionDecoders
import Testing

/// What basis pursuit's success does not depend on, instance by instance.
@Suite struct BasisPursuitInvarianceTests {
  private static let sparsity = 7
  private static let codebook = Result {
    try DenseCodebook(ensemble: .gaussian, seed: Seed(12), codewordCount: 120, dimension: 26)
  }

  private static func support(_ trial: Int) -> Support {
    var generator = CounterBasedGenerator(Seed(77)[.support, UInt64(trial)])
    return Support.random(sparsity: sparsity, codewordCount: 120, using: &generator)
  }

  private static func isRead(
    _ signal: Signal, codebook: any Codebook, law: CoefficientLaw
  ) throws -> Bool {
    let model = SignalModel(sparsity: sparsity, coefficients: law)
    let decoding = try DecoderCatalog.decoder(named: "bp").prepared(for: codebook, model: model)
      .decode([ReceivedCode(try codebook.encode(signal))])[0]
    return decoding.support == signal.support
  }

  /// With positive coefficients, it depends on the dictionary and the support alone: their cone is a
  /// face, or is not.
  @Test func positiveLawsAreReadAlike() throws {
    let codebook = try Self.codebook.get()
    var read = 0
    for trial in 0..<40 {
      let support = Self.support(trial)
      let ones = try Self.isRead(Signal(support), codebook: codebook, law: .one)
      if ones { read += 1 }
      // Laws whose coefficients are not so small as to be lost in the program's tolerance.
      for law in [CoefficientLaw.uniform(low: 0.5, high: 2), .logNormal(sigma: 1)] {
        let weights = law.coefficients(
          count: Self.sparsity, seed: Seed(3)[.auxiliary, UInt64(trial)])
        let isRead = try Self.isRead(
          Signal(support, coefficients: weights), codebook: codebook, law: law)
        #expect(isRead == ones, "trial \(trial), \(law)")
      }
    }
    #expect(read >= 5 && read <= 35, "\(read) of 40")
  }

  /// An invertible map of codewords and codes changes nothing.
  @Test func invertibleMapsChangeNothing() throws {
    let codebook = try Self.codebook.get()
    let dimension = codebook.dimension
    // Far from a rotation, and well conditioned: the identity and a random part.
    let map = (0..<dimension).map { row -> [Double] in
      var entries = GaussianChannel.noise(
        power: 0.03, dimension: dimension, seed: Seed(5)[.auxiliary, UInt64(row)])
      entries[row] += row % 2 == 0 ? 2 : 0.7
      return entries
    }
    let mapped = DenseCodebook(
      ensemble: .gaussian,
      entries: (0..<120).flatMap { index in
        let codeword = codebook.entries(ofCodeword: index)
        return map.map { Float(BruteForce.correlation($0, codeword)) }
      }, codewordCount: 120, dimension: dimension)
    var read = 0
    for trial in 0..<40 {
      let signal = Signal(Self.support(trial))
      let before = try Self.isRead(signal, codebook: codebook, law: .one)
      #expect(try Self.isRead(signal, codebook: mapped, law: .one) == before, "trial \(trial)")
      if before { read += 1 }
    }
    #expect(read >= 5 && read <= 35, "\(read) of 40")
  }
}
