import Foundation
import Runs

/// Lists of numbers as users write them: `64,128,256`, `2^20`, `1e6`, `100..400:+20`,
/// `2^2..2^10:*2`.
///
/// Items are separated by commas. An item is a number (decimal with an optional exponent, or a
/// power `base^exponent` of integers) or a range `first..last:+step` or `first..last:*factor`, ends
/// included. Values are in the order written; a value that comes twice is an error.
public enum NumberList {
  /// The most values that one list may have.
  public static let capacity = 10_000

  /// The integers of a list.
  ///
  /// The values of a range with a fractional factor are rounded to the nearest integer, and those
  /// that round to their predecessor are left out.
  ///
  /// - Throws: `NumberListError`, also for a value that is no integer or leaves the 64 bits.
  /// - Complexity: O(length of the text + number of values).
  public static func integers(_ text: String) throws(NumberListError) -> [Int] {
    var values: [Int] = []
    for item in try items(of: text) {
      switch item {
      case .number(let text):
        values.append(try integer(text))
      case .range(let text, let first, let last, .adding(let step)):
        let lower = try integer(first)
        let upper = try integer(last)
        let step = try integer(step)
        guard step > 0 else { throw .step(text, "a step must be above 0") }
        guard lower <= upper else { throw .emptyRange(text) }
        // The distance of two integers may exceed the signed ones.
        let last = (UInt(bitPattern: upper) &- UInt(bitPattern: lower)) / UInt(step)
        guard last < UInt(capacity) else { throw .tooLong(text) }
        values += (0...Int(last)).map { lower + $0 * step }
      case .range(let text, let first, let last, .multiplying(let factor)):
        let lower = try integer(first)
        let upper = try integer(last)
        try check(factor: real(factor), lower: Double(lower), text)
        guard lower <= upper else { throw .emptyRange(text) }
        let rounded = try multiples(lower, upper, factor: factor, text)
        values += rounded
      }
      guard values.count <= capacity else { throw .tooLong(text) }
    }
    var seen: Set<Int> = []
    for value in values where !seen.insert(value).inserted { throw .repeated("\(value)") }
    return values
  }

  /// The real numbers of a list; those of a range are rounded to twelve significant digits, so that
  /// `0.5..1.5:+0.1` holds 0.8 and not 0.7999999999999999.
  ///
  /// - Throws: `NumberListError`.
  /// - Complexity: O(length of the text + number of values).
  public static func reals(_ text: String) throws(NumberListError) -> [Double] {
    var values: [Double] = []
    for item in try items(of: text) {
      switch item {
      case .number(let text):
        values.append(try real(text))
      case .range(let text, let first, let last, let progression):
        let lower = try real(first)
        let upper = try real(last)
        let count: Double
        let value: (Double) -> Double
        switch progression {
        case .adding(let step):
          let step = try real(step)
          guard step > 0 else { throw .step(text, "a step must be above 0") }
          guard lower <= upper else { throw .emptyRange(text) }
          count = (upper - lower) / step
          value = { lower + $0 * step }
        case .multiplying(let factor):
          let factor = try real(factor)
          try check(factor: factor, lower: lower, text)
          guard lower <= upper else { throw .emptyRange(text) }
          count = log(upper / lower) / log(factor)
          value = { lower * pow(factor, $0) }
        }
        guard count < Double(capacity) else { throw .tooLong(text) }
        values += (0...Int(count + 1e-9)).map { rounded(value(Double($0))) }
      }
      guard values.count <= capacity else { throw .tooLong(text) }
    }
    var seen: Set<Double> = []
    for value in values where !seen.insert(value).inserted { throw .repeated("\(value)") }
    return values
  }

  /// One integer: `1048576`, `2^20`, `1e6`.
  public static func integer(_ text: some StringProtocol) throws(NumberListError) -> Int {
    guard let number = ExactNumber(text) else { throw .notANumber(String(text)) }
    guard let integer = number.integer else {
      throw number.isIntegral ? .outOfRange(String(text)) : .notAnInteger(String(text))
    }
    return integer
  }

