import Runs
import SuperpositionExperiments

/// The files of confusions: one table of mistakes, and one of counts for each codeword beside it.
enum ConfusionTables {
  /// Writes `FILE.csv` and `FILE.features.csv`.
  ///
  /// - Parameter columns: those of the rows before the confusions' own.
  static func write(
    _ rows: ConfusionRows, to path: String, columns: [String] = [],
    provenance: [ResultFile.Provenance]
  ) throws {
    let stem = path.hasSuffix(".csv") ? String(path.dropLast(4)) : path
    try ResultFile(
      header: columns + ConfusionRows.columns, rows: rows.confusions, provenance: provenance
    ).write(to: path)
    try ResultFile(
      header: columns + ConfusionRows.featureColumns, rows: rows.features, provenance: provenance
    ).write(to: "\(stem).features.csv")
  }
}
