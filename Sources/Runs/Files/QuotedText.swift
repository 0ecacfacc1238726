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
}
