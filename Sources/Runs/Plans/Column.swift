/// One column of a result: its name, what it says, and the text of a row's field.
///
/// Header and rows come from one list of these, so that no field can stand under another's name.
public struct Column<Subject>: Sendable {
  /// The column without what fills it.
  public let description: ColumnDescription
  /// The field of a row, from what the row is about; empty where the column does not apply.
  public let text: @Sendable (Subject) throws -> String

  /// A column.
  public init(
    _ name: String, _ summary: String, holdsNames: Bool = false, interval: ColumnInterval? = nil,
    text: @escaping @Sendable (Subject) throws -> String
  ) {
    self.init(
      ColumnDescription(name: name, summary: summary, holdsNames: holdsNames, interval: interval),
      text: text)
  }

  private init(
    _ description: ColumnDescription, text: @escaping @Sendable (Subject) throws -> String
  ) {
    self.description = description
    self.text = text
  }

  /// The name in the header.
  public var name: String { description.name }

  /// The same column for rows that are about more, of which this one's subject is a part.
  public func of<Whole>(_ part: @escaping @Sendable (Whole) -> Subject) -> Column<Whole> {
    let text = text
    return Column<Whole>(description) { try text(part($0)) }
  }
}

/// The ends of an interval as expressions over columns.
public struct ColumnInterval: Hashable, Sendable {
  /// The lower end.
  public let low: String
  /// The upper end.
  public let high: String

  /// An interval.
  public init(low: String, high: String) {
    self.low = low
    self.high = high
  }
}

/// What a column says, for lists and for figures that are checked before there are rows.
public struct ColumnDescription: Hashable, Sendable {
  /// The name in the header.
  public let name: String
  /// What it says, in a line.
  public let summary: String
  /// Whether its fields are names rather than numbers.
  public let holdsNames: Bool
  /// Expressions over other columns, `{d_low}/{entropy_bits}`, for the ends of its interval; nil
  /// for the columns `NAME_low` and `NAME_high`, where there are such.
  public let interval: ColumnInterval?

  /// A description.
  public init(
    name: String, summary: String = "", holdsNames: Bool = false, interval: ColumnInterval? = nil
  ) {
    self.name = name
    self.summary = summary
    self.holdsNames = holdsNames
    self.interval = interval
  }
}

extension Array {
  /// The names of the columns.
  public func names<Subject>() -> [String] where Element == Column<Subject> { map(\.name) }

  /// The fields of a row.
  ///
  /// - Throws: Whatever a column's text throws.
  public func fields<Subject>(of subject: Subject) throws -> [String]
  where Element == Column<Subject> {
    try map { try $0.text(subject) }
  }
}

/// The value that a kind of result is about, by which a verification compares two rows.
public struct ComparedValue: Sendable {
  /// What the columns `NAME_low` and `NAME_high` say of a value.
  public enum Spread: Sendable {
    /// Its 95% interval.
    case interval
    /// The 5% and 95% quantiles of as many draws as the column `trials` says, of which it is the
    /// median.
    case quantiles
    /// Nothing: it is computed, and comes out the same to 1 part in 10⁹.
    case none
  }

  /// The value's column.
  public let column: String
  /// How it scatters.
  public let spread: Spread
  /// Values that leave room for a difference on both sides; the others come out again even if much
  /// is wrong.
  public let telling: ClosedRange<Double>
  /// Whether rows spend as many trials as they need, not as many as their units were asked for.
  public let countsItsTrials: Bool

  /// A value.
  public init(
    column: String, spread: Spread = .interval,
    telling: ClosedRange<Double> = -Double.infinity...Double.infinity, countsItsTrials: Bool = false
  ) {
    self.column = column
    self.spread = spread
    self.telling = telling
    self.countsItsTrials = countsItsTrials
  }
}
