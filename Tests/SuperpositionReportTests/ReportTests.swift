import Foundation
import Runs
import TestSupport
import Testing

@testable import SuperpositionReport

@Suite("Report")
struct ReportTests {
  /// A folder with two results, a figure, claims and speed.
  private func folder() throws -> ScratchDirectory {
    let scratch = try ScratchDirectory()
    for folder in ["results", "plots"] {
      try FileManager.default.createDirectory(
        atPath: scratch.file(folder), withIntermediateDirectories: true)
    }
    func result(_ name: String, _ header: [String], _ rows: [[String]]) throws {
      let result = ResultFile(
        header: header, rows: rows, experiment: "name: \(name)\n",
        provenance: [.init("command", "superpose run experiments/\(name).yml")])
      try result.write(to: scratch.file("results/\(name).csv"))
    }
    let header = [
      "decoder", "ensemble", "N", "k", "noise", "estimator", "target", "trials", "d", "d_low",
      "d_high",
    ]
    let rows = [("4", "40"), ("16", "120")].map { k, d in
      ["mp", "rademacher", "4096", k, "0", "conditional", "0.5", "100", d, "1", "200"]
    }
    try result("landscape", header, rows)
    try result("figure2", header, rows)
    try result("claims", ["claim", "verdict"], [["a < b & c", "confirmed"]])
    try result("speed", ["case", "ms"], [["A", "1.5"]])
    let script = """
      # Dimensions, N = 2^{12}
      # Run from the folder above: gnuplot plots/landscape.gp
      # Symbols: measured.
      set title 'it''s 2^{12}' font ',14'
      set format x '2^{%L}'
      plot measured using (strcol('decoder') eq 'a_b' ? 1 : NaN) with points pointtype '★' title 'd_{0} & 1'
      """
    try scratch.write(Array(script.utf8), to: "plots/landscape.gp")
    let svg = "<?xml?><svg width='1'><title>Gnuplot</title><g id=\"gp\"/><use href='#gp'/></svg>"
    try scratch.write(Array(svg.utf8), to: "plots/landscape.svg")
    return scratch
  }

  private func content(_ scratch: ScratchDirectory) throws -> ReportContent {
    try ReportContent(
      results: scratch.file("results"), plots: scratch.file("plots"), version: "1")
  }

  @Test("The page has every figure, table, claim and account, landscape first, and asks no network")
  func page() throws {
    let scratch = try folder()
    let page = ReportPage(try content(scratch)).text
    let places = [
      "figure-landscape", "calculator", "figure-figure2", "claims", "speed", "provenance",
    ]
    .map { page.range(of: "<section id=\"\($0)\">")?.lowerBound }
    #expect(places.allSatisfy { $0 != nil })
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
    #expect(page.contains("N = 2<sup>12</sup>") && page.contains("a &lt; b &amp; c"))
    #expect(page.contains("id=\"landscape-gp\"") && page.contains("href='#landscape-gp'"))
    #expect(page.components(separatedBy: "<tr>").count - 1 == 4 + 6)
    #expect(page.components(separatedBy: "name: figure2").count == 2)
    #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("src="))
    let ids = page.matches(of: #/ id="([^"]+)"/#).map(\.output.1)
    #expect(Set(ids).count == ids.count)
    for anchor in page.matches(of: #/href="#([^"]+)"/#).map(\.output.1) {
      #expect(ids.contains(anchor), "\(anchor)")
    }
  }

  @Test("The calculator knows the results' dimensions and all curves that are dimensions to need")
  func numbers() throws {
    let data = CalculatorData(tables: try content(folder()).tables)
    #expect(data.points.count == 4 && data.points.allSatisfy { $0.kind == "computed" })
    let names = data.curves.map(\.name)
    #expect(names.contains("counting_converse") && !names.contains("coherence_prop1"))
    #expect(!data.json.contains("<") && data.json.contains("ml_union_bound"))
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(data.json.utf8)) }
  }

  @Test("A document has the same, with LaTeX's own signs")
  func document() throws {
    let text = LaTeXReport(try content(folder())).text(figures: "report-figures")
    #expect(text.contains("\\input{report-figures/landscape.tex}"))
    #expect(text.contains("a $<$ b \\& c"))
    #expect(text.components(separatedBy: "\\begin{longtable}").count == 5)
    #expect(text.components(separatedBy: "\\begin{Verbatim}").count == 5)
    #expect(text.contains("\\DeclareUnicodeCharacter{2605}{\\ding{72}}"))
    #expect(text.contains("In all rows: decoder = mp, ensemble = rademacher"))
  }

  @Test("A script for LaTeX has its words set, and its data and conditions as they are")
  func script() throws {
    let figure = try #require(try content(folder()).figures.first)
    let script = LaTeXFigure.script(of: try #require(figure.script))
    #expect(script.contains("set title 'it''s 2\\textsuperscript{12}'\n"))
    #expect(script.contains("set format x '$2^{%L}$'"))
    #expect(script.contains("strcol('decoder') eq 'a_b'"))
    #expect(script.contains("pointtype '★' title 'd\\textsubscript{0} \\& 1'"))
  }

  @Test(
    "gnuplot's notation is taken apart",
    arguments: [
      ("2^{20}", [EnhancedText.Part.plain("2"), .superscript("20")]),
      ("d_i + x^2", [.plain("d"), .subscript("i"), .plain(" + x"), .superscript("2")]),
      ("a\\_b", [.plain("a_b")]), ("", []), ("x^", [.plain("x"), .superscript("")]),
    ])
  func enhanced(text: String, parts: [EnhancedText.Part]) {
    #expect(EnhancedText(text).parts == parts)
  }
}
