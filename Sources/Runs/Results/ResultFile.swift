import Foundation

/// A result: a table in RFC 4180's CSV with a header row, after `#` lines that tell where it is from.
///
/// ```
/// # superpose result, format 2
/// # command: superpose run experiments/figure2.yml
/// # status: complete
/// # content: ad9f396011e42fde
/// # experiment: 5ff72dbc7959d8a0
/// #| title: Minimum dimension
/// #| blocks:
/// # unit v1 4f0c…
/// decoder,ensemble,N,k
/// mp,rademacher,1048576,64
/// ```
///
/// Lines `# key: value` are provenance, lines `#| ` are the experiment that the result answers, and
/// lines `# unit ` are the ledger lines of a result that is not complete, so that results can be
/// merged with nothing else at hand. The checksums are over the table with the lines `status` and
/// `shard`, and over the experiment.
public struct ResultFile: Sendable {
  /// One `# key: value` line.
  public struct Provenance: Equatable, Sendable {
    /// Lower-case words; no colon.
    public let key: String
    /// Any text; line ends in it are written as spaces.
    public let value: String

    /// A line.
    public init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  /// The `# key: value` lines, in order.
  public var provenance: [Provenance]
  /// The text of the experiment, with every value settled; empty if the file carries none.
  public var experiment: String
  /// The finished units, for a result that is to be merged or continued.
  public var units: [LedgerLine]
  /// The names of the columns.
  public var header: [String]
  /// The fields of each row, as many as there are columns.
  public var rows: [[String]]

  /// A result.
  public init(
    header: [String], rows: [[String]], experiment: String = "", provenance: [Provenance] = [],
    units: [LedgerLine] = []
  ) {
    self.header = header
    self.rows = rows
    self.experiment = experiment
    self.provenance = provenance
    self.units = units
  }

  /// The value of the first provenance line with this key.
  public func provenance(_ key: String) -> String? {
    provenance.first { $0.key == key }?.value
  }

  /// Sets the value of a provenance key, as a new last line if there is none.
  public mutating func setProvenance(_ key: String, _ value: String) {
    if let index = provenance.firstIndex(where: { $0.key == key }) {
      provenance[index] = Provenance(key, value)
    } else {
      provenance.append(Provenance(key, value))
    }
  }

  /// The field of a row (from zero) in the column of this name, nil if there is no such column.
  public func field(_ column: String, ofRow row: Int) -> String? {
    header.firstIndex(of: column).map { rows[row][$0] }
  }

  // MARK: Writing

  /// The first line of every result.
  static let firstLine = "# superpose result, format 2"
  /// The first line of results whose checksum is over the table alone; they are still read.
  private static let formerFirstLine = "# superpose result, format 1"

  /// The table alone: header and rows, each line ended by a line feed.
  public var content: String {
    ([header] + rows).map { Self.line(of: $0) + "\n" }.joined()
  }

  /// What the checksum is over.
  private var sealed: String {
    let account = ["status", "shard"].map { key in
      "\(key): \(Self.flat(provenance(key) ?? ""))\n"
    }
    return account.joined() + content
  }

  /// The whole file.
  public var text: String {
    var text = Self.firstLine + "\n"
    for line in provenance { text += "# \(line.key): \(Self.flat(line.value))\n" }
    let content = content
    text += "# content: \(Checksum(sealed))\n"
    if !experiment.isEmpty {
      var lines = experiment.split(separator: "\n", omittingEmptySubsequences: false)
      if lines.last == "" { lines.removeLast() }
      text += "# experiment: \(Checksum(lines.map { $0 + "\n" }.joined()))\n"
      for line in lines { text += line.isEmpty ? "#|\n" : "#| \(line)\n" }
    }
    for unit in units { text += "# unit \(unit.text)\n" }
    return text + content
  }

