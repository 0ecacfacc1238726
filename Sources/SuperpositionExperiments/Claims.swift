import Foundation
import Runs

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
