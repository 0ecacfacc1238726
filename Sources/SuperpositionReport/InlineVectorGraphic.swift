import Foundation

/// Pictures inside a page.
enum InlineVectorGraphic {
  /// The picture's element, without the prolog of a file of its own and with names that no other
  /// picture of the page has.
  ///
  /// - Returns: nil if the text holds no `svg` element.
  static func element(of file: String, name: String, label: String) -> String? {
    guard let start = file.range(of: "<svg"),
      let end = file.range(of: "</svg>", options: .backwards)
    else { return nil }
    var text = String(file[start.lowerBound..<end.upperBound])
    // gnuplot calls its symbols and series alike in every picture.
    for (pattern, replacement) in [
      ("id=\"", "id=\"\(name)-"), ("id='", "id='\(name)-"), ("href='#", "href='#\(name)-"),
      ("href=\"#", "href=\"#\(name)-"), ("url(#", "url(#\(name)-"),
    ] { text = text.replacingOccurrences(of: pattern, with: replacement) }
    text = text.replacingOccurrences(
      of: "<title>Gnuplot</title>", with: "<title>\(HTML.escaped(label))</title>")
    text.replaceSubrange(
      text.range(of: "<svg") ?? text.startIndex..<text.startIndex, with: "<svg role=\"img\"")
    return text
  }
}

/// Text for pages.
enum HTML {
  /// The text with everything that a page reads otherwise escaped.
  static func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.append(character)
      }
    }
    return result
  }

  /// gnuplot's exponents and indices (`2^{20}`, `d_{eff}`) as those of a page.
  static func markup(enhanced text: String) -> String {
    EnhancedText(text).text(
      superscript: ("<sup>", "</sup>"), subscript: ("<sub>", "</sub>"), escaped: escaped)
  }
}
