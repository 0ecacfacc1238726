import Foundation
import SuperpositionCodes
import Testing

@Suite("Laws of supports")
struct SupportLawTests {
  @Test("A law reads back as it is written")
  func roundTrip() throws {
    for law in [SupportLaw.uniform, .zipf(exponent: 0), .zipf(exponent: 0.5), .zipf(exponent: 2)] {
      #expect(try SupportLaw(law.description) == law)
    }
    #expect(try SupportLaw("zipf:1.0").description == "zipf:1")
    #expect(try SupportLaw("zipf:-0") == .zipf(exponent: 0))
  }

  @Test(
    "What is no law is refused with what would be right",
    arguments: [
      ("", "there is no law of supports ''; there are uniform, zipf:s"),
      ("Zipf:1", "there is no law of supports 'Zipf'"), ("uniform:1", "uniform takes no"),
      ("zipf", "zipf:s takes 0 <= s <= 4"), ("zipf:", "zipf:s"), ("zipf:5", "zipf:s"),
      ("zipf:-1", "zipf:s"), ("zipf:nan", "zipf:s"), ("zipf:1:2", "zipf:s"),
    ])
  func refused(text: String, message: String) {
    let error = #expect(throws: SupportLawError.self) { try SupportLaw(text) }
    #expect(error?.description.contains(message) == true)
  }

  private static let cases = [
    (40, 5, 0.0), (40, 5, 1.0), (300, 4, 0.5), (40, 7, 2.0), (12, 12, 1.0), (5, 1, 0.7),
  ]

  /// The definition, without the code's way of solving it: Σ min(1, c r^-s) by bisection.
  private static func probabilities(_ N: Int, _ k: Int, _ s: Double) -> [Double] {
    var (low, high) = (0.0, pow(Double(N), s) * 2)
    func all(_ c: Double) -> [Double] { (1...N).map { min(1, c * pow(Double($0), -s)) } }
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if all(middle).reduce(0, +) < Double(k) { low = middle } else { high = middle }
    }
    return all(high)
  }

  @Test("Probabilities are the definition's, k of them in the mean", arguments: cases)
  func definition(N: Int, k: Int, s: Double) throws {
    let firing = try #require(
      SupportLaw.zipf(exponent: s).firing(codewordCount: N, sparsity: k))
    for (codeword, expected) in Self.probabilities(N, k, s).enumerated() {
      #expect(abs(firing[codeword] - expected) < 1e-12)
    }
  }

  /// z-scores of frequencies, of pairs, and of the sizes' distribution.
  @Test("Samples have the law's frequencies, sizes and independence", arguments: cases)
  func samples(N: Int, k: Int, s: Double) throws {
    let law = SupportLaw.zipf(exponent: s)
    let p = Self.probabilities(N, k, s)
    let count = 40_000
    var counts = [Int](repeating: 0, count: N)
    var sizes = [Int](repeating: 0, count: N + 1)
    var pairs = 0
    for trial in 0..<count {
      var generator = CounterBasedGenerator(Seed(5)[.support, UInt64(trial)])
      let support = law.support(sparsity: k, codewordCount: N, using: &generator)
      for member in support { counts[member] += 1 }
      sizes[support.count] += 1
      if support.indices.contains(N - 1) && support.indices.contains(0) { pairs += 1 }
    }
    func check(_ found: Int, _ probability: Double) {
      let deviation = (Double(count) * probability * (1 - probability)).squareRoot()
      #expect(abs(Double(found) - Double(count) * probability) <= 5 * deviation + 1e-6)
    }
    for codeword in 0..<N { check(counts[codeword], p[codeword]) }
    check(pairs, p[0] * p[N - 1])
    let distribution = try #require(law.firing(codewordCount: N, sparsity: k)).sizeDistribution
    #expect(abs(distribution.reduce(0, +) - 1) < 1e-12)
    for (size, found) in sizes.enumerated() {
      check(found, size < distribution.count ? distribution[size] : 0)
    }
  }

  @Test("The sizes' distribution has the moments of a sum of independent ones", arguments: cases)
  func sizes(N: Int, k: Int, s: Double) throws {
    let law = try #require(SupportLaw.zipf(exponent: s).firing(codewordCount: N, sparsity: k))
    let p = Self.probabilities(N, k, s)
    let masses = law.sizeDistribution.enumerated()
    let mean = masses.reduce(0) { $0 + Double($1.offset) * $1.element }
    let variance = masses.reduce(0) {
      $0 + (Double($1.offset) - mean) * (Double($1.offset) - mean) * $1.element
    }
    #expect(abs(mean - Double(k)) < 1e-9)
    #expect(abs(variance - p.reduce(0) { $0 + $1 * (1 - $1) }) < 1e-9)
  }

  @Test("Uniform supports are those there always were")
  func uniform() {
    for k in [0, 1, 5, 32, 33, 50] {
      var one = CounterBasedGenerator(Seed(9)[.support, UInt64(k)])
      var other = one
      #expect(
        SupportLaw.uniform.support(sparsity: k, codewordCount: 50, using: &one)
          == Support.random(sparsity: k, codewordCount: 50, using: &other))
      #expect(one.next() == other.next())
    }
  }
}
