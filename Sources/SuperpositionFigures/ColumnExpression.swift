/// Expressions over columns: `{name}` stands for the column of that name.
enum ColumnExpression {
  /// The columns that a text names.
  static func columns(in text: String) -> [String] {
    text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
      part.firstIndex(of: "}").map { String(part[..<$0]) }
    }
  }

  /// The column of a text that is one and nothing else, `{name}`.
  static func single(_ text: String) -> String? {
    guard text.hasPrefix("{"), text.hasSuffix("}"), let name = columns(in: text).first,
      text == "{\(name)}"
    else { return nil }
    return name
  }

  /// The text with every `{name}` replaced.
  static func replacing(_ text: String, by value: (String) -> String) -> String {
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      result += value(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
