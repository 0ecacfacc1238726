import Runs

/// What users gave for the keys of one block, before it is understood: the source of an
/// `ExperimentBlock`, whether flags or a file.
public struct BlockSettings: Sendable {
  /// Where the settings come from, which decides how errors name them.
  public enum Origin: Sendable {
    /// Flags of a command.
    case commandLine
    /// A block of a file that starts at a line, counted from one, and its path: `blocks[0]`.
    case file(String, line: Int, block: String)
  }

  /// One value: a list in the notation of `NumberList`, or names separated by commas.
  public struct Value: Sendable {
    /// What was given: once, or as often as the flag stands or the file's list has items.
    public let texts: [String]
    /// The line of the file, if there is one.
    public let line: Int?
    /// The key as the file has it, if there is one.
    public let name: String?

    /// All of it as one list.
    public var text: String { texts.joined(separator: ",") }

    /// A value.
    public init(_ texts: [String], line: Int? = nil, name: String? = nil) {
      self.texts = texts
      self.line = line
      self.name = name
    }
  }

  /// Where the settings come from.
  public let origin: Origin
  /// The values given, by the names of their keys.
  public var values: [String: Value]
  /// Whether dictionaries from files are read, to be measured; if not, their N and d stay unknown.
  var readsDictionaries = true

  /// Settings.
  public init(origin: Origin, values: [String: Value] = [:]) {
    self.origin = origin
    self.values = values
  }

  /// The settings that a command's flags gave.
  public init(flags: [(key: any AnyKey, given: any FlagTexts)]) {
    self.init(origin: .commandLine)
    for flag in flags where !flag.given.texts.isEmpty {
      values[flag.key.name] = Value(flag.given.texts)
    }
  }

  /// The key as it was written, or would be.
  func name(of key: any AnyKey) -> String {
    switch origin {
    case .commandLine: key.flag
    case .file: values[key.name]?.name ?? key.name
    }
  }

  /// The error of a key's value: wrong usage on the command line, bad data in a file.
  func error(_ key: any AnyKey, _ message: String) -> ExperimentError {
    switch origin {
    case .commandLine:
      ExperimentError(.usage, "\(name(of: key)): \(message)")
    case .file(let file, let line, let block):
      ExperimentError(
        .badData, file: file, line: values[key.name]?.line ?? line,
        "\(block).\(name(of: key)): \(message)")
    }
  }
}

/// What a flag was given: at most one text, or one each time that it stands.
public protocol FlagTexts: Sendable {
  /// The texts; none if the flag was not given.
  var texts: [String] { get }
}

extension String: FlagTexts {
  /// Itself.
  public var texts: [String] { [self] }
}

extension String?: FlagTexts {
  /// The text, if there is one.
  public var texts: [String] { map { [$0] } ?? [] }
}

extension [String]: FlagTexts {
  /// Itself.
  public var texts: [String] { self }
}
