import Runs
import SuperpositionEstimation
import Testing

@testable import SuperpositionExperiments

/// Records with valid checksums that no run can have written.
struct RecordSenseTests {
  private static let experiment = """
    blocks:
      - {kind: success, decoder: topk, N: 64, k: 2, d: 30, trials: 16, estimator: simulate}
    """

  private func rows(_ fields: [(String, String)]) throws -> [[String]] {
    let plan = try Plan(Experiment(yaml: Self.experiment, file: "e.yml", name: "e"))
    let record = UnitRecord(fields.map { (name: $0.0, value: $0.1) })
    return try plan.rows.compactMap { try $0.derive([record]) }
  }

  private static let honest = [
    ("trials", "16"), ("successes", "9"), ("clusters", "2"), ("success_squares", "41"),
    ("success_trials", "72"), ("trial_squares", "128"), ("members_found", "24"),
    ("false_members", "8"), ("not_converged", "0"),
  ]

  @Test func honestRecords() throws {
    #expect(try rows(Self.honest).count == 1)
  }

  @Test(
    "forged records",
    arguments: [
      ("trials", "-5"), ("trials", "8"), ("trials", "4503599627370496"), ("successes", "17"),
      ("successes", "-1"), ("members_found", "999999"), ("members_found", "9223372036854775807"),
      ("members_found", "-1"), ("false_members", "9223372036854775807"), ("not_converged", "17"),
      ("clusters", "0"), ("trial_squares", "9223372036854775807"), ("success_squares", "1e5"),
    ])
  func forgedRecords(name: String, value: String) {
    let fields = Self.honest.map { $0.0 == name ? (name, value) : $0 }
    let error = #expect(throws: ExperimentError.self) { try rows(fields) }
    #expect(error?.exitCode == .badData)
  }

  @Test(
    "forged dimensions",
    arguments: [("1e-320", "12"), ("12", "1e-320"), ("nan", "12"), ("13", "12"), ("12", "inf")])
  func forgedDimensions(low: String, value: String) throws {
    let experiment = """
      blocks: [{kind: dimension, decoder: topk, N: 64, k: 2, target: 0.5, trials: 16}]
      """
    let plan = try Plan(Experiment(yaml: experiment, file: "e.yml", name: "e"))
    let record = UnitRecord([
      ("reached", "1"), ("trials", "16"), ("d", value), ("d_low", low), ("d_high", "14"),
      ("not_converged", "0"),
    ])
    let error = #expect(throws: ExperimentError.self) { try plan.rows[0].derive([record]) }
    #expect(error?.exitCode == .badData)
  }
}
