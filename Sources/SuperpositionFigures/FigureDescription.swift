import Runs

/// The figure section of an experiment file: which columns are drawn against which, and how.
///
/// Values are expressions over columns: `{d}/({k}*log({N}))` stands for a quotient of the columns d,
/// k and N, in gnuplot's notation.
public struct FigureDescription: Equatable, Sendable {
  /// A file format that a figure is rendered to.
  public enum Terminal: String, CaseIterable, Sendable {
    /// Scalable Vector Graphics.
    case svg
    /// Portable Network Graphics, at twice the resolution of a screen.
    case png
    /// Portable Document Format.
    case pdf
  }

  /// What stands on an axis.
  public struct Axis: Equatable, Sendable {
    /// An expression over columns.
    public var value: String
    /// The lower end of the interval, an expression too; nil for none.
    public var low: String?
    /// The upper end of the interval.
    public var high: String?
    /// The label.
    public var label: String
    /// The base of the logarithm, or nil for a linear axis.
    public var logBase: Int?
    /// gnuplot's range, such as `0:1` or `*:100`.
    public var range: String?
    /// gnuplot's format of the tick labels.
    public var format: String?
  }

  /// Measured rows, grouped into one series for each combination of some columns.
  public struct Series: Equatable, Sendable {
    /// How a series is drawn: its interval is an error bar, or a band for `band`.
    public enum Style: String, CaseIterable, Sendable {
      /// Symbols with error bars.
      case points
      /// Symbols joined by lines, with error bars.
      case linespoints
      /// A line in a band.
      case band
    }
    /// The columns that tell series apart.
    public var by: [String]
    /// Only rows whose columns have one of these values.
    public var only: [(column: String, values: [String])]
    /// How they are drawn.
    public var style: Style
    /// Whether symbols are hollow and lines dashed, to set one group off from another.
    public var isHollow: Bool
    /// The legend's text, with `{column}` for a column's value; empty for no entry.
    public var title: String?
    /// Another y value than the panel's.
    public var value: String?
    /// The lower end of that value's interval; nil for none.
    public var low: String?
    /// The upper end of that value's interval.
    public var high: String?

    /// Whether two series are described alike.
    public static func == (left: Series, right: Series) -> Bool {
      left.by == right.by && left.style == right.style && left.title == right.title
        && left.isHollow == right.isHollow && left.value == right.value && left.low == right.low
        && left.high == right.high
        && left.only.elementsEqual(right.only) { $0.column == $1.column && $0.values == $1.values }
    }
  }

  /// Theory rows drawn as lines.
  public struct Theory: Equatable, Sendable {
    /// The curve's name in the `curve` column.
    public var curve: String
    /// Only rows whose columns have one of these values.
    public var only: [(column: String, values: [String])]
    /// The columns that tell lines of one curve apart.
    public var by: [String]
    /// The legend's text, with `{column}` for a column's value.
    public var title: String
    /// Another x value than the panel's.
    public var x: String?
    /// Another y value than the panel's.
    public var value: String?
    /// Whether the region beyond the line is shaded as impossible: `below` or `above`.
    public var shade: String?

    /// Whether two curves are described alike.
    public static func == (left: Theory, right: Theory) -> Bool {
      left.curve == right.curve && left.by == right.by && left.title == right.title
        && left.x == right.x && left.value == right.value && left.shade == right.shade
        && left.only.elementsEqual(right.only) { $0.column == $1.column && $0.values == $1.values }
    }
  }

  /// A formula drawn as a line: gnuplot's notation with x as the variable.
  public struct Formula: Equatable, Sendable {
    /// The formula.
    public var expression: String
    /// The legend's text.
    public var title: String
  }

  /// A vertical line that marks a value of x.
  public struct Mark: Equatable, Sendable {
    /// The value.
    public var x: Double
    /// The legend's text; empty for no entry.
    public var title: String
  }

