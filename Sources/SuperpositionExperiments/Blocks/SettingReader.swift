import Foundation
import Runs

/// Reads lists out of settings; errors name the key.
public struct SettingReader {
  let settings: BlockSettings

  func text(_ key: any AnyKey) -> String {
    (settings.values[key.name]?.text ?? "").trimmingCharacters(in: .whitespaces)
  }

  func names(_ key: any AnyKey) throws -> [String] {
    guard let value = settings.values[key.name] else { return [] }
    let names = try value.texts.flatMap { text -> [String] in
      if key.standsAlone(text) { return [text.trimmingCharacters(in: .whitespaces)] }
      let names = text.split(separator: ",", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      if let alone = names.first(where: key.standsAlone) {
        throw settings.error(
          key,
          "'\(alone.quotedForMessage)' stands by itself: repeat the flag for it, or make it an item of "
            + "its own in a file's list")
      }
      return names
    }
    var seen: Set<String> = []
    for name in names {
      if name.isEmpty { throw settings.error(key, "a name is missing; give \(key.example)") }
      if !seen.insert(name).inserted {
        throw settings.error(key, "'\(name.quotedForMessage)' is listed twice")
      }
    }
    return names
  }

  /// What `make` makes of each name; two ways of writing one thing are one thing listed twice.
  func values<Value: Equatable>(
    _ key: any AnyKey, _ make: (String) throws -> Value
  ) throws -> [Value] {
    var values: [Value] = []
    for name in try names(key) {
      let value: Value
      do {
        value = try make(name)
      } catch {
        throw settings.error(key, "\(error)")
      }
      guard !values.contains(value) else {
        throw settings.error(key, "'\(name.quotedForMessage)' is listed twice")
      }
      values.append(value)
    }
    return values
  }

  func integers(_ key: any AnyKey, in range: ClosedRange<Int>) throws -> [Int] {
    let values: [Int]
    do {
      values = try NumberList.integers(settings.values[key.name]?.text ?? "")
    } catch {
      throw settings.error(key, error.description)
    }
    if let value = values.first(where: { !range.contains($0) }) {
      throw settings.error(
        key,
        "\(value) is out of range: from \(range.lowerBound) to \(Self.readable(range.upperBound))")
    }
    return values
  }

  /// A bound as a reader knows it: `2^60` rather than its nineteen digits.
  private static func readable(_ bound: Int) -> String {
    let exponent = bound.trailingZeroBitCount
    if bound == 1 << exponent && exponent >= 16 { return "2^\(exponent)" }
    if bound == .max { return "2^63 - 1" }
    return String(bound)
  }

  func reals(
    _ key: any AnyKey, _ rule: String, isAllowed: (Double) -> Bool
  ) throws -> [Double] {
    guard let value = settings.values[key.name] else { return [] }
    let values: [Double]
    do {
      values = try NumberList.reals(value.text)
    } catch {
      throw settings.error(key, error.description)
    }
    if let value = values.first(where: { !isAllowed($0) }) {
      throw settings.error(key, "\(NumberFormat.exact(value)) must be \(rule)")
    }
    // No negative zero: it would be a value of its own in identities.
    return values.map { $0 == 0 ? 0 : $0 }
  }

  func integer(
    _ key: any AnyKey, in range: ClosedRange<Int>
  ) throws -> Int {
    let values = try integers(key, in: range)
    guard values.count == 1 else { throw settings.error(key, "takes one value, not a list") }
    return values[0]
  }

  func real(
    _ key: any AnyKey, _ rule: String, isAllowed: (Double) -> Bool
  ) throws -> Double {
    let values = try reals(key, rule, isAllowed: isAllowed)
    guard values.count == 1 else { throw settings.error(key, "takes one value, not a list") }
    return values[0]
  }
}
