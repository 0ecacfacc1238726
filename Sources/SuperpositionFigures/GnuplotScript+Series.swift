import Runs

extension GnuplotScript {
  /// An expression with columns in gnuplot's form.
  private func expression(_ text: String, _ table: Table) throws -> String {
    for name in ColumnExpression.columns(in: text) { _ = try position(of: name, in: table) }
    return ColumnExpression.replacing(text) { "column(\(quoted($0)))" }
  }

  private func position(of column: String, in table: Table) throws -> Int {
    guard let position = table.header.firstIndex(of: column) else {
      throw ExperimentError(
        .badData, "figure '\(figure.title)': \(table.path) has no column '\(column)'")
    }
    return position
  }

  /// The rows of a table that fit, grouped by columns in order of appearance.
  private func groups(
    by columns: [String], only: [(column: String, values: [String])], in table: Table
  ) throws -> [FigureStyle.Group] {
    for filter in only { _ = try position(of: filter.column, in: table) }
    let keys = try columns.map { ($0, try position(of: $0, in: table)) }
    var seen: Set<[String]> = []
    var groups: [FigureStyle.Group] = []
    for row in table.rows(only: only) {
      let values = keys.map { row[$0.1] }
      if seen.insert(values).inserted {
        groups.append(zip(keys, values).map { ($0.0, $1) })
      }
    }
    return groups
  }