  /// One plot of the figure.
  public struct Panel: Equatable, Sendable {
    /// The title over the plot.
    public var title: String?
    /// The horizontal axis.
    public var x: Axis
    /// The vertical axis.
    public var y: Axis
    /// What is drawn of the measured rows.
    public var series: [Series]
    /// What is drawn of the theory rows.
    public var theory: [Theory]
    /// The formulas drawn beside them.
    public var formulas: [Formula]
    /// The marked values of x.
    public var marks: [Mark]
    /// gnuplot's placement of the legend, such as `top left`.
    public var key: String
  }

  /// The title over the whole figure.
  public var title: String
  /// What was measured and what is theory, in a line or two below the figure.
  public var caption: String?
  /// The formats to render.
  public var terminals: [Terminal]
  /// Panels in a row.
  public var columns: Int
  /// The panels, row by row.
  public var panels: [Panel]

  /// All columns that the figure's expressions and groups name.
  var columnNames: Set<String> {
    var names: Set<String> = []
    for panel in panels {
      for axis in [panel.x, panel.y] {
        for text in [axis.value, axis.low, axis.high] {
          names.formUnion(ColumnExpression.columns(in: text ?? ""))
        }
      }
      for series in panel.series {
        names.formUnion(series.by)
        names.formUnion(series.only.map(\.column))
        for text in [series.value, series.low, series.high, series.title] {
          names.formUnion(ColumnExpression.columns(in: text ?? ""))
        }
      }
    }
    return names
  }
}

/// Expressions over columns: `{name}` stands for the column of that name.
enum ColumnExpression {
  /// The columns that a text names.
  static func columns(in text: String) -> [String] {
    text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
      part.firstIndex(of: "}").map { String(part[..<$0]) }
    }
  }

  /// The text with every `{name}` replaced.
  static func replacing(_ text: String, by value: (String) -> String) -> String {
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      result += value(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}

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

  /// A piece of gnuplot's notation, which goes into the script as it stands: it may compute, and
  /// neither hold a text nor run a command.
  fileprivate func expression(_ key: String) throws -> String? {
    guard let text = try label(key) else { return nil }
    let formula = ColumnExpression.replacing(text) { _ in "x" }
    let words = formula.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
    let trimmed = formula.drop { $0 == " " }
    guard !formula.contains(where: { "`'\";@#$\\{}".contains($0) }), !words.contains("system"),
      !trimmed.hasPrefix("!"), !trimmed.hasPrefix("<")
    else {
      throw error(
        at: key,
        "numbers, {columns}, operators and functions such as log are expected; "
          + "quotes, ';' and commands are not")
    }
    return text
  }
}

extension FigureDescription {
  /// Reads the figure section of an experiment file.
  package init(_ mapping: YAMLMapping) throws {
    try mapping.allowOnly(["title", "caption", "terminals", "columns", "panels"])
    title = try mapping.label("title") ?? ""
    caption = try mapping.label("caption", hasLines: true)
    terminals = try (mapping.strings("terminals") ?? Terminal.allCases.map(\.rawValue)).map {
      guard let terminal = Terminal(rawValue: $0) else {
        throw mapping.error(at: "terminals", "'\($0)' is none of svg, png, pdf")
      }
      return terminal
    }
    let columns = try mapping.real("columns") ?? 2
    guard columns >= 1, columns <= 8, columns == columns.rounded() else {
      throw mapping.error(at: "columns", "a whole number from 1 to 8 is expected")
    }
    self.columns = Int(columns)
    guard let panels = try mapping.mappings("panels"), !panels.isEmpty else {
      throw mapping.error(at: "panels", "at least one panel is needed")
    }
    self.panels = try panels.map(Panel.init)
  }
}

