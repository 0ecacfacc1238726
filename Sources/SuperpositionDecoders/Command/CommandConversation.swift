import SuperpositionCodes
import SystemProcesses

/// A process of the user's command, and what is said between it and the suite: version 1 of the
/// protocol that `experiments/decoder-protocol.md` describes.
// Used by one worker at a time, who took it from `CommandProcesses`.
final class CommandConversation: @unchecked Sendable {
  /// The protocol's name and version.
  private static let `protocol` = "superpose-decoder 1"
  /// Bytes of a line at most.
  private static let longestLine = 4096

  /// What a program says of itself.
  struct Greeting: Equatable, Sendable {
    let name: String
    let version: String
  }

  private let decoder: String
  private let process: DialogueProcess
  private var dictionaryNumber: Int?
  private(set) var greeting = Greeting(name: "", version: "")

  /// Starts the process and greets it.
  ///
  /// - Throws: `CommandDecoderError`.
  init(_ command: Command, decoder: String) throws {
    self.decoder = decoder
    do {
      process = try DialogueProcess(command.words)
    } catch {
      throw Self.error(error, decoder: decoder, during: "")
    }
    let answer = try said("before it had greeted") { process, deadline in
      try process.send(Self.protocol + "\n", by: deadline)
      return try process.line(limit: Self.longestLine, by: deadline)
    }
    let words = answer.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count == 4, words[...1].joined(separator: " ") == Self.protocol,
      words[2...].allSatisfy(Self.isWord)
    else {
      throw misbehaved(
        "greeted with '\(Self.shown(answer))' and not with '\(Self.protocol) NAME VERSION'")
    }
    greeting = Greeting(name: words[2], version: words[3])
  }

  /// Whether it has this dictionary already.
  func holds(_ dictionary: DictionaryFrame?) -> Bool {
    dictionary != nil && dictionary?.number == dictionaryNumber
  }

  /// Ends the process.
  func end() { process.end() }

  /// Decodes codes of a dictionary, which is handed over first unless it was the last one.
  ///
  /// - Throws: `CommandDecoderError`; `CancellationError` if the tool itself comes to its end.
  func decode(_ codes: [ReceivedCode], of dictionary: DictionaryFrame) throws -> [Decoding] {
    guard !process.isSpeaking else {
      // It has ended, or it says what nobody asked for.
      _ = try said("between two answers") { process, deadline in
        try process.line(limit: Self.longestLine, by: deadline)
      }
      throw misbehaved("wrote more than its answer")
    }
    let answer = try said("while it decoded") { process, deadline in
      if !holds(dictionary) {
        try process.send(dictionary.header, by: deadline)
        try dictionary.forEachPiece { piece in
          try process.send(piece, by: deadline)
        }
        dictionaryNumber = dictionary.number
      }
      try Self.send(codes, to: process, by: deadline)
      return try process.line(limit: Self.longestLine, by: deadline)
    }
    let frame = try self.frame(answer, codes: codes.count, dictionary: dictionary)
    let bytes = try said("within its answer") { process, deadline in
      try process.bytes(frame.byteCount, by: deadline)
    }
    return try bytes.withUnsafeBytes { bytes in
      switch frame.kind {
      case .supports: try supports(bytes, count: codes.count, dictionary: dictionary)
      case .scores: try scores(bytes, count: codes.count, dictionary: dictionary)
      }
    }
  }

  private static func send(
    _ codes: [ReceivedCode], to process: DialogueProcess, by deadline: ContinuousClock.Instant
  ) throws(DialogueError) {
    var integers: [Int32] = []
    for code in codes {
      guard case .integer(let values) = code.coordinates else { break }
      integers += values
    }
    let dimension = codes[0].dimension
    if integers.count == codes.count * dimension {
      let values = integers.map(\.littleEndian)
      try send(
        values, header: "codes count=\(codes.count) entries=int32 bytes=\(4 * values.count)\n",
        to: process, by: deadline)
    } else {
      let values = codes.flatMap(\.realCoordinates).map(\.bitPattern.littleEndian)
      try send(
        values, header: "codes count=\(codes.count) entries=float64 bytes=\(8 * values.count)\n",
        to: process, by: deadline)
    }
  }

