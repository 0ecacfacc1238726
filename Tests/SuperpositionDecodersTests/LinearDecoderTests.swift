import SuperpositionCodes
import Testing

@testable import SuperpositionDecoders

/// The linear one-step decoders, against reference values and the law of their interference.
@Suite struct LinearDecoderTests {
  private static func rates(
    _ names: [String], codewordCount: Int, sparsity: Int, dimension: Int, dictionaries: Int,
    trials: Int
  ) throws -> [Double] {
    var right = [Int](repeating: 0, count: names.count)
    for number in 0..<dictionaries {
      let seed = Seed(UInt64(number))
      let dictionary = try RademacherDictionary(
        seed: seed, codewordCount: codewordCount, dimension: dimension)
      let supports = (0..<trials).map { trial in
        var generator = CounterBasedGenerator(seed[.support, UInt64(trial)])
        return Support.random(
          sparsity: sparsity, codewordCount: codewordCount, using: &generator)
      }
      let codes = supports.map { ReceivedCode(dictionary.encode($0)) }
      for (place, name) in names.enumerated() {
        let decoded = try DecoderCatalog.decoder(named: name)
          .prepared(for: dictionary, model: SignalModel(sparsity: sparsity)).decode(codes)
        right[place] += zip(decoded, supports).count { $0.support == $1 }
      }
    }
    return right.map { Double($0) / Double(dictionaries * trials) }
  }

  /// Exact success, averaged over dictionaries, whose own spread is .03.
  @Test func succeedAsTheReferenceDoes() throws {
    let names = ["topk", "pinv", "lmmse", "map-linear"]
    let small = try Self.rates(
      names, codewordCount: 256, sparsity: 4, dimension: 48, dictionaries: 24, trials: 150)
    for (rate, expected) in zip(small, [0.457, 0.633, 0.646, 0.676]) {
      #expect(abs(rate - expected) < 0.05, "\(small)")
    }
    // On the same codes, so that the order is far more certain.
    #expect(small[0] < small[1] && small[1] < small[2] && small[2] < small[3], "\(small)")
    let large = try Self.rates(
      names, codewordCount: 1024, sparsity: 8, dimension: 160, dictionaries: 5, trials: 100)
    for (rate, expected) in zip(large, [0.519, 0.710, 0.716, 0.726]) {
      #expect(abs(rate - expected) < 0.1, "\(large)")
    }
  }

  /// The interference of a member in the whitened correlation of another codeword has the variance
  /// (1/d)(1 - d/N).
  @Test(arguments: [(64, 16), (64, 48), (256, 24), (256, 48), (256, 128), (500, 80)])
  func whitenedInterferenceFollowsItsLaw(_ count: Int, _ dimension: Int) throws {
    let dictionary = try RademacherDictionary(
      seed: Seed(7), codewordCount: count, dimension: dimension)
    let filter = try LinearFilter(codebook: dictionary, statistics: nil)
    var values: [Double] = []
    for member in 0..<count {
      let image = try filter.image(of: dictionary.entries(ofCodeword: member))
      let estimates = dictionary.correlations(with: image)
      var sum = 0.0
      for (other, estimate) in estimates.enumerated() where other != member {
        sum += estimate * estimate
      }
      values.append(sum / Double(count - 1) / (estimates[member] * estimates[member]))
    }
    let mean = values.reduce(0, +) / Double(count)
    let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
    let error = (spread / Double(count)).squareRoot()
    let d = Double(dimension)
    let law = (1 - d / Double(count)) / d
    // The mean over members lies above the law by the spread of the diagonal, of order 1/N.
    #expect(abs(mean - law) < 4 * error + 3 * law / Double(count), "\(mean), not \(law)")
  }

  /// The least-norm solution, the linear estimate and the log odds, written out.
  @Test func readAllEnsembles() throws {
    let staircase = try StaircaseDictionary(
      ensemble: .staircase, seed: Seed(1), codewordCount: 64,
      heights: StaircaseHeights(dimension: 50, classes: 4, codewords: 64, sparsity: 2))
    let books: [any Codebook] = [
      staircase,
      try RademacherDictionary(seed: Seed(1), codewordCount: 64, dimension: 40),
      try DenseCodebook(ensemble: .gaussian, seed: Seed(1), codewordCount: 64, dimension: 40),
      // More coordinates than codewords: the covariance is singular, and nothing interferes.
      try DenseCodebook(ensemble: .sphere, seed: Seed(1), codewordCount: 30, dimension: 40),
    ]
    for name in ["pinv", "lmmse", "map-linear"] {
      let decoder = try DecoderCatalog.decoder(named: name)
      for codebook in books {
        for sparsity in [2, codebook.codewordCount] {
          var generator = CounterBasedGenerator(Seed(3))
          let support = Support.random(
            sparsity: sparsity, codewordCount: codebook.codewordCount, using: &generator)
          let code = ReceivedCode(try codebook.encode(Signal(support)))
          let decoded = try decoder.decode(code, sparsity: sparsity, codebook: codebook)
          #expect(decoded.support == support, "\(name), \(codebook.ensemble), k = \(sparsity)")
        }
      }
    }
  }

  /// All codes are the same: nothing can be told, and nothing is not invertible without a word.
  @Test(arguments: ["pinv", "lmmse", "map-linear"])
  func equalCodewordsDecodeToSomething(name: String) throws {
    let codebook = DenseCodebook(
      ensemble: .gaussian, entries: [Float](repeating: 1, count: 40), codewordCount: 10,
      dimension: 4)
    let found = try DecoderCatalog.decoder(named: name).decode(
      ReceivedCode(try codebook.encode(Signal(Support([2, 5])))), sparsity: 2, codebook: codebook)
    #expect(found.support.count == 2)
  }
}
