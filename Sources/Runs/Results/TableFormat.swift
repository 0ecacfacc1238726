import Foundation

/// How rows are shown on standard output.
public enum TableFormat: String, CaseIterable, Sendable {
  /// The text of a result file, with its `#` lines.
  case csv
  /// Columns aligned for a reader.
  case table
  /// An array of objects; numbers as numbers, fields that do not apply as null.
  case json
  /// A table of a Markdown text.
  case markdown

  /// A result in this format.
  public func text(of result: ResultFile) -> String {
    switch self {
    case .csv: result.text
    case .table: Self.aligned(result)
    case .json: Self.json(result)
    case .markdown: Self.markdown(result)
    }
  }

  /// For each column whether it holds names, which stand on the left.
  private static func namesColumns(_ result: ResultFile) -> [Bool] {
    result.header.indices.map { column in
      result.rows.contains { !$0[column].isEmpty && !isNumber($0[column]) }
    }
  }

  private static func markdown(_ result: ResultFile) -> String {
    func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }
    func text(_ fields: [String]) -> String {
      line(
        fields.map { field in
          String(field.map { $0.isNewline ? " " : $0 }).replacingOccurrences(of: "|", with: "\\|")
        })
    }
    let rule = namesColumns(result).map { $0 ? "---" : "--:" }
    return text(result.header) + line(rule) + result.rows.map(text).joined()
  }

  private static func aligned(_ result: ResultFile) -> String {
    let widths = result.header.indices.map { column in
      max(result.header[column].count, result.rows.map { $0[column].count }.max() ?? 0)
    }
    let isNames = namesColumns(result)
    let lines = ([result.header] + result.rows).map { fields in
      let cells = fields.enumerated().map { column, field in
        let padding = String(repeating: " ", count: widths[column] - field.count)
        return isNames[column] ? field + padding : padding + field
      }
      return cells.joined(separator: "  ").trimmingSuffix(" ")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func json(_ result: ResultFile) -> String {
    let objects = result.rows.map { row in
      let members = zip(result.header, row).map { name, field in
        "\(quoted(name)): \(field.isEmpty ? "null" : isNumber(field) ? field : quoted(field))"
      }
      return "  {\(members.joined(separator: ", "))}"
    }
    return objects.isEmpty ? "[]\n" : "[\n\(objects.joined(separator: ",\n"))\n]\n"
  }

  /// Whether a field is a number as JSON has it.
  private static func isNumber(_ field: String) -> Bool {
    Double(field)?.isFinite == true
      && field.utf8.allSatisfy { $0 < 0x3A || $0 == UInt8(ascii: "e") }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.value < 0x20: quoted += String(format: "\\u%04x", scalar.value)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension String {
  fileprivate func trimmingSuffix(_ character: Character) -> String {
    var text = Substring(self)
    while text.last == character { text.removeLast() }
    return String(text)
  }
}
