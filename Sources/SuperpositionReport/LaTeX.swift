import Foundation

/// Text for LaTeX documents.
enum LaTeX {
  /// What LaTeX reads otherwise, and letters that its standard fonts lack.
  private static let replacements: [Character: String] = [
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "#": "\\#", "$": "\\$", "%": "\\%",
    "&": "\\&", "_": "\\_", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
    "<": "$<$", ">": "$>$", "|": "$|$", "ε": "$\\varepsilon$", "κ": "$\\kappa$", "τ": "$\\tau$",
    "δ": "$\\delta$", "λ": "$\\lambda$", "Σ": "$\\Sigma$", "√": "$\\surd$", "⟨": "$\\langle$",
    "⟩": "$\\rangle$", "≥": "$\\ge$", "≤": "$\\le$", "≈": "$\\approx$", "·": "$\\cdot$",
    "×": "$\\times$", "±": "$\\pm$", "−": "$-$", "∞": "$\\infty$", "‖": "$\\|$", "…": "\\ldots{}",
    "–": "--", "²": "\\textsuperscript{2}",
  ]

  /// The letters that figures have as symbols, of which gnuplot writes one at a time: what a document
  /// says first so that it knows them.
  static let symbols = [
    "★": "\\ding{72}", "☆": "\\ding{73}", "▶": "$\\blacktriangleright$",
    "▷": "$\\triangleright$", "◀": "$\\blacktriangleleft$", "◁": "$\\triangleleft$",
    "✚": "\\ding{58}", "✙": "\\ding{57}", "✦": "\\ding{70}", "✧": "\\ding{71}",
  ].flatMap { letter, command in
    letter.unicodeScalars.map { scalar in
      let code = String(scalar.value, radix: 16, uppercase: true)
      return "\\DeclareUnicodeCharacter{\(code)}{\(command)}"
    }
  }.sorted()

  /// The text as LaTeX shows it as it stands.
  static func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    for character in text {
      if let replacement = replacements[character] {
        result += replacement
      } else if character.isNewline || character.unicodeScalars.contains(where: { $0.value < 0x20 })
      {
        result += " "
      } else {
        // Latin letters with accents are known to every installation, others are not.
        let isKnown = character.unicodeScalars.allSatisfy { $0.value < 0x180 }
        result += isKnown ? String(character) : "?"
      }
    }
    return result
  }

  /// gnuplot's exponents and indices (`2^{20}`, `d_{eff}`) as those of a document.
  static func text(enhanced text: String) -> String {
    EnhancedText(text).text(
      superscript: ("\\textsuperscript{", "}"), subscript: ("\\textsubscript{", "}"),
      escaped: escaped)
  }
}

/// A text in gnuplot's notation, taken apart.
struct EnhancedText {
  /// A piece of it.
  enum Part: Equatable {
    case plain(String)
    case superscript(String)
    case `subscript`(String)
  }

  /// The pieces, in order.
  private(set) var parts: [Part] = []

  /// Reads a text: `^` and `_` raise and lower the letter or the braces that follow, a backslash keeps
  /// a sign as it is.
  init(_ text: String) {
    var plain = ""
    var rest = Substring(text)
    while let first = rest.popFirst() {
      switch first {
      case "\\":
        plain += rest.popFirst().map(String.init) ?? "\\"
      case "^", "_":
        if !plain.isEmpty { parts.append(.plain(plain)) }
        plain = ""
        var piece = String(rest.prefix(1))
        if rest.first == "{", let end = rest.firstIndex(of: "}") {
          piece = String(rest.dropFirst().prefix(upTo: end))
          rest = rest[rest.index(after: end)...]
        } else {
          rest = rest.dropFirst()
        }
        parts.append(first == "^" ? .superscript(piece) : .subscript(piece))
      default: plain.append(first)
      }
    }
    if !plain.isEmpty { parts.append(.plain(plain)) }
  }

  /// The text in another notation.
  ///
  /// - Parameters:
  ///   - raised: what stands before and behind a superscript.
  ///   - lowered: the same of a subscript.
  ///   - escaped: a text without markup as the notation has it.
  func text(
    superscript raised: (String, String), subscript lowered: (String, String),
    escaped: (String) -> String
  ) -> String {
    parts.map { part in
      switch part {
      case .plain(let text): escaped(text)
      case .superscript(let text): raised.0 + escaped(text) + raised.1
      case .subscript(let text): lowered.0 + escaped(text) + lowered.1
      }
    }.joined()
  }
}
