import Foundation
import Runs

/// An expression of a figure, in gnuplot's notation over columns and numbers: read before anything is
/// measured, so that gnuplot has nothing to refuse afterwards.
///
/// It understands numbers, `{columns}`, the operators `?: || && == != < <= > >= + - * / **`, `%` of
/// whole numbers, unary `- + !`, parentheses, `pi`, `NaN`, and gnuplot's functions of real numbers.
struct FigureExpression {
  /// What is wrong with an expression, to follow the name of its key.
  struct Flaw: Error {
    let message: String
  }

  /// Its value where it is the same for all rows; nil where it depends on columns or on x.
  let constant: Double?
  /// The columns it names.
  let columns: [String]
  /// Whether it has functions that only gnuplot computes.
  let isLeftToGnuplot: Bool

  /// gnuplot's functions of one real number; nil for those that are left to it.
  private static let functions: [String: (@Sendable (Double) -> Double)?] = [
    "abs": { abs($0) }, "acos": { acos($0) }, "acosh": { acosh($0) }, "asin": { asin($0) },
    "asinh": { asinh($0) }, "atan": { atan($0) }, "atanh": { atanh($0) },
    "ceil": { $0.rounded(.up) }, "cos": { cos($0) }, "cosh": { cosh($0) }, "erf": { erf($0) },
    "erfc": { erfc($0) }, "exp": { exp($0) }, "floor": { $0.rounded(.down) },
    "gamma": { tgamma($0) }, "inverf": nil, "invnorm": nil, "int": { $0.rounded(.towardZero) },
    "lgamma": nil, "log": { log($0) }, "log10": { log10($0) },
    "norm": { erfc(-$0 / 2.squareRoot()) / 2 },
    "real": { $0 }, "sgn": { $0 < 0 ? -1 : $0 > 0 ? 1 : 0 }, "sin": { sin($0) },
    "sinh": { sinh($0) }, "sqrt": { $0.squareRoot() }, "tan": { tan($0) }, "tanh": { tanh($0) },
  ]
  /// The only one of two.
  private static let arcTangent = "atan2"

  /// Reads an expression.
  ///
  /// - Parameter variables: Names that stand for numbers beside the columns, such as `x`.
  /// - Throws: `Flaw`.
  init(_ text: String, variables: Set<String> = []) throws(Flaw) {
    try self.init(text, variables: variables) { _ in nil }
  }

  /// The value of an expression for a row.
  ///
  /// - Parameter value: The value of a column, or of a variable; nil if it is no number.
  /// - Returns: nil where there is none: a missing column, a division by zero.
  static func value(
    of text: String, variables: Set<String> = [], _ value: (String) -> Double?
  ) -> Double? {
    withoutActuallyEscaping(value) { value in
      guard let number = try? FigureExpression(text, variables: variables, value).constant else {
        return nil
      }
      return number.isFinite ? number : nil
    }
  }

  private init(
    _ text: String, variables: Set<String>, _ value: @escaping (String) -> Double?
  ) throws(Flaw) {
    var parser = Parser(rest: Substring(text), variables: variables, value: value)
    let value = try parser.conditional()
    parser.skipSpaces()
    guard parser.rest.isEmpty else {
      throw Flaw(message: "'\(String(parser.rest).prefix(20))' is not expected there")
    }
    constant = value.number
    columns = parser.columns
    isLeftToGnuplot = parser.isLeftToGnuplot
    if let number = constant, number.isNaN || number.isInfinite, !parser.namesNaN {
      throw Flaw(message: "it is no number for any row")
    }
  }

  /// A value: a number, or nothing known before the rows; whole numbers divide as in gnuplot.
  private struct Value {
    var number: Double?
    var isWhole = false
  }

  private struct Parser {
    var rest: Substring
    let variables: Set<String>
    let value: (String) -> Double?
    var columns: [String] = []
    var namesNaN = false
    var isLeftToGnuplot = false
    private var depth = 0

    init(rest: Substring, variables: Set<String>, value: @escaping (String) -> Double?) {
      self.rest = rest
      self.variables = variables
      self.value = value
    }

    mutating func skipSpaces() { rest = rest.drop { $0 == " " } }

    private mutating func take(_ symbol: String) -> Bool {
      skipSpaces()
      guard rest.hasPrefix(symbol) else { return false }
      rest = rest.dropFirst(symbol.count)
      return true
    }

    mutating func conditional() throws(Flaw) -> Value {
      depth += 1
      defer { depth -= 1 }
      guard depth < 100 else { throw Flaw(message: "it is nested too deeply") }
      let condition = try binary(0)
      guard take("?") else { return condition }
      let first = try conditional()
      guard take(":") else { throw Flaw(message: "the ':' of a '?' is missing") }
      let second = try conditional()
      guard let truth = condition.number else { return Value() }
      return truth != 0 ? first : second
    }

    /// Operators by rising precedence; of those with a common beginning the longer stands first.
    private static let levels: [[String]] = [
      ["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"],
    ]

    private mutating func binary(_ level: Int) throws(Flaw) -> Value {
      guard level < Self.levels.count else { return try unary() }
      var left = try binary(level + 1)
      while let symbol = nextOperator(Self.levels[level]) {
        let right = try binary(level + 1)
        left = try Self.apply(symbol, left, right)
      }
      return left
    }

