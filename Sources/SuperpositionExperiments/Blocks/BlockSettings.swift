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
    /// The text.
    public let text: String
    /// The line of the file, if there is one.
    public let line: Int?
    /// The key as the file has it, if there is one.
    public let name: String?

    /// A value.
    public init(_ text: String, line: Int? = nil, name: String? = nil) {
      self.text = text
      self.line = line
      self.name = name
    }
  }

  /// Where the settings come from.
  public let origin: Origin
  /// The values given, by the names of their keys.
  public var values: [String: Value]

  /// Settings.
  public init(origin: Origin, values: [String: Value] = [:]) {
    self.origin = origin
    self.values = values
  }

  /// The settings that a command's flags gave.
  public init(flags: [(key: any AnyKey, text: String?)]) {
    self.init(origin: .commandLine)
    for flag in flags { values[flag.key.name] = flag.text.map { Value($0) } }
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
