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
    var synchronizedLength: Int
    var failure: ExperimentError?
  }

  /// The whole lines of the ledger beside a result; none if there is no ledger.
  ///
  /// - Throws: `ExperimentError` if it cannot be read.
  static func lines(of output: String) throws(ExperimentError) -> [LedgerLine] {
    let bytes = try FileAccess.readIfPresent(Runner.ledgerPath(for: output)) ?? []
    return Contents(bytes: bytes).lines
  }

  /// Opens the ledger at `path`, made if it is missing; the caller holds the lock of its output.
  ///
  /// Lines that are torn or damaged go to `PATH.rejected` and leave the ledger.
  ///
  /// - Parameters:
  ///   - output: The result that it belongs to, for messages.
  ///   - report: Gets one line of text for each refused line, with file and line.
  /// - Returns: The ledger, ready to append, and its whole lines.
  /// - Throws: `ExperimentError` 73, also for a file that never was a ledger, or 74.
  static func open(
    path: String, of output: String, report: (String) -> Void
  ) throws(ExperimentError) -> (ledger: Ledger, lines: [LedgerLine]) {
    guard !FileAccess.isSpecial(path) else {
      throw ExperimentError(.cannotCreate, "\(output): its ledger \(path) is no regular file")
    }
    let contents = Contents(bytes: try FileAccess.readIfPresent(path) ?? [])
    if !contents.rejected.isEmpty {
      guard
        !contents.lines.isEmpty || contents.rejected.contains(where: { resemblesLine($0.bytes) })
      else {
        throw ExperimentError(
          .cannotCreate,
          "\(output): \(path) exists and is no ledger of superpose; choose another --output or "
            + "remove it")
      }
      try setAside(contents, of: path)
      for (number, _, flaw) in contents.rejected {
        report("\(path):\(number): the line is \(flaw): set aside in \(path).rejected")
      }
    }
    return (try Ledger(appendingTo: path), contents.lines)
  }

  /// Whether a refused line may once have been one of a ledger: damage rarely hits its beginning and
  /// both of its checksums.
  private static func resemblesLine(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: "v1".utf8)
      || bytes.split(separator: UInt8(ascii: " "), maxSplits: 3).dropFirst().prefix(2).contains {
        $0.count == 16 && $0.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
      }
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
    let length = FileAccess.size(of: descriptor) ?? 0
    state = Mutex(State(length: length, synchronizedLength: length))
  }

  /// Adds a finished unit.
  ///
  /// - Throws: `ExperimentError` 74 if it cannot be written; the ledger is then as it was.
  func append(_ line: LedgerLine) throws(ExperimentError) {
    try append(bytes: Array(line.text.utf8))
  }

  /// Adds those of `lines` whose units are not in `present`.
  ///
  /// - Returns: The lines that were added.
  func append(
    _ lines: [LedgerLine], beside present: [LedgerLine]
  ) throws(ExperimentError) -> [LedgerLine] {
    var known = Set(present.map(\.identity))
    let added = lines.filter { known.insert($0.identity).inserted }
    for line in added { try append(line) }
    return added
  }

  private func append(bytes: [UInt8]) throws(ExperimentError) {
    let failure = state.withLock { state -> ExperimentError? in
      if let failure = state.failure { return failure }
      do throws(ExperimentError) {
        try FileAccess.write(bytes + [UInt8(ascii: "\n")], to: descriptor, of: path)
        state.length += bytes.count + 1
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
  /// - Throws: `ExperimentError` 74, here and from every later call of this and of `append(_:)`.
  func synchronize() throws(ExperimentError) {
    let (length, isNeeded, earlier) = state.withLock { state in
      (state.length, state.synchronizedLength != state.length, state.failure)
    }
    if let earlier { throw earlier }
    guard isNeeded else { return }
    let code = fdatasync(descriptor) == 0 ? 0 : errno
    let failure = code == 0 ? nil : FileAccess.writing(path, code)
    state.withLock { state in
      if let failure { state.failure = failure } else { state.synchronizedLength = length }
    }
    if let failure { throw failure }
  }

  /// Closes the file; nothing may be appended afterwards.
  func close() {
    Foundation.close(descriptor)
  }
}
