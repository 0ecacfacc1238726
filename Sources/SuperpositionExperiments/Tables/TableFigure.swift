import Foundation
import Runs
import SuperpositionFigures

/// A figure of any CSV, without an experiment file.
public struct TableFigure: Sendable {
  /// What is drawn, as far as it is not left to the table.
  package var request = FigureDescription.Request()
  /// The title; nil for one from what is drawn.
  public var title: String?
  /// The folder of script and pictures, whose names are the CSV's and those of the axes.
  public var folder = "plots"
  /// Another place for them, without extension.
  private var stem: String?
  private var terminals = FigureDescription.Terminal.allCases
  private let path: String
  private let filter: RowFilter

  /// The figure of the rows of a CSV that meet conditions.
  public init(of path: String, where filter: RowFilter) {
    self.path = path
    self.filter = filter
  }

  /// Asks for one picture, whose extension says its format; the script goes beside it.
  ///
  /// - Throws: `ExperimentError` (64) for another extension.
  public mutating func setPicture(_ path: String) throws {
    let file = path as NSString
    guard let terminal = FigureDescription.Terminal(rawValue: file.pathExtension) else {
      let names = FigureDescription.Terminal.allCases.map { ".\($0.rawValue)" }
      throw ExperimentError(
        .usage,
        "--output: '\(path.quotedForMessage)' ends in none of \(names.joined(separator: ", "))")
    }
    terminals = [terminal]
    stem = file.deletingPathExtension
  }

  /// Writes the script and renders the pictures.
  ///
  /// - Returns: The paths of the pictures.
  /// - Throws: `ExperimentError`: 64 for a request that does not fit the table, 65 or 66 if it cannot
  ///   be read, 69, 73 or 74 as for the figure of an experiment.
  public func draw() throws -> [String] {
    let drawn = try DrawnTable(path)
    let header = drawn.table.header
    try RowFilter.require(filter.columns, among: header, flag: "--where")
    let rows = drawn.table.rows.filter { filter.keeps($0, of: header) }
    guard !rows.isEmpty else {
      throw ExperimentError(.badData, "\(path): no row meets the conditions of --where")
    }
    var request = request
    // Conditions are on single columns: the values that meet them say the same.
    request.only = filter.columns.reduce(into: []) { only, name in
      guard let place = header.firstIndex(of: name), !only.contains(where: { $0.column == name })
      else { return }
      only.append((name, Set(rows.map { $0[place] }).sorted()))
    }
    let kept = GnuplotScript.Table(path: path, header: header, rows: rows)
    var figure = try FigureDescription(
      of: kept, columns: Self.columns(of: drawn.table), request: request, title: title ?? "",
      terminals: terminals)
    let panel = figure.panels[0]
    if title == nil { figure.title = "\(panel.y.label) against \(panel.x.label)" }
    let names = [panel.y.value, panel.x.value].map { value in
      String(value.filter { $0.isLetter || $0.isNumber || $0 == "_" })
    }
    let file = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
    let stem = stem ?? "\(folder)/\(([file] + names).joined(separator: "-"))"
    try FigureFiles(stem: stem).draw(figure, measured: drawn)
    return terminals.map { "\(stem).\($0.rawValue)" }
  }

  /// What is known of a table's columns: all of a result's, of others whether they hold names.
  private static func columns(of table: GnuplotScript.Table) -> [ColumnDescription] {
    table.header.indices.map { place in
      let name = table.header[place]
      let known = Questions.all.lazy.flatMap(\.columns).first { $0.name == name }
      return ColumnDescription(
        name: name, holdsNames: !table.holdsNumbers(place), interval: known?.interval)
    }
  }
}
