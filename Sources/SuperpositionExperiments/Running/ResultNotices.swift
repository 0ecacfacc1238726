import Runs
import SuperpositionEstimation

/// What standard error says of a result's rows that mean less than they seem to.
public enum ResultNotices {
  /// The share of trials that do not converge above which a row is worth a word.
  static let strayShare = 0.01

  /// The lines on a result, without repetition of rows: none where there is nothing to say.
  ///
  /// - Parameter name: of the experiment.
  public static func lines(on result: ResultFile, name: String) -> [String] {
    [
      line(
        on: result, weight: strayShareOfTrials,
        says: {
          "the decoder did not converge in more than 1% of the trials, which count as failures; "
            + "the most: \($0("not_converged")) of \($0("trials"))"
        }),
      line(
        on: result, weight: heaviness,
        says: {
          "few draws carry the estimate, and its interval is as wide as that of as many single "
            + "trials (more trials narrow it); the fewest: \($0("effective_draws")) of "
            + "\($0("trials")) count"
        }),
    ].compactMap { $0 }.map { "\(name): \($0)" }
  }

  /// A row's fields, by the column's name.
  private struct Row {
    let header: [String]
    let fields: [String]

    /// The text; nil if there is no such column.
    func text(_ column: String) -> String? {
      header.firstIndex(of: column).map { fields[$0] }
    }

    /// The number; nil if there is none.
    func number(_ column: String) -> Double? { text(column).flatMap(Double.init) }
  }

  /// One line on the rows that have a weight, with the point of the heaviest.
  private static func line(
    on result: ResultFile, weight: (Row) -> Double?, says text: ((String) -> String) -> String
  ) -> String? {
    let rows = result.rows.map { Row(header: result.header, fields: $0) }
    let weights = rows.map(weight)
    let count = weights.count { $0 != nil }
    guard let worst = weights.indices.max(by: { weights[$0] ?? -1 < weights[$1] ?? -1 }),
      weights[worst] != nil
    else { return nil }
    let row = rows[worst]
    let point = ["decoder", "N", "k", "d", "noise"].compactMap { column in
      row.text(column).map { "\(column) = \($0)" }
    }
    return "in \(count) of \(rows.count) rows \(text { row.text($0) ?? "" }) at "
      + point.joined(separator: ", ")
  }

  /// Those rows measure the decoder's limits of iteration, not its rule.
  private static func strayShareOfTrials(_ row: Row) -> Double? {
    guard let stray = row.number("not_converged"), let trials = row.number("trials"), trials > 0,
      stray > strayShare * trials
    else { return nil }
    return stray / trials
  }

  /// How far below the number of draws those that count lie, where too few of them do.
  private static func heaviness(_ row: Row) -> Double? {
    guard let effective = row.number("effective_draws"), let draws = row.number("trials"),
      let success = row.number("success"),
      ConditionalSums.isHeavyTailed(draws: draws, sum: success * draws, effectiveDraws: effective)
    else { return nil }
    return draws / max(effective, 1)
  }
}
