/// What can be said in a figure section, mapping by mapping: the reader of experiment files takes the
/// names from here, and lists and the documentation what they mean.
public enum FigureKeys {
  /// A key of one of the mappings.
  public typealias Entry = (name: String, help: String)

  /// A mapping of the section, and its keys.
  public struct Group: Sendable {
    /// Where the mapping stands, such as `figure.panels[].x`.
    public let place: String
    /// Its keys.
    public let entries: [Entry]

    /// The names of the keys.
    var names: [String] { entries.map(\.name) }
  }

  static let figure = Group(
    place: "figure",
    entries: [
      ("title", "The title above all panels, in gnuplot's notation: N = 2^{20}."),
      ("caption", "What is measured and what is theory; a line for each line of the text."),
      ("terminals", "The pictures to render: svg, png, pdf. (default: all)"),
      ("columns", "Panels in a row, 1 to 8. (default: 2)"),
      ("panels", "The panels, row by row. (default: one, the result against its longest list)"),
    ])

  static let panel = Group(
    place: "figure.panels[]",
    entries: [
      ("title", "The title above the panel."),
      ("x", "The horizontal axis."),
      ("y", "The vertical axis."),
      ("series", "What is drawn of the measured rows. (default without theory: all of them)"),
      ("theory", "Theory rows drawn as lines."),
      ("formulas", "Formulas of x drawn as lines."),
      ("marks", "Vertical lines."),
      (
        "key",
        "Where the key stands: auto (where no data is), top left, bottom right, outside right top … "
          + "(default: auto)"
      ),
    ])

  static let axis = Group(
    place: "figure.panels[].x, y",
    entries: [
      ("value", "The value: an expression over columns, such as {d}/{entropy_bits}."),
      ("low", "The lower end of its interval. (default: {NAME_low} for the value {NAME})"),
      ("high", "The upper end. (default: {NAME_high} for the value {NAME})"),
      ("label", "The label. (default: the column's)"),
      ("log", "The base of a logarithmic axis, 2 or 10."),
      ("range", "The ends, LOW:HIGH, of which * leaves one open. (default: what the data need)"),
      (
        "ticks",
        "The values that have a label. (default: gnuplot's, on a short logarithmic axis 1-2-5)"
      ),
      (
        "format",
        "gnuplot's format of the labels, such as %g. (default: %h, with log 2 a power of 2)"
      ),
    ])

  static let series = Group(
    place: "figure.panels[].series[]",
    entries: [
      ("by", "The columns that tell series apart. (default: those that vary)"),
      ("only", "Columns and the values that rows must have in them: {k: [8, 64]}."),
      (
        "style",
        "points, linespoints, band (a line in its interval), dashed (a prediction: dark and dashed). "
          + "(default: linespoints)"
      ),
      ("hollow", "Whether symbols are hollow and lines dashed. (default: false)"),
      (
        "title",
        "The entry in the key, with {COLUMN} for a column's value; empty for none. (default: the "
          + "values of 'by', as in 'mp, k = 8')"
      ),
      ("value", "Another value than the vertical axis'."),
      ("low", "The lower end of that value's interval."),
      ("high", "The upper end."),
    ])

  static let theory = Group(
    place: "figure.panels[].theory[]",
    entries: [
      ("curve", "The curve; 'superpose list curves' has them."),
      ("only", "Columns and the values that rows must have in them."),
      ("by", "The columns that tell lines of the curve apart. (default: none)"),
      ("title", "The entry in the key, with {COLUMN} for a column's value. (default: the curve)"),
      ("x", "Another value than the horizontal axis'."),
      ("value", "Another value than the vertical axis'."),
      ("shade", "Shades what lies below or above the line as impossible."),
    ])

  static let formula = Group(
    place: "figure.panels[].formulas[]",
    entries: [
      ("expression", "gnuplot's notation with x as the variable: 2*(1+sqrt(x))**2."),
      ("title", "The entry in the key. (default: the expression)"),
      ("curve", "The theory curve that the formula is, whose dashes it then has."),
      ("only", "The series whose colour it has: {N: 256}."),
    ])

  static let mark = Group(
    place: "figure.panels[].marks[]",
    entries: [
      ("x", "Where the vertical line stands."),
      ("title", "The entry in the key. (default: none)"),
    ])

  /// All of them.
  public static let all = [figure, panel, axis, series, theory, formula, mark]
}
