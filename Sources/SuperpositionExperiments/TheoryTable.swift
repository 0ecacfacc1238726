import Runs
import SuperpositionTheory

/// Bounds and predictions: one row for each point, curve and, where the curve depends on it, target.
public enum TheoryTable {
  /// The columns.
  static let header = [
    "curve", "N", "k", "noise", "target", "d", "bits_per_dimension", "dimensions_per_bit",
  ]

  /// The names of all curves, in the order of tables.
  static let curves = TheoryCurve.all.map(\.name)

  /// The curves with what each is, in a line.
  static let entries: [Inventory.Entry] = TheoryCurve.all.map { ($0.name, $0.summary) }

  /// The table of an experiment's theory, in the order N, k, noise, curve, target.
  ///
  /// - Throws: `ExperimentError` for a grid that is too large; `TheoryError` if a curve cannot be
  ///   evaluated where it applies.
  public static func result(
    _ experiment: Experiment, provenance: [ResultFile.Provenance]
  ) throws -> ResultFile {
    let rows = try experiment.blocks.filter { $0.kind == .theory }.flatMap(rows)
    return ResultFile(
      header: header, rows: rows, experiment: experiment.yaml,
      provenance: provenance + [.init("status", "complete")])
  }

  /// The rows of a block; a curve that says nothing about a point has none for it.
  private static func rows(_ block: ExperimentBlock) throws -> [[String]] {
    let curves = TheoryCurve.all.filter {
      block.curves.isEmpty || block.curves.contains($0.name)
    }
    let targets = block.targets
    return try block.points().flatMap { point in
      try curves.flatMap { curve in
        // A curve that does not depend on the target has the same row for all.
        try (curve.dependsOnTarget ? targets.map(Optional.some) : [nil]).compactMap { target in
          try row(curve, point, target: target)
        }
      }
    }
  }

  private static func row(
    _ curve: TheoryCurve, _ point: GridPoint, target: Double?
  ) throws -> [String]? {
    let place = try TheoryPoint(
      codewords: point.codewordCount, sparsity: point.sparsity ?? 1, noise: point.noisePower,
      target: target ?? 0.5)
    guard curve.applies(to: place) else { return nil }
    let dimension = try curve.minimumDimension(at: place)
    return [
      curve.name, String(point.codewordCount), String(point.sparsity ?? 1),
      NumberFormat.exact(point.noisePower), target.map(NumberFormat.exact) ?? "",
      NumberFormat.real(dimension), NumberFormat.real(place.bitsPerDimension(at: dimension)),
      NumberFormat.real(place.dimensionsPerBit(at: dimension)),
    ]
  }
}
