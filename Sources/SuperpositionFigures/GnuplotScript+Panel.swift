import Runs

extension GnuplotScript {
  /// A panel's legend: gnuplot's words for its place, and its size in the units of `text()`.
  struct Legend {
    var place: String
    let width: Double
    let height: Double

    /// Whether it stands in the margin on the right of all panels.
    var isOutside: Bool { place.hasPrefix("outside") }
  }

  /// The size of a panel's frame, in the units of `text()`.
  private static let frame = (width: 480.0, height: 330.0)

  /// The legend of a panel, where it was asked to stand or else where it hides nothing.
  func legend(
    of panel: FigureDescription.Panel, _ points: PanelPoints, _ look: inout FigureStyle
  ) throws -> Legend {
    let titles = try parts(of: panel, &look).compactMap { part in
      part.range(of: " title '").map { String(part[$0.upperBound...].dropLast()) }
    }
    // Letters of 7, behind a symbol; what stands in braces is small.
    let letters = titles.map { $0.filter { !"{}^_\\".contains($0) }.count }.max() ?? 0
    let width = 50 + 7 * Double(letters)
    let height = 19.5 * Double(titles.count)
    let place =
      panel.key
      ?? points.keyPlace(
        width: min(1, width / Self.frame.width), height: min(1, height / Self.frame.height))
    return Legend(place: place, width: width, height: height)
  }

  /// The panels in which nothing has a place on the axes, each by its title or its number.
  package var emptyPanels: [String] {
    figure.panels.enumerated().compactMap { number, panel in
      guard PanelPoints(panel, measured: measured, theory: theory).isEmpty else { return nil }
      return panel.title.map { "'\($0)'" } ?? String(number + 1)
    }
  }

  /// The lines that draw a panel.
  func panelLines(
    _ panel: FigureDescription.Panel, _ points: PanelPoints, legend: String,
    _ look: inout FigureStyle
  ) throws -> [String] {
    var lines: [String] = []
    lines.append("set title \(quoted(panel.title ?? "")) font ',14'")
    if points.isEmpty {
      var axes = (panel.x, panel.y)
      (axes.0.range, axes.1.range) = (panel.x.emptyRange, panel.y.emptyRange)
      lines += axisLines("x", axes.0, nil) + axisLines("y", axes.1, nil)
    } else {
      lines += axisLines("x", panel.x, points.x) + axisLines("y", panel.y, points.y)
    }
    // A place on the screen would stay for the next panel.
    lines.append("set key default")
    lines.append("set key \(legend) Left reverse spacing 1.2 samplen 2.5 font ',11'")
    lines.append("unset arrow")
    for mark in panel.marks {
      lines.append(
        "set arrow from first \(mark.x), graph 0 to first \(mark.x), graph 1 nohead linecolor "
          + "'#222222' linewidth 1.4 dashtype 4")
    }
    let parts = try parts(of: panel, &look)
    guard !parts.isEmpty else {
      throw ExperimentError(
        .badData,
        "figure '\(figure.title)': no row of the results fits panel '\(panel.title ?? "")'")
    }
    // gnuplot draws axes of explicit ranges around nothing, but refuses a plot of undefined values.
    if points.isEmpty { return lines + ["plot NaN notitle"] }
    lines.append("plot \\")
    for (index, part) in parts.enumerated() {
      lines.append("  " + part + (index + 1 < parts.count ? ", \\" : ""))
    }
    return lines
  }

  private func axisLines(
    _ name: String, _ axis: FigureDescription.Axis, _ extent: PanelPoints.Extent?
  ) -> [String] {
    let ends = axis.logBase == 10 ? extent.map { ($0.low, $0.high) } : nil
    let range =
      axis.range
      ?? ends.map { "\(NumberFormat.real($0.0)):\(NumberFormat.real($0.1))" }
    let ticks = axis.ticks ?? (axis.logBase == 10 ? extent?.shortTicks : nil)
    return [
      "set \(name)label \(quoted(axis.label))",
      axis.logBase.map { "set logscale \(name) \($0)" } ?? "unset logscale \(name)",
      "set \(name)range [\(range ?? "*:*")]",
      "set format \(name) \(quoted(axis.format ?? (axis.logBase == 2 ? "2^{%L}" : "%h")))",
      ticks.map { values in
        "set \(name)tics (\(values.map { Int(exactly: $0).map(String.init) ?? NumberFormat.exact($0) }.joined(separator: ", ")))"
      } ?? "set \(name)tics autofreq",
    ]
  }

  /// Everything that a panel draws, what is drawn over the rest last.
  private func parts(
    of panel: FigureDescription.Panel, _ look: inout FigureStyle
  ) throws -> [String] {
    var parts: [String] = []
    for curve in panel.theory where curve.shade != nil { parts += try shading(curve, panel, &look) }
    // The colours of the series are those of the lines that belong to them.
    let series = try panel.series.flatMap { try seriesParts($0, panel, &look) }
    for (index, formula) in panel.formulas.enumerated() {
      parts.append(formulaPart(formula, number: index, &look))
    }
    for mark in panel.marks where !mark.title.isEmpty {
      parts.append(
        "NaN with lines linecolor '#222222' linewidth 1.4 dashtype 4 title \(quoted(mark.title))")
    }
    return parts + (try theoryParts(panel, &look)) + series
  }

  private func formulaPart(
    _ formula: FigureDescription.Formula, number: Int, _ look: inout FigureStyle
  ) -> String {
    let line = look.line(ofCurve: formula.curve, else: curves.count + number)
    let group = formula.group.sorted { $0.key < $1.key }.map { (column: $0.key, value: $0.value) }
    let color = group.isEmpty ? line.color : look.style(of: group).color
    return "\(formula.expression) with lines linecolor '\(color)' linewidth 1.6 dashtype "
      + "\(line.dash) title \(quoted(formula.title))"
  }
}
