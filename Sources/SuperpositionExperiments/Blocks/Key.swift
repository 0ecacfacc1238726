import Runs

/// Something that can be said of a block: a key of experiment files, which is also a long flag.
///
/// Flags, YAML, help and defaults all come from here.
public struct Key<Value: Sendable>: AnyKey {
  /// The name in files and of the long flag.
  public let name: String
  /// The short flag's letter, which files may use too.
  public let letter: String?
  /// What it says, as help has it.
  public let help: String
  /// What a value is, as help has it: `list`, `name`.
  public let valueName: String
  /// What to give, with an example, for messages about a missing one.
  public let example: String
  /// The value where none is given; nil for none.
  public let standard: Value?
  /// Whether an experiment that has the default is written without the key, as those were that are
  /// older than it.
  public let isSilentByDefault: Bool
  /// Whether a text is one name with all its commas, for a key whose flag may be repeated; nil for
  /// others.
  let aloneRule: (@Sendable (String) -> Bool)?
  let read: @Sendable (SettingReader, any AnyKey) throws -> Value
  let write: @Sendable (Value) -> String?

  /// A key.
  ///
  /// - Parameters:
  ///   - read: Reads and checks the value; errors name the key that is handed in.
  ///   - write: The value as an experiment file has it; nil to leave the key out.
  init(
    _ name: String, letter: String? = nil, help: String, valueName: String = "list",
    example: String, standard: Value? = nil, isSilentByDefault: Bool = false,
    standsAlone aloneRule: (@Sendable (String) -> Bool)? = nil,
    read: @escaping @Sendable (SettingReader, any AnyKey) throws -> Value,
    write: @escaping @Sendable (Value) -> String?
  ) {
    self.name = name
    self.letter = letter
    self.help = help
    self.valueName = valueName
    self.example = example
    self.standard = standard
    self.isSilentByDefault = isSilentByDefault
    self.aloneRule = aloneRule
    self.read = read
    self.write = write
  }

  /// The default as a flag has it; nil if there is none.
  public var standardText: String? {
    standard.flatMap(write).map { text in
      String(text.filter { !"[]\" ".contains($0) })
    }
  }

  /// Whether the flag may be repeated.
  public var isRepeatable: Bool { aloneRule != nil }

  /// Whether a text is one name with all its commas.
  public func standsAlone(_ text: String) -> Bool { aloneRule?(text) ?? false }

  /// Reads the value that was given.
  public func value(from reader: SettingReader) throws -> any Sendable { try read(reader, self) }

  /// The value of a block as an experiment file has it; nil if the key is to be left out.
  public func text(of block: ExperimentBlock) -> String? {
    guard let value = block[self] else { return nil }
    let text = write(value)
    return isSilentByDefault && text == standard.flatMap(write) ? nil : text
  }
}

/// A key whatever its values are.
public protocol AnyKey: Sendable {
  /// The name in files and of the long flag.
  var name: String { get }
  /// The short flag's letter.
  var letter: String? { get }
  /// What it says.
  var help: String { get }
  /// What a value is.
  var valueName: String { get }
  /// What to give, with an example.
  var example: String { get }
  /// The default as a flag has it.
  var standardText: String? { get }
  /// Whether the flag may be repeated.
  var isRepeatable: Bool { get }
  /// Whether a text is one name with all its commas.
  func standsAlone(_ text: String) -> Bool
  /// Reads the value that was given.
  func value(from reader: SettingReader) throws -> any Sendable
  /// The value of a block as an experiment file has it; nil if the key is to be left out.
  func text(of block: ExperimentBlock) -> String?
}

extension AnyKey {
  /// The flag as messages name it: `-k/--sparsity`.
  public var flag: String { letter.map { "-\($0)/--\(name)" } ?? "--\(name)" }

  /// The help of the flag, with its default.
  public var helpWithDefault: String { help + (standardText.map { " (default: \($0))" } ?? "") }
}
