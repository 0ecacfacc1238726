import Runs
import SuperpositionTheory

/// Bounds and predictions: one row for each point, curve and, where the curve depends on it, target,
/// in the order law of the coefficients, N, k, noise, curve, target.
public struct TheoryQuestion: Question {
  public let name = "theory"
  public let summary = "bounds and predictions"
  public let needed: [[any AnyKey]] = [[Keys.codewords], [Keys.sparsity, Keys.sparsityExponent]]
  public let optional: [any AnyKey] = [
    Keys.noise, Keys.target, Keys.curve, Keys.coefficients,
  ]
  public let isMeasured = false
  public let starter = [
    Keys.curve.name: "counting_strong,ml_union_bound,amp_state_evolution,bp_statistical_dimension"
  ]
  public let compared: ComparedValue? = ComparedValue(column: "d", spread: .none)
  public var columns: [Inventory.Entry] { Self.table.entries() }

  /// What a row is about.
  private struct Subject {
    let curve: TheoryCurve
    let point: GridPoint
    let place: TheoryPoint
    /// nil for a curve that does not depend on it.
    let target: Double?
    let dimension: Double?
  }

  private static let table: [Column<Subject>] = [
    Column("curve", "the bound or prediction", holdsNames: true) { $0.curve.name },
    PointColumns.codewords.of { $0.point },
    PointColumns.sparsity.of { $0.point },
    PointColumns.noise.of { $0.point },
    Column("target", "the success probability, for curves that depend on it") {
      $0.target.map(NumberFormat.exact) ?? ""
    },
    Column("d", "the dimension") { NumberFormat.real($0.dimension) },
    Column("bits_per_dimension", "H(N, k)/d") { row in
      NumberFormat.real(row.dimension.flatMap { row.place.bitsPerDimension(at: $0) })
    },
    Column("dimensions_per_bit", "d/H(N, k)") { row in
      NumberFormat.real(row.dimension.flatMap { row.place.dimensionsPerBit(at: $0) })
    },
    PointColumns.coefficients.of { $0.point },
  ]

  /// The rows of a block, each computed when it is derived; a curve that says nothing about a point has none for it.
  ///
  /// - Throws: `ExperimentError` for a grid that is too large; `TheoryError` if a curve cannot be
  ///   evaluated where it applies.
  public func rows(of block: ExperimentBlock) throws -> [Plan.Row] {
    let curves = TheoryCurve.all.filter {
      block.curves.isEmpty ? !$0.isCostly : block.curves.contains($0.name)
    }
    return try block.points().flatMap { point in
      try curves.flatMap { curve in
        // A curve that does not depend on the target has the same row for all.
        try (curve.dependsOnTarget ? block.targets.map(Optional.some) : [nil]).compactMap {
          try row(curve, point, target: $0)
        }
      }
    }
  }

  private func row(
    _ curve: TheoryCurve, _ point: GridPoint, target: Double?
  ) throws -> Plan.Row? {
    let place = try TheoryPoint(
      codewords: point.codewordCount, sparsity: point.sparsity ?? 1, noise: point.noisePower,
      target: target ?? 0.5, coefficients: point.coefficients)
    guard curve.applies(to: place) else { return nil }
    return Plan.Row(units: []) { _ in
      try Self.table.fields(
        of: Subject(
          curve: curve, point: point, place: place, target: target,
          dimension: try curve.minimumDimension(at: place)))
    }
  }
}
