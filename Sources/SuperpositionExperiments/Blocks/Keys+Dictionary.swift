import Runs
import SuperpositionCodes
import SuperpositionEstimation

/// Keys that say what is made of a dictionary's file, for all files of a block.
extension Keys {
  /// Whether the codewords are columns.
  public static let transpose = choice(
    "transpose", help: "The codewords are the columns of the stored matrix, not its rows.")

  /// The codewords taken.
  public static let rows = selection(
    "rows", help: "The codewords taken from a file, counted from 0, as 0..999 or 3,10..19.")

  /// The codewords left out.
  public static let exclude = selection(
    "exclude", help: "Codewords of a file that are left out, written as rows.")

  /// Whether the decoder subtracts the mean codeword.
  public static let center = choice(
    "center", help: "The decoder subtracts the mean codeword of a file, from codes k times.")

  /// Whether the decoder whitens.
  public static let whiten = choice(
    "whiten",
    help:
      "The decoder sees a file's codewords, and codes, with their second moment made the identity.")

  /// Whether codewords are divided by their norms.
  public static let unitNorm = choice(
    "unit-norm", help: "Each codeword of a file is divided by its norm.")

  /// What the files are known to hold.
  public static let contents = Key<[DictionarySource.Contents]>(
    "contents",
    help: "What the files hold, as results note it, one item a file: SHA-256, N and d; a file that "
      + "holds anything else is refused.", example: "items such as 'SHA-256 30522 384'",
    read: { reader, key in
      try reader.names(key).map { text in
        guard let contents = DictionarySource.Contents(text),
          1...ExperimentBlock.largestCodewordCount ~= contents.codewordCount,
          1...ExperimentBlock.largestDimension ~= contents.dimension
        else {
          throw reader.settings.error(
            key, "'\(text.quotedForMessage)' is not SHA-256, N and d, separated by spaces")
        }
        return contents
      }
    },
    write: { contents in
      let items = contents.map { "\"\($0)\"" }
      return contents.isEmpty ? nil : "[\(items.joined(separator: ", "))]"
    })

  /// All of them; a question whose points may have a file's dictionary takes them.
  public static let dictionary: [any AnyKey] = [
    transpose, rows, exclude, center, whiten, unitNorm, contents,
  ]

  private static func choice(_ name: String, help: String) -> Key<Bool> {
    Key(
      name, help: help, valueName: "true or false", example: "true", standard: false,
      isSilentByDefault: true,
      read: { reader, key in
        switch try reader.names(key) {
        case ["true"]: return true
        case ["false"]: return false
        default: throw reader.settings.error(key, "must be true or false")
        }
      }, write: { String($0) })
  }

  private static func selection(_ name: String, help: String) -> Key<RowSelection> {
    Key(
      name, help: help, valueName: "rows", example: "rows such as 0..999",
      read: { reader, key in
        let flag = reader.settings.name(of: key)
        do {
          return try RowSelection(reader.settings.values[key.name]?.text ?? "", flag: flag)
        } catch let error as DictionaryFileError {
          throw reader.settings.error(key, String(error.message.dropFirst(flag.count + 2)))
        }
      }, write: { "\"\($0)\"" })
  }
}
