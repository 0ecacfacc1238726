import Runs

/// What a result says of decoders that gave up, which count as failures: those rows measure the
/// decoder's limits of iteration, not its rule.
public enum ConvergenceNotice {
  /// The share of trials above which a row is worth a word.
  static let share = 0.01

  /// A line on the rows of a result in which more than 1% of the trials did not converge; nil if
  /// there are none.
  ///
  /// - Parameter name: of the experiment.
  public static func line(on result: ResultFile, name: String) -> String? {
    func place(_ column: String) -> Int? { result.header.firstIndex(of: column) }
    guard let strayPlace = place("not_converged"), let trialsPlace = place("trials") else {
      return nil
    }
    var count = 0
    var worst: (share: Double, row: [String])?
    for row in result.rows {
      guard let stray = Double(row[strayPlace]), let trials = Double(row[trialsPlace]), trials > 0,
        stray > share * trials
      else { continue }
      count += 1
      if stray / trials > worst?.share ?? 0 { worst = (stray / trials, row) }
    }
    guard let worst else { return nil }
    let point = ["decoder", "N", "k", "d", "noise"].compactMap { column in
      place(column).map { "\(column) = \(worst.row[$0])" }
    }
    return "\(name): in \(count) of \(result.rows.count) rows the decoder did not converge in more "
      + "than 1% of the trials, which count as failures; the most: \(worst.row[strayPlace]) of "
      + "\(worst.row[trialsPlace]) at \(point.joined(separator: ", "))"
  }
}
