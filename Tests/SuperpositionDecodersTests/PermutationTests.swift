import SuperpositionCodes
import SuperpositionDecoders
import Testing

extension SignCodebook {
  /// The same codewords in another order: codeword i is codeword `order[i]` of this one.
  func permuted(_ order: [Int]) throws -> PackedCodebook {
    try PackedCodebook(
      ensemble: ensemble, codewordCount: codewordCount, dimension: dimension
    ) { position, bytes in copyCodeword(order[position], to: bytes) }
  }
}

@Suite struct PermutationTests {
  static let decoders = DecoderCatalog.families.flatMap(\.exampleNames).filter {
    (try? DecoderCatalog.decoder(named: $0))?.ensembles.contains(.rademacher) == true
  }

  @Test func permutedDictionariesHoldTheCodewordsInTheirOrder() throws {
    let dictionary = try RademacherDictionary(seed: Seed(1), codewordCount: 150, dimension: 37)
    var generator = CounterBasedGenerator(Seed(2))
    let order = (0..<150).shuffled(using: &generator)
    let permuted = try dictionary.permuted(order)
    for (position, codeword) in order.enumerated() {
      #expect(permuted.codeword(position) == dictionary.codeword(codeword))
    }
  }

  /// The order of the codewords permutes every decoder's answer and does nothing else. Ties, which
  /// go to the lower index, are no part of it: noise excludes them, and without noise they only
  /// arise in codes that are decoded wrongly.
  @Test(arguments: decoders) func permutesTheAnswer(_ name: String) throws {
    let decoder = try DecoderCatalog.decoder(named: name)
    let sparsity = decoder.covers(sparsity: 6) ? 6 : 1
    // Both successes and failures occur.
    let dimension =
      switch name {
      case "nearest": 24
      case "threshold", "threshold:map": 220
      case "threshold:0.4": 300
      case "topk": 150
      case "pinv", "lmmse", "map-linear": 100
      case "bp", "bp:box", "lasso:5", "sp": 32
      default: 48
      }
    var right = 0
    var wrong = 0
    for number in 0..<60 as Range<UInt64> {
      let noise = number % 2 == 0 ? 0 : name == "nearest" ? 4 : 0.3
      let instance = try Instance(
        seed: 500 + number, codewordCount: 300, sparsity: sparsity, dimension: dimension,
        noise: noise)
      var generator = CounterBasedGenerator(Seed(number)[.auxiliary, 5])
      let order = (0..<300).shuffled(using: &generator)
      let decoded = try decoder.decode(
        instance.code, sparsity: sparsity, codebook: instance.dictionary)
      let isRight = decoded.support == instance.support
      if isRight { right += 1 } else { wrong += 1 }
      guard isRight || noise > 0 else { continue }
      let permuted = try decoder.decode(
        instance.code, sparsity: sparsity, codebook: instance.dictionary.permuted(order))
      #expect(Support(permuted.support.map { order[$0] }) == decoded.support, "code \(number)")
    }
    #expect(right >= 20 && wrong >= 1, "\(right) right, \(wrong) wrong")
  }
}
