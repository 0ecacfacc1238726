import ArgumentParser
import Foundation
import Runs
import SuperpositionDecoders
import SuperpositionExperiments

/// Flags that say how the work is done. They never change a result.
struct RunningOptions: ParsableArguments {
  @OptionGroup var workers: WorkerOptions

  @Option(
    "Do part i of n of the work, such as 3/16; 'superpose merge' joins the parts.", value: "i/n")
  var shard: String?

  @Option(
    "Stop cleanly after this time, such as 90s, 30m or 8h, with exit code 75 if work is left; "
      + "the same command goes on.", value: "time")
  var maxTime: String?

  @Option(
    "auto (a live line on a terminal, a plain line now and then elsewhere) or none.",
    default: "auto", value: "style")
  var progress: String?

  @Option(
    "How long a program of one's own ('exec:') may take for one answer.", default: "10m",
    value: "time")
  var execTimeLimit: String?

  @Flag(help: "Print the units of work with their expected time and memory, and do nothing.")
  var dryRun = false

  /// What the flags mean, for a result that goes to `output`.
  func options(output: String?) throws -> RunOptions {
    var options = RunOptions(output: output)
    options.jobs = try workers.count
    options.shard = try parsedShard
    if let maxTime {
      options.deadline = .now + .seconds(try FlagValue.seconds("--max-time", maxTime))
    }
    if let execTimeLimit {
      CommandDecoder.timeLimit = .seconds(try FlagValue.seconds("--exec-time-limit", execTimeLimit))
    }
    options.progress = try FlagValue.choice(
      "--progress", progress ?? "auto", of: ProgressStyle.allCases)
    return options
  }

  /// The part of the work.
  var parsedShard: Shard? {
    get throws {
      guard let shard else { return nil }
      guard let parsed = Shard(shard) else {
        throw ExperimentError(
          .usage,
          "--shard: '\(shard.quotedForMessage)' is not a part i/n with 1 <= i <= n, such as 3/16")
      }
      return parsed
    }
  }
}

/// Values of flags that are not those of a grid.
enum FlagValue {
  /// The flags without a value; they may stand twice.
  private static let switches: Set = [
    "--quick", "--full", "--dry-run", "--replace", "--transpose",
    "--unit-norm", "--center", "--whiten", "--allow-exec", "--help", "-h", "--version",
  ]

  /// Refuses a flag that stands twice, of which the argument parser would take the last.
  static func refuseRepeatedFlags(_ arguments: some Sequence<String>) throws {
    var seen: Set<String> = []
    var rest = arguments.makeIterator()
    while let argument = rest.next(), argument != "--" {
      let name = String(argument.prefix { $0 != "=" })
      guard name.hasPrefix("-"), name != "-", !switches.contains(name) else { continue }
      let key = Keys.named(String(name.drop { $0 == "-" }))
      let flag = key?.flag ?? (name == "--threads" ? "--jobs" : name)
      if key?.isRepeatable == true {
        if name == argument { _ = rest.next() }
        continue
      }
      guard seen.insert(flag).inserted else {
        throw ExperimentError(
          .usage, "\(flag): stands twice; give it once, the values of a list separated by commas")
      }
      // Its value, whatever that starts with.
      if name == argument { _ = rest.next() }
    }
  }

  /// Names separated by commas, each once.
  static func names(_ flag: String, _ text: String) throws -> [String] {
    let names = text.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    for (index, name) in names.enumerated() {
      if name.isEmpty { throw ExperimentError(.usage, "\(flag): a name is missing") }
      if names[..<index].contains(name) {
        throw ExperimentError(.usage, "\(flag): '\(name.quotedForMessage)' is listed twice")
      }
    }
    return names
  }

  /// One integer in a range.
  static func number(_ flag: String, _ text: String, in range: ClosedRange<Int>) throws -> Int {
    let rule = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    guard let value = try? NumberList.integer(text), range.contains(value) else {
      throw ExperimentError(.usage, "\(flag): '\(text.quotedForMessage)' is not \(rule)")
    }
    return value
  }

  /// One of several names.
  static func choice<Choice: RawRepresentable<String>>(
    _ flag: String, _ text: String, of choices: [Choice]
  ) throws -> Choice {
    guard let choice = Choice(rawValue: text) else {
      let names = choices.map(\.rawValue).joined(separator: ", ")
      throw ExperimentError(
        .usage,
        "\(flag): '\(text.quotedForMessage)' is none of \(names)"
          + text.suggestion(among: choices.map(\.rawValue)))
    }
    return choice
  }

  /// A duration: a number with the unit s, m, h or d; seconds without one.
  static func seconds(_ flag: String, _ text: String) throws -> Double {
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86400]
    let unit = text.last.flatMap { units[$0] }
    let number = unit == nil ? Substring(text) : text.dropLast()
    guard let value = try? NumberList.real(number), value > 0,
      value * (unit ?? 1) < 1e9
    else {
      throw ExperimentError(
        .usage, "\(flag): '\(text.quotedForMessage)' is not a time such as 90s, 30m or 8h")
    }
    return value * (unit ?? 1)
  }
}
