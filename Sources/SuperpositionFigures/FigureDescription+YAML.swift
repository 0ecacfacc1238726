import Foundation
import Runs

extension YAMLMapping {
  /// A text to show, which has no control characters; only a caption may have several lines.
  fileprivate func label(_ key: String, hasLines: Bool = false) throws -> String? {
    let text = try string(key)
    if let text, text.unicodeScalars.contains(where: { $0.isControl && !(hasLines && $0 == "\n") })
    {
      throw error(at: key, "the text has a control character")
    }
    return text
  }

  /// An expression over columns or variables, which goes into the script as it stands.
  fileprivate func expression(
    _ key: String, columns: FigureColumns.Table? = nil, variables: Set<String> = []
  ) throws -> String? {
    guard let text = try label(key) else { return nil }
    do {
      let expression = try FigureExpression(text, variables: variables)
      for name in expression.columns { try columns?.requireNumbers(name) }
    } catch let flaw as FigureExpression.Flaw {
      throw error(at: key, "'\(text.quotedForMessage)': \(flaw.message)")
    }
    return text
  }

  /// Names of columns.
  fileprivate func columns(
    _ key: String, in table: FigureColumns.Table?
  ) throws -> [String]? {
    let names = try strings(key)
    do {
      for name in names ?? [] { try table?.require(name) }
    } catch let flaw as FigureExpression.Flaw {
      throw error(at: key, flaw.message)
    }
    return names
  }

  /// A legend's text, whose `{column}` are columns of the table.
  fileprivate func legend(_ key: String, in table: FigureColumns.Table?) throws -> String? {
    guard let text = try label(key) else { return nil }
    do {
      for name in ColumnExpression.columns(in: text) where !isPower(name, in: text) {
        try table?.require(name)
      }
    } catch let flaw as FigureExpression.Flaw {
      throw error(at: key, flaw.message)
    }
    return text
  }

  /// Whether braces are those of an exponent or index, `2^{20}`.
  private func isPower(_ name: String, in text: String) -> Bool {
    text.contains("^{\(name)}") || text.contains("_{\(name)}")
  }

