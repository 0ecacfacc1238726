/// A dictionary file that cannot be used: what kind of failure, and one line to say.
public struct DictionaryFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Whose fault it is, so that a caller can choose an exit code.
  public enum Kind: Sendable {
    /// A choice of tensor, rows or transform that cannot be.
    case usage
    /// The file is there, but damaged or of a kind that is not read.
    case badData
    /// There is no such file, or it may not be opened.
    case missing
    /// The matrix does not fit into memory.
    case notEnoughMemory
    /// Reading failed halfway.
    case readFailed
  }

  /// The kind of failure.
  public let kind: Kind
  /// One line: the file or the choice, and what would be right.
  public let message: String

  /// A failure.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// The message.
  public var description: String { message }

  /// The same failure with the file's name before it.
  func at(_ path: String) -> DictionaryFileError {
    DictionaryFileError(kind, "\(path): \(message)")
  }
}