  private static func send<Number>(
    _ values: [Number], header: String, to process: DialogueProcess,
    by deadline: ContinuousClock.Instant
  ) throws(DialogueError) {
    try process.send(header, by: deadline)
    var failure: DialogueError?
    values.withUnsafeBytes { bytes in
      do throws(DialogueError) {
        try process.send(bytes, by: deadline)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  // MARK: Answers

  private enum Kind: String {
    case supports, scores
  }

  /// Reads the line before an answer.
  private func frame(
    _ line: String, codes: Int, dictionary: DictionaryFrame
  ) throws -> (kind: Kind, byteCount: Int) {
    if line.hasPrefix("error ") {
      throw misbehaved("says: \(Self.shown(String(line.dropFirst(6))))")
    }
    let words = line.split(separator: " ").map(String.init)
    guard let kind = words.first.flatMap(Kind.init), words.count == 3,
      let count = Self.number("count", words[1]), let byteCount = Self.number("bytes", words[2])
    else {
      throw misbehaved(
        "answered '\(Self.shown(line))' and not 'supports count=\(codes) bytes=…' or "
          + "'scores count=\(codes) bytes=…'")
    }
    guard count == codes else {
      throw misbehaved("answered for \(count) codes, and was asked for \(codes)")
    }
    let allScores = codes.multipliedReportingOverflow(by: dictionary.codewordCount)
    let right: ClosedRange<Int> =
      switch kind {
      case .scores: 4 * allScores.partialValue...4 * allScores.partialValue
      case .supports: 4 * codes...8 * allScores.partialValue + 4 * codes
      }
    guard right.contains(byteCount) else {
      let expected =
        right.count == 1 ? "\(right.lowerBound)" : "from \(right.lowerBound) to \(right.upperBound)"
      throw misbehaved("announced \(byteCount) bytes, where there can be \(expected)")
    }
    return (kind, byteCount)
  }

  /// Sizes of all supports as 32-bit integers, then their members as 64-bit integers.
  private func supports(
    _ bytes: UnsafeRawBufferPointer, count: Int, dictionary: DictionaryFrame
  ) throws -> [Decoding] {
    let sizes = (0..<count).map { code in
      Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * code, as: UInt32.self)))
    }
    guard sizes.reduce(0, +) * 8 == bytes.count - 4 * count else {
      throw misbehaved(
        "announced \(sizes.reduce(0, +)) members in all, and sent \(bytes.count - 4 * count) bytes "
          + "of them, 8 for each")
    }
    var position = 4 * count
    return try sizes.enumerated().map { code, size in
      let members = (0..<size).map { member in
        Int64(
          littleEndian: bytes.loadUnaligned(
            fromByteOffset: position + 8 * member, as: Int64.self))
      }
      position += 8 * size
      if let wrong = members.first(where: { !(0..<Int64(dictionary.codewordCount) ~= $0) }) {
        throw misbehaved(
          "answered codeword \(wrong) for code \(code), and there are 0 to "
            + "\(dictionary.codewordCount - 1)")
      }
      let support = Support(members.map(Int.init))
      guard support.count == size else {
        throw misbehaved("answered a codeword twice for code \(code)")
      }
      return Decoding(support: support)
    }
  }

  /// N 32-bit scores for each code, whose k largest count, ties to the lower index.
  private func scores(
    _ bytes: UnsafeRawBufferPointer, count: Int, dictionary: DictionaryFrame
  ) throws -> [Decoding] {
    let width = dictionary.codewordCount
    return try (0..<count).map { code in
      let scores = (0..<width).map { codeword in
        let bits = bytes.loadUnaligned(
          fromByteOffset: 4 * (code * width + codeword), as: UInt32.self)
        return Double(Float(bitPattern: UInt32(littleEndian: bits)))
      }
      if let wrong = scores.firstIndex(where: \.isNaN) {
        throw misbehaved("scored codeword \(wrong) of code \(code) with what is not a number")
      }
      return Decoding(
        support: Support(Ranking.largest(dictionary.model.sparsity, of: scores)))
    }
  }

  // MARK: Errors

  /// Speaks with the process within the time limit.
  private func said<Answer>(
    _ moment: String,
    _ body: (DialogueProcess, ContinuousClock.Instant) throws -> Answer
  ) throws -> Answer {
    do {
      return try body(process, .now + CommandDecoder.timeLimit)
    } catch let error as DialogueError {
      throw Self.error(error, decoder: decoder, during: moment)
    }
  }

  private static func error(
    _ error: DialogueError, decoder: String, during moment: String
  ) -> any Error {
    func misbehaved(_ problem: String) -> CommandDecoderError {
      CommandDecoderError(.misbehaved, decoder: decoder, problem)
    }
    switch error {
    case .notStarted(let code):
      return CommandDecoderError(
        .unavailable, decoder: decoder, "cannot be started: \(DialogueError.text(of: code))")
    case .ended(let how): return misbehaved("\(how) \(moment)")
    case .timedOut:
      return misbehaved(
        "took longer than \(CommandDecoder.timeLimit) \(moment) (--exec-time-limit)")
    case .flooded(let limit): return misbehaved("wrote more than \(limit) bytes unasked")
    case .noLine(let limit):
      return misbehaved("wrote no line of at most \(limit) bytes where one was expected")
    case .toolEnds: return CancellationError()
    }
  }

  private func misbehaved(_ problem: String) -> CommandDecoderError {
    CommandDecoderError(.misbehaved, decoder: decoder, problem)
  }

  private static func number(_ name: String, _ word: String) -> Int? {
    guard word.hasPrefix(name + "="), let number = Int(word.dropFirst(name.utf8.count + 1)),
      number >= 0
    else { return nil }
    return number
  }

  /// What may name a decoder or a version: visible ASCII of at most 64 characters.
  private static func isWord(_ word: String) -> Bool {
    1...64 ~= word.utf8.count && word.utf8.allSatisfy { 0x21...0x7e ~= $0 }
  }

  /// A text of the program as one line of a message.
  private static func shown(_ text: String) -> String {
    String(text.unicodeScalars.prefix(300).map { $0.value < 0x20 ? " " : Character($0) })
  }
}
