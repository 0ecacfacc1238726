import Foundation
import SuperpositionCodes
import SuperpositionTheory
import Testing

@Suite struct EntropyTests {
  /// The table of checked values: H and its bound, in bits.
  @Test(arguments: [
    (1 << 16, 64, 728.0, 732.3), (1 << 20, 64, 984.0, 988.3), (1 << 20, 256, 3436.0, 3441.3),
    (1 << 20, 1024, 11710.3, 11717.3),
  ])
  func entropyMatchesTheTable(n: Int, k: Int, bits: Double, bound: Double) {
    #expect(abs(Entropy.entropyBits(codewords: n, sparsity: k) - bits) < 0.0501)
    #expect(abs(Entropy.entropyBoundBits(codewords: n, sparsity: k) - bound) < 0.0501)
  }

  @Test func entropyAtTheEnds() {
    #expect(Entropy.entropyBits(codewords: 1 << 60, sparsity: 1) == 60)
    #expect(Entropy.entropyBits(codewords: 1 << 60, sparsity: 1 << 60) == 0)
    let half = Entropy.entropyBits(codewords: 1 << 60, sparsity: 1 << 59)
    #expect(half <= 0x1p60 && half > 0x1p60 * (1 - 1e-14))
    #expect(Entropy.entropyBoundBits(codewords: 5, sparsity: 0) == 0)
  }

  @Test func theBoundIsABound() {
    for exponent in [1, 4, 10, 20, 40, 60] {
      let n = 1 << exponent
      for k in [1, 2, 3, n / 7 + 1, n / 2, n - 1, n] where k >= 1 && k <= n {
        let bits = Entropy.entropyBits(codewords: n, sparsity: k)
        #expect(bits <= Entropy.entropyBoundBits(codewords: n, sparsity: k))
        #expect(bits >= 0)
      }
    }
  }

  /// mpmath, 60 digits: n - sum(binomial(n,j)*log(binomial(n,j)))/2^n/log(2).
  @Test(arguments: [
    (1, 1.0), (2, 1.5), (3, 1.81127812445913286), (7, 2.4466397511588903),
    (64, 4.04706526758008139), (256, 5.04709373618761654), (1000, 6.02998760704588786),
    (1024, 6.04709547030091287), (4096, 7.04709557801119563),
  ])
  func binomialEntropyMatchesMpmath(k: Int, bits: Double) {
    #expect(abs(Entropy.binomialBits(k) - bits) < 1e-12 * bits)
  }

  @Test func binomialEntropyGrows() {
    var last = 0.0
    for exponent in 0...59 {
      let bits = Entropy.binomialBits(1 << exponent)
      #expect(bits > last)
      last = bits
    }
    // Four times the variance is one bit more.
    #expect(abs(Entropy.binomialBits(1 << 59) - Entropy.binomialBits(1 << 57) - 1) < 1e-12)
    #expect(Entropy.binomialBits(1001) > Entropy.binomialBits(1000))
  }

  /// Over all 2^N supports: Σ P(S) log2(P(|S|)/P(S)).
  @Test(arguments: [(9, 2, 1.0), (10, 4, 0.5), (8, 3, 0.0), (10, 6, 2.0), (6, 6, 1.0)])
  func entropyOfZipfSupportsIsThatOfTheirList(n: Int, k: Int, s: Double) throws {
    let law = SupportLaw.zipf(exponent: s)
    let firing = try #require(law.firing(codewordCount: n, sparsity: k))
    var masses: [(size: Int, mass: Double)] = []
    var sizes = [Double](repeating: 0, count: n + 1)
    for set in 0..<1 << n {
      var mass = 1.0
      for codeword in 0..<n {
        mass *= set >> codeword & 1 == 1 ? firing[codeword] : 1 - firing[codeword]
      }
      masses.append((set.nonzeroBitCount, mass))
      sizes[set.nonzeroBitCount] += mass
    }
    let bits = masses.reduce(0) { sum, one in
      one.mass > 0 ? sum + one.mass * log2(sizes[one.size] / one.mass) : sum
    }
    #expect(
      abs(Entropy.entropyBits(codewords: n, sparsity: k, supports: law) - bits) < 1e-9)
    // Equal probabilities: given their number, the members are a uniform support.
    if s == 0 {
      let mean = sizes.indices.reduce(0) {
        $0 + sizes[$1] * Entropy.entropyBits(codewords: n, sparsity: $1)
      }
      #expect(abs(bits - mean) < 1e-9)
    }
    #expect(
      Entropy.entropyBits(codewords: n, sparsity: Double(k), supports: law)
        == Entropy.entropyBits(codewords: n, sparsity: k, supports: law))
  }
}
