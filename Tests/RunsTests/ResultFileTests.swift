import Foundation
import TestSupport
import Testing

@testable import Runs

struct ResultFileTests {
  static let sample: ResultFile = {
    var record = UnitRecord()
    record.append("count", 7)
    return ResultFile(
      header: ["decoder", "note"],
      rows: [["mp", "plain"], ["a,b", "say \"so\""], ["#7", "two\nlines"], ["", ""]],
      experiment: "title: A\n\nblocks:\n  - kind: success\n",
      provenance: [.init("command", "superpose run\nx"), .init("seed", "1: one")],
      units: [LedgerLine(identity: UnitIdentity(text: "success N=4"), record: record)])
  }()

  @Test func readsWhatItWrites() throws {
    let sample = Self.sample
    let read = try ResultFile(bytes: Array(sample.text.utf8), path: "x.csv")
    #expect(read.header == sample.header)
    #expect(read.rows == sample.rows)
    #expect(read.experiment == sample.experiment)
    #expect(read.units == sample.units)
    #expect(read.provenance == [.init("command", "superpose run x"), .init("seed", "1: one")])
    #expect(read.isAsWritten)
    #expect(read.field("note", ofRow: 1) == "say \"so\"")
    #expect(read.field("absent", ofRow: 1) == nil)
  }

  @Test func readsWhatOthersWrite() throws {
    let text = "\u{FEFF}# made by hand\r\na,b\r\n1,\"x\"\"y\r\nz\"\r\n,"
    let read = try ResultFile(bytes: Array(text.utf8), path: "x.csv")
    #expect(read.header == ["a", "b"])
    #expect(read.rows == [["1", "x\"y\r\nz"], ["", ""]])
  }

  @Test func noticesAChangedTable() throws {
    let text = Self.sample.text.replacingOccurrences(of: "plain", with: "plaim")
    #expect(try !ResultFile(bytes: Array(text.utf8), path: "x.csv").isAsWritten)
  }

  @Test func readsTheFormerFormat() throws {
    let table = "curve,d\nmp_rule,1\n"
    let text = """
      # superpose result, format 1
      # content: \(Checksum(table))
      # experiment: \(Checksum("title: A\n"))
      #| title: A

      """
    let read = try ResultFile(bytes: Array((text + table).utf8), path: "x.csv")
    #expect(read.isMarked && read.isAsWritten && read.isComplete)
    let partial = text + "# unit \(LedgerTests.line(1).text)\n" + table
    #expect(try !ResultFile(bytes: Array(partial.utf8), path: "x.csv").isComplete)
  }

  @Test(arguments: [
    ("", "x.csv:1: a row of column names is missing"),
    ("# only\n", "x.csv:2: a row of column names is missing"),
    ("a,b\n1,2\n3\n", "x.csv:3: the row has 1 fields, and the header has 2"),
    ("a,b\n\"1\n\n2,3\n", "x.csv:2: a quoted field of this row has no end"),
    ("a\n\"1\"2\n", "x.csv:2: a comma or the end of the line should follow this row's field 1"),
    ("a\n1\"2\n", "x.csv:2: a quote stands inside a field without quotes"),
    ("# unit v1 0 0 x | y=1\na\n", "x.csv:1: the unit on this line is torn or damaged"),
  ])
  func refusesWithFileAndLine(text: String, message: String) {
    #expect(throws: ExperimentError(.badData, message)) {
      try ResultFile(bytes: Array(text.utf8), path: "x.csv")
    }
  }

  @Test func refusesBytesThatAreNoText() {
    #expect(throws: ExperimentError(.badData, "x.csv:2: not a text in UTF-8")) {
      try ResultFile(bytes: Array("a\n".utf8) + [0xFF], path: "x.csv")
    }
  }

  @Test func missingAndDirectoriesAreMissingInput() throws {
    let scratch = try ScratchDirectory()
    for path in [scratch.file("absent.csv"), scratch.path] {
      #expect { try ResultFile(contentsOf: path) } throws: {
        ($0 as? ExperimentError)?.exitCode == .missingInput
      }
    }
  }

  @Test func rewritesOnlyWhatSaysSomethingElse() throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("x.csv")
    var result = Self.sample
    #expect(try result.write(to: path))
    let bytes = try scratch.bytes("x.csv")
    result.setProvenance("date", "later")
    #expect(try !result.write(to: path))
    #expect(try scratch.bytes("x.csv") == bytes)
    result.setProvenance("status", "complete")
    #expect(try result.write(to: path))
    result.rows[0][1] = "other"
    #expect(try result.write(to: path))
    // A table that someone has changed is not the same, whatever it says.
    let changed = result.text.replacingOccurrences(of: "other", with: "strange")
    try scratch.write(Array(changed.utf8), to: "x.csv")
    #expect(try result.write(to: path))
    #expect(scratch.names == ["x.csv"])
  }
}
