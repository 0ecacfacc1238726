import Foundation
import TestSupport
import Testing

@testable import Runs

/// Readers of results and ledgers against mutated input, as `Mutation` has it.
struct MutationTests {
  @Test func resultFiles() {
    let sample = ResultFileTests.sample
    let samples = [sample.text, sample.content, "a,b\r\n1,2\r\n\"x\ny\",\"\"\"\"\r\n"].map {
      Array($0.utf8)
    }
    Mutation.forEachInput(of: samples, seed: 2) { _, bytes in
      do {
        let result = try ResultFile(bytes: bytes, path: "x.csv")
        #expect(result.rows.allSatisfy { $0.count == result.header.count })
        // A unit that is read is one that was written.
        #expect(result.units.allSatisfy { $0 == sample.units[0] })
        let again = try ResultFile(bytes: Array(result.text.utf8), path: "x.csv")
        #expect(again.content == result.content)
      } catch {
        #expect(Mutation.isRefusal(error), "\(error)")
      }
    }
  }

  @Test func ledgers() {
    let lines = (0..<5).map { LedgerTests.line($0) }
    let known = Set(lines.map(\.text))
    Mutation.forEachInput(of: [LedgerTests.bytes(lines)], seed: 3) { _, bytes in
      let contents = Ledger.Contents(bytes: bytes)
      #expect(contents.lines.allSatisfy { known.contains($0.text) })
      #expect(Set(contents.lines.map(\.identity)).count == contents.lines.count)
      // Every line of the file is there, set aside, or a repeat.
      let pieces = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      let strange = pieces.dropLast().count { !known.contains(String(decoding: $0, as: UTF8.self)) }
      #expect(contents.rejected.count >= strange)
    }
  }

  @Test func shards() {
    Mutation.forEachInput(of: [Array("3/16".utf8)], seed: 4) { _, bytes in
      _ = Shard(String(decoding: bytes, as: UTF8.self))
    }
  }
}
