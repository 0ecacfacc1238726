import Foundation
import Runs

/// The report as one HTML page that needs nothing beside itself: no network, no server, no file.
public struct ReportPage: Sendable {
  private let content: ReportContent

  /// A page.
  public init(_ content: ReportContent) { self.content = content }

  /// The page's text.
  ///
  /// - Complexity: O(size of the results and pictures), and some seconds for the theory that the
  ///   calculator reads.
  public var text: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="icon" href="data:,">
    <title>Superposition codes: what was measured</title>
    <style>
    \(ReportStyle.text)
    </style>
    </head>
    <body>
    <header>
    <h1>How much can a superposition of codewords carry, and who can read it out?</h1>
    <p class="soft">Report of superpose \(HTML.escaped(content.version)), \
    \(content.date). Everything below comes from
    \(content.tables.count) result files; each tells how it was made.</p>
    </header>
    <nav aria-label="Contents"><ul>
    \(contents)
    </ul></nav>
    <main>
    \(content.figures.first.map(section) ?? "")
    \(calculator)
    \(content.figures.dropFirst().map(section).joined(separator: "\n"))
    \(claims)
    \(speed)
    \(provenance)
    </main>
    <script type="application/json" id="numbers">\(CalculatorData(tables: content.tables).json)</script>
    <script>
    \(ReportScript.text)
    </script>
    </body>
    </html>

    """
  }

  // MARK: Sections

  private var contents: String {
    var entries = content.figures.map { (anchor: "figure-\($0.name)", title: $0.name) }
    entries.insert(("calculator", "How many dimensions?"), at: min(1, entries.count))
    if content.claims != nil { entries.append(("claims", "Claims")) }
    if content.speed != nil { entries.append(("speed", "Speed")) }
    entries.append(("provenance", "Provenance"))
    return entries.map { "<li><a href=\"#\($0.anchor)\">\(HTML.escaped($0.title))</a></li>" }
      .joined(separator: "\n")
  }

  private func section(_ figure: ReportContent.Figure) -> String {
    let picture = figure.svg.flatMap {
      InlineVectorGraphic.element(of: $0, name: figure.name, label: figure.title)
    }
    let caption = HTML.markup(enhanced: figure.caption)
    return """
      <section id="figure-\(figure.name)">
      <h2>\(HTML.markup(enhanced: figure.title))</h2>
      \(picture.map { "<figure><div class=\"wide\">\($0)</div><figcaption>\(caption)</figcaption></figure>" } ?? "")
      <p>Make it again: <code>\(HTML.escaped(figure.again))</code></p>
      \(figure.tables.map(details).joined(separator: "\n"))
      </section>
      """
  }

  private func details(_ table: ReportContent.Table) -> String {
    """
    <details><summary>\(HTML.escaped(table.path)): \(table.result.rows.count) rows</summary>
    \(Self.table(table.result))
    </details>
    """
  }

  private var calculator: String {
    """
    <section id="calculator">
    <h2>How many dimensions do I need?</h2>
    <form class="question" id="question">
    <label>Codewords N <input name="N" value="2^20" size="9" inputmode="text"></label>
    <label>Asked for <select name="unknown"><option value="d">dimensions d at given k</option>
    <option value="k">largest k at given d</option></select></label>
    <label>Given k or d <input name="given" value="64" size="7" inputmode="numeric"></label>
    <label>Success <select name="target"><option value="0.5">0.5</option>
    <option value="0.9">0.9</option></select></label>
    </form>
    <div class="answers" id="answers" aria-live="polite"></div>
    <p class="soft">Noiseless codes, unit coefficients. <em>Measured</em> is simulation,
    <em>computed</em> the conditional estimator, both with 95% intervals from the results of this
    report; <em>between</em> points dimensions per bit are interpolated. Grey bars are theory: bounds
    and predictions. The length of a bar is logarithmic in d.</p>
    </section>
    """
  }

  private var claims: String {
    guard let claims = content.claims else { return "" }
    return """
      <section id="claims">
      <h2>Claims and what was measured</h2>
      \(Self.table(claims.result, wraps: ["claim", "quantity"], marks: ["verdict"]))
      </section>
      """
  }

  private var speed: String {
    guard let speed = content.speed else { return "" }
    return """
      <section id="speed">
      <h2>Speed</h2>
      <p>Milliseconds for each decoded code; rows of other programs stand beside the suite's own.</p>
      \(details(speed))
      </section>
      """
  }

  private var provenance: String {
    """
    <section id="provenance">
    <h2>How each result was made</h2>
    \(content.tables.map { table in
      "<details><summary>\(HTML.escaped(table.path))</summary><pre>\(HTML.escaped(table.account))"
        + "</pre></details>"
    }.joined(separator: "\n"))
    </section>
    """
  }

  // MARK: Tables

  /// A table that sorts by its columns.
  private static func table(
    _ result: ResultFile, wraps: Set<String> = [], marks: Set<String> = []
  ) -> String {
    let head = result.header.map {
      "<th scope=\"col\"><button type=\"button\">\(HTML.escaped($0))</button></th>"
    }
    let rows = result.rows.map { row in
      "<tr>"
        + zip(result.header, row).map {
          cell($1, wraps: wraps.contains($0), mark: marks.contains($0))
        }
        .joined() + "</tr>"
    }
    return """
      <div class="wide"><table><thead><tr>\(head.joined())</tr></thead><tbody>
      \(rows.joined(separator: "\n"))
      </tbody></table></div>
      """
  }

  private static func cell(_ text: String, wraps: Bool, mark: Bool) -> String {
    var kinds: [String] = []
    if wraps { kinds.append("wraps") }
    if Double(text) != nil { kinds.append("number") }
    if mark, text.utf8.allSatisfy({ (97...122).contains($0) }) { kinds.append(text) }
    let kind = kinds.isEmpty ? "" : " class=\"\(kinds.joined(separator: " "))\""
    return "<td\(kind)>\(HTML.escaped(text))</td>"
  }
}
