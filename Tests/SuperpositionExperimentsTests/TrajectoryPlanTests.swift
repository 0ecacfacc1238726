import Runs
import Testing

@testable import SuperpositionExperiments

@Suite("Trajectory experiments")
struct TrajectoryPlanTests {
  private func plan(_ keys: String) throws -> Plan {
    try Plan(
      Experiment(
        yaml: "blocks:\n  - {kind: trajectory, decoder: amp, \(keys)}\n", file: "e.yml", name: "e",
        effort: .default))
  }

  @Test("a point is one unit and a row for each iteration")
  func rows() async throws {
    let plan = try plan("N: 256, k: 4, d: [40, 60], noise: 0.5, trials: 12, seed: 7")
    #expect(plan.units.count == 2)
    #expect(plan.rows.count == 2 * TrajectoryQuestion.iterationCount)
    #expect(
      plan.units[0].identity.text
        == "trajectory decoder=amp ensemble=rademacher N=256 k=4 d=40 noise=0.5 iterations=20 "
        + "trials=12 seed=7")
    let record = try await plan.units[1].record(workers: 1)
    #expect(try await plan.units[1].record(workers: 2) == record)
    let first = try #require(try plan.rows[20].derive([record]))
    #expect(Array(first[..<6]) == ["256", "4", "60", "0.5", "0", "12"])
    // (4 + 0.5)/60.
    #expect(first[9] == "0.075" && first[10] == "7")
    for row in plan.rows[20...] {
      let fields = try #require(try row.derive([record]))
      #expect(fields.count == Questions.trajectory.columns.count)
      let numbers = fields.compactMap(Double.init)
      #expect(numbers.count == fields.count)
      #expect(numbers[7] <= numbers[6] && numbers[6] <= numbers[8])
      #expect(numbers[12] <= numbers[11] && numbers[11] <= numbers[13])
    }
    #expect(try plan.rows[20].derive([nil]) == nil)
    #expect(throws: ExperimentError.self) { try plan.rows[20].derive([UnitRecord()]) }
  }

  @Test("one cluster has no interval")
  func singleCluster() async throws {
    let plan = try plan("N: 64, k: 2, dimensions-per-bit: 3, trials: 8")
    let record = try await plan.units[0].record(workers: 1)
    let fields = try #require(try plan.rows[3].derive([record]))
    #expect(fields[7].isEmpty && fields[8].isEmpty && !fields[6].isEmpty)
  }

  @Test(
    "what has no trajectory is refused",
    arguments: [
      ("decoder: mp, N: 64, k: 2, d: 10", "decoder: trajectory follows the effective noise of amp"),
      ("decoder: amp, N: [99, 64], k: 64, d: 10", "k: k = 64 at N = 64"),
      ("decoder: amp, N: 64, k: 2, d: 10, trials: 1e7", "trials: trajectory takes at most"),
      ("decoder: amp, N: 64, k: 2", "dimension: missing"),
    ])
  func refusals(keys: String, message: String) {
    let error = #expect(throws: ExperimentError.self) {
      try Experiment(
        yaml: "blocks:\n  - {kind: trajectory, \(keys)}\n", file: "e.yml", name: "e",
        effort: .default)
    }
    let text = error?.message ?? ""
    #expect(text.hasPrefix("e.yml:2: blocks[0].\(message)"), "\(text)")
  }
}
