import Foundation
import Synchronization

/// The finished units of an output, one line each in a plain text file, only ever appended to.
///
/// A line is in the system's hands when `append(_:)` returns, so a killed process loses none of
/// them; `synchronize()` carries them to the disk, which a crash of the machine needs.
final class Ledger: Sendable {
  /// What stands in a ledger.
  struct Contents: Sendable {
    /// The whole lines, each unit once, in the order of the file.
    var lines: [LedgerLine] = []
    /// The refused lines: numbers counted from one, bytes without line end, reasons.
    var rejected: [(number: Int, bytes: [UInt8], flaw: LedgerLine.Flaw)] = []

    /// Reads the bytes of a ledger.
    init(bytes: [UInt8]) {
      var numbers: [UnitIdentity: (line: Int, number: Int)] = [:]
      var contradicted: Set<UnitIdentity> = []
      var whole: [(number: Int, bytes: ArraySlice<UInt8>, line: LedgerLine)] = []
      var pieces = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      // What follows the last line end was cut off, even if all but the line end is there.
      let torn = pieces.popLast() ?? []
      for (offset, piece) in pieces.enumerated() {
        do throws(LedgerLine.Flaw) {
          let line = try LedgerLine(bytes: piece)
          if let first = numbers[line.identity] {
            if whole[first.line].line.record != line.record { contradicted.insert(line.identity) }
          } else {
            numbers[line.identity] = (whole.count, offset + 1)
          }
          whole.append((offset + 1, piece, line))
        } catch {
          rejected.append((offset + 1, Array(piece), error))
        }
      }
      for (number, bytes, line) in whole {
        if contradicted.contains(line.identity) {
          rejected.append((number, Array(bytes), .contradicted))
        } else if numbers[line.identity]?.number == number {
          lines.append(line)
        }
      }
      if !torn.isEmpty { rejected.append((pieces.count + 1, Array(torn), .damaged)) }
      rejected.sort { $0.number < $1.number }
    }
  }

  /// Where the ledger is.
  let path: String
  private let descriptor: Int32
  private let state: Mutex<State>

  private struct State {
    var length: Int
    var isSynchronized = true
    var failure: ExperimentError?
  }

  /// Opens the ledger at `path`, made if it is missing; the caller holds the lock of its output.
  ///
  /// Lines that are torn or damaged go to `PATH.rejected` and leave the ledger.
  ///
  /// - Parameter report: Gets one line of text for each refused line, with file and line.
  /// - Returns: The ledger, ready to append, and its whole lines.
  /// - Throws: `ExperimentError` 73 or 74.
  static func open(
    path: String, report: (String) -> Void
  ) throws(ExperimentError) -> (ledger: Ledger, lines: [LedgerLine]) {
    let contents = Contents(bytes: try FileAccess.readIfPresent(path) ?? [])
    if !contents.rejected.isEmpty {
      try setAside(contents, of: path)
      for (number, _, flaw) in contents.rejected {
        report("\(path):\(number): the line is \(flaw): set aside in \(path).rejected")
      }
    }
    return (try Ledger(appendingTo: path), contents.lines)
  }

  /// Moves the refused lines to their own file, then replaces the ledger by its whole lines; a kill
  /// between the two sets them aside twice.
  private static func setAside(_ contents: Contents, of path: String) throws(ExperimentError) {
    let rejected = try Ledger(appendingTo: path + ".rejected")
    defer { rejected.close() }
    for (_, bytes, _) in contents.rejected { try rejected.append(bytes: bytes) }
    try rejected.synchronize()
    try AtomicFile.write(contents.lines.map { $0.text + "\n" }.joined(), to: path)
  }

  private init(appendingTo path: String) throws(ExperimentError) {
    descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileAccess.creating(path, errno) }
    self.path = path
    state = Mutex(State(length: FileAccess.size(of: descriptor) ?? 0))
  }

  /// Adds a finished unit.
  ///
  /// - Throws: `ExperimentError` 74 if it cannot be written; the ledger is then as it was.
  func append(_ line: LedgerLine) throws(ExperimentError) {
    try append(bytes: Array(line.text.utf8))
  }

  private func append(bytes: [UInt8]) throws(ExperimentError) {
    let failure = state.withLock { state -> ExperimentError? in
      if let failure = state.failure { return failure }
      do throws(ExperimentError) {
        try FileAccess.write(bytes + [UInt8(ascii: "\n")], to: descriptor, of: path)
        state.length += bytes.count + 1
        state.isSynchronized = false
      } catch {
        // Half a line would be found and set aside, but needs room for that.
        ftruncate(descriptor, off_t(state.length))
        state.failure = error
      }
      return state.failure
    }
    if let failure { throw failure }
  }

  /// Carries what was appended to the disk; workers that append meanwhile do not wait.
  ///
  /// - Throws: `ExperimentError` 74, here and from every later `append(_:)`.
  func synchronize() throws(ExperimentError) {
    let isNeeded = state.withLock { state in
      defer { state.isSynchronized = true }
      return !state.isSynchronized
    }
    guard isNeeded, fdatasync(descriptor) != 0 else { return }
    let failure = FileAccess.writing(path, errno)
    state.withLock { $0.failure = failure }
    throw failure
  }

  /// Closes the file; nothing may be appended afterwards.
  func close() {
    Foundation.close(descriptor)
  }
}
