/// What lines and symbols look like, the same for one thing in all panels of a figure: decoders and
/// theory curves keep their look in all figures, everything else is numbered as it appears.
struct FigureStyle {
  /// Okabe and Ito (2008), 'Color universal design': distinct for all common forms of colour
  /// blindness; ordered so that neighbours differ in lightness for grey printing.
  private static let palette = [
    "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#000000", "#7F6000",
  ]
  /// gnuplot's numbers of filled symbols; the hollow one is the number before.
  private static let symbols = [7, 5, 9, 13, 11, 15, 17, 19]
  /// Symbols that gnuplot lacks, filled and hollow, by the numbers that follow its own.
  private static let characters = [
    17: ("★", "☆"), 19: ("▶", "▷"), 21: ("◀", "◁"), 23: ("✚", "✙"), 25: ("✦", "✧"),
  ]
  /// In units of the line's width, so that all terminals draw them alike.
  private static let dashes = [
    "(14,5)", "(2,3)", "(14,4,2,4)", "(5,3)", "(26,6)", "(10,3,2,3,2,3)", "(18,3,5,3)", "(2,5)",
    "(8,8)", "(20,3,2,3,2,3,2,3)", "(4,7)",
  ]
  private static let greys = ["#1a1a1a", "#6e6e6e", "#444444"]

  /// The look of what has one in every figure, by the name before a colon or a plus.
  let named: [String: GnuplotScript.Style]
  /// The theory curves there are, whose places decide their dashes.
  let curves: [String]
  /// Whether the key of a panel has said what the shade means.
  var hasExplainedShade = false
  /// The numbers of the other groups, by their columns and values.
  private var numbers: [[String]: [[String]: Int]] = [:]

  init(named: [String: GnuplotScript.Style], curves: [String]) {
    self.named = named
    self.curves = curves
  }

  /// Values of the columns that make a group.
  typealias Group = [(column: String, value: String)]

  private mutating func number(of group: Group) -> Int {
    let columns = group.map(\.column)
    let values = group.map(\.value)
    if let known = numbers[columns]?[values] { return known }
    let next = numbers[columns]?.count ?? 0
    numbers[columns, default: [:]][values] = next
    return next
  }

  /// Colour and filled symbol of a group of rows.
  mutating func style(of group: Group) -> GnuplotScript.Style {
    let number = number(of: group)
    return .init(
      color: Self.palette[number % Self.palette.count],
      symbol: Self.symbols[number % Self.symbols.count])
  }

  /// How often all looks were given away before that of this group.
  mutating func round(of group: Group) -> Int { number(of: group) / Self.palette.count }

  /// The look that a name has in every figure: that of the name without its options and its finish.
  func style(named name: String) -> GnuplotScript.Style? {
    name.split { $0 == ":" || $0 == "+" }.first.flatMap { named[String($0)] }
  }

  /// gnuplot's point type of a symbol.
  static func pointType(_ symbol: Int, isHollow: Bool) -> String {
    guard let (filled, hollow) = characters[symbol] else {
      return String(isHollow ? symbol - 1 : symbol)
    }
    return "'\(isHollow ? hollow : filled)' font ',12'"
  }

  /// The dashes of the n-th variant of one thing, which is drawn solid; from 1.
  static func dash(ofVariant number: Int) -> String { dashes[(number - 1) % dashes.count] }

  /// Dashes and grey of a theory curve, or of the n-th line that is none.
  func line(ofCurve name: String?, else number: Int) -> (dash: String, color: String) {
    let place = name.flatMap { curves.firstIndex(of: $0) } ?? number
    return (
      Self.dashes[place % Self.dashes.count],
      Self.greys[place / Self.dashes.count % Self.greys.count]
    )
  }
}
