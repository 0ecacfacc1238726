import Foundation
import Runs
import SuperpositionDecoders
import SuperpositionFigures
import SuperpositionTheory

/// A table that a figure draws, and what its file holds.
struct DrawnTable {
  let table: GnuplotScript.Table
  let checksum: Checksum

  /// Reads a result or a CSV of another program.
  init(_ path: String) throws {
    let result = try ResultFile(contentsOf: path)
    table = GnuplotScript.Table(path: path, header: result.header, rows: result.rows)
    checksum = Checksum(result.content)
  }
}

/// The files of one figure: the script `STEM.gp` and its pictures.
struct FigureFiles {
  /// Their path without extension.
  let stem: String

  /// What each decoder looks like in every figure.
  private static var decoderStyles: [String: GnuplotScript.Style] {
    DecoderCatalog.families.reduce(into: [:]) { styles, family in
      styles[family.name] = family.style.map { .init(color: $0.color, symbol: $0.symbol) }
    }
  }

  /// Writes the script and renders the pictures, unless they are there and the script would be the
  /// same.
  ///
  /// - Throws: As `ExperimentFiles.draw`.
  func draw(_ figure: FigureDescription, measured: DrawnTable?, theory: DrawnTable? = nil) throws {
    let gnuplot = GnuplotScript(
      figure: figure, outputStem: stem, measured: measured?.table, theory: theory?.table,
      styles: Self.decoderStyles, curves: TheoryCurve.all.map(\.name))
    var text = try gnuplot.text()
    // Equal scripts are then scripts of equal data.
    for drawn in [measured, theory].compactMap(\.self) {
      text += "# drawn from \(drawn.table.path) with the content \(drawn.checksum)\n"
    }
    let script = "\(stem).gp"
    let pictures = figure.terminals.map { "\(stem).\($0.rawValue)" }
    let isDrawn =
      (try? String(contentsOfFile: script, encoding: .utf8)) == text
      && pictures.allSatisfy(FileManager.default.fileExists)
    if isDrawn { return }
    for panel in gnuplot.emptyPanels {
      StandardError.say(
        "\(script): panel \(panel) has nothing to draw: no row has numbers that its axes show")
    }
    let folder = (stem as NSString).deletingLastPathComponent
    if !folder.isEmpty { try ExperimentFiles.makeFolder(folder) }
    // Until it is rendered the script is another, lest older pictures pass for those of this one.
    try AtomicFile.write(text + "# not drawn yet\n", to: script)
    try FigureRenderer.render(script: script)
    try AtomicFile.write(text, to: script)
  }
}
