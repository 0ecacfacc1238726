import ArgumentParser
import Runs
import SuperpositionExperiments

/// `superpose claims`
struct ClaimsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claims",
    abstract: "The numbers that the source paper states beside what was measured.",
    discussion: """
      Reads results/figure2.csv, results/landscape.csv and results/reliability.csv, writes \
      results/claims.csv and prints the table as Markdown. A claim is 'undecided' where the interval \
      lies on both sides of what is printed; one whose result is missing is \
      'not reproduced'.
      """)

  @Option("Where results are.", default: "results", value: "folder")
  var results: String?

  func run() throws {
    let folder = results ?? "results"
    let rows = try Claims.table(results: folder)
    let table = ResultFile(
      header: Claims.header, rows: rows, experiment: "",
      provenance: [.init("command", "superpose claims"), .init("status", "complete")])
    _ = try table.write(to: "\(folder)/claims.csv")
    try StandardOutput.write(Claims.markdown(rows))
  }
}
