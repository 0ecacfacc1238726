/// Bounds and predictions: one row for each point, curve and, where the curve depends on it, target.
public enum TheoryTable {
  /// The columns.
  static let header = [
    "curve", "N", "k", "noise", "target", "d", "bits_per_dimension", "dimensions_per_bit",
  ]

  /// The names of all curves, in the order of tables.
  public static let curves: [String] = ["counting_converse", "ml_union_bound", "mp_rule"]

  /// The rows of a block.
  static func rows(_ block: ExperimentBlock) throws -> [Plan.Row] {
    []
  }

  /// The curves with what each is, in a line.
  static let entries: [Inventory.Entry] = curves.map { ($0, "") }

  /// The table of an experiment's theory.
  ///
  /// - Throws: `ExperimentError` for a grid that is too large.
  public static func result(
    _ experiment: Experiment, provenance: [ResultFile.Provenance]
  ) throws -> ResultFile {
    let rows = try experiment.blocks.flatMap(Self.rows)
    return ResultFile(
      header: header, rows: try rows.compactMap { try $0.derive([]) },
      experiment: experiment.yaml, provenance: provenance)
  }
}
