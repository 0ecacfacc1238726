import Foundation
import SuperpositionCodes
import SuperpositionDecoders
import Testing

extension BruteForce {
  static func correlations(_ code: ReceivedCode, entries: [[Double]]) -> [Double] {
    let values = code.realCoordinates
    return entries.map { correlation($0, values) }
  }

  static func topK(_ code: ReceivedCode, sparsity: Int, entries: [[Double]]) -> Support {
    let scores = correlations(code, entries: entries)
    let order = scores.indices.sorted {
      scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1
    }
    return Support(order.prefix(sparsity))
  }
}

@Suite struct OneStepDecoderTests {
  /// Random shapes from one codeword to several chunks, with and without noise.
  static func forEachInstance(
    _ count: Int, _ body: (Instance, _ sparsity: Int, _ label: String) throws -> Void
  ) throws {
    for seed in 0..<UInt64(count) {
      var generator = CounterBasedGenerator(Seed(seed)[.auxiliary, 3])
      let codewordCount = Int.random(
        in: 1...(seed % 50 == 0 ? 6000 : 300), using: &generator)
      let sparsity = Int.random(in: 1...min(codewordCount, 20), using: &generator)
      let dimension = Int.random(in: 1...200, using: &generator)
      let powers: [Double] = [0, 0, 0] + [0.01, 1, 9]
      let noise = powers[Int.random(in: 0..<6, using: &generator)]
      let instance = try Instance(
        seed: seed, codewordCount: codewordCount, sparsity: sparsity, dimension: dimension,
        noise: noise, residence: seed % 2 == 0 ? .stored : .generated)
      try body(
        instance, sparsity,
        "seed \(seed): N = \(codewordCount), k = \(sparsity), d = \(dimension), noise \(noise)")
    }
  }

  @Test func topKEqualsBruteForce() throws {
    try Self.forEachInstance(600) { instance, sparsity, label in
      let expected = BruteForce.topK(
        instance.code, sparsity: sparsity, entries: BruteForce.entries(instance.dictionary))
      let decoding = try TopKDecoder().decode(
        instance.code, sparsity: sparsity, codebook: instance.dictionary)
      #expect(decoding.support == expected, "\(label)")
    }
  }

  @Test func thresholdEqualsBruteForce() throws {
    try Self.forEachInstance(600) { instance, sparsity, label in
      let dimension = Double(instance.dictionary.dimension)
      let count = Double(instance.dictionary.codewordCount)
      let scores = BruteForce.correlations(
        instance.code, entries: BruteForce.entries(instance.dictionary))
      let half = try ThresholdDecoder().decode(
        instance.code, sparsity: sparsity, codebook: instance.dictionary)
      #expect(
        half.support == Support(scores.indices.filter { scores[$0] > dimension / 2 }), "\(label)")
      guard Int(count) > sparsity else { return }
      let variance = Double(sparsity - 1) + instance.code.noisePower
      let height =
        dimension / 2 + variance * log((count - Double(sparsity)) / Double(sparsity))
      let map = try ThresholdDecoder(rule: .maximumAPosteriori).decode(
        instance.code, sparsity: sparsity, codebook: instance.dictionary)
      #expect(map.support == Support(scores.indices.filter { scores[$0] > height }), "\(label)")
    }
  }

  /// With k = N the log-odds rule accepts every codeword, also where 0·ln 0 would decide.
  @Test(arguments: [1, 2, 65]) func logOddsThresholdAcceptsAWholeDictionary(count: Int) throws {
    let decoder = ThresholdDecoder(rule: .maximumAPosteriori)
    for noise in [0.0, 4] {
      let instance = try Instance(
        seed: 6, codewordCount: count, sparsity: count, dimension: 5, noise: noise)
      let decoding = try decoder.decode(
        instance.code, sparsity: count, codebook: instance.dictionary)
      #expect(decoding.support == Support(0..<count))
      let barriers = try decoder.barriers(
        members: instance.dictionary, received: instance.code, coefficients: .one,
        codewordCount: count)
      #expect(barriers?.heights == [-.infinity])
    }
  }

  @Test func nearestEqualsBruteForceForEveryEnsemble() throws {
    for seed in 0..<60 as Range<UInt64> {
      for ensemble in [Ensemble.gaussian, .sphere] {
        let codebook = try DenseCodebook(
          ensemble: ensemble, seed: Seed(seed), codewordCount: 50, dimension: 7)
        let noise = GaussianChannel.noise(power: 2, dimension: 7, seed: Seed(seed)[.noise, 1])
        let sent = codebook.entries(ofCodeword: Int(seed) % 50)
        let received = zip(sent, noise).map { $0 + $1 }
        let distances = (0..<50).map { index in
          (0..<7).reduce(0.0) {
            let gap = received[$1] - Double(codebook.entries[index * 7 + $1])
            return $0 + gap * gap
          }
        }
        let decoding = try NearestDecoder().decode(
          ReceivedCode(received, noisePower: 2), sparsity: 1, codebook: codebook)
        #expect(distances[decoding.support[0]] == distances.min())
      }
    }
  }

  /// Two codewords, (+,+) and the like, small enough to work out by hand.
  @Test func smallCasesByHand() throws {
    // With d = 1 every codeword is +1 or -1; x = f_0 correlates 1 with all that equal f_0.
    let dictionary = try RademacherDictionary(seed: Seed(3), codewordCount: 40, dimension: 1)
    let code = ReceivedCode(dictionary.encode(Support([7])))
    let equals = (0..<40).filter {
      dictionary[codeword: $0, coordinate: 0] == dictionary[codeword: 7, coordinate: 0]
    }
    let codebook = dictionary
    #expect(
      try TopKDecoder().decode(code, sparsity: 1, codebook: codebook).support
        == Support([equals[0]]))
    #expect(
      try TopKDecoder().decode(code, sparsity: 3, codebook: codebook).support
        == Support(equals.prefix(3)))
    #expect(
      try ThresholdDecoder().decode(code, sparsity: 1, codebook: codebook).support
        == Support(equals))
    #expect(
      try MatchingPursuitDecoder().decode(code, sparsity: 1, codebook: codebook).support
        == Support([equals[0]]))
    // After the first step nothing is left: matching pursuit takes codeword 0 next (all tie at 0),
    // which leaves -f_0, and so on; orthogonal matching pursuit stops.
    #expect(
      try OrthogonalMatchingPursuitDecoder().decode(code, sparsity: 3, codebook: codebook).support
        == Support([equals[0]]))
  }

  @Test func thresholdIsStrict() throws {
    // x = 0 of even dimension 2 with θ·d = 1: correlations are -2, 0 or 2.
    let dictionary = try RademacherDictionary(seed: Seed(5), codewordCount: 64, dimension: 2)
    let decoding = try ThresholdDecoder().decode(
      ReceivedCode([1, 0]), sparsity: 1, codebook: dictionary)
    // All correlations are ±1: none exceeds 1.
    #expect(decoding.support.isEmpty)
  }
}

