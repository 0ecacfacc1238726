import Foundation
import Testing

@testable import SuperpositionExperiments

/// Every reader against mutated input: it reads it or refuses it with a fitting exit code; it never
/// traps, and what is damaged is never read as something else.
///
/// `SUPERPOSE_MUTATIONS` sets how many inputs are tried in all; the short default is for every run.
struct MutationTests {
  static let count =
    ProcessInfo.processInfo.environment["SUPERPOSE_MUTATIONS"].flatMap { Int($0) } ?? 6000

  /// A reader's share of the inputs, each with a generator of its own.
  static func forEachInput(
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
    "é", "\u{2028}", "%", "---\n", "...\n",
  ].map { Array($0.utf8) }

  static func mutated(_ sample: [UInt8], using generator: inout SplitMix) -> [UInt8] {
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

  /// Whether an error is one that the tool turns into an exit code for bad input.
  static func isRefusal(_ error: any Error) -> Bool {
    guard let error = error as? ExperimentError else { return false }
    return [.usage, .badData].contains(error.exitCode) && !error.message.isEmpty
      && !error.message.contains("\n")
  }

  @Test func experimentFiles() {
    let samples = [
      """
      title: A title
      blocks:
        - kind: success
          decoder: [topk, "threshold:map"]
          codewords: 2^10
          sparsity: {quick: 4, default: "4,8"}
          dimension: 100..300:+100
          trials: 100
        - {kind: theory, codewords: 64, sparsity: 1, curve: [mp_rule]}
      figure:
        title: x
        x: {column: d, label: "dimension"}
      """,
      """
      blocks:
        - kind: dimension
          decoder: mp
          codewords: [2^10, 4096]
          sparsity-exponent: 0.2..0.4:+0.1
          noise: 0.5
          target: [0.5, 0.9]
          precision: 0.1
          seed: 7
          efforts: [quick, full]
      """,
      "blocks:\n  - {kind: coherence, codewords: 64, dimension: 2^4..2^6:*2, trials: 10}\n",
    ].map { Array($0.utf8) }
    Self.forEachInput(of: samples, seed: 1) { _, bytes in
      // What is no UTF-8 is refused before it comes here.
      let text = String(decoding: bytes, as: UTF8.self)
      do {
        let experiment = try Experiment(yaml: text, file: "e.yml", name: "e")
        // Reading back what is written gives the same experiment.
        let again = try Experiment(yaml: experiment.yaml, file: "e.yml", name: "e")
        #expect(again.yaml == experiment.yaml)
      } catch {
        #expect(Self.isRefusal(error), "\(error) for \(text.debugDescription)")
      }
    }
  }

  @Test func resultFiles() {
    let sample = ResultFileTests.sample
    let samples = [sample.text, sample.content, "a,b\r\n1,2\r\n\"x\ny\",\"\"\"\"\r\n"].map {
      Array($0.utf8)
    }
    Self.forEachInput(of: samples, seed: 2) { _, bytes in
      do {
        let result = try ResultFile(bytes: bytes, path: "x.csv")
        #expect(result.rows.allSatisfy { $0.count == result.header.count })
        // A unit that is read is one that was written.
        #expect(result.units.allSatisfy { $0 == sample.units[0] })
        let again = try ResultFile(bytes: Array(result.text.utf8), path: "x.csv")
        #expect(again.content == result.content)
      } catch {
        #expect(Self.isRefusal(error), "\(error)")
      }
    }
  }

  @Test func ledgers() {
    let lines = (0..<5).map { LedgerTests.line($0) }
    let known = Set(lines.map(\.text))
    Self.forEachInput(of: [LedgerTests.bytes(lines)], seed: 3) { _, bytes in
      let contents = Ledger.Contents(bytes: bytes)
      #expect(contents.lines.allSatisfy { known.contains($0.text) })
      #expect(Set(contents.lines.map(\.identity)).count == contents.lines.count)
      // Every line of the file is there, set aside, or a repeat.
      let pieces = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      let strange = pieces.dropLast().count { !known.contains(String(decoding: $0, as: UTF8.self)) }
      #expect(contents.rejected.count >= strange)
    }
  }

  @Test func numberLists() {
    let samples = [
      "64,128,256", "100..400:+20", "2^2..2^10:*2", "0.5..1.5:+0.1", "1e6", "2^60", "-1", "1e-3,.5",
    ].map { Array($0.utf8) }
    Self.forEachInput(of: samples, seed: 4) { _, bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      for read in [
        { _ = try NumberList.integers(text) }, { _ = try NumberList.reals(text) },
        { _ = try NumberList.integer(text) }, { _ = try NumberList.real(text) },
      ] {
        do {
          try read()
        } catch {
          #expect(error is NumberListError && !"\(error)".contains("\n"), "\(error)")
        }
      }
      _ = Shard(text)
    }
  }
}