  /// One row as RFC 4180 has it: fields with a comma, a quote or a line end are quoted; a first field
  /// that begins with `#` too, lest it look like provenance.
  public static func line(of fields: [String]) -> String {
    fields.enumerated().map { index, field in
      let isPlain =
        !field.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        && !(index == 0 && (field.hasPrefix("#") || field.isEmpty && fields.count == 1))
      return isPlain ? field : "\"\(field.replacingOccurrences(of: "\"", with: "\"\""))\""
    }.joined(separator: ",")
  }

  private static func flat(_ value: String) -> String {
    String(value.map { $0.isNewline ? " " : $0 })
  }

  /// Writes the file in one step, unless the one at `path` says the same: table, experiment, units
  /// and status; who made it and when is then left as it was.
  ///
  /// - Returns: Whether anything was written.
  /// - Throws: As `requireReplaceable` and `AtomicFile.write`.
  @discardableResult
  public func write(to path: String) throws(ExperimentError) -> Bool {
    try Self.requireReplaceable(path, header: header)
    if !FileAccess.isSpecial(path), let present = try? ResultFile(contentsOf: path),
      present.says(whatIsSaidBy: self)
    {
      return false
    }
    try AtomicFile.write(text, to: path)
    return true
  }

  /// Whether two results agree in everything but the circumstances of their making.
  func says(whatIsSaidBy other: ResultFile) -> Bool {
    header == other.header && rows == other.rows && units == other.units
      && Checksum(experiment) == Checksum(other.experiment)
      && ["status", "shard"].allSatisfy { provenance($0) == other.provenance($0) }
      && isAsWritten
  }

  /// The units that a partial result at `path` carries; none if the file is anything else.
  static func units(carriedBy path: String) -> [LedgerLine] {
    guard !FileAccess.isSpecial(path), let result = try? ResultFile(contentsOf: path),
      result.isMarked, result.isAsWritten
    else { return [] }
    return result.units
  }

  // MARK: Reading

  /// Whether the first line says that this is a result of the tool.
  public var isMarked: Bool { format != nil }
  private var format: Int?
  /// The number of the first line of the experiment, from one; 0 if there is none.
  private(set) var experimentLine = 0
  /// Whether the checksums are those of what stands in the file. A file that another program wrote
  /// needs none.
  public private(set) var isAsWritten = true

  /// Reads a file.
  ///
  /// - Throws: `ExperimentError` 66 if it is missing, 65 with file and line if it is no CSV with a
  ///   header row, if a row has more or fewer fields than the header, or if a unit's line is damaged.
  public init(contentsOf path: String) throws(ExperimentError) {
    try self.init(bytes: try FileAccess.read(path), path: path)
  }

  /// Reads the bytes of a file; `path` is for messages.
  ///
  /// - Throws: As `init(contentsOf:)`.
  public init(bytes: [UInt8], path: String) throws(ExperimentError) {
    var reader = try Reader(bytes: bytes, path: path)
    provenance = []
    units = []
    var experimentLines: [String] = []
    var checksums: (content: String?, experiment: String?)
    while let line = reader.nextComment() {
      if line == Self.firstLine {
        format = 2
      } else if line == Self.formerFirstLine {
        format = 1
      } else if line.hasPrefix("#|") {
        if experimentLines.isEmpty { experimentLine = reader.line - 1 }
        experimentLines.append(String(line.dropFirst(line.hasPrefix("#| ") ? 3 : 2)))
      } else if line.hasPrefix("# unit ") {
        do {
          units.append(try LedgerLine(bytes: Array(line.dropFirst(7).utf8)))
        } catch {
          throw ExperimentError(
            .badData, file: path, line: reader.line - 1, "the unit on this line is \(error)")
        }
      } else if let colon = line.range(of: ": "), line.hasPrefix("# ") {
        let key = String(line[line.index(line.startIndex, offsetBy: 2)..<colon.lowerBound])
        let value = String(line[colon.upperBound...])
        switch key {
        case "content": checksums.content = value
        case "experiment": checksums.experiment = value
        default: provenance.append(Provenance(key, value))
        }
      }
    }
    experiment = experimentLines.map { $0 + "\n" }.joined()
    guard let header = try reader.nextRow() else {
      throw ExperimentError(
        .badData, file: path, line: reader.line, "a row of column names is missing")
    }
    self.header = header
    rows = []
    while true {
      let line = reader.line
      guard let row = try reader.nextRow() else { break }
      guard row.count == header.count else {
        throw ExperimentError(
          .badData, file: path, line: line,
          "the row has \(row.count) fields, and the header has \(header.count)")
      }
      rows.append(row)
    }
    let content = Checksum(format == 2 ? sealed : content).description
    if isMarked {
      let experiment = experiment.isEmpty ? nil : Checksum(experiment).description
      isAsWritten = checksums == (content, experiment)
    } else {
      isAsWritten = [content, nil].contains(checksums.content)
    }
  }

  /// Reads a result that carries its experiment, which everything but drawing it needs.
  ///
  /// - Throws: As `init(contentsOf:)`; 65 also if the file is none of the tool's results.
  public static func withExperiment(at path: String) throws(ExperimentError) -> ResultFile {
    let result = try ResultFile(contentsOf: path)
    guard result.isMarked, !result.experiment.isEmpty else {
      throw ExperimentError(
        .badData, file: path, line: 1,
        "not a result of superpose, which begins with '\(firstLine)' and carries its experiment")
    }
    return result
  }

  /// The experiment's text behind as many empty lines as bring its line numbers to those of the file.
  public var experimentAtItsLines: String {
    String(repeating: "\n", count: max(0, experimentLine - 1)) + experiment
  }

  /// Whether nothing is missing by the file's own account. Tables of other programs give none, nor
  /// did what is computed at once in the former format.
  public var isComplete: Bool {
    guard let status = provenance("status") else { return format != 2 && units.isEmpty }
    return status == "complete"
  }

  /// Splits the bytes of a CSV into lines and fields.
  private struct Reader {
    private let bytes: [UInt8]
    private let path: String
    private var position = 0
    /// The number of the next line, counted from one.
    private(set) var line = 1

    init(bytes: [UInt8], path: String) throws(ExperimentError) {
      self.bytes = bytes
      self.path = path
      guard String(validating: bytes, as: UTF8.self) != nil else {
        let start = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
          .firstIndex { String(validating: $0, as: UTF8.self) == nil }
        throw ExperimentError(.badData, file: path, line: (start ?? 0) + 1, "not a text in UTF-8")
      }
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// The next line, if it is one before the header that starts with '#'.
    mutating func nextComment() -> String? {
      guard position < bytes.count, bytes[position] == UInt8(ascii: "#") else { return nil }
      let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
      var text = bytes[position..<end]
      if text.last == 0x0D { text.removeLast() }
      position = min(end + 1, bytes.count)
      line += 1
      return String(decoding: text, as: UTF8.self)
    }

    /// The next row's fields; nil at the end.
    mutating func nextRow() throws(ExperimentError) -> [String]? {
      guard position < bytes.count else { return nil }
      let first = line
      var fields: [String] = []
      while true {
        var field: [UInt8] = []
        if position < bytes.count, bytes[position] == 0x22 {
          position += 1
          while true {
            guard position < bytes.count else {
              throw ExperimentError(
                .badData, file: path, line: first, "a quoted field of this row has no end")
            }
            let byte = bytes[position]
            position += 1
            if byte == 0x22 {
              guard position < bytes.count, bytes[position] == 0x22 else { break }
              position += 1
            }
            if byte == 0x0A { line += 1 }
            field.append(byte)
          }
        } else {
          while position < bytes.count, ![0x2C, 0x0A, 0x0D].contains(bytes[position]) {
            guard bytes[position] != 0x22 else {
              throw ExperimentError(
                .badData, file: path, line: line, "a quote stands inside a field without quotes")
            }
            field.append(bytes[position])
            position += 1
          }
        }
        fields.append(String(decoding: field, as: UTF8.self))
        guard position < bytes.count, bytes[position] == 0x2C else { break }
        position += 1
      }
      if position < bytes.count, bytes[position] == 0x0D { position += 1 }
      if position < bytes.count {
        guard bytes[position] == 0x0A else {
          throw ExperimentError(
            .badData, file: path, line: line,
            "a comma or the end of the line should follow this row's field \(fields.count)")
        }
        position += 1
      }
      line += 1
      return fields
    }
  }
}
