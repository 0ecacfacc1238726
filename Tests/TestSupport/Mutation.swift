import Foundation
import Runs

/// Every reader against mutated input: it reads it or refuses it with a fitting exit code; it never
/// traps, and what is damaged is never read as something else.
///
/// `SUPERPOSE_MUTATIONS` sets how many inputs are tried in all; the short default is for every run.
package enum Mutation {
  package static let count =
    ProcessInfo.processInfo.environment["SUPERPOSE_MUTATIONS"].flatMap { Int($0) } ?? 6000

  /// A reader's share of the inputs, each with a generator of its own.
  package static func forEachInput(
    of samples: [[UInt8]], seed: UInt64, _ body: (_ sample: Int, _ bytes: [UInt8]) -> Void
  ) {
    var generator = SplitMix(seed)
    for _ in 0..<count / 4 {
      let sample = Int.random(in: samples.indices, using: &generator)
      body(sample, mutated(samples[sample], using: &generator))
    }
  }

  private static let fragments: [[UInt8]] = [
    "\n", "\r\n", ":", ": ", "- ", "\"", "'", ",", "|", "=", " ", "\t", "#", "# unit ", "#| ",
    "&a ",
    "*a", "!!int ", "<<: *a", "{", "}", "[", "]", "..", ":+", ":*", "^", "-1", "1e999", "nan",
    "0x10",
    "9223372036854775808", "99999999999999999999999999999999", "2^60", "2^64", "~", "\u{0}",
    "\u{FEFF}",
    "é", "\u{2028}", "%", "---\n", "...\n", "1e300", "-1e300", "2.5", "-0", "1e-320", "{d}", "{",
    "`",
    "log: 1e18, ", "log: 0, ", "range: \"0\", ", "1/0", "$1",
  ].map { Array($0.utf8) }

  package static func mutated(_ sample: [UInt8], using generator: inout SplitMix) -> [UInt8] {
    var bytes = sample
    let edits = [1, 1, 1, 2, 3, 8, 40].randomElement(using: &generator) ?? 1
    for _ in 0..<edits where !bytes.isEmpty {
      let at = Int.random(in: bytes.indices, using: &generator)
      let length = [1, 2, 5, 20, 100].randomElement(using: &generator) ?? 1
      let part = Array(bytes[at..<min(bytes.count, at + length)])
      switch Int.random(in: 0..<8, using: &generator) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 2: bytes.removeSubrange(at..<at + part.count)
      case 3: bytes.insert(contentsOf: part, at: at)
      case 4: bytes.insert(contentsOf: part, at: Int.random(in: bytes.indices, using: &generator))
      case 5, 6: bytes.insert(contentsOf: fragments.randomElement(using: &generator) ?? [], at: at)
      default: bytes.removeSubrange(at...)
      }
    }
    return bytes
  }

  /// Numbers as text that are out of most ranges, or not numbers of the kind expected.
  package static let sharpNumbers = [
    "1e300", "-1e300", "2.5", "-0", "-5", "0", "1e-320", "nan", "inf", "-inf", "",
    "4503599627370496", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
    "0x10",
  ]

  /// Whether an error is one that the tool turns into an exit code for bad input.
  package static func isRefusal(_ error: any Error) -> Bool {
    guard let error = error as? ExperimentError else { return false }
    return [.usage, .badData].contains(error.exitCode) && !error.message.isEmpty
      && !error.message.contains("\n")
  }
}
