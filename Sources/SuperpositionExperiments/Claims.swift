import Foundation
import Runs
import SuperpositionTheory

/// The table of claims: each number that the source paper states beside what this suite measured.
public enum Claims {
  /// What became of a claim.
  public enum Verdict: String, Sendable {
    /// The measured interval contains the printed number, to the digits printed.
    case confirmed
    /// The measured interval excludes it; the measured number is the correction.
    case corrected
    /// The measured interval lies on both sides.
    case undecided
    /// The result is not at hand.
    case notReproduced = "not reproduced"
  }

  /// How a printed number is to be read.
  enum Reading: Sendable {
    /// The number, give or take half a unit of its last printed digit.
    case equals(Double, within: Double)
    /// The quantity is at least this.
    case atLeast(Double)
    /// The quantity is less than this, as the paper writes it.
    case lessThan(Double, written: String)

    func verdict(low: Double, high: Double) -> Verdict {
      switch self {
      case .equals(let printed, let tolerance):
        low <= printed + tolerance && high >= printed - tolerance ? .confirmed : .corrected
      case .atLeast(let bound):
        low >= bound ? .confirmed : high < bound ? .corrected : .undecided
      case .lessThan(let bound, _):
        high < bound ? .confirmed : low >= bound ? .corrected : .undecided
      }
    }

    var printed: String {
      switch self {
      case .equals(let printed, _): NumberFormat.real(printed)
      case .atLeast(let bound): "≥ \(NumberFormat.real(bound))"
      case .lessThan(_, let written): "< \(written)"
      }
    }
  }

  /// A measured quantity with its interval.
  struct Measurement: Sendable {
    let value: Double
    let low: Double
    let high: Double

    init(_ value: Double, _ low: Double, _ high: Double) {
      self.value = value
      self.low = low
      self.high = high
    }

    /// A number that is computed, not measured.
    init(exact value: Double) {
      self.init(value, value, value)
    }
  }

  /// One claim: what the paper says, and where the suite's answer is.
  struct Claim: Sendable {
    let statement: String
    let reading: Reading
    let quantity: String
    let source: String
    let measure: @Sendable (Results) throws -> Measurement?
  }

  /// The columns of `claims.csv`.
  public static let header = [
    "claim", "printed", "quantity", "measured", "measured_low", "measured_high", "verdict",
    "source",
  ]

  /// The claims, in the order of the paper.
  static let all: [Claim] = codes + learned

