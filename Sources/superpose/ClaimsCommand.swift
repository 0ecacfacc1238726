import ArgumentParser
import SuperpositionExperiments

/// `superpose claims`
struct ClaimsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claims",
    abstract: "The numbers that the source paper states beside what was measured.",
    discussion: """
      Reads results/figure2.csv, results/landscape.csv and results/reliability.csv, writes \
      results/claims.csv and prints the table. A claim whose result is missing is 'not reproduced'.
      """)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Where results are. (default: results)", valueName: "folder"))
  var results: String?

  func run() throws {
    let folder = results ?? "results"
    let rows = try Claims.table(results: folder)
    let table = ResultFile(
      header: Claims.header, rows: rows, experiment: "",
      provenance: [.init("command", "superpose claims"), .init("status", "complete")])
    _ = try table.write(to: "\(folder)/claims.csv")
    for row in rows {
      let range = row[3].isEmpty ? "no result" : "\(row[3]) (\(row[4]) to \(row[5]))"
      try StandardOutput.write("\(row[6].uppercased()): \(row[0])\n")
      try StandardOutput.write("    printed \(row[1]); \(row[2]): \(range)\n")
    }
  }
}
