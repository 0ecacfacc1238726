import Foundation
import Runs
import SuperpositionTheory

/// The numbers from which the page's calculator answers: minimum dimensions as the results have them,
/// and theory on a grid.
struct CalculatorData: Encodable {
  /// One minimum dimension of a decoder.
  struct Point: Encodable {
    let decoder: String
    let N: Double
    let k: Double
    let target: Double
    let d: Double
    let low: Double?
    let high: Double?
    /// How it was found: `measured` (simulation) or `computed` (conditional estimator).
    let kind: String
    /// The file that has it.
    let source: String
  }

  /// One theory curve: its dimensions by target, number of codewords and sparsity.
  struct Curve: Encodable {
    let name: String
    let summary: String
    /// Rows N, k, target (0 where the curve has none), d.
    let points: [[Double]]
  }

  let points: [Point]
  let curves: [Curve]

  /// Curves that are no answer to the calculator's question: a bound on the coherence says nothing of
  /// dimensions that a decoder needs.
  private static let excluded: Set<String> = ["coherence_prop1"]
  /// The targets that theory is computed for; those of the theory tables.
  private static let targets = [0.5, 0.9]

  /// Reads the noiseless minimum dimensions of the results and computes theory on the grid.
  init(tables: [ReportContent.Table]) {
    points = tables.flatMap(Self.points)
    curves = TheoryCurve.all.filter {
      !$0.isCostly && !$0.isStepwise && !Self.excluded.contains($0.name)
    }.compactMap(Self.curve)
  }

  private static func points(of table: ReportContent.Table) -> [Point] {
    let result = table.result
    guard result.header.contains("d_low"), result.header.contains("target") else { return [] }
    return result.rows.indices.compactMap { row in
      func text(_ column: String) -> String { result.field(column, ofRow: row) ?? "" }
      func number(_ column: String) -> Double? { Double(text(column)) }
      guard let N = number("N"), let k = number("k"), let target = number("target"),
        let d = number("d"), number("noise") == 0, ["", "one"].contains(text("coefficients")),
        ["", "uniform"].contains(text("supports"))
      else { return nil }
      let ensemble = text("ensemble")
      return Point(
        decoder: text("decoder") + (ensemble == "rademacher" ? "" : " on \(ensemble)"), N: N, k: k,
        target: target, d: d, low: number("d_low"), high: number("d_high"),
        kind: text("estimator") == "conditional" ? "computed" : "measured", source: table.path)
    }
  }

  private static func curve(_ curve: TheoryCurve) -> Curve? {
    let sizes = [8, 10, 12, 14, 16, 18, 20, 24, 30, 40, 60].map { 1 << $0 }
    let points: [[Double]] = sizes.flatMap { size in
      (0...10).map { 1 << $0 }.filter { 2 * $0 <= size }.flatMap { sparsity in
        (curve.dependsOnTarget ? targets.map(Optional.some) : [nil]).compactMap { target in
          guard
            let point = try? TheoryPoint(
              codewords: size, sparsity: sparsity, noise: 0, target: target ?? 0.5),
            curve.applies(to: point), let d = try? curve.minimumDimension(at: point), d.isFinite
          else { return nil }
          return [Double(size), Double(sparsity), target ?? 0, d]
        }
      }
    }
    guard !points.isEmpty else { return nil }
    return Curve(name: curve.name, summary: curve.summary, points: points)
  }

  /// The data as JSON that may stand inside a script element.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let data = try? encoder.encode(self) else { return "{}" }
    return String(decoding: data, as: UTF8.self).replacingOccurrences(of: "<", with: "\\u003c")
  }
}