  /// gnuplot's range `low:high`, either end a number, `*` or nothing.
  fileprivate func range(_ key: String, isLogarithmic: Bool) throws -> String? {
    guard let text = try label(key) else { return nil }
    let ends = text.split(separator: ":", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    let numbers = ends.map { end -> Double? in
      end.isEmpty || end == "*" ? .nan : (try? FigureExpression(end))?.constant ?? nil
    }
    guard ends.count == 2, let low = numbers[0], let high = numbers[1], low != high else {
      throw error(
        at: key,
        "'\(text.quotedForMessage)' is no range low:high of two numbers, or * for an open end")
    }
    guard !isLogarithmic || !(low <= 0 || high <= 0) else {
      throw error(at: key, "a logarithmic axis shows numbers above 0 only")
    }
    return text
  }

  /// gnuplot's format of tick labels: text with conversions of the label's number, `%%` for a percent
  /// sign.
  fileprivate func tickFormat(_ key: String) throws -> String? {
    guard let text = try label(key) else { return nil }
    var rest = Substring(text)
    while let sign = rest.firstIndex(of: "%") {
      let start = rest.index(after: sign)
      rest = rest[start...]
      if rest.first == "%" {
        rest.removeFirst()
        continue
      }
      rest = rest.drop { "-+ #0".contains($0) }
      let sizes = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
      rest = rest.dropFirst(sizes.count)
      let parts = sizes.split(separator: ".", omittingEmptySubsequences: false)
      guard let conversion = rest.first, "fFeEgGhHxXotlsTLScbBP".contains(conversion),
        parts.count <= 2, parts.allSatisfy({ $0.count <= 2 })
      else {
        throw error(
          at: key,
          "'\(text.quotedForMessage)': '%\(text[start...].prefix(8).description.quotedForMessage)' is "
            + "no conversion of gnuplot's; %g, %.2f, %h and 10^{%L} are, and %% is a percent sign")
      }
      rest.removeFirst()
    }
    return text
  }

  /// gnuplot's placement of the legend: words and numbers.
  fileprivate func placement(_ key: String) throws -> String? {
    guard let text = try label(key) else { return nil }
    let known = [
      "inside", "outside", "left", "right", "center", "top", "bottom", "above", "below", "over",
      "under", "on", "off", "horizontal", "vertical", "reverse", "noreverse", "Left", "Right",
      "maxrows", "maxcols", "width", "height", "samplen", "spacing", "opaque", "box", "nobox", "at",
      "graph", "screen", "lmargin", "rmargin", "tmargin", "bmargin", "invert",
    ]
    for word in text.split(whereSeparator: { $0 == " " || $0 == "," })
    where !known.contains(String(word)) && Double(word) == nil {
      throw error(
        at: key,
        "'\(String(word).quotedForMessage)' places no legend"
          + "\(String(word).suggestion(among: known)); 'top left' and 'outside right' do")
    }
    return text
  }
}

extension FigureDescription {
  /// Reads the figure section of an experiment file.
  ///
  /// - Parameter columns: The columns of the results that it draws; nil to leave columns unchecked.
  /// - Throws: `ExperimentError` (65) with file, line and key for what gnuplot could not draw.
  package init(_ mapping: YAMLMapping, columns results: FigureColumns? = nil) throws {
    try mapping.allowOnly(FigureKeys.figure.names)
    title = try mapping.label("title") ?? ""
    caption = try mapping.label("caption", hasLines: true)
    terminals = try (mapping.strings("terminals") ?? Terminal.allCases.map(\.rawValue)).map {
      guard let terminal = Terminal(rawValue: $0) else {
        throw mapping.error(at: "terminals", "'\($0.quotedForMessage)' is none of svg, png, pdf")
      }
      return terminal
    }
    let columns = try mapping.real("columns") ?? 2
    guard columns >= 1, columns <= 8, columns == columns.rounded() else {
      throw mapping.error(at: "columns", "a whole number from 1 to 8 is expected")
    }
    self.columns = Int(columns)
    let panels = try mapping.mappings("panels")
    guard panels?.isEmpty != true else {
      throw mapping.error(at: "panels", "at least one panel is needed, or none of this key")
    }
    self.panels = try panels?.map { try Panel($0, results) } ?? []
  }
}

extension FigureDescription.Panel {
  init(_ mapping: YAMLMapping, _ columns: FigureColumns?) throws {
    try mapping.allowOnly(FigureKeys.panel.names)
    title = try mapping.label("title")
    guard let x = try mapping.mapping("x"), let y = try mapping.mapping("y") else {
      throw mapping.error(at: mapping.value("x") == nil ? "x" : "y", "the axis is missing")
    }
    let seriesMappings = try mapping.mappings("series") ?? []
    let theoryMappings = try mapping.mappings("theory") ?? []
    // An axis is read off the measured rows where any are drawn, else off theory.
    let table =
      seriesMappings.isEmpty && !theoryMappings.isEmpty ? columns?.theory : columns?.measured
    self.x = try FigureDescription.Axis(x, table)
    self.y = try FigureDescription.Axis(y, table)
    series = try seriesMappings.map { try FigureDescription.Series($0, columns?.measured) }
    if mapping.value("series") == nil, theoryMappings.isEmpty { series = [.init()] }
    theory = try theoryMappings.map { place in
      guard columns?.hasTheory != false else {
        throw place.error(at: "curve", "there is no theory block, whose rows it would draw")
      }
      return try FigureDescription.Theory(place, columns?.theory)
    }
    for (curve, place) in zip(theory, theoryMappings) {
      for (own, axis, key) in [(curve.x, self.x.value, "x"), (curve.value, self.y.value, "value")]
      where own == nil {
        do {
          for name in ColumnExpression.columns(in: axis) {
            try columns?.theory?.requireNumbers(name)
          }
        } catch let flaw as FigureExpression.Flaw {
          throw place.error(
            at: key, "the axis' '\(axis)' needs one of theory's own: \(flaw.message)")
        }
      }
    }
    formulas = try (mapping.mappings("formulas") ?? []).map { formula in
      try formula.allowOnly(FigureKeys.formula.names)
      guard let expression = try formula.expression("expression", variables: ["x"]) else {
        throw formula.error(at: "expression", "the formula is missing")
      }
      let only = try formula.mapping("only")
      return FigureDescription.Formula(
        expression: expression, title: try formula.label("title") ?? expression,
        curve: try formula.string("curve"),
        group: try only?.keys.reduce(into: [:]) { $0[$1] = try only?.strings($1)?.first } ?? [:])
    }
    marks = try (mapping.mappings("marks") ?? []).map { mark in
      try mark.allowOnly(FigureKeys.mark.names)
      guard let x = try mark.real("x") else { throw mark.error(at: "x", "the place is missing") }
      return FigureDescription.Mark(x: x, title: try mark.label("title") ?? "")
    }
    key = try mapping.string("key") == "auto" ? nil : try mapping.placement("key")
  }
}

extension FigureDescription.Axis {
  init(_ mapping: YAMLMapping, _ table: FigureColumns.Table?) throws {
    try mapping.allowOnly(FigureKeys.axis.names)
    guard let value = try mapping.expression("value", columns: table) else {
      throw mapping.error(at: "value", "an expression over columns is missing, such as '{k}'")
    }
    self.value = value
    low = try mapping.expression("low", columns: table)
    high = try mapping.expression("high", columns: table)
    if (low == nil) != (high == nil) {
      throw mapping.error(at: low == nil ? "high" : "low", "an interval needs low and high")
    }
    if low == nil, let interval = table?.interval(of: value) {
      (low, high) = (interval.low, interval.high)
    }
    label = try mapping.label("label") ?? Self.label(of: value)
    let base = try mapping.real("log")
    guard base.map({ (2...1000).contains($0) && $0 == $0.rounded() }) ?? true else {
      throw mapping.error(
        at: "log", "the base of a logarithmic axis is a whole number from 2 to 1000")
    }
    logBase = base.map { Int($0) }
    range = try mapping.range("range", isLogarithmic: logBase != nil)
    ticks = try mapping.strings("ticks").map { texts in
      try texts.map { text in
        guard let value = (try? FigureExpression(text))?.constant ?? nil, value.isFinite,
          logBase == nil || value > 0
        else { throw mapping.error(at: "ticks", "'\(text.quotedForMessage)' is no value there") }
        return value
      }
    }
    format = try mapping.tickFormat("format")
  }
}

/// The `only` mapping: columns and the values that rows must have.
private func readOnly(
  _ mapping: YAMLMapping, _ table: FigureColumns.Table?
) throws -> [(column: String, values: [String])] {
  guard let only = try mapping.mapping("only") else { return [] }
  do {
    return try only.keys.map { name in
      try table?.require(name)
      let values = try only.strings(name) ?? []
      for value in values { try table?.requireValue(value, in: name) }
      return (name, values)
    }
  } catch let flaw as FigureExpression.Flaw {
    throw mapping.error(at: "only", flaw.message)
  }
}

extension FigureDescription.Series {
  init(_ mapping: YAMLMapping, _ table: FigureColumns.Table?) throws {
    try mapping.allowOnly(FigureKeys.series.names)
    by = try mapping.columns("by", in: table)
    only = try readOnly(mapping, table)
    let name = try mapping.string("style") ?? "linespoints"
    guard let style = Style(rawValue: name) else {
      let styles = Style.allCases.map(\.rawValue).joined(separator: ", ")
      throw mapping.error(at: "style", "'\(name.quotedForMessage)' is none of \(styles)")
    }
    self.style = style
    isHollow = try mapping.bool("hollow") ?? false
    title = try mapping.legend("title", in: table)
    value = try mapping.expression("value", columns: table)
    low = try mapping.expression("low", columns: table)
    high = try mapping.expression("high", columns: table)
    if (low == nil) != (high == nil) {
      throw mapping.error(at: low == nil ? "high" : "low", "an interval needs low and high")
    }
  }
}

extension FigureDescription.Theory {
  init(_ mapping: YAMLMapping, _ table: FigureColumns.Table?) throws {
    try mapping.allowOnly(FigureKeys.theory.names)
    guard let curve = try mapping.string("curve") else {
      throw mapping.error(at: "curve", "the curve's name is missing")
    }
    self.curve = curve
    do {
      try table?.requireValue(curve, in: "curve")
    } catch let flaw as FigureExpression.Flaw {
      throw mapping.error(at: "curve", flaw.message)
    }
    only = try readOnly(mapping, table)
    by = try mapping.columns("by", in: table) ?? []
    title = try mapping.legend("title", in: table) ?? curve
    x = try mapping.expression("x", columns: table)
    value = try mapping.expression("value", columns: table)
    shade = try mapping.string("shade")
    if let shade, shade != "below" && shade != "above" {
      throw mapping.error(at: "shade", "'\(shade.quotedForMessage)' is neither below nor above")
    }
  }
}
