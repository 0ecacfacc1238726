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

      With --format latex it writes a LaTeX document with the same figures, tables, claims and \
      provenance, for latexmk; its figures are drawn again by gnuplot into a folder beside it, with \
      words in the document's fonts, from the current directory, as the scripts in plots/ name \
      results.

      EXAMPLES
        superpose report --output report.html
        superpose report --results my/results --plots my/plots --output my.html
        superpose report --format latex --output report.tex && latexmk -pdf report.tex
      """)

  @OptionGroup var folders: FolderOptions

  @Option(
    "The file to write; - for standard output. (default: report.html, or report.tex, in the "
      + "folder of results)", value: "file")
  var output: String?

  @OptionGroup var replacing: ReplaceOptions

  @Option("html or latex.", default: "html", value: "format")
  var format: String?

  /// What a report is written as.
  private enum Format: String, CaseIterable {
    case html, latex
  }

  func run() throws {
    let format = try FlagValue.choice("--format", format ?? "html", of: Format.allCases)
    let folder = folders.resultsFolder
    let path = output ?? "\(folder)/report.\(format == .html ? "html" : "tex")"
    var outputs = OutputFiles(replacesOthers: replacing.replace)
    if format == .latex || path != "-" { try outputs.addFile("--output", path) }
    let content = try ReportContent(
      results: folder, plots: folders.plotsFolder, version: Suite.version)
    switch format {
    case .html:
      let page = ReportPage(content)
      if path == "-" { return try StandardOutput.write(page.text) }
      try AtomicFile.write(page.text, to: path)
      say(path, content)
    case .latex:
      guard path.hasSuffix(".tex") else {
        throw ExperimentError(
          .usage,
          "--output: '\(path.quotedForMessage)' should be a file .tex, with figures beside it")
      }
      try LaTeXReport(content).write(to: path)
      say(path, content)
    }
  }

  private func say(_ path: String, _ content: ReportContent) {
    StandardError.say("\(path): \(content.figures.count) figures, \(content.tables.count) results")
  }
}
