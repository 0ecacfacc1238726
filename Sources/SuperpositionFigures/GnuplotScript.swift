import Foundation
import Runs

/// Writes the gnuplot script of a figure: readable, and complete in itself with the CSV files that
/// it names.
package struct GnuplotScript {
  /// A table that the script draws from.
  package struct Table {
    /// The path as the script names it.
    package let path: String
    /// The columns.
    package let header: [String]
    /// The rows, which decide what series there are.
    package let rows: [[String]]

    /// A table.
    package init(path: String, header: [String], rows: [[String]]) {
      self.path = path
      self.header = header
      self.rows = rows
    }
  }

  /// The figure.
  let figure: FigureDescription
  /// The file's name without extension: `plots/figure2`.
  let outputStem: String
  /// The measured rows, if the experiment measures.
  let measured: Table?
  /// The theory rows, if there are any.
  let theory: Table?
  /// What keeps its colour and its symbol in every figure, by the name before a colon.
  let styles: [String: Style]
  /// The theory curves there are, which keep their dashes in every figure.
  let curves: [String]

  /// Colour and symbol of a series.
  package struct Style: Sendable {
    /// `#rrggbb`.
    let color: String
    /// gnuplot's number of the filled symbol, an odd one; 17 a star, 19 and 21 triangles that point
    /// right and left.
    let symbol: Int

    /// A style.
    package init(color: String, symbol: Int) {
      self.color = color
      self.symbol = symbol
    }
  }

  /// A script.
  package init(
    figure: FigureDescription, outputStem: String, measured: Table?, theory: Table?,
    styles: [String: Style] = [:], curves: [String] = []
  ) {
    self.styles = styles
    self.curves = curves
    self.figure = figure
    self.outputStem = outputStem
    self.measured = measured
    self.theory = theory
  }

  /// The script's text.
  ///
  /// - Throws: `ExperimentError` (65) if an expression names a column that the table lacks.
  package func text() throws -> String {
    // Legends are measured before anything is drawn.
    var look = FigureStyle(named: styles, curves: curves)
    let panels = try figure.panels.map { panel in
      let points = PanelPoints(panel, measured: measured, theory: theory)
      return (panel: panel, points: points, legend: try legend(of: panel, points, &look))
    }
    look = FigureStyle(named: styles, curves: curves)
    let rows = (figure.panels.count + figure.columns - 1) / figure.columns
    let columns = min(figure.columns, figure.panels.count)
    // Legends beside the panels have a margin of their own.
    let keyWidth = Int(panels.filter(\.legend.isOutside).map { $0.legend.width + 25 }.max() ?? 0)
    let width = (columns == 1 ? 780 : 600 * columns) + keyWidth
    let height = 450 * rows + 105
    var lines = [
      "# \(figure.title)",
      "# Run from the folder above: gnuplot \(flat(outputStem)).gp",
    ]
    if let caption = figure.caption {
      lines += caption.split(separator: "\n").map { "# \($0)" }
    }
    lines += ["", "set datafile separator ','", "set datafile columnheaders"]
    lines += ["set datafile missing NaN", "set encoding utf8"]
    if let measured { lines.append("measured = \(file(measured.path))") }
    if let theory { lines.append("theory = \(file(theory.path))") }
    lines += [
      "", "set style fill transparent solid 0.3 noborder", "set bars 0.6",
      "set grid back linetype 1 linecolor '#cfcfcf' linewidth 0.7", "set tics nomirror",
      "set border 3",
      "",
    ]
    let terminals = figure.terminals.map(\.rawValue).joined(separator: " ")
    lines += [
      "if (!exists('formats')) formats = '\(terminals)'",
      "if (!exists('stem')) stem = \(file(outputStem))",
      "do for [format in formats] {",
    ]
    var body = [
      "if (format eq 'svg') { set terminal svg size \(width),\(height) dynamic enhanced "
        + "font 'Helvetica,14' background 'white' }",
      "if (format eq 'png') { set terminal pngcairo size \(2 * width),\(2 * height) enhanced "
        + "font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }",
      "if (format eq 'pdf') { set terminal pdfcairo size \(inches(width)),\(inches(height)) "
        + "enhanced font 'Helvetica,11' background 'white' }",
      "if (format eq 'tex') { set terminal cairolatex pdf size \(inches(width * 4 / 5)),"
        + "\(inches(height * 4 / 5)) linewidth 1.5 dashlength 0.7 }",
      "set output stem.'.'.format",
    ]
    let captionHeight =
      figure.caption == nil
      ? 0.01
      : 0.01 + 30.0 / Double(height)
        * Double(max(1, figure.caption.map(captionLines)?.count ?? 1))
    let titleHeight = 55.0 / Double(height)
    body.append(
      "set multiplot layout \(rows),\(columns) title \(quoted(figure.title)) "
        + "font ',17' margins screen \(number(88.0 / Double(width))), \(number(1 - Double(24 + keyWidth) / Double(width))), "
        + "\(number(captionHeight + 70.0 / Double(height))), \(number(1 - titleHeight - 30.0 / Double(height))) "
        + "spacing screen \(number(95.0 / Double(width))), \(number(115.0 / Double(height)))")
    // Those beside the panels stand below one another.
    var top = 1 - titleHeight - 30.0 / Double(height)
    for (index, (panel, points, legend)) in panels.enumerated() {
      body.append("")
      if index == 0, let caption = figure.caption {
        for (line, text) in captionLines(caption).enumerated() {
          let y = captionHeight - (14.0 + 20.0 * Double(line)) / Double(height)
          body.append(
            "set label \(line + 1) \(quoted(text)) at screen 0.5,\(number(y)) center font ',11' "
              + "textcolor '#444444'")
        }
      } else {
        body.append("unset label")
      }
      var place = legend.place
      if legend.isOutside {
        let left = 1 - Double(keyWidth + 12) / Double(width)
        place = "at screen \(number(left)),\(number(top)) left top"
        top -= (legend.height + 30) / Double(height)
      }
      body += try panelLines(panel, points, legend: place, &look)
    }
    body += ["", "unset multiplot", "unset label", "set output"]
    lines += body.map { $0.isEmpty ? "" : "  " + $0 }
    lines += ["}", ""]
    return lines.joined(separator: "\n")
  }

  private func captionLines(_ caption: String) -> [String] {
    caption.split(separator: "\n").map(String.init)
  }

  private func inches(_ pixels: Int) -> String { String(format: "%.2fin", Double(pixels) / 100) }

  private func number(_ value: Double) -> String { String(format: "%.4f", value) }

  /// A text in gnuplot's single quotes, between which it executes and expands nothing.
  func quoted(_ text: String) -> String {
    "'\(flat(text).replacingOccurrences(of: "'", with: "''"))'"
  }

  /// The path of a file; with a '<' or '|' in front gnuplot would take it for a command.
  private func file(_ path: String) -> String {
    quoted(path.hasPrefix("<") || path.hasPrefix("|") ? "./\(path)" : path)
  }

  /// A text that stays on its line.
  private func flat(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isControl ? " " : $0 }))
  }
}