  /// One real number: `0.5`, `1e-3`, `2^-4`.
  public static func real(_ text: some StringProtocol) throws(NumberListError) -> Double {
    guard let number = ExactNumber(text) else { throw .notANumber(String(text)) }
    guard let value = number.real, value.isFinite else { throw .outOfRange(String(text)) }
    return value
  }

  private enum Progression {
    case adding(Substring)
    case multiplying(Substring)
  }

  private enum Item {
    case number(String)
    case range(text: String, first: Substring, last: Substring, Progression)
  }

  private static func items(of text: String) throws(NumberListError) -> [Item] {
    // A list of as many values as are allowed, with room for how they are written.
    guard text.utf8.count <= 64 * capacity else { throw .tooLong(String(text.prefix(20)) + "…") }
    var items: [Item] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let part = part.trimmingCharacters(in: .whitespaces)
      guard !part.isEmpty else { throw .emptyItem(text) }
      guard let dots = part.range(of: "..") else {
        items.append(.number(part))
        continue
      }
      let first = part[..<dots.lowerBound]
      guard let colon = part[dots.upperBound...].firstIndex(of: ":") else {
        throw .noStep(part)
      }
      let last = part[dots.upperBound..<colon]
      let amount = part[part.index(after: colon)...]
      switch amount.first {
      case "+":
        items.append(.range(text: part, first: first, last: last, .adding(amount.dropFirst())))
      case "*":
        items.append(
          .range(text: part, first: first, last: last, .multiplying(amount.dropFirst())))
      default: throw .noStep(part)
      }
    }
    return items
  }

  private static func check(
    factor: Double, lower: Double, _ text: String
  ) throws(NumberListError) {
    guard factor > 1 else { throw .step(text, "a factor must be above 1") }
    guard lower > 0 else { throw .step(text, "a range with a factor must start above 0") }
  }

  /// The integers `lower`·factor^i up to `upper`: exactly for an integer factor, else rounded.
  private static func multiples(
    _ lower: Int, _ upper: Int, factor text: Substring, _ range: String
  ) throws(NumberListError) -> [Int] {
    var values: [Int] = []
    if let factor = ExactNumber(text)?.integer {
      var value = lower
      while value <= upper {
        values.append(value)
        let (next, overflow) = value.multipliedReportingOverflow(by: factor)
        if overflow { break }
        value = next
      }
      return values
    }
    let factor = try real(text)
    for exponent in 0..<capacity {
      let value = Double(lower) * pow(factor, Double(exponent))
      guard value.rounded() <= Double(upper), let integer = Int(exactly: value.rounded()) else {
        return values
      }
      if integer <= upper && integer != values.last { values.append(integer) }
    }
    throw .tooLong(range)
  }

  private static func rounded(_ value: Double) -> Double {
    Double(String(format: "%.12g", value)) ?? value
  }
}

/// A list of numbers that cannot be read.
public enum NumberListError: Error, Equatable, CustomStringConvertible {
  /// An item is empty.
  case emptyItem(String)
  /// An item is no number.
  case notANumber(String)
  /// An item is a number, but no integer.
  case notAnInteger(String)
  /// A number is too large.
  case outOfRange(String)
  /// A range lacks its step.
  case noStep(String)
  /// A range holds no number.
  case emptyRange(String)
  /// A range whose step or factor does not lead to its end, and why.
  case step(String, String)
  /// A value comes twice.
  case repeated(String)
  /// The list has more values than `NumberList.capacity`.
  case tooLong(String)

  /// One line that quotes the item and says what would be right.
  public var description: String {
    switch self {
    case .emptyItem(let text):
      text.isEmpty
        ? "a number is missing" : "'\(Self.quoted(text))' has an empty item between commas"
    case .notANumber(let text):
      "'\(Self.quoted(text))' is not a number such as 64, 2^20, 1e6 or a range 100..400:+20"
    case .notAnInteger(let text): "'\(Self.quoted(text))' is not an integer"
    case .outOfRange(let text): "'\(Self.quoted(text))' is out of range"
    case .noStep(let text):
      "range '\(Self.quoted(text))' needs a step, as in 100..400:+20 or 4..1024:*2"
    case .emptyRange(let text): "range '\(Self.quoted(text))' is empty: it ends before it starts"
    case .step(let text, let reason): "range '\(Self.quoted(text))': \(reason)"
    case .repeated(let text): "\(text) is listed twice"
    case .tooLong(let text):
      "'\(Self.quoted(text))' has more than \(NumberList.capacity) values"
    }
  }