extension FigureDescription.Panel {
  init(_ mapping: YAMLMapping) throws {
    try mapping.allowOnly(["title", "x", "y", "series", "theory", "formulas", "marks", "key"])
    title = try mapping.label("title")
    guard let x = try mapping.mapping("x"), let y = try mapping.mapping("y") else {
      throw mapping.error(at: mapping.value("x") == nil ? "x" : "y", "the axis is missing")
    }
    self.x = try FigureDescription.Axis(x)
    self.y = try FigureDescription.Axis(y)
    series = try (mapping.mappings("series") ?? []).map(FigureDescription.Series.init)
    theory = try (mapping.mappings("theory") ?? []).map(FigureDescription.Theory.init)
    formulas = try (mapping.mappings("formulas") ?? []).map { formula in
      try formula.allowOnly(["expression", "title"])
      guard let expression = try formula.expression("expression") else {
        throw formula.error(at: "expression", "the formula is missing")
      }
      return FigureDescription.Formula(
        expression: expression, title: try formula.label("title") ?? expression)
    }
    marks = try (mapping.mappings("marks") ?? []).map { mark in
      try mark.allowOnly(["x", "title"])
      guard let x = try mark.real("x") else { throw mark.error(at: "x", "the place is missing") }
      return FigureDescription.Mark(x: x, title: try mark.label("title") ?? "")
    }
    key = try mapping.expression("key") ?? "top left"
  }
}

extension FigureDescription.Axis {
  init(_ mapping: YAMLMapping) throws {
    try mapping.allowOnly(["value", "low", "high", "label", "log", "range", "format"])
    guard let value = try mapping.expression("value") else {
      throw mapping.error(at: "value", "an expression over columns is missing, such as '{k}'")
    }
    self.value = value
    low = try mapping.expression("low")
    high = try mapping.expression("high")
    if (low == nil) != (high == nil) {
      throw mapping.error(at: low == nil ? "high" : "low", "an interval needs low and high")
    }
    label = try mapping.label("label") ?? value
    logBase = try mapping.real("log").map(Int.init)
    if let logBase, logBase < 2 {
      throw mapping.error(at: "log", "the base of a logarithmic axis is at least 2")
    }
    range = try mapping.expression("range")
    format = try mapping.label("format")
  }
}

/// The `only` mapping: columns and the values that rows must have.
private func readOnly(_ mapping: YAMLMapping) throws -> [(column: String, values: [String])] {
  guard let only = try mapping.mapping("only") else { return [] }
  return try only.keys.map { ($0, try only.strings($0) ?? []) }
}

extension FigureDescription.Series {
  init(_ mapping: YAMLMapping) throws {
    try mapping.allowOnly(["by", "only", "style", "hollow", "title", "value", "low", "high"])
    by = try mapping.strings("by") ?? ["decoder"]
    only = try readOnly(mapping)
    let name = try mapping.string("style") ?? "linespoints"
    guard let style = Style(rawValue: name) else {
      throw mapping.error(at: "style", "'\(name)' is none of points, linespoints, band")
    }
    self.style = style
    isHollow = try mapping.bool("hollow") ?? false
    title = try mapping.label("title")
    value = try mapping.expression("value")
    low = try mapping.expression("low")
    high = try mapping.expression("high")
    if (low == nil) != (high == nil) {
      throw mapping.error(at: low == nil ? "high" : "low", "an interval needs low and high")
    }
  }
}

extension FigureDescription.Theory {
  init(_ mapping: YAMLMapping) throws {
    try mapping.allowOnly(["curve", "only", "by", "title", "x", "value", "shade"])
    guard let curve = try mapping.string("curve") else {
      throw mapping.error(at: "curve", "the curve's name is missing")
    }
    self.curve = curve
    only = try readOnly(mapping)
    by = try mapping.strings("by") ?? []
    title = try mapping.label("title") ?? curve
    x = try mapping.expression("x")
    value = try mapping.expression("value")
    shade = try mapping.string("shade")
    if let shade, shade != "below" && shade != "above" {
      throw mapping.error(at: "shade", "'\(shade)' is neither below nor above")
    }
  }
}
