import SuperpositionCodes
import SuperpositionDecoders
import Testing

@Suite struct StaircasePursuitTests {
  static func dictionary(_ n: Int, _ k: Int, _ d: Int, classes: Int) throws -> StaircaseDictionary {
    try StaircaseDictionary(
      ensemble: .staircase, seed: Seed(5), codewordCount: n,
      heights: StaircaseHeights(dimension: d, classes: classes, codewords: n, sparsity: k))
  }

  /// Matching pursuit by its definition: the largest ⟨f, r⟩ − ‖f‖²/2, one unit taken away.
  private func pursued(_ code: [Double], _ k: Int, _ dictionary: StaircaseDictionary) -> [Int] {
    let norms = dictionary.squaredNorms()
    var rest = code
    var chosen: Set<Int> = []
    for _ in 0..<k {
      var best = (-Double.infinity, 0)
      for i in 0..<dictionary.codewordCount {
        let product = zip(dictionary.entries(ofCodeword: i), rest).reduce(0) { $0 + $1.0 * $1.1 }
        if product - norms[i] / 2 > best.0 { best = (product - norms[i] / 2, i) }
      }
      chosen.insert(best.1)
      rest = zip(rest, dictionary.entries(ofCodeword: best.1)).map { $0 - $1 }
    }
    return chosen.sorted()
  }

  @Test func matchingPursuitFollowsItsRule() throws {
    let (n, k, d) = (96, 4, 30)
    let dictionary = try Self.dictionary(n, k, d, classes: 8)
    var generator = CounterBasedGenerator(Seed(2))
    var recovered = 0
    for _ in 0..<40 {
      let support = Support.random(sparsity: k, codewordCount: n, using: &generator)
      let code = ReceivedCode(dictionary.encode(support))
      let decoding = try MatchingPursuitDecoder().decode(code, sparsity: k, codebook: dictionary)
      #expect(decoding.support.indices == pursued(code.realCoordinates, k, dictionary))
      recovered += decoding.support == support ? 1 : 0
    }
    #expect(recovered > 0)
  }

  @Test(arguments: ["mp", "mp:real", "omp", "omp:absolute", "gp"])
  func pursuitsReadStaircases(name: String) throws {
    let (n, k, d) = (512, 6, 500)
    let dictionary = try Self.dictionary(n, k, d, classes: 8)
    let decoder = try DecoderCatalog.decoder(named: name)
    var generator = CounterBasedGenerator(Seed(3))
    let supports = (0..<20).map { _ in
      Support.random(sparsity: k, codewordCount: n, using: &generator)
    }
    let found = try decoder.decode(
      supports.map { ReceivedCode(dictionary.encode($0)) }, sparsity: k, codebook: dictionary)
    #expect(zip(found, supports).filter { $0.support == $1 }.count >= 14)
  }
}
