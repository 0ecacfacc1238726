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
    let header: [String]
    /// The rows, which decide what series there are.
    let rows: [[String]]

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

  /// Colour and symbol of a series.
  package struct Style: Sendable {
    /// `#rrggbb`.
    let color: String
    /// gnuplot's number of the filled symbol.
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
    styles: [String: Style] = [:]
  ) {
    self.styles = styles
    self.figure = figure
    self.outputStem = outputStem
    self.measured = measured
    self.theory = theory
  }

  /// Okabe and Ito (2008), 'Color universal design': distinct for all common forms of colour
  /// blindness; ordered so that neighbours differ in lightness for grey printing.
  private static let palette = [
    "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#000000", "#7F6000",
  ]
  private static let pointTypes = [7, 5, 9, 13, 11, 4, 6, 8]
  private static let dashes = [
    "2", "3", "4", "5", "(12,4)", "(2,3)", "(16,4,2,4)", "(8,2,2,2,2,2)",
  ]

  /// The script's text.
  ///
  /// - Throws: `ExperimentError` (65) if an expression names a column that the table lacks.
  package func text() throws -> String {
    let rows = (figure.panels.count + figure.columns - 1) / figure.columns
    let columns = min(figure.columns, figure.panels.count)
    let keyWidth = hasOutsideKey ? 230 : 0
    let width = (columns == 1 ? 780 : 600 * columns) + keyWidth
    let height = 440 * rows + 90
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
      "", "set style fill transparent solid 0.18 noborder", "set bars 0.6",
      "set grid back linecolor '#dddddd' linewidth 0.6", "set tics nomirror", "set border 3",
      "set key spacing 1.05 samplen 2 font ',11'", "",
    ]
    let terminals = figure.terminals.map(\.rawValue).joined(separator: " ")
    lines += ["do for [format in '\(terminals)'] {"]
    var body = [
      "if (format eq 'svg') { set terminal svg size \(width),\(height) dynamic enhanced "
        + "font 'Helvetica,14' background 'white' }",
      "if (format eq 'png') { set terminal pngcairo size \(2 * width),\(2 * height) enhanced "
        + "font 'Helvetica,14' fontscale 2 linewidth 2 pointscale 2 background 'white' }",
      "if (format eq 'pdf') { set terminal pdfcairo size \(inches(width)),\(inches(height)) "
        + "enhanced font 'Helvetica,11' background 'white' }",
      "set output \(file(outputStem + ".")).format",
    ]
    let captionHeight =
      figure.caption == nil
      ? 0.01
      : 0.01 + 30.0 / Double(height)
        * Double(max(1, figure.caption.map(captionLines)?.count ?? 1))
    let titleHeight = 45.0 / Double(height)
    body.append(
      "set multiplot layout \(rows),\(columns) title \(quoted(figure.title)) "
        + "font ',17' margins screen \(number(80.0 / Double(width))), \(number(1 - Double(24 + keyWidth) / Double(width))), "
        + "\(number(captionHeight + 62.0 / Double(height))), \(number(1 - titleHeight - 30.0 / Double(height))) "
        + "spacing screen \(number(95.0 / Double(width))), \(number(105.0 / Double(height)))")
    for (index, panel) in figure.panels.enumerated() {
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
      body += try panelLines(panel)
    }
    body += ["", "unset multiplot", "unset label", "set output"]
    lines += body.map { $0.isEmpty ? "" : "  " + $0 }
    lines += ["}", ""]
    return lines.joined(separator: "\n")
  }

  /// Whether the legend stands beside the panels, in a margin of its own.
  private var hasOutsideKey: Bool {
    figure.panels.contains { $0.key.hasPrefix("outside") }
  }

  private func captionLines(_ caption: String) -> [String] {
    caption.split(separator: "\n").map(String.init)
  }

  private func inches(_ pixels: Int) -> String { String(format: "%.2fin", Double(pixels) / 100) }

  private func number(_ value: Double) -> String { String(format: "%.4f", value) }

  /// A text in gnuplot's single quotes, between which it executes and expands nothing.
  private func quoted(_ text: String) -> String {
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

  private func panelLines(_ panel: FigureDescription.Panel) throws -> [String] {
    var lines: [String] = []
    lines.append("set title \(quoted(panel.title ?? "")) font ',14'")
    for (name, axis) in [("x", panel.x), ("y", panel.y)] {
      lines.append("set \(name)label \(quoted(axis.label))")
      lines.append(axis.logBase.map { "set logscale \(name) \($0)" } ?? "unset logscale \(name)")
      lines.append("set \(name)range [\(axis.range ?? "*:*")]")
      let format = axis.format ?? (axis.logBase == 2 ? "2^{%L}" : "%h")
      lines.append("set format \(name) \(quoted(format))")
    }
    lines.append("set key \(panel.key)")
    lines.append("unset arrow")
    for mark in panel.marks {
      lines.append(
        "set arrow from first \(mark.x), graph 0 to first \(mark.x), graph 1 nohead linecolor "
          + "'#222222' linewidth 1.4 dashtype 4")
    }
    var parts: [String] = []
    for curve in panel.theory where curve.shade != nil { parts += try shading(curve, panel) }
    for (index, formula) in panel.formulas.enumerated() {
      parts.append(
        "\(formula.expression) with lines linecolor '#222222' linewidth 1.6 dashtype "
          + "\(Self.dashes[index % Self.dashes.count]) title \(quoted(formula.title))")
    }
    for mark in panel.marks where !mark.title.isEmpty {
      parts.append(
        "NaN with lines linecolor '#222222' linewidth 1.4 dashtype 4 title \(quoted(mark.title))")
    }
    parts += try theoryParts(panel)
    var used = 0
    for series in panel.series { parts += try seriesParts(series, panel, &used) }
    guard !parts.isEmpty else {
      throw ExperimentError(
        .badData,
        "figure '\(figure.title)': no row of the results fits panel '\(panel.title ?? "")'")
    }
    lines.append("plot \\")
    for (index, part) in parts.enumerated() {
      lines.append("  " + part + (index + 1 < parts.count ? ", \\" : ""))
    }
    return lines
  }

  /// An expression with columns in gnuplot's form.
  private func expression(_ text: String, _ table: Table) throws -> String {
    for name in ColumnExpression.columns(in: text) where !table.header.contains(name) {
      throw ExperimentError(
        .badData, "figure '\(figure.title)': \(table.path) has no column '\(name)'")
    }
    return ColumnExpression.replacing(text) { "column(\(quoted($0)))" }
  }

  /// The rows of a table that fit, grouped by columns in order of appearance.
  private func groups(
    by columns: [String], only: [(column: String, values: [String])], in table: Table
  ) throws -> [[(column: String, value: String)]] {
    func position(_ column: String) throws -> Int {
      guard let position = table.header.firstIndex(of: column) else {
        throw ExperimentError(
          .badData, "figure '\(figure.title)': \(table.path) has no column '\(column)'")
      }
      return position
    }
    let filters = try only.map { (try position($0.column), $0.values) }
    let keys = try columns.map { ($0, try position($0)) }
    var seen: Set<[String]> = []
    var groups: [[(column: String, value: String)]] = []
    for row in table.rows where filters.allSatisfy({ $1.contains(row[$0]) }) {
      let values = keys.map { row[$0.1] }
      if seen.insert(values).inserted {
        groups.append(zip(keys, values).map { ($0.0, $1) })
      }
    }
    return groups
  }

  /// The condition that a row belongs to a group.
  private func condition(
    group: [(column: String, value: String)], only: [(column: String, values: [String])]
  ) -> String {
    let terms =
      only.map { filter in
        let options = filter.values.map { "strcol(\(quoted(filter.column))) eq \(quoted($0))" }
        return options.count == 1 ? options[0] : "(" + options.joined(separator: " || ") + ")"
      } + group.map { "strcol(\(quoted($0.column))) eq \(quoted($0.value))" }
    return terms.joined(separator: " && ")
  }

  private func guarded(_ value: String, _ condition: String) -> String {
    condition.isEmpty ? "(\(value))" : "(\(condition) ? \(value) : NaN)"
  }

  private func title(_ text: String, _ group: [(column: String, value: String)]) -> String {
    ColumnExpression.replacing(text) { name in
      guard let value = group.first(where: { $0.column == name })?.value else { return name }
      return readable(value)
    }
  }

  /// Large powers of two as powers.
  private func readable(_ value: String) -> String {
    guard let number = Int(value), number >= 128, number & (number - 1) == 0 else { return value }
    return "2^{\(number.trailingZeroBitCount)}"
  }

  /// The style that a decoder keeps.
  private func style(of decoder: String) -> Style? {
    decoder.split(separator: ":").first.flatMap { styles[String($0)] }
  }

  private func seriesParts(
    _ series: FigureDescription.Series, _ panel: FigureDescription.Panel, _ used: inout Int
  ) throws -> [String] {
    guard let measured else { return [] }
    var parts: [String] = []
    let groups = try groups(by: series.by, only: series.only, in: measured)
    let decoders = Set(groups.compactMap { $0.first { $0.column == "decoder" }?.value })
    for group in groups {
      let decoder = group.first { $0.column == "decoder" }?.value
      let known = decoders.count > 1 ? decoder.flatMap(style) : nil
      let others = group.filter { $0.column != "decoder" }
      let hollow =
        series.isHollow || decoder?.contains(":") == true
        ? 1 : decoders.count > 1 ? variant(of: others, in: groups) : 0
      used += 1
      let color = known?.color ?? Self.palette[(used - 1) % Self.palette.count]
      let symbol = known?.symbol ?? Self.pointTypes[(used - 1) % Self.pointTypes.count]
      let point = hollow == 0 ? symbol : max(1, symbol - 1)
      let dash = hollow == 0 ? "solid" : Self.dashes[(hollow - 1) % Self.dashes.count]
      let condition = condition(group: group, only: series.only)
      let x = guarded(try expression(panel.x.value, measured), condition)
      let y = guarded(try expression(series.value ?? panel.y.value, measured), condition)
      let hasOwnValue = series.value != nil
      let low = hasOwnValue ? series.low : panel.y.low
      let high = hasOwnValue ? series.high : panel.y.high
      let text = title(
        series.title ?? series.by.map { "{\($0)}" }.joined(separator: ", "), group)
      let legend = text.isEmpty ? "notitle" : "title \(quoted(text))"
      let colored = "linecolor '\(color)'"
      if let low, let high {
        let low = guarded(try expression(low, measured), condition)
        let high = guarded(try expression(high, measured), condition)
        if series.style == .band {
          parts.append("measured using \(x):\(low):\(high) with filledcurves \(colored) notitle")
        } else {
          parts.append(
            "measured using \(x):\(y):\(low):\(high) with yerrorbars \(colored) linewidth 1.1 "
              + "pointtype \(point) pointsize 0.01 notitle")
        }
      }
      let drawing =
        switch series.style {
        case .points: "points"
        case .linespoints: "linespoints dashtype \(dash) linewidth 1.3"
        case .band: "lines dashtype \(dash) linewidth 1.8"
        }
      let symbols = series.style == .band ? "" : " pointtype \(point) pointsize 0.75"
      parts.append("measured using \(x):\(y) with \(drawing) \(colored)\(symbols) \(legend)")
    }
    return parts
  }

  /// Which of the combinations of the other columns a group has, in order of appearance.
  private func variant(
    of others: [(column: String, value: String)], in groups: [[(column: String, value: String)]]
  ) -> Int {
    var seen: [[String]] = []
    for group in groups {
      let values = group.filter { $0.column != "decoder" }.map(\.value)
      if !seen.contains(values) { seen.append(values) }
    }
    return seen.firstIndex(of: others.map(\.value)) ?? 0
  }

  private func theoryParts(_ panel: FigureDescription.Panel) throws -> [String] {
    guard let theory else { return [] }
    var parts: [String] = []
    var used = panel.formulas.count
    for curve in panel.theory {
      let only = [(column: "curve", values: [curve.curve])] + curve.only
      for group in try groups(by: curve.by, only: only, in: theory) {
        let condition = condition(group: group, only: only)
        let x = guarded(try expression(curve.x ?? panel.x.value, theory), condition)
        let y = guarded(try expression(curve.value ?? panel.y.value, theory), condition)
        let text = title(curve.title, group)
        let shade = used % 2 == 0 ? "#222222" : "#7a7a7a"
        parts.append(
          "theory using \(x):\(y) with lines linecolor '\(shade)' linewidth 1.6 dashtype "
            + "\(Self.dashes[used % Self.dashes.count]) "
            + (text.isEmpty ? "notitle" : "title \(quoted(text))"))
        used += 1
      }
    }
    return parts
  }

  private func shading(
    _ curve: FigureDescription.Theory, _ panel: FigureDescription.Panel
  ) throws -> [String] {
    guard let theory else { return [] }
    let only = [(column: "curve", values: [curve.curve])] + curve.only
    let condition = condition(group: [], only: only)
    guard !(try groups(by: [], only: only, in: theory)).isEmpty else { return [] }
    let x = guarded(try expression(curve.x ?? panel.x.value, theory), condition)
    let y = guarded(try expression(curve.value ?? panel.y.value, theory), condition)
    let edge = curve.shade == "below" ? "x1" : "x2"
    return [
      "theory using \(x):\(y) with filledcurves \(edge) fillcolor '#999999' fillstyle "
        + "transparent solid 0.25 noborder title 'impossible'"
    ]
  }
}

extension Unicode.Scalar {
  /// Whether it is a line end or another control character.
  var isControl: Bool { value < 0x20 || 0x7F...0x9F ~= value || 0x2028...0x2029 ~= value }
}