  /// The text on one line and not too long.
  private static func quoted(_ text: String) -> String { text.quotedForMessage }
}

/// A number as it was written: its integer value is exact, not that of the nearest real number.
private struct ExactNumber {
  /// The value, if it is an integer of 64 bits.
  let integer: Int?
  /// Whether the value is an integer, perhaps a too large one.
  let isIntegral: Bool
  /// The nearest real number, if it is finite.
  let real: Double?

  /// Reads `-12.5e-3`, `1e6` or `2^20`; nil for anything else.
  init?(_ text: some StringProtocol) {
    let text = text.trimmingCharacters(in: .whitespaces)
    let parts = text.split(separator: "^", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 {
      guard let base = Self.digits(parts[0], allowsSign: false),
        let exponent = Self.digits(parts[1], allowsSign: true)
      else { return nil }
      let power = pow(Double(base), Double(exponent))
      real = power.isFinite ? power : nil
      isIntegral = exponent >= 0 || base == 1
      integer = isIntegral ? Self.power(base, max(0, exponent)) : nil
      return
    }
    guard let decimal = Self.decimal(text) else { return nil }
    real = Double(text).flatMap { $0.isFinite ? $0 : nil }
    isIntegral = decimal.isIntegral
    integer = decimal.integer
  }

  /// A plain integer of few digits.
  private static func digits(_ text: Substring, allowsSign: Bool) -> Int? {
    let body = allowsSign && text.first == "-" ? text.dropFirst() : text
    guard !body.isEmpty, body.utf8.count <= 9, body.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int(text)
  }

  private static func power(_ base: Int, _ exponent: Int) -> Int? {
    if base <= 1 { return exponent == 0 ? 1 : base }
    var value = 1
    for _ in 0..<exponent {
      let (next, overflow) = value.multipliedReportingOverflow(by: base)
      if overflow { return nil }
      value = next
    }
    return value
  }

  /// The integer that a decimal text stands for: sign, digits, fraction, exponent.
  private static func decimal(_ text: String) -> (isIntegral: Bool, integer: Int?)? {
    var bytes = Array(text.utf8)[...]
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
    let isDigit: (UInt8) -> Bool = { (48...57).contains($0) }
    let whole = bytes.prefix(while: isDigit)
    bytes.removeFirst(whole.count)
    var fraction: ArraySlice<UInt8> = []
    if bytes.first == UInt8(ascii: ".") {
      bytes.removeFirst()
      fraction = bytes.prefix(while: isDigit)
      bytes.removeFirst(fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    var exponent = 0
    if let letter = bytes.first, letter == UInt8(ascii: "e") || letter == UInt8(ascii: "E") {
      bytes.removeFirst()
      var isDown = false
      if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
        isDown = sign == UInt8(ascii: "-")
        bytes.removeFirst()
      }
      let digits = bytes.prefix(while: isDigit)
      bytes.removeFirst(digits.count)
      guard !digits.isEmpty else { return nil }
      // Beyond any representable number the exact value no longer matters.
      let size = digits.reduce(0) { min($0 * 10 + Int($1 - 48), 100_000) }
      exponent = isDown ? -size : size
    }
    guard bytes.isEmpty else { return nil }

    // The digits without trailing zeros, times a power of ten.
    var digits = Array(whole) + Array(fraction)
    var scale = exponent - fraction.count
    while let last = digits.last, last == 48 {
      digits.removeLast()
      scale += 1
    }
    if digits.isEmpty { return (true, 0) }
    guard scale >= 0 else { return (false, nil) }
    var value = 0
    for digit in digits + [UInt8](repeating: 48, count: min(scale, 30)) {
      let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
      let (next, carry) = shifted.subtractingReportingOverflow(Int(digit) - 48)
      // Counting down, since the least integer has no positive counterpart.
      if overflow || carry { return (true, nil) }
      value = next
    }
    if isNegative { return (true, value) }
    return (true, value == .min ? nil : -value)
  }
}
