import Foundation

/// Numbers as result files show them: the same text everywhere, with '.' as the decimal point.
public enum NumberFormat {
  /// A measured or computed real number: six significant digits, all digits before the point,
  /// without trailing zeros, as `23952.2` or `1.5e-12`; empty if it is not finite.
  public static func real(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    let magnitude = abs(value)
    if magnitude == 0 { return "0" }
    if magnitude < 1e-5 || magnitude >= 1e18 {
      let text = String(format: "%.5e", value)
      let parts = text.split(separator: "e")
      guard parts.count == 2, let exponent = Int(parts[1]) else { return text }
      return withoutTrailingZeros(String(parts[0])) + "e\(exponent)"
    }
    let wholeDigits = Int(log10(magnitude).rounded(.down)) + 1
    return withoutTrailingZeros(String(format: "%.\(max(0, 6 - wholeDigits))f", value))
  }

  /// A number that was given: the shortest decimal text that reads back as the same number.
  public static func exact(_ value: Double) -> String {
    if let integer = Int(exactly: value), abs(integer) < 1 << 53 { return String(integer) }
    return "\(value)"
  }

  private static func withoutTrailingZeros(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var digits = Substring(text)
    while digits.last == "0" { digits.removeLast() }
    if digits.last == "." { digits.removeLast() }
    return digits == "-0" ? "0" : String(digits)
  }
}