    private mutating func nextOperator(_ symbols: [String]) -> String? {
      skipSpaces()
      if rest.hasPrefix("**") { return nil }
      return symbols.first { take($0) }
    }

    private static func apply(_ symbol: String, _ left: Value, _ right: Value) throws(Flaw) -> Value
    {
      let isWhole = left.isWhole && right.isWhole
      guard symbol != "%" || isWhole else {
        throw Flaw(
          message: "gnuplot's % takes whole numbers alone, not columns or x; "
            + "a - b*floor(a/b) is the rest of a/b")
      }
      if symbol == "/" || symbol == "%", right.number == 0 {
        throw Flaw(message: "it divides by zero")
      }
      guard let a = left.number, let b = right.number else { return Value(isWhole: isWhole) }
      let value: Double =
        switch symbol {
        case "||": a != 0 || b != 0 ? 1 : 0
        case "&&": a != 0 && b != 0 ? 1 : 0
        case "==": a == b ? 1 : 0
        case "!=": a != b ? 1 : 0
        case "<": a < b ? 1 : 0
        case "<=": a <= b ? 1 : 0
        case ">": a > b ? 1 : 0
        case ">=": a >= b ? 1 : 0
        case "+": a + b
        case "-": a - b
        case "*": a * b
        case "/": isWhole ? (a / b).rounded(.towardZero) : a / b
        default: a.truncatingRemainder(dividingBy: b)
        }
      return Value(number: value, isWhole: isWhole)
    }

    private mutating func unary() throws(Flaw) -> Value {
      depth += 1
      defer { depth -= 1 }
      guard depth < 100 else { throw Flaw(message: "it is nested too deeply") }
      if take("-") {
        let value = try unary()
        return Value(number: value.number.map { -$0 }, isWhole: value.isWhole)
      }
      if take("+") { return try unary() }
      if take("!") {
        return Value(number: try unary().number.map { $0 == 0 ? 1 : 0 }, isWhole: true)
      }
      let base = try primary()
      guard take("**") else { return base }
      let exponent = try unary()
      guard let a = base.number, let b = exponent.number else { return Value() }
      return Value(number: pow(a, b), isWhole: base.isWhole && exponent.isWhole && b >= 0)
    }

    private mutating func primary() throws(Flaw) -> Value {
      skipSpaces()
      guard let first = rest.first else { throw Flaw(message: "it ends where a value should be") }
      if take("(") {
        let value = try conditional()
        guard take(")") else { throw Flaw(message: "a ')' is missing") }
        return value
      }
      if take("{") {
        guard let end = rest.firstIndex(of: "}") else { throw Flaw(message: "a '}' is missing") }
        let name = String(rest[..<end])
        columns.append(name)
        rest = rest[rest.index(after: end)...]
        return Value(number: value(name))
      }
      if first.isASCII, first.isNumber || first == "." { return try number() }
      guard first.isASCII, first.isLetter else {
        throw Flaw(message: "'\(first)' is not expected there")
      }
      let name = String(rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
      rest = rest.dropFirst(name.count)
      skipSpaces()
      if rest.hasPrefix("(") { return try call(name) }
      switch name {
      case "pi": return Value(number: .pi)
      case "NaN":
        namesNaN = true
        return Value(number: .nan)
      default:
        guard variables.contains(name) else {
          throw Flaw(message: "there is no '\(name)'; a column is written {\(name)}")
        }
        return Value(number: value(name))
      }
    }

    private mutating func call(_ name: String) throws(Flaw) -> Value {
      let known = FigureExpression.functions
      let isOfTwo = name == FigureExpression.arcTangent
      guard let function = isOfTwo ? .some(nil) : known[name] else {
        let names = (known.keys + [FigureExpression.arcTangent]).sorted()
        throw Flaw(
          message: "there is no function '\(name)'\(name.suggestion(among: names)); there are "
            + names.joined(separator: ", "))
      }
      _ = take("(")
      let first = try conditional()
      if isOfTwo {
        guard take(",") else { throw Flaw(message: "\(name) takes 2 values, separated by ','") }
        _ = try conditional()
      }
      guard take(")") else { throw Flaw(message: "a ')' is missing behind \(name)") }
      if function == nil { isLeftToGnuplot = true }
      guard let function, let number = first.number else { return Value() }
      return Value(number: function(number))
    }

    private mutating func number() throws(Flaw) -> Value {
      var text = String(rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") })
      rest = rest.dropFirst(text.count)
      if let mark = rest.first, mark == "e" || mark == "E" {
        let sign = rest.dropFirst().prefix { $0 == "-" || $0 == "+" }
        let digits = rest.dropFirst(1 + sign.count).prefix { $0.isASCII && $0.isNumber }
        if sign.count <= 1, !digits.isEmpty {
          text += "e" + sign + digits
          rest = rest.dropFirst(1 + sign.count + digits.count)
        }
      }
      guard let value = Double(text), value.isFinite else {
        throw Flaw(message: "'\(text)' is no number")
      }
      return Value(number: value, isWhole: !text.contains(".") && !text.contains("e"))
    }
  }
}
