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
    var (table, features) = empty(columns: columns, provenance: provenance)
    table.rows = rows.confusions
    features.rows = rows.features
    try table.write(to: path)
    try features.write(to: featuresPath(of: path))
  }

  /// Both tables before there are rows.
  static func empty(
    columns: [String], provenance: [ResultFile.Provenance]
  ) -> (confusions: ResultFile, features: ResultFile) {
    (
      ResultFile(header: columns + ConfusionRows.columns, rows: [], provenance: provenance),
      ResultFile(header: columns + ConfusionRows.featureColumns, rows: [], provenance: provenance)
    )
  }

  /// Where the counts for each codeword go.
  static func featuresPath(of path: String) -> String {
    (path.hasSuffix(".csv") ? String(path.dropLast(4)) : path) + ".features.csv"
  }
}
