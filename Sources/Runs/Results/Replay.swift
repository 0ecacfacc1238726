/// One row of a result, computed anew with the seed it had.
public struct Replay: Sendable {
  /// The columns.
  public let header: [String]
  /// The row as the file has it.
  public let recorded: [String]
  /// The row as it comes out now.
  public let replayed: [String]

  /// Whether both are the same text.
  public var isIdentical: Bool { recorded == replayed }

  /// The columns in which they differ.
  public var differences: [String] {
    zip(header, zip(recorded, replayed)).compactMap { $1.0 == $1.1 ? nil : $0 }
  }

  /// Replays a row.
  ///
  /// - Parameters:
  ///   - row: Which, from one.
  ///   - path: The result file; one that is not complete too, whose rows come from the units it has.
  /// - Throws: `ExperimentError` 64 if there is no such row, 65 or 66 for a file that is no result;
  ///   whatever the row's units throw.
  public init(
    row: Int, of path: String, jobs: Int, progress: ProgressStyle = .none, source: PlanSource
  ) async throws {
    let result = try ResultFile.withExperiment(at: path)
    guard 1 <= row, row <= result.rows.count else {
      throw ExperimentError(
        .usage, "--row \(row): \(path) has \(result.rows.count) rows, counted from 1")
    }
    let rows = try Self.rows(of: result, at: path, source: source)
    let label = "\(path), row \(row)"
    guard
      let replayed = try await rows[row - 1].compute(jobs: jobs, name: label, progress: progress)
    else {
      throw ExperimentError(.badData, "\(label): its units are not enough for a row")
    }
    header = result.header
    recorded = result.rows[row - 1]
    self.replayed = replayed
  }

  /// The rows of the plan that a result has, each from the units that the result had.
  static func rows(
    of result: ResultFile, at path: String, source: PlanSource
  ) throws -> [Plan.Row] {
    try rows(of: source.checkedPlan(of: result, at: path), for: result, at: path)
  }

  /// The rows of a plan that a result of it has.
  static func rows(
    of plan: Plan, for result: ResultFile, at path: String
  ) throws -> [Plan.Row] {
    var rows = plan.rows
    if !result.isComplete {
      let records = [UnitIdentity: UnitRecord](
        result.units.map { ($0.identity, $0.record) }, uniquingKeysWith: { first, _ in first })
      rows = try rows.compactMap { row in
        let hasRow = try ExperimentError.locatingRecords(in: { _ in path }) {
          try row.derive(row.units.map { records[$0.identity] }) != nil
        }
        return hasRow ? row.restricted { records[$0] != nil } : nil
      }
    }
    guard rows.count == result.rows.count else {
      throw ExperimentError(
        .badData,
        "\(path): has \(result.rows.count) rows, and its experiment gives \(rows.count)")
    }
    return rows
  }
}
