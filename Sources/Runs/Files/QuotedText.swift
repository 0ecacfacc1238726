import Foundation

extension String {
  /// The text as a one-line message can quote it: control characters replaced, the end of a long
  /// text left out.
  package var quotedForMessage: String {
    let printable = String(
      unicodeScalars.prefix(60).map { scalar in
        CharacterSet.controlCharacters.contains(scalar) || CharacterSet.newlines.contains(scalar)
          ? "?" : Character(scalar)
      })
    return unicodeScalars.count > 60 ? printable + "…" : printable
  }

  /// The text on one line, with question marks for control characters, which a terminal would obey.
  package var onOneLine: String {
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0.isControl ? "?" : $0 }))
  }

  /// The lines of the text, each as `onOneLine`.
  package var onItsLines: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { String($0).onOneLine }
      .joined(separator: "\n")
  }
}

extension Unicode.Scalar {
  /// Whether it is a line end or another control character.
  package var isControl: Bool {
    value < 0x20 || 0x7F...0x9F ~= value || 0x2028...0x2029 ~= value
  }
}