@Suite struct RademacherDecoderPropertyTests {
  static let names = [
    "threshold", "threshold:map", "threshold:0.4", "topk", "mp", "mp:real", "omp", "omp:absolute",
    "gp", "sp",
  ]

  @Test(arguments: names) func batchesDoNotMatter(_ name: String) throws {
    let decoder = try DecoderCatalog.decoder(named: name)
    let seed = Seed(11)
    let dictionary = try RademacherDictionary(
      seed: seed, codewordCount: 3000, dimension: 101)
    let codebook = dictionary
    var codes: [ReceivedCode] = []
    for number in 0..<37 as Range<UInt64> {
      var generator = CounterBasedGenerator(seed[.support, number])
      let support = Support.random(sparsity: 12, codewordCount: 3000, using: &generator)
      codes.append(
        Instance.receive(
          support, dictionary: dictionary, noise: number % 3 == 0 ? 0.5 : 0,
          seed: seed[.noise, number]))
    }
    let together = try decoder.decode(codes, sparsity: 12, codebook: codebook)
    for (code, decoding) in zip(codes, together) {
      #expect(try decoder.decode(code, sparsity: 12, codebook: codebook) == decoding)
    }
    #expect(try decoder.decode([], sparsity: 12, codebook: codebook).isEmpty)
  }

  @Test(arguments: names) func residenceAndTruncationDoNotMatter(_ name: String) throws {
    let decoder = try DecoderCatalog.decoder(named: name)
    for seed in 0..<8 as Range<UInt64> {
      let shorter = try Instance(seed: seed, codewordCount: 2000, sparsity: 9, dimension: 77)
      let longer = try RademacherDictionary(
        seed: shorter.dictionary.seed, codewordCount: 2000, dimension: 160)
      let generated = try RademacherDictionary(
        seed: shorter.dictionary.seed, codewordCount: 2000, dimension: 77, residence: .generated)
      let decodings = try [shorter.dictionary, longer.truncated(to: 77), generated].map {
        try decoder.decode(shorter.code, sparsity: 9, codebook: $0)
      }
      #expect(decodings[1] == decodings[0])
      #expect(decodings[2] == decodings[0])
    }
  }

  @Test(arguments: ["topk", "threshold", "mp", "omp"]) func largeEntriesAreRefused(
    _ name: String
  ) throws {
    let decoder = try DecoderCatalog.decoder(named: name)
    let dictionary = try RademacherDictionary(seed: Seed(1), codewordCount: 4, dimension: 2)
    #expect(throws: CodebookError.codeOutOfRange) {
      try decoder.decode(
        ReceivedCode([40000, 0]), sparsity: 1, codebook: dictionary)
    }
  }
}
