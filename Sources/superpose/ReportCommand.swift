import ArgumentParser
import Foundation
import Runs
import SuperpositionExperiments
import SuperpositionReport

/// `superpose report`
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "One page of everything: figures, tables, claims, a calculator.",
    discussion: """
      Reads results/ and plots/ and writes one HTML file that needs nothing beside itself: it opens \
      from the disk without a network, prints, and can be mailed to a colleague. The landscape comes \
      first; every table sorts by a click on a column; 'How many dimensions do I need?' answers from \
      the shipped results and from theory.

      EXAMPLES
        superpose report --output report.html
        superpose report --results my/results --plots my/plots --output my.html
      """)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Where the results are. (default: results)", valueName: "folder"))
  var results: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Where the pictures are. (default: plots)", valueName: "folder"))
  var plots: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The file to write; - for standard output. (default: report.html in the folder of results)",
      valueName: "file"))
  var output: String?

  func run() throws {
    let folder = results ?? "results"
    let content = try ReportContent(results: folder, plots: plots ?? "plots")
    let page = ReportPage(content, version: Suite.version)
    let path = output ?? "\(folder)/report.html"
    if path == "-" {
      try StandardOutput.write(page.text)
      return
    }
    try AtomicFile.write(page.text, to: path)
    StandardError.say("\(path): \(content.figures.count) figures, \(content.tables.count) results")
  }
}
