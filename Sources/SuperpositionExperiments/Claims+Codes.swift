import Foundation
import SuperpositionTheory

extension Claims {
  /// What the source paper says of codes and their decoders.
  static let codes: [Claim] = [
    Claim(
      "one-step decoders carry less than 1/6 bit per dimension",
      .lessThan(1 / 6.0, written: "1/6"), "threshold", .bitsPerDimension),
    Claim(
      "one-step decoders carry less than 1/6 bit per dimension",
      .lessThan(1 / 6.0, written: "1/6"), "topk", .bitsPerDimension),
    Claim(
      "threshold decoding needs 8 dimensions per bit", .equals(8, within: 0.5), "threshold",
      .dimensionsPerBit),
    Claim(
      "one-step estimates need at least 4 ln 2 ≈ 2.8 dimensions per bit even for small k",
      .atLeast(2.75), "topk", .dimensionsPerBit, sparsityBits: 0),
    Claim(
      "… which rises to about 4.1 at N = 2^20 and k = 2^8; slightly optimistic",
      .equals(4.1, within: 0.05), "topk", .dimensionsPerBit, target: "0.5"),
    Claim(
      "… which rises to about 4.1 at N = 2^20 and k = 2^8; slightly optimistic",
      .equals(4.1, within: 0.05), "topk", .dimensionsPerBit),
    Claim(
      "matching pursuit needs 1.3 dimensions per bit", .equals(1.3, within: 0.05), "mp",
      .dimensionsPerBit),
    Claim(
      "matching pursuit achieves around 3/4 bit per dimension", .equals(0.75, within: 0.05), "mp",
      .bitsPerDimension),
    Claim(
      "matching pursuit is very reliable at d = 1.3 k log2(eN/k) for N > 2^16", .atLeast(0.9), "mp",
      successAt: 4474),
    Claim(
      "basis pursuit needs 0.8 dimensions per bit", .equals(0.8, within: 0.05), "bp",
      .dimensionsPerBit, codewordBits: 16, sparsityBits: 6, target: "0.5", source: "landscape"),
    Claim(
      "basis pursuit needs 0.8 dimensions per bit", .equals(0.8, within: 0.05), "bp",
      .dimensionsPerBit, target: "0.5", source: "landscape"),
    Claim(
      "d = 8 k ln N is where threshold decoding succeeds with reasonably high probability",
      .atLeast(0.5), "threshold", successAt: 28391),
    Claim(
      "d = 4 k ln kN is very close to the least dimension for top-k with high probability",
      .equals(1, within: 0.05), "topk", .overRule),
    Claim(
      "d = κ(ε) k ln N describes top-k decoding (Proposition 5)", .equals(1, within: 0.1), "topk",
      .overProposition5, target: "0.5"),
    Claim(
      statement: "k ln(eN/k) exceeds ln C(N, k) by only about 0.3% at N = 2^20 and k = 2^8",
      reading: .equals(0.003, within: 0.0005), quantity: "k log2(eN/k)/H - 1 (computed)",
      source: "theory"
    ) { _ in
      let bound = Entropy.entropyBoundBits(codewords: 1 << 20, sparsity: 256)
      return Measurement(exact: bound / Entropy.entropyBits(codewords: 1 << 20, sparsity: 256) - 1)
    },
    Claim(
      statement: "k ln(eN/k) = 128(1 + 12 ln 2) nats at N = 2^20 and k = 2^8",
      reading: .equals(1192.6, within: 0.1),
      quantity: "256(1 + 12 ln 2) nats (computed)", source: "theory"
    ) { _ in
      let bits = Entropy.entropyBoundBits(codewords: 1 << 20, sparsity: 256)
      return Measurement(exact: bits * log(2))
    },
  ]

  /// What a minimum dimension d* is compared with.
  struct Relation: Sendable {
    /// As the column `quantity` has it.
    let name: String
    /// The number of a d*, N and k.
    let number: @Sendable (_ d: Double, _ N: Int, _ k: Int) -> Double

    static let dimensionsPerBit = Relation(name: "d*/H") {
      $0 / Entropy.entropyBits(codewords: $1, sparsity: $2)
    }
    static let bitsPerDimension = Relation(name: "H/d*") {
      Entropy.entropyBits(codewords: $1, sparsity: $2) / $0
    }
    static let overRule = Relation(name: "d*/(4k ln kN)") {
      $0 / (Double($2) * OneStepAsymptotics.rulePerPower(codewords: $1, sparsity: $2))
    }
    static let overProposition5 = Relation(name: "d*/(κ k ln N)") {
      $0 / (Double($2) * OneStepAsymptotics.dimensionsPerPower(codewords: $1, sparsity: $2))
    }
  }
}

extension Claims.Claim {
  /// A claim on a decoder's minimum dimension at N = 2^`codewordBits` and k = 2^`sparsityBits`.
  fileprivate init(
    _ statement: String, _ reading: Claims.Reading, _ decoder: String, _ relation: Claims.Relation,
    codewordBits: Int = 20, sparsityBits: Int = 8, target: String = "0.9",
    source: String = "figure2"
  ) {
    let (N, k) = (1 << codewordBits, 1 << sparsityBits)
    let sparsity = sparsityBits == 0 ? "1" : "2^\(sparsityBits)"
    self.init(
      statement: statement, reading: reading,
      quantity: "\(decoder): \(relation.name) at N=2^\(codewordBits) k=\(sparsity) p=\(target)",
      source: source
    ) { results in
      let fields = ["decoder": decoder, "N": "\(N)", "k": "\(k)", "target": target]
      return try results.row(source, fields, ["d", "d_low", "d_high"]).map { dimensions in
        let numbers = dimensions.map { relation.number($0, N, k) }
        return .init(numbers[0], min(numbers[1], numbers[2]), max(numbers[1], numbers[2]))
      }
    }
  }

  /// A claim on a decoder's success probability at N = 2^20, k = 2^8 and a dimension.
  fileprivate init(
    _ statement: String, _ reading: Claims.Reading, _ decoder: String, successAt dimension: Int
  ) {
    self.init(
      statement: statement, reading: reading,
      quantity: "\(decoder): P(success) at N=2^20 k=2^8 d=\(dimension)", source: "reliability"
    ) { results in
      let fields = ["decoder": decoder, "N": "\(1 << 20)", "k": "256", "d": "\(dimension)"]
      return try results.row(
        "reliability", fields, ["success", "success_low", "success_high"]
      ).map { .init($0[0], $0[1], $0[2]) }
    }
  }
}