  /// The condition that a row belongs to a group.
  private func condition(
    group: FigureStyle.Group, only: [(column: String, values: [String])]
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

  private func title(_ text: String, _ group: FigureStyle.Group) -> String {
    ColumnExpression.replacing(text) { name in
      guard let value = group.first(where: { $0.column == name })?.value else { return name }
      return readable(value)
    }
  }

  /// A group's entry in the key where none is given: names as they stand, numbers with their column.
  private func title(of group: FigureStyle.Group) -> String {
    group.compactMap { column, value in
      if value.isEmpty { return nil }
      if Double(value) == nil { return readable(value) }
      return "\(column.replacingOccurrences(of: "_", with: " ")) = \(readable(value))"
    }.joined(separator: ", ")
  }

  /// Large powers of two as powers, and nothing that would be an index or exponent.
  private func readable(_ value: String) -> String {
    guard let number = Int(value), number >= 128, number & (number - 1) == 0 else {
      return value.map { "_^{}@&~\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
    return "2^{\(number.trailingZeroBitCount)}"
  }

  /// Whether a column says who reads codes.
  private static func namesDecoder(_ field: (column: String, value: String)) -> Bool {
    field.column == "decoder" || field.column == "reader"
  }

  /// What is drawn of a panel's series.
  func seriesParts(
    _ series: FigureDescription.Series, _ panel: FigureDescription.Panel,
    _ look: inout FigureStyle
  ) throws -> [String] {
    guard let measured else { return [] }
    var parts: [String] = []
    let by =
      series.by
      ?? measured.varyingColumns(
        in: measured.rows(only: series.only), x: panel.x.value, y: series.value ?? panel.y.value)
    let groups = try groups(by: by, only: series.only, in: measured)
    let decoders = Set(groups.compactMap { $0.first(where: Self.namesDecoder)?.value })
    for group in groups {
      let decoder = group.first(where: Self.namesDecoder)?.value
      let others = group.filter { !Self.namesDecoder($0) }
      // A decoder alone leaves its colours to what varies.
      let known = decoders.count > 1 || others.isEmpty ? decoder.flatMap(look.style(named:)) : nil
      let own = decoders.count > 1 || others.isEmpty ? group : others
      var variant =
        series.isHollow || decoder?.contains(":") == true
        ? 1 : decoders.count > 1 ? variant(of: others, in: groups) : 0
      if known == nil { variant = max(variant, look.round(of: own)) }
      let style = known ?? look.style(of: own)
      let point = FigureStyle.pointType(style.symbol, isHollow: variant > 0)
      let dash = variant == 0 ? "solid" : FigureStyle.dash(ofVariant: variant)
      let condition = condition(group: group, only: series.only)
      let x = guarded(try expression(panel.x.value, measured), condition)
      let y = guarded(try expression(series.value ?? panel.y.value, measured), condition)
      let text = series.title.map { title($0, group) } ?? title(of: group)
      let legend = text.isEmpty ? "notitle" : "title \(quoted(text))"
      let colored = "linecolor '\(style.color)'"
      if let (low, high) = interval(series, panel), series.style != .dashed {
        // A bar that begins at or below 0 reaches to the end of a logarithmic axis.
        let start = try expression(low, measured)
        let low = guarded(
          panel.y.logBase == nil ? start : "\(start) > 0 ? \(start) : 1e-300", condition)
        let high = guarded(try expression(high, measured), condition)
        if series.style == .band {
          parts.append("measured using \(x):\(low):\(high) with filledcurves \(colored) notitle")
        } else {
          parts.append(
            "measured using \(x):\(y):\(low):\(high) with yerrorbars \(colored) linewidth 1.1 "
              + "pointtype 7 pointsize 0.01 notitle")
        }
      }
      // gnuplot reads nothing but a font behind a letter as a symbol.
      let symbols = "\(colored) pointsize 0.75 pointtype \(point)"
      let drawing =
        switch series.style {
        case .points: "points \(symbols)"
        case .linespoints: "linespoints dashtype \(dash) linewidth 1.3 \(symbols)"
        case .band: "lines dashtype \(dash) linewidth 1.8 \(colored)"
        case .dashed:
          "lines dashtype \(FigureStyle.dash(ofVariant: 1)) linewidth 1.8 "
            + "linecolor '#1a1a1a'"
        }
      parts.append("measured using \(x):\(y) with \(drawing) \(legend)")
    }
    return parts
  }

  /// The expressions of a series' interval; nil if it has none.
  private func interval(
    _ series: FigureDescription.Series, _ panel: FigureDescription.Panel
  ) -> (low: String, high: String)? {
    let (low, high) =
      series.value == nil ? (panel.y.low, panel.y.high) : (series.low, series.high)
    return low.flatMap { low in high.map { (low, $0) } }
  }

  /// Which of the combinations of the other columns a group has, in order of appearance.
  private func variant(of others: FigureStyle.Group, in groups: [FigureStyle.Group]) -> Int {
    var seen: [[String]] = []
    for group in groups {
      let values = group.filter { !Self.namesDecoder($0) }.map(\.value)
      if !seen.contains(values) { seen.append(values) }
    }
    return seen.firstIndex(of: others.map(\.value)) ?? 0
  }

  /// What is drawn of a panel's theory.
  func theoryParts(
    _ panel: FigureDescription.Panel, _ look: inout FigureStyle
  ) throws -> [String] {
    guard let theory else { return [] }
    var parts: [String] = []
    for curve in panel.theory {
      let only = [(column: "curve", values: [curve.curve])] + curve.only
      let line = look.line(ofCurve: curve.curve, else: 0)
      for group in try groups(by: curve.by, only: only, in: theory) {
        let condition = condition(group: group, only: only)
        let x = guarded(try expression(curve.x ?? panel.x.value, theory), condition)
        let y = guarded(try expression(curve.value ?? panel.y.value, theory), condition)
        let text = title(curve.title, group)
        let color = group.isEmpty ? line.color : look.style(of: group).color
        parts.append(
          "theory using \(x):\(y) with lines linecolor '\(color)' linewidth 1.6 dashtype "
            + "\(line.dash) " + (text.isEmpty ? "notitle" : "title \(quoted(text))"))
      }
    }
    return parts
  }

  /// The region beyond a curve.
  func shading(
    _ curve: FigureDescription.Theory, _ panel: FigureDescription.Panel, _ look: inout FigureStyle
  ) throws -> [String] {
    guard let theory else { return [] }
    let only = [(column: "curve", values: [curve.curve])] + curve.only
    let condition = condition(group: [], only: only)
    guard !(try groups(by: [], only: only, in: theory)).isEmpty else { return [] }
    let x = guarded(try expression(curve.x ?? panel.x.value, theory), condition)
    let y = guarded(try expression(curve.value ?? panel.y.value, theory), condition)
    let entry = look.hasExplainedShade ? "notitle" : "title 'impossible'"
    look.hasExplainedShade = true
    let edge = curve.shade == "below" ? "x1" : "x2"
    return [
      "theory using \(x):\(y) with filledcurves \(edge) fillcolor '#999999' fillstyle "
        + "transparent solid 0.25 noborder \(entry)"
    ]
  }
}
