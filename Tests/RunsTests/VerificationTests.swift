import Foundation
import TestSupport
import Testing

@testable import Runs

struct VerificationTests {
  /// Success counts of 400 trials each; the plan of another seed draws anew, with probability
  /// `p(row) + shift`.
  static func plan(seed: UInt64, shift: Double) -> Plan {
    let rows = (0..<12).map { row in
      let unit = WorkUnit(
        identity: UnitIdentity(
          kind: "success", fields: [("N", "\(row)"), ("seed", "\(seed)")]),
        cost: 0.01, memory: 1, isWide: false
      ) { _ in
        var generator = SplitMix(seed &* 1000 &+ UInt64(row))
        let p = min(1, Double(row) / 11 * 0.98 + 0.01 + shift)
        var record = UnitRecord()
        record.append(
          "successes", (0..<400).count { _ in Double.random(in: 0..<1, using: &generator) < p })
        return record
      }
      return Plan.Row(units: [unit]) { records in
        guard let successes = records[0]?.integer("successes") else { return nil }
        // Wilson's interval.
        let (n, z) = (400.0, 1.96)
        let p = Double(successes) / n
        let center = (p + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        return ["\(row)", "\(p)", "\(center - half)", "\(center + half)"]
      }
    }
    return Plan(
      name: "v", header: ["N", "success", "success_low", "success_high"], rows: rows,
      compared: ComparedValue(column: "success", telling: 0.05...0.95))
  }

  static func verify(recorded seed: UInt64, fresh: UInt64, shift: Double) async throws
    -> Verification
  {
    let scratch = try ScratchDirectory()
    let path = scratch.file("v.csv")
    try await RunnerTests.run(plan(seed: seed, shift: shift), output: path)
    var options = Verification.Options()
    options.rows = 12
    options.seed = fresh
    let source = PlanSource { _, _, reseeded in
      plan(seed: reseeded ?? seed, shift: reseeded == nil ? shift : 0)
    }
    return try await Verification(of: [path], options: options, order: SplitMix(1), source: source)
  }

  @Test func acceptsTrueResults() async throws {
    var rejections = 0
    var probabilities: [Double] = []
    for repetition in 0..<100 {
      let verification = try await Self.verify(
        recorded: UInt64(repetition), fresh: UInt64(5000 + repetition), shift: 0)
      #expect(verification.rows.count == 12 && verification.faults.isEmpty)
      #expect(verification.rows.allSatisfy { $0.isIdentical == true })
      rejections += verification.rejected.isEmpty ? 0 : 1
      probabilities += verification.rows.map(\.probability)
    }
    // At level 0.001, two rejections in a hundred have probability 0.005.
    #expect(rejections <= 1)
    // The test uses its level up: 1200 p-values below 0.05 would be 60 ± 7.5 if it were exact.
    let small = probabilities.count { $0 < 0.05 }
    #expect(20...90 ~= small, "\(small) of 1200 below 0.05")
  }

  @Test func rejectsResultsOfAnotherLaw() async throws {
    let verification = try await Self.verify(recorded: 1, fresh: 2, shift: 0.2)
    #expect(verification.rejected.count >= 3)
  }

  @Test func findsChangedTablesAndSkipsOthers() async throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("v.csv")
    try await RunnerTests.run(Self.plan(seed: 1, shift: 0), output: path)
    let text = String(decoding: try FileAccess.read(path), as: UTF8.self)
    try AtomicFile.write(text.replacingOccurrences(of: "\n3,", with: "\n4,"), to: path)
    try AtomicFile.write("claim,number\nx,1\n", to: scratch.file("claims.csv"))
    let source = PlanSource { _, _, seed in Self.plan(seed: seed ?? 1, shift: 0) }
    let verification = try await Verification(
      of: try Verification.results(at: scratch.path), order: SplitMix(1), source: source)
    #expect(verification.faults == ["\(path): was changed after superpose wrote it"])
    #expect(verification.notes.count == 1 && verification.rows.isEmpty)
  }

  @Test(arguments: [
    (["3", "0.9", "0.91", "0.95"], "success = 0.9 is outside its interval, 0.91 to 0.95"),
    (["4", "0.9", "0.8", "0.95"], "N = 4 is recorded, and the experiment has 3"),
  ])
  func faultsRowsThatCannotBe(fields: [String], fault: String) async throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("v.csv")
    var result = try await RunnerTests.run(Self.plan(seed: 1, shift: 0)).result
    result.rows[3] = fields
    try result.write(to: path)
    let source = PlanSource { _, _, seed in Self.plan(seed: seed ?? 1, shift: 0) }
    let verification = try await Verification(of: [path], order: SplitMix(1), source: source)
    #expect(verification.faults == ["\(path): row 4: \(fault)"])
  }
}
