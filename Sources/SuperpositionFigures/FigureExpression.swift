import Foundation
import Runs

/// An expression of a figure, in gnuplot's notation over columns and numbers: read before anything is
/// measured, so that gnuplot has nothing to refuse afterwards.
///
/// It understands numbers, `{columns}`, the operators `?: || && == != < <= > >= + - * / % **` and
/// unary `- + !`, parentheses, `pi`, `NaN`, and gnuplot's functions of real numbers.
struct FigureExpression {
  /// What is wrong with an expression, to follow the name of its key.
  struct Flaw: Error {
    let message: String
  }

  /// Its value where it is the same for all rows; nil where it depends on columns or on x.
  let constant: Double?
  /// The columns it names.
  let columns: [String]

  /// Functions and the number of their arguments.
  private static let functions: [String: Int] = [
    "abs": 1, "acos": 1, "acosh": 1, "asin": 1, "asinh": 1, "atan": 1, "atan2": 2, "atanh": 1,
    "ceil": 1, "cos": 1, "cosh": 1, "erf": 1, "erfc": 1, "exp": 1, "floor": 1, "gamma": 1,
    "inverf": 1, "invnorm": 1, "int": 1, "lgamma": 1, "log": 1, "log10": 1, "norm": 1, "real": 1,
    "sgn": 1, "sin": 1, "sinh": 1, "sqrt": 1, "tan": 1, "tanh": 1,
  ]

  /// Reads an expression.
  ///
  /// - Parameter variables: Names that stand for numbers beside the columns, such as `x`.
  /// - Throws: `Flaw`.
  init(_ text: String, variables: Set<String> = []) throws(Flaw) {
    var parser = Parser(rest: Substring(text), variables: variables)
    let value = try parser.conditional()
    parser.skipSpaces()
    guard parser.rest.isEmpty else {
      throw Flaw(message: "'\(String(parser.rest).prefix(20))' is not expected there")
    }
    constant = value.number
    columns = parser.columns
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
    var columns: [String] = []
    var namesNaN = false
    private var depth = 0

    init(rest: Substring, variables: Set<String>) {
      self.rest = rest
      self.variables = variables
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
        columns.append(String(rest[..<end]))
        rest = rest[rest.index(after: end)...]
        return Value()
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
        return Value()
      }
    }

    private mutating func call(_ name: String) throws(Flaw) -> Value {
      guard let count = FigureExpression.functions[name] else {
        let known = FigureExpression.functions.keys.sorted()
        throw Flaw(
          message: "there is no function '\(name)'\(name.suggestion(among: known)); there are "
            + known.joined(separator: ", "))
      }
      _ = take("(")
      for position in 0..<count {
        if position > 0, !take(",") {
          throw Flaw(message: "\(name) takes \(count) values, separated by ','")
        }
        _ = try conditional()
      }
      guard take(")") else { throw Flaw(message: "a ')' is missing behind \(name)") }
      return Value()
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
