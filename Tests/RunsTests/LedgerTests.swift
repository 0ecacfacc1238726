import Foundation
import TestSupport
import Testing

@testable import Runs

struct LedgerTests {
  static func line(_ number: Int, count: Int? = nil) -> LedgerLine {
    var record = UnitRecord()
    record.append("count", count ?? number)
    record.append("mean", Double(number) / 7)
    let identity = UnitIdentity(
      kind: "success", fields: [("decoder", "omp:absolute"), ("batch", "\(number)")])
    return LedgerLine(identity: identity, record: record)
  }

  static func bytes(_ lines: [LedgerLine]) -> [UInt8] {
    lines.flatMap { Array($0.text.utf8) + [0x0A] }
  }

  @Test func lineRoundTrip() throws {
    for number in [0, 1, -5, 1 << 60] {
      let line = Self.line(number)
      #expect(try LedgerLine(bytes: Array(line.text.utf8)) == line)
    }
    let empty = LedgerLine(identity: UnitIdentity(text: "x y=1"), record: UnitRecord())
    #expect(try LedgerLine(bytes: Array(empty.text.utf8)) == empty)
  }

  @Test func knownChecksums() {
    // Published vectors of FNV-1a (Noll's test suite).
    #expect(Checksum("").description == "cbf29ce484222325")
    #expect(Checksum("a").description == "af63dc4c8601ec8c")
    #expect(Checksum("foobar").description == "85944171f73967e8")
  }

  @Test func everyChangedByteIsNoticed() {
    let bytes = Array(Self.line(42).text.utf8)
    for position in bytes.indices {
      for mask in [UInt8(0x01), 0x20, 0x80] {
        var changed = bytes
        changed[position] ^= mask
        #expect(throws: LedgerLine.Flaw.self) { try LedgerLine(bytes: changed) }
      }
    }
    for length in bytes.indices {
      #expect(throws: LedgerLine.Flaw.self) { try LedgerLine(bytes: bytes[..<length]) }
    }
  }

  @Test func cutAnywhereLosesOnlyTheLastLines() {
    let lines = (0..<3).map { Self.line($0) }
    let bytes = Self.bytes(lines)
    for length in 0...bytes.count {
      let contents = Ledger.Contents(bytes: Array(bytes[..<length]))
      let whole = bytes[..<length].count { $0 == 0x0A }
      #expect(contents.lines == Array(lines[..<whole]))
      let isTorn = length > 0 && bytes[length - 1] != 0x0A
      #expect(contents.rejected.map(\.number) == (isTorn ? [whole + 1] : []))
    }
  }

  @Test func theSameUnitTwiceCountsOnce() {
    let contents = Ledger.Contents(bytes: Self.bytes([Self.line(1), Self.line(2), Self.line(1)]))
    #expect(contents.lines == [Self.line(1), Self.line(2)])
    #expect(contents.rejected.isEmpty)
  }

  @Test func contradictionsAreSetAside() {
    let contents = Ledger.Contents(
      bytes: Self.bytes([Self.line(1), Self.line(2), Self.line(1, count: 9)]))
    #expect(contents.lines == [Self.line(2)])
    #expect(contents.rejected.map(\.number) == [1, 3])
    #expect(contents.rejected.allSatisfy { $0.flaw == .contradicted })
  }

  @Test func opensRepairsAndAppends() throws {
    let scratch = try ScratchDirectory()
    var bytes = Self.bytes([Self.line(1), Self.line(2), Self.line(3)])
    bytes[60] ^= 1
    bytes += Array("v1 torn".utf8)
    try scratch.write(bytes, to: "x.ledger")
    let path = scratch.file("x.ledger")
    var messages: [String] = []
    let (ledger, lines) = try Ledger.open(path: path, of: "x.csv") { messages.append($0) }
    #expect(lines == [Self.line(2), Self.line(3)])
    #expect(messages.count == 2)
    #expect(messages[0].hasPrefix("\(path):1: the line is torn or damaged"))
    #expect(messages[1].hasPrefix("\(path):4: the line is"))
    try ledger.append(Self.line(4))
    try ledger.synchronize()
    ledger.close()
    #expect(try scratch.bytes("x.ledger") == Self.bytes([2, 3, 4].map { Self.line($0) }))
    let rejected = try scratch.bytes("x.ledger.rejected").split(separator: 0x0A)
    #expect(rejected.count == 2 && rejected[1].elementsEqual("v1 torn".utf8))
  }

  @Test func aForeignFileIsNoLedger() throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("x.ledger")
    let notes = Array("2026-01-01 Groceries | 12\n".utf8)
    try scratch.write(notes, to: "x.ledger")
    #expect { _ = try Ledger.open(path: path, of: "x.csv") { _ in } } throws: {
      ($0 as? ExperimentError)?.exitCode == .cannotCreate
    }
    #expect(try scratch.bytes("x.ledger") == notes && scratch.names == ["x.ledger"])
    // A ledger without a whole line is mended, wherever the damage is.
    let line = Self.bytes([Self.line(1)])
    for damaged in line.indices.map({ line[..<$0] + [line[$0] ^ 1] + line[($0 + 1)...] }) {
      try scratch.write(Array(damaged), to: "x.ledger")
      let (ledger, lines) = try Ledger.open(path: path, of: "x.csv") { _ in }
      ledger.close()
      #expect(lines.isEmpty)
    }
  }

  @Test func lockHoldsASecondRunOff() throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("x.lock")
    let lock = try LockFile(path: path, output: "x.csv")
    #expect {
      _ = try LockFile(path: path, output: "x.csv")
    } throws: { error in
      let error = error as? ExperimentError
      return error?.exitCode == .cannotCreate
        && error?.message.contains("process \(getpid()) on ") == true
    }
    lock.release()
    try LockFile(path: path, output: "x.csv").release()
    #expect(scratch.names.isEmpty)
  }

  @Test func atomicFileRefusesWhatCannotBeCreated() throws {
    let scratch = try ScratchDirectory()
    #expect { try AtomicFile.write("x", to: scratch.file("absent/x.csv")) } throws: {
      ($0 as? ExperimentError)?.exitCode == .cannotCreate
    }
    #expect { try AtomicFile.write("x", to: scratch.path) } throws: {
      ($0 as? ExperimentError)?.exitCode == .cannotCreate
    }
    #expect { try AtomicFile.write("x", to: "/dev/full") } throws: {
      ($0 as? ExperimentError)?.exitCode == .inputOutput
    }
    try AtomicFile.write("x", to: "/dev/null")
    #expect(FileAccess.isSpecial("/dev/null"))
  }

  @Test func atomicFileFollowsLinks() throws {
    let scratch = try ScratchDirectory()
    try AtomicFile.write("old", to: scratch.file("target"))
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file("link"), withDestinationPath: "target")
    try AtomicFile.write("new", to: scratch.file("link"))
    #expect(try scratch.bytes("target") == Array("new".utf8))
    #expect(scratch.names == ["link", "target"])
  }
}
