import Foundation
import SuperpositionCodes

/// A command as its words: separated by blanks, with quotes and backslashes as a shell has them, and
/// nothing else of a shell.
struct Command: Hashable, Sendable {
  /// The program and its arguments; not empty.
  let words: [String]

  /// Reads a command; nil if it has no word, a control character, or a quotation without its end.
  init?(_ text: String) {
    guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 || $0 == "\t" }) else { return nil }
    var words: [String] = []
    var word: String?
    var quote: Character?
    var rest = text.makeIterator()
    while let character = rest.next() {
      switch (quote, character) {
      case (nil, "\\"), ("\"", "\\"):
        guard let next = rest.next() else { return nil }
        word = (word ?? "") + (quote == nil || "\"\\$`".contains(next) ? "\(next)" : "\\\(next)")
      case (nil, "'"), (nil, "\""):
        quote = character
        word = word ?? ""
      case (quote, character) where quote == character: quote = nil
      case (nil, _) where character.isWhitespace:
        if let finished = word { words.append(finished) }
        word = nil
      default: word = (word ?? "") + "\(character)"
      }
    }
    guard quote == nil else { return nil }
    if let word { words.append(word) }
    guard let program = words.first, !program.isEmpty else { return nil }
    self.words = words
  }

  /// The words that name files, but for a program that is looked for on the PATH.
  var files: [String] {
    words.enumerated().filter { index, word in
      var isDirectory: ObjCBool = false
      return (index > 0 || word.contains("/"))
        && FileManager.default.fileExists(atPath: word, isDirectory: &isDirectory)
        && !isDirectory.boolValue
    }.map(\.element)
  }
}

/// The files that a command names, as they were at one time.
struct CommandFiles: Sendable {
  /// What tells cheaply whether a file has changed: its identity, its size and the time of its last
  /// change.
  struct Signature: Hashable, Sendable {
    let path: String
    let numbers: [Int]

    init(_ path: String) {
      self.path = path
      var status = stat()
      guard stat(path, &status) == 0 else {
        numbers = []
        return
      }
      #if canImport(Darwin)
        let time = status.st_mtimespec
      #else
        let time = status.st_mtim
      #endif
      numbers = [
        Int(status.st_dev), Int(status.st_ino), Int(status.st_size), Int(time.tv_sec),
        Int(time.tv_nsec),
      ]
    }
  }

  /// Of each file.
  let signatures: [Signature]
  /// The SHA-256 of each file.
  let hashes: [String]

  /// - Throws: `CommandDecoderError` for a file that cannot be read.
  init(of command: Command, decoder: String) throws {
    let files = command.files
    signatures = files.map(Signature.init)
    hashes = try files.map { path in
      guard let content = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
      else {
        throw CommandDecoderError(
          .misbehaved, decoder: decoder, "names the file '\(path)', which cannot be read")
      }
      var hash = SHA256()
      content.withUnsafeBytes { hash.update($0) }
      return hash.hexadecimal
    }
  }

  /// Whether the files are still those.
  func areCurrent(for command: Command) -> Bool {
    command.files.map(Signature.init) == signatures
  }
}
