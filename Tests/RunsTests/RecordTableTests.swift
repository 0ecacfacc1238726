import Testing

@testable import Runs

struct RecordTableTests {
  private struct Sums: Equatable, Sendable {
    var trials = 0
    var hits = 0
    var weight = 0.0
  }

  private static let table = RecordTable<Sums>(
    none: Sums(), [.count("trials", \.trials), .count("hits", \.hits), .real("weight", \.weight)],
    check: { sums throws(RecordFlaw) in
      try RecordFlaw.require("hits", sums.hits, in: 0...sums.trials)
    })

  private static func units(_ count: Int) -> [WorkUnit] {
    (0..<count).map { number in
      WorkUnit(
        identity: UnitIdentity(kind: "count", fields: [("n", "\(number)")]), cost: 1, memory: 1,
        isWide: false
      ) { _ in UnitRecord() }
    }
  }

  @Test func recordsReadBackAndAddUp() throws {
    let parts = [
      Sums(trials: 5, hits: 3, weight: 1.0 / 3), Sums(trials: 7, hits: 0, weight: -2),
    ]
    let records = parts.map(Self.table.record)
    #expect(
      records[0].fields.map { "\($0.name)=\($0.value)" }
        == ["trials=5", "hits=3", "weight=0.3333333333333333"])
    for (part, record) in zip(parts, records) { #expect(try Self.table.sums(of: record) == part) }
    let total = try Self.table.total(of: [records[0], nil, records[1]], by: Self.units(3))
    #expect(total == Sums(trials: 12, hits: 3, weight: 1.0 / 3 - 2))
  }

  /// A record's fields, and what is wrong with it; the type is said, since working it out takes the
  /// compiler minutes.
  private static let refused: [(fields: [(String, String)], flaw: String)] = [
    ([("trials", "5"), ("hits", "6"), ("weight", "0")], "has hits = 6, more than 5"),
    ([("trials", "5"), ("hits", "-1"), ("weight", "0")], "has hits = -1, less than 0"),
    (
      [("trials", "4503599627370496"), ("hits", "1"), ("weight", "0")],
      "has trials = 4503599627370496, more than 4503599627370495"
    ),
    (
      [("trials", "99999999999999999999"), ("hits", "1"), ("weight", "0")],
      "has trials = 99999999999999999999, no whole number"
    ),
    ([("trials", "5"), ("hits", "1"), ("weight", "nan")], "has weight = nan, no number"),
    (
      [("trials", "5"), ("hits", "1"), ("weight", "1e300")],
      "has weight = 1e+300, more than 1000000000000000"
    ),
    ([("trials", "5"), ("hits", "1")], "lacks weight"),
  ]

  @Test(arguments: refused)
  func whatNoUnitWritesIsRefused(fields: [(String, String)], flaw: String) {
    #expect(throws: RecordFlaw(flaw)) { try Self.table.sums(of: UnitRecord(fields)) }
    let error = #expect(throws: ExperimentError.self) {
      try Self.table.total(of: [UnitRecord(fields)], by: Self.units(1))
    }
    #expect(error?.exitCode == .badData)
    #expect(error?.message == "the record of 'count n=0' \(flaw)")
  }

  @Test func aSumThatOverflowsIsRefused() {
    var sums = Sums(trials: .max - 1, hits: 0)
    #expect(Self.table.add(Sums(trials: 1), to: &sums))
    #expect(!Self.table.add(Sums(trials: 1), to: &sums))
  }
}
