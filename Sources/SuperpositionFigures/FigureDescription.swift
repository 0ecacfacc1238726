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
    /// The values that have a label; nil for gnuplot's choice.
    public var ticks: [Double]?
    /// gnuplot's format of the tick labels.
    public var format: String?
  }

  /// Measured rows, grouped into one series for each combination of some columns.
  public struct Series: Equatable, Sendable {
    /// How a series is drawn: its interval is an error bar, or a band for `band`, and none for
    /// `dashed`.
    public enum Style: String, CaseIterable, Sendable {
      /// Symbols with error bars.
      case points
      /// Symbols joined by lines, with error bars.
      case linespoints
      /// A line in a band.
      case band
      /// A dark dashed line, for a column that is a prediction.
      case dashed
    }
    /// The columns that tell series apart; nil for those that vary.
    public var by: [String]?
    /// Only rows whose columns have one of these values.
    public var only: [(column: String, values: [String])] = []
    /// How they are drawn.
    public var style = Style.linespoints
    /// Whether symbols are hollow and lines dashed, to set one group off from another.
    public var isHollow = false
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
    /// The theory curve that it is, whose dashes it has; nil for none.
    public var curve: String?
    /// The group of series whose colour it has; empty for none.
    public var group: [String: String] = [:]
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
    public var theory: [Theory] = []
    /// The formulas drawn beside them.
    public var formulas: [Formula] = []
    /// The marked values of x.
    public var marks: [Mark] = []
    /// gnuplot's placement of the legend, such as `top left`; nil for where no data is.
    public var key: String?
  }

  /// The title over the whole figure.
  public var title: String
  /// What was measured and what is theory, in a line or two below the figure.
  public var caption: String?
  /// The formats to render.
  public var terminals: [Terminal]
  /// Panels in a row.
  public var columns: Int
  /// The panels, row by row; none for one that shows the results as they are.
  public var panels: [Panel]

  /// A figure.
  package init(
    title: String, caption: String? = nil, terminals: [Terminal] = Terminal.allCases,
    columns: Int = 2, panels: [Panel] = []
  ) {
    self.title = title
    self.caption = caption
    self.terminals = terminals
    self.columns = columns
    self.panels = panels
  }
}