  private static let codes: [Claim] = [
    Claim(
      statement: "one-step decoders carry less than 1/6 bit per dimension",
      reading: .lessThan(1 / 6.0, written: "1/6"),
      quantity: "threshold: H/d* at N=2^20 k=2^8 p=0.9",
      source: "figure2"
    ) { try $0.bitsPerDimension("threshold", k: 256, target: "0.9") },
    Claim(
      statement: "one-step decoders carry less than 1/6 bit per dimension",
      reading: .lessThan(1 / 6.0, written: "1/6"), quantity: "topk: H/d* at N=2^20 k=2^8 p=0.9",
      source: "figure2"
    ) { try $0.bitsPerDimension("topk", k: 256, target: "0.9") },
    Claim(
      statement: "threshold decoding needs 8 dimensions per bit",
      reading: .equals(8, within: 0.5), quantity: "threshold: d*/H at N=2^20 k=2^8 p=0.9",
      source: "figure2"
    ) { try $0.dimensionsPerBit("threshold", k: 256, target: "0.9") },
    Claim(
      statement:
        "one-step estimates need at least 4 ln 2 ≈ 2.8 dimensions per bit even for small k",
      reading: .atLeast(2.75), quantity: "topk: d*/H at N=2^20 k=1 p=0.9", source: "figure2"
    ) { try $0.dimensionsPerBit("topk", k: 1, target: "0.9") },
    Claim(
      statement: "… which rises to about 4.1 at N = 2^20 and k = 2^8; slightly optimistic",
      reading: .equals(4.1, within: 0.05), quantity: "topk: d*/H at N=2^20 k=2^8 p=0.5",
      source: "figure2"
    ) { try $0.dimensionsPerBit("topk", k: 256, target: "0.5") },
    Claim(
      statement: "… which rises to about 4.1 at N = 2^20 and k = 2^8; slightly optimistic",
      reading: .equals(4.1, within: 0.05), quantity: "topk: d*/H at N=2^20 k=2^8 p=0.9",
      source: "figure2"
    ) { try $0.dimensionsPerBit("topk", k: 256, target: "0.9") },
    Claim(
      statement: "matching pursuit needs 1.3 dimensions per bit",
      reading: .equals(1.3, within: 0.05), quantity: "mp: d*/H at N=2^20 k=2^8 p=0.9",
      source: "figure2"
    ) { try $0.dimensionsPerBit("mp", k: 256, target: "0.9") },
    Claim(
      statement: "matching pursuit achieves around 3/4 bit per dimension",
      reading: .equals(0.75, within: 0.05), quantity: "mp: H/d* at N=2^20 k=2^8 p=0.9",
      source: "figure2"
    ) { try $0.bitsPerDimension("mp", k: 256, target: "0.9") },
    Claim(
      statement: "matching pursuit is very reliable at d = 1.3 k log2(eN/k) for N > 2^16",
      reading: .atLeast(0.9), quantity: "mp: P(success) at N=2^20 k=2^8 d=4474",
      source: "reliability"
    ) { try $0.success("mp", N: "1048576", k: "256", d: "4474") },
    Claim(
      statement: "basis pursuit needs 0.8 dimensions per bit",
      reading: .equals(0.8, within: 0.05), quantity: "bp: d*/H at N=2^16 k=2^6 p=0.5",
      source: "landscape"
    ) { try $0.dimensionsPerBit("bp", in: "landscape", N: 1 << 16, k: 64, target: "0.5") },
    Claim(
      statement: "basis pursuit needs 0.8 dimensions per bit",
      reading: .equals(0.8, within: 0.05), quantity: "bp: d*/H at N=2^20 k=2^8 p=0.5",
      source: "landscape"
    ) { try $0.dimensionsPerBit("bp", in: "landscape", N: 1 << 20, k: 256, target: "0.5") },
    Claim(
      statement:
        "d = 8 k ln N is where threshold decoding succeeds with reasonably high probability",
      reading: .atLeast(0.5), quantity: "threshold: P(success) at N=2^20 k=2^8 d=28391",
      source: "reliability"
    ) { try $0.success("threshold", N: "1048576", k: "256", d: "28391") },
    Claim(
      statement:
        "d = 4 k ln kN is very close to the least dimension for top-k with high probability",
      reading: .equals(1, within: 0.05),
      quantity: "topk: d*/(4k ln kN) at N=2^20 k=2^8 p=0.9", source: "figure2"
    ) {
      let rule = 256 * OneStepAsymptotics.rulePerPower(codewords: 1 << 20, sparsity: 256)
      return try $0.dimension("topk", k: 256, target: "0.9").map {
        Measurement($0.value / rule, $0.low / rule, $0.high / rule)
      }
    },
    Claim(
      statement: "d = κ(ε) k ln N describes top-k decoding (Proposition 5)",
      reading: .equals(1, within: 0.1),
      quantity: "topk: d*/(κ k ln N) at N=2^20 k=2^8 p=0.5", source: "figure2"
    ) {
      let rule = 256 * OneStepAsymptotics.dimensionsPerPower(codewords: 1 << 20, sparsity: 256)
      return try $0.dimension("topk", k: 256, target: "0.5").map {
        Measurement($0.value / rule, $0.low / rule, $0.high / rule)
      }
    },
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

  /// The result files of a folder, read when first asked for.
  final class Results {
    private let folder: String
    private var files: [String: ResultFile?] = [:]

    init(folder: String) {
      self.folder = folder
    }

    private func file(_ name: String) throws -> ResultFile? {
      if let known = files[name] { return known }
      let path = "\(folder)/\(name).csv"
      let file =
        FileManager.default.fileExists(atPath: path) ? try ResultFile(contentsOf: path) : nil
      files[name] = .some(file)
      return file
    }

    /// Some columns of the row with these fields.
    func row(
      _ name: String, _ fields: [String: String], _ columns: [String]
    ) throws -> [Double]? {
      guard let file = try file(name) else { return nil }
      let positions = fields.compactMap { column, value in
        file.header.firstIndex(of: column).map { ($0, value) }
      }
      guard positions.count == fields.count,
        let row = file.rows.first(where: { row in positions.allSatisfy { row[$0.0] == $0.1 } })
      else { return nil }
      let numbers = columns.compactMap { column in
        file.header.firstIndex(of: column).flatMap { Double(row[$0]) }
      }
      return numbers.count == columns.count ? numbers : nil
    }

    /// d* with its interval.
    func dimension(
      _ decoder: String, in name: String = "figure2", N: Int = 1 << 20, k: Int, target: String
    ) throws -> Measurement? {
      let fields = ["decoder": decoder, "N": "\(N)", "k": "\(k)", "target": target]
      return try row(name, fields, ["d", "d_low", "d_high"]).map {
        Measurement($0[0], $0[1], $0[2])
      }
    }

    func dimensionsPerBit(
      _ decoder: String, in name: String = "figure2", N: Int = 1 << 20, k: Int, target: String
    ) throws -> Measurement? {
      let entropy = Entropy.entropyBits(codewords: N, sparsity: k)
      return try dimension(decoder, in: name, N: N, k: k, target: target).map {
        Measurement($0.value / entropy, $0.low / entropy, $0.high / entropy)
      }
    }

    func bitsPerDimension(
      _ decoder: String, in name: String = "figure2", N: Int = 1 << 20, k: Int, target: String
    ) throws -> Measurement? {
      let entropy = Entropy.entropyBits(codewords: N, sparsity: k)
      return try dimension(decoder, in: name, N: N, k: k, target: target).map {
        Measurement(entropy / $0.value, entropy / $0.high, entropy / $0.low)
      }
    }

    func success(_ decoder: String, N: String, k: String, d: String) throws -> Measurement? {
      try row(
        "reliability", ["decoder": decoder, "N": N, "k": k, "d": d],
        ["success", "success_low", "success_high"]
      ).map { Measurement($0[0], $0[1], $0[2]) }
    }
  }

  /// The table from the results in a folder. A claim whose result is missing is not reproduced.
  ///
  /// - Throws: `ExperimentError` if a result file cannot be read.
  public static func table(results folder: String) throws -> [[String]] {
    let results = Results(folder: folder)
    return try all.map { claim in
      let measured = try claim.measure(results)
      let verdict =
        measured.map { claim.reading.verdict(low: $0.low, high: $0.high) } ?? .notReproduced
      let numbers = measured.map { [$0.value, $0.low, $0.high].map(NumberFormat.real) }
      return [claim.statement, claim.reading.printed, claim.quantity]
        + (numbers ?? ["", "", ""]) + [verdict.rawValue, claim.source]
    }
  }

  /// The rows of `table` as a table in Markdown.
  public static func markdown(_ rows: [[String]]) -> String {
    func short(_ text: String) -> String { Double(text).map { String(format: "%.4g", $0) } ?? text }
    let lines = rows.map { row in
      let interval = row[3].isEmpty ? "" : "\(short(row[4])) to \(short(row[5]))"
      return
        "| \(row[0]) (\(row[2])) | \(row[1]) | \(short(row[3])) | \(interval) | **\(row[6])** |\n"
    }
    return
      "| the paper says | printed | measured | 95% interval | verdict |\n|---|---|---|---|---|\n"
      + lines.joined()
  }
}
