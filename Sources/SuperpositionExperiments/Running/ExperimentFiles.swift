import Foundation
import Runs
import SuperpositionDecoders
import SuperpositionFigures

/// Where the results and the figure of an experiment are.
public struct ExperimentFiles: Sendable {
  /// The folder of results.
  public let results: String
  /// The folder of figures.
  public let plots: String
  private let name: String

  /// The files of an experiment.
  public init(name: String, results: String = "results", plots: String = "plots") {
    self.name = name
    self.results = results
    self.plots = plots
  }

  /// The measured rows.
  public var measured: String { "\(results)/\(name).csv" }
  /// The theory rows.
  public var theory: String { "\(results)/\(name).theory.csv" }
  /// The gnuplot script.
  public var script: String { "\(plots)/\(name).gp" }

  /// What each decoder looks like in every figure.
  private static var decoderStyles: [String: GnuplotScript.Style] {
    DecoderCatalog.families.reduce(into: [:]) { styles, family in
      styles[family.name] = family.style.map { .init(color: $0.color, symbol: $0.symbol) }
    }
  }

  private func picture(_ terminal: FigureDescription.Terminal) -> String {
    "\(plots)/\(name).\(terminal.rawValue)"
  }

  /// Writes the script of the experiment's figure from its results and renders the pictures, unless
  /// they are there and the script would be the same; nothing for an experiment without a figure.
  ///
  /// - Throws: `ExperimentError`: 66 if a result is missing, 65 if it lacks a column, 69 without
  ///   gnuplot (the script is then written, and older pictures stay), 73 or 74 if the script cannot
  ///   be.
  public func draw(_ experiment: Experiment) throws {
    guard let figure = experiment.figure else { return }
    let measured = try experiment.measured.map { _ in try table(self.measured) }
    let theory = try experiment.theory.map { _ in try table(self.theory) }
    var text = try GnuplotScript(
      figure: figure, outputStem: "\(plots)/\(name)", measured: measured?.table,
      theory: theory?.table, styles: Self.decoderStyles
    ).text()
    // Equal scripts are then scripts of equal data.
    for (path, checksum) in [measured, theory].compactMap({
      $0.map { ($0.table.path, $0.checksum) }
    }) {
      text += "# drawn from \(path) with the content \(checksum)\n"
    }
    let pictures = figure.terminals.map(picture)
    let isDrawn =
      (try? String(contentsOfFile: script, encoding: .utf8)) == text
      && pictures.allSatisfy(FileManager.default.fileExists)
    if isDrawn { return }
    try Self.makeFolder(plots)
    // Until it is rendered the script is another, lest older pictures pass for those of this one.
    try AtomicFile.write(text + "# not drawn yet\n", to: script)
    try FigureRenderer.render(script: script)
    try AtomicFile.write(text, to: script)
  }

  private func table(_ path: String) throws -> (table: GnuplotScript.Table, checksum: Checksum) {
    let result = try ResultFile(contentsOf: path)
    return (
      GnuplotScript.Table(path: path, header: result.header, rows: result.rows),
      Checksum(result.content)
    )
  }

  /// Makes a folder for results or figures, if it is missing.
  ///
  /// - Throws: `ExperimentError` (73).
  static func makeFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw ExperimentError(.cannotCreate, "\(path): the folder cannot be created")
    }
  }
}
