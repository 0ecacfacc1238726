import Foundation
import Runs

/// The report as a LaTeX document, which latexmk turns into a PDF: the same figures, tables, claims and
/// provenance as the page, the figures as vector graphics with words in the document's fonts.
public struct LaTeXReport: Sendable {
  private let content: ReportContent

  /// A document.
  public init(_ content: ReportContent) { self.content = content }

  /// Writes the document, and its figures into a folder beside it that is named after it.
  ///
  /// - Throws: `ExperimentError`: 69 without gnuplot, 70 if gnuplot refuses a figure's script, 73 or 74
  ///   if files cannot be written.
  public func write(to path: String) throws {
    let stem = (path as NSString).deletingPathExtension
    let folder = "\(stem)-figures"
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw ExperimentError(.cannotCreate, "\(folder): the folder cannot be created")
    }
    let name = (folder as NSString).lastPathComponent
    for figure in content.figures {
      guard let script = figure.script else { continue }
      try LaTeXFigure.draw(
        script, stem: "\(folder)/\(figure.name)", name: "\(name)/\(figure.name)")
    }
    try AtomicFile.write(text(figures: name), to: path)
  }

  /// The document's text.
  ///
  /// - Parameter folder: Where its figures are.
  func text(figures folder: String) -> String {
    """
    \\documentclass[10pt]{article}
    \\usepackage[utf8]{inputenc}
    \\usepackage[T1]{fontenc}
    \\usepackage[a4paper,landscape,margin=1.5cm]{geometry}
    \\usepackage{amssymb,pifont,xcolor,graphicx,adjustbox,longtable,array,fvextra,hyperref}
    \(LaTeX.symbols.joined(separator: "\n"))
    \\setlength{\\parindent}{0pt}
    \\setlength{\\parskip}{4pt}
    \\title{How much can a superposition of codewords carry, and who can read it out?}
    \\author{superpose \(LaTeX.escaped(content.version))}
    \\date{\(content.date)}
    \\begin{document}
    \\maketitle
    Everything below comes from \(content.tables.count) result files; each tells how it was made.
    \(content.figures.map { figure($0, in: folder) }.joined(separator: "\n"))
    \(section("Claims and what was measured", content.claims.map { Self.claims($0.result) }))
    \(section("Speed", content.speed.map { Self.table($0.result) }))
    \\clearpage
    \\appendix
    \\section{The numbers behind the figures}
    \(content.figures.flatMap(\.tables).map(numbers).joined(separator: "\n"))
    \\section{How each result was made}
    \(content.tables.map(provenance).joined(separator: "\n"))
    \\end{document}

    """
  }

  private func section(_ title: String, _ body: String?) -> String {
    body.map { "\\section{\(title)}\n\($0)" } ?? ""
  }

  private func figure(_ figure: ReportContent.Figure, in folder: String) -> String {
    guard figure.script != nil else { return "" }
    return """
      \\section{\(LaTeX.text(enhanced: figure.title))}
      \\begin{center}
      \\begin{adjustbox}{max width=\\textwidth,max totalheight=0.85\\textheight}
      \\scriptsize\\input{\(folder)/\(figure.name).tex}
      \\end{adjustbox}
      \\end{center}
      Make it again: \\texttt{\(LaTeX.escaped(figure.again))}
      \\clearpage
      """
  }

  private func numbers(_ table: ReportContent.Table) -> String {
    "\\subsection{\\texttt{\(LaTeX.escaped(table.path))}}\n" + Self.table(table.result)
  }

  private func provenance(_ table: ReportContent.Table) -> String {
    """
    \\subsection{\\texttt{\(LaTeX.escaped(table.path))}}
    \\begin{Verbatim}[breaklines,breakanywhere,fontsize=\\scriptsize]
    \(table.account.map { $0.isASCII || $0.isNewline ? String($0) : "?" }.joined()
      .replacingOccurrences(of: "\\end{", with: "\\end {"))
    \\end{Verbatim}
    """
  }

  // MARK: Tables

  private static func claims(_ result: ResultFile) -> String {
    let shown = [
      "claim", "printed", "quantity", "measured", "measured_low", "measured_high", "verdict",
    ]
    let widths = ["p{8.2cm}", "l", "p{6cm}", "r", "r", "r", "l"]
    let places = shown.map { result.header.firstIndex(of: $0) }
    return longTable(
      columns: widths, header: shown,
      rows: result.rows.map { row in places.map { $0.map { row[$0] } ?? "" } }, size: "small")
  }

  /// The columns that vary as a table, the others in a line above it.
  private static func table(_ result: ResultFile) -> String {
    let varying = result.header.indices.filter { column in
      Set(result.rows.map { $0[column] }).count > 1
    }
    let constant = result.header.indices.filter {
      !varying.contains($0) && result.rows.first?[$0].isEmpty == false
    }
    let line = constant.map { "\(result.header[$0]) = \(result.rows[0][$0])" }
    let isNumber = varying.map { column in
      result.rows.allSatisfy { $0[column].isEmpty || Double($0[column]) != nil }
    }
    return
      (line.isEmpty
      ? "" : "{\\small In all rows: \(LaTeX.escaped(line.joined(separator: ", "))).}\n\n")
      + longTable(
        columns: isNumber.map { $0 ? "r" : "l" }, header: varying.map { result.header[$0] },
        rows: result.rows.map { row in varying.map { row[$0] } },
        size: varying.count > 12 ? "tiny" : "scriptsize")
  }

  private static func longTable(
    columns: [String], header: [String], rows: [[String]], size: String
  ) -> String {
    func line(_ cells: [String]) -> String {
      cells.map { LaTeX.escaped($0) }.joined(separator: " & ") + " \\\\"
    }
    return """
      {\\\(size)\\setlength{\\tabcolsep}{3pt}
      \\begin{longtable}{\(columns.joined())}
      \(line(header)) \\hline \\endhead
      \(rows.map(line).joined(separator: "\n"))
      \\end{longtable}}
      """
  }
}
