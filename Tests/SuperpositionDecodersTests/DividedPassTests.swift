import SuperpositionCodes
import SuperpositionDecoders
import Testing

@Suite struct DividedPassTests {
  @Test(arguments: [(1, 1), (1, 4), (64, 2), (65, 2), (1000, 3), (313, 5), (313, 7)])
  func slicesCoverAllTilesInOrder(tileCount: Int, workers: Int) {
    let slices = DividedPass(tileCount: tileCount, workers: workers).slices
    #expect(1...workers ~= slices.count)
    #expect(slices.flatMap { Array($0) } == Array(0..<tileCount))
    #expect(slices.allSatisfy { !$0.isEmpty })
  }

  @Test func everyItemIsDoneOnce() {
    let pass = DividedPass(tileCount: 313, workers: 3)
    let counts = UnsafeMutablePointer<Int>.allocate(capacity: 100)
    defer { counts.deallocate() }
    counts.initialize(repeating: 0, count: 100)
    pass.forEach(100) { counts[$0] += 1 }
    #expect((0..<100).allSatisfy { counts[$0] == 1 })
  }

  /// What a decoder that shares its passes returns, whatever the number of workers.
  @Test(arguments: ["topk", "amp"], [0, 0.3])
  func workersThatShareReturnTheSame(name: String, noisePower: Double) throws {
    let dictionary = try RademacherDictionary(
      seed: Seed(4), codewordCount: 20_000, dimension: name == "amp" ? 110 : 330)
    let codes = (0..<12).map { trial -> ReceivedCode in
      var generator = CounterBasedGenerator(Seed(UInt64(trial))[.support, 0])
      let support = Support.random(sparsity: 8, codewordCount: 20_000, using: &generator)
      guard noisePower > 0 else { return ReceivedCode(dictionary.encode(support)) }
      let noise = GaussianChannel.noise(
        power: noisePower, dimension: dictionary.dimension,
        seed: Seed(UInt64(trial))[.noise, 0])
      return ReceivedCode(
        .integer(dictionary.encode(support)), noise: noise, noisePower: noisePower)
    }
    let prepared = try DecoderCatalog.decoder(named: name).prepared(
      for: dictionary, model: SignalModel(sparsity: 8, noisePower: noisePower))
    let alone = try prepared.decode(codes)
    for workers in 1...4 {
      #expect(try prepared.decodeSharing(codes, workers: workers) == alone)
    }
    #expect(try prepared.decodeSharing([], workers: 2) == [])
  }

  @Test func decodersOfOneCodeAtATimeDoNotShare() throws {
    let dictionary = try RademacherDictionary(seed: Seed(4), codewordCount: 100, dimension: 90)
    let prepared = try DecoderCatalog.decoder(named: "mp").prepared(
      for: dictionary, model: SignalModel(sparsity: 2))
    #expect(try prepared.decodeSharing([], workers: 2) == nil)
  }
}
