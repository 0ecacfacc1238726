import ArgumentParser
import Foundation
import Runs
import SuperpositionCodes
import SuperpositionExperiments

/// `superpose verify`
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "A sample of shipped results, measured again and tested statistically.",
    discussion: """
      Of every result in the folders, a few rows are computed with the seed that they had, which on \
      the same kind of machine gives the same text, and with a fresh seed. A two-sample z test, with \
      the standard errors of the two 95% intervals, decides for each row whether chance explains the \
      difference; the level is divided by the number of rows tested (Bonferroni). Theory must agree \
      to 1 part in 10^9. Exit code 65 if a row is rejected or a file was changed by hand.

      EXAMPLE
        superpose verify results
      """)

  @Argument(help: ArgumentHelp("Folders of results, or single files.", valueName: "folder"))
  var folders: [String]

  @Option("Rows of each result at most.", default: "3", value: "number")
  var rows: String?

  @Option(
    "Processor time for each result at most, by a fixed cost model.", default: "10s", value: "time")
  var budget: String?

  @Option(
    "Probability of rejecting any row if all results are true.", default: "0.001",
    value: "probability")
  var level: String?

  @Option("The fresh seed, which also chooses the rows.", default: "a fixed one", value: "number")
  var seed: String?

  @OptionGroup var workers: WorkerOptions
  @OptionGroup var exec: ExecOptions

  func run() async throws {
    var options = Verification.Options()
    options.jobs = try workers.count
    if let rows { options.rows = try FlagValue.number("--rows", rows, in: 1...1_000_000) }
    if let budget { options.budget = try FlagValue.seconds("--budget", budget) }
    if let seed { options.seed = UInt64(try FlagValue.number("--seed", seed, in: 0...Int.max)) }
    if let level {
      guard let value = try? NumberList.real(level[...]), 0 < value, value < 1 else {
        throw ExperimentError(.usage, "--level: '\(level)' is not a probability between 0 and 1")
      }
      options.level = value
    }
    let paths = try folders.flatMap { try Verification.results(at: $0) }
    let verification = try await Verification(
      of: paths, options: options, order: CounterBasedGenerator(Seed(options.seed)),
      source: exec.source)
    try StandardOutput.write(verification.table.content)
    for note in verification.notes { StandardError.say(note) }
    try judge(verification, count: paths.count)
  }

  private func judge(_ verification: Verification, count: Int) throws {
    let rejected = verification.rejected
    let faults =
      verification.faults
      + rejected.map { row in
        "\(row.path): row \(row.number): \(row.column) = \(row.recorded.value) is recorded, "
          + (row.fresh.map { "\($0.value) comes out afresh" } ?? "another value comes out")
          + String(format: ", p = %.2g", row.probability)
      }
    if let last = faults.last {
      for fault in faults.dropLast() { StandardError.say(fault) }
      throw ExperimentError(.badData, last)
    }
    let replayed = verification.rows.filter { $0.isIdentical != nil }
    StandardError.say(
      "\(count) files: \(verification.rows.count) rows agree (level \(verification.level), "
        + "\(replayed.count { $0.isIdentical == true }) of \(replayed.count) replays identical, "
        + "\(replayed.count { $0.isIdentical == false }) differ)")
  }
}
