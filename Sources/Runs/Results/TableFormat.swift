import Foundation

/// How rows are shown on standard output.
public enum TableFormat: String, CaseIterable, Sendable {
  /// The text of a result file, with its `#` lines.
  case csv
  /// Columns aligned for a reader.
  case table
  /// An array of objects; numbers as numbers, fields that do not apply as null.
  case json

  /// The columns that hold names.
  private static let names: Set<String> = ["decoder", "ensemble", "estimator", "curve", "case"]

  /// A result in this format.
  public func text(of result: ResultFile) -> String {
    switch self {
    case .csv: result.text
    case .table: Self.aligned(result)
    case .json: Self.json(result)
    }
  }

  private static func aligned(_ result: ResultFile) -> String {
    let widths = result.header.indices.map { column in
      max(result.header[column].count, result.rows.map { $0[column].count }.max() ?? 0)
    }
    let lines = ([result.header] + result.rows).map { fields in
      let cells = fields.enumerated().map { column, field in
        let padding = String(repeating: " ", count: widths[column] - field.count)
        return names.contains(result.header[column]) ? field + padding : padding + field
      }
      return cells.joined(separator: "  ").trimmingSuffix(" ")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func json(_ result: ResultFile) -> String {
    let objects = result.rows.map { row in
      let members = zip(result.header, row).map { name, field in
        "\(quoted(name)): \(value(field, column: name))"
      }
      return "  {\(members.joined(separator: ", "))}"
    }
    return objects.isEmpty ? "[]\n" : "[\n\(objects.joined(separator: ",\n"))\n]\n"
  }

  private static func value(_ field: String, column: String) -> String {
    if field.isEmpty { return "null" }
    let isNumber =
      !names.contains(column) && Double(field)?.isFinite == true
      && field.utf8.allSatisfy { $0 < 0x3A || $0 == UInt8(ascii: "e") }
    return isNumber ? field : quoted(field)
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
