import Foundation
import Runs

/// Rows of an earlier benchmark, to be held against those of this one.
struct BenchmarkComparison {
  /// What makes two rows comparable.
  private static let key = ["N", "k", "d", "decoder", "batch", "threads"]
  /// Columns that files may lack, with what they stand for then.
  private static let defaults = ["threads": "1", "side": "superpose"]
  /// A machine is noisy whose median run takes so many times as long as its fastest.
  private static let noise = 1.25

  private struct Times {
    let median: Double
    let fastest: Double

    /// How far the median is from what the machine can; 1 where nothing disturbs.
    var spread: Double { median / fastest }
  }

  private let path: String
  private let earlier: ResultFile
  private var times: [[String]: Times] = [:]

  /// Reads the earlier run: a result of `superpose benchmark`, or `results/speed.csv`, of which the
  /// rows of this suite count.
  ///
  /// - Throws: `ExperimentError` if the file cannot be read or has no times.
  init(path: String) throws {
    self.path = path
    earlier = try ResultFile(contentsOf: path)
    let required = Self.key.filter { Self.defaults[$0] == nil } + ["median_ms", "min_ms"]
    if let missing = required.first(where: { !earlier.header.contains($0) }) {
      throw ExperimentError(.badData, "\(path): a benchmark has a column '\(missing)'")
    }
    for row in earlier.rows.indices where Self.field("side", earlier, row) == "superpose" {
      guard let times = Self.times(earlier, row) else {
        throw ExperimentError(
          .badData, "\(path): row \(row + 1): median_ms and min_ms are times above 0")
      }
      self.times[Self.key.map { Self.field($0, earlier, row) }] = times
    }
  }

  private static func field(_ column: String, _ file: ResultFile, _ row: Int) -> String {
    file.field(column, ofRow: row) ?? defaults[column] ?? ""
  }

  private static func times(_ file: ResultFile, _ row: Int) -> Times? {
    guard let median = Double(field("median_ms", file, row)),
      let fastest = Double(field("min_ms", file, row)), median > 0, fastest > 0
    else { return nil }
    return Times(median: median, fastest: fastest)
  }

  /// One line for each row of `result` that the earlier run has too, after what differs between the two
  /// machines, and a warning where one of them was noisy.
  func lines(_ result: ResultFile) -> [String] {
    var lines: [String] = []
    for key in ["processor", "kernels"] {
      if let then = earlier.provenance(key), let now = result.provenance(key), then != now {
        lines.append("\(key): \(now); in \(path): \(then)")
      }
    }
    for row in result.rows.indices {
      guard let now = Self.times(result, row),
        let then = times[Self.key.map { Self.field($0, result, row) }]
      else { continue }
      let label =
        "case \(Self.field("case", result, row)) \(Self.field("decoder", result, row)), "
        + "batch \(Self.field("batch", result, row))"
      lines.append(
        label
          + String(
            format: ": %.2f times as fast (%.3g ms, was %.3g; the fastest runs: %.2f times)",
            then.median / now.median, now.median, then.median, then.fastest / now.fastest)
          + Self.warning(now: now, then: then))
    }
    return lines.isEmpty ? ["\(path) has none of these rows"] : lines
  }

  private static func warning(now: Times, then: Times) -> String {
    let noisy = [("now", now), ("then", then)].filter { $0.1.spread > noise }.map { when, times in
      String(format: "%@ the median run took %.1f times the fastest", when, times.spread)
    }
    return noisy.isEmpty ? "" : " — noisy: \(noisy.joined(separator: ", ")); measure again"
  }
}
