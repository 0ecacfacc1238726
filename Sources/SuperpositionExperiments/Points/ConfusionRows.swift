import Runs
import SuperpositionEstimation

/// Confusions as the rows of two tables.
public struct ConfusionRows: Sendable {
  /// The columns of the confusions, behind those that say which code.
  public static let columns = ["code", "missed", "intruder", "cosine", "step"]
  /// The columns of the counts of each codeword.
  public static let featureColumns = ["codeword", "on", "missed", "falsely_named"]

  /// One row for each intruder, or for a member that is missed without one.
  public let confusions: [[String]]
  /// One row for each codeword that was on or named, the worst first.
  public let features: [[String]]
}

extension Confusions {
  /// The rows of the tables.
  ///
  /// - Parameter name: of a codeword.
  public func rows(name: (Int) -> String) -> ConfusionRows {
    ConfusionRows(
      confusions: confusions.map { item in
        [
          String(item.code), name(item.member), item.intruder.map(name) ?? "",
          NumberFormat.real(item.cosine), item.step.map(String.init) ?? "",
        ]
      },
      features: features.sorted {
        ($1.value.mistakes, $0.key) < ($0.value.mistakes, $1.key)
      }.map { codeword, count in
        [name(codeword), String(count.on), String(count.missed), String(count.falselyNamed)]
      })
  }
}
