import Foundation
import TestSupport
import Testing

@testable import Runs

struct ReplayTests {
  @Test func replaysRowsOfCompleteAndPartialResults() async throws {
    let fixture = try await MergeTests.Fixture(count: 4)
    for path in fixture.shards + [fixture.scratch.file("whole.csv")] {
      let result = try ResultFile(contentsOf: path)
      for row in 1...result.rows.count {
        let replay = try await Replay(row: row, of: path, jobs: 2, source: MergeTests.source)
        #expect(replay.isIdentical, "\(path) row \(row): \(replay.recorded) \(replay.replayed)")
      }
    }
  }

  @Test func showsWhereRowsDiffer() async throws {
    let fixture = try await MergeTests.Fixture(count: 1)
    let path = fixture.scratch.file("whole.csv")
    let text = String(decoding: try FileAccess.read(path), as: UTF8.self)
    try AtomicFile.write(text.replacingOccurrences(of: ",303", with: ",304"), to: path)
    let replay = try await Replay(row: 2, of: path, jobs: 1, source: MergeTests.source)
    #expect(replay.differences == ["count"])
    #expect(replay.recorded == ["row,1", "3", "304"])
    #expect(replay.replayed == ["row,1", "3", "303"])
  }

  @Test(arguments: [0, -1, 7, .max])
  func refusesRowsThatAreNotThere(row: Int) async throws {
    let fixture = try await MergeTests.Fixture(count: 1)
    await #expect {
      try await Replay(
        row: row, of: fixture.scratch.file("whole.csv"), jobs: 1, source: MergeTests.source)
    } throws: {
      ($0 as? ExperimentError)?.exitCode == .usage
    }
  }
}
