import Foundation
import Testing
import Yams

@testable import SuperpositionFigures

@Suite("Figures")
struct FigureTests {
  private static let yaml = """
    title: "Minimum dimension, N = 2^{20}"
    caption: "Points: measured, with 95% intervals. Lines: theory."
    columns: 2
    panels:
      - x: {value: "{k}", label: "sparsity k", log: 2}
        y: {value: "{d}", low: "{d_low}", high: "{d_high}", label: "minimum dimension d*", log: 10}
        series:
          - {by: [decoder, target], title: "{decoder}, p = {target}"}
        theory:
          - {curve: bp_rule, title: "bp rule"}
          - {curve: counting_converse, title: "counting converse", shade: below}
        key: top left
      - title: "Dimensions per bit"
        x: {value: "log({k})/log({N})", label: "ε = ln k / ln N"}
        y: {value: "{d}/{H}", label: "d/H"}
        series:
          - {by: [decoder], only: {target: ["0.5"]}, style: band}
        formulas:
          - {expression: "1/(1-x)", title: "1/(1-ε)"}
    """

  private func figure(_ yaml: String = yaml) throws -> FigureDescription {
    let node = try #require(try Yams.compose(yaml: yaml))
    return try FigureDescription(YAMLMapping(node, file: "test.yml"))
  }

  private func script(_ figure: FigureDescription, in folder: URL) throws -> GnuplotScript {
    var measured = [["decoder", "N", "k", "target", "d", "d_low", "d_high", "H"]]
    for (decoder, factor) in [("mp", 1.3), ("topk", 4.0)] {
      for target in ["0.5", "0.9"] {
        for k in [1, 2, 4, 8, 16, 32] {
          let entropy = Double(k) * 20
          let d = factor * entropy * (target == "0.9" ? 1.2 : 1)
          measured.append(
            [
              decoder, "1048576", "\(k)", target, "\(d)", "\(d * 0.95)", "\(d * 1.05)",
              "\(entropy)",
            ])
        }
      }
    }
    var theory = [["curve", "N", "k", "target", "d", "H"]]
    for (curve, factor) in [("bp_rule", 0.8), ("counting_converse", 0.25)] {
      for k in [1, 2, 4, 8, 16, 32] {
        theory.append([curve, "1048576", "\(k)", "", "\(factor * Double(k) * 20)", "\(k * 20)"])
      }
    }
    func table(_ rows: [[String]], _ name: String) throws -> GnuplotScript.Table {
      let path = folder.appendingPathComponent(name).path
      let text = "# provenance\n" + rows.map { $0.joined(separator: ",") + "\n" }.joined()
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      return GnuplotScript.Table(path: path, header: rows[0], rows: Array(rows.dropFirst()))
    }
    return GnuplotScript(
      figure: figure, outputStem: folder.appendingPathComponent("figure").path,
      measured: try table(measured, "figure.csv"),
      theory: try table(theory, "figure.theory.csv"))
  }

  private func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("superpose-figure-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test("A script renders to SVG, PNG and PDF by itself")
  func rendering() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = try script(figure(), in: folder)
    let path = folder.appendingPathComponent("figure.gp").path
    try script.text().write(toFile: path, atomically: true, encoding: .utf8)
    try FigureRenderer.render(script: path)
    for terminal in FigureDescription.Terminal.allCases {
      let output = folder.appendingPathComponent("figure.\(terminal.rawValue)")
      let size = try Data(contentsOf: output).count
      #expect(size > 2000, "figure.\(terminal.rawValue) has \(size) bytes")
    }
    let svg = try String(
      contentsOf: folder.appendingPathComponent("figure.svg"), encoding: .utf8)
    for text in ["sparsity k", "impossible", "bp rule", "1/(1-ε)", "Points: measured"] {
      #expect(svg.contains(text), "the picture lacks '\(text)'")
    }
  }

  @Test("Every series of the results appears once, with its interval")
  func series() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = try script(figure(), in: folder).text()
    for title in ["mp, p = 0.5", "mp, p = 0.9", "topk, p = 0.5", "topk, p = 0.9"] {
      #expect(text.components(separatedBy: "'\(title)'").count == 2, "\(title)")
    }
    #expect(text.components(separatedBy: "yerrorbars").count == 5)
  }

  @Test("No text of a figure and no path is executed")
  func commands() throws {
    let folder = try temporaryFolder().appendingPathComponent("it's `touch a`")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
    let proof = folder.deletingLastPathComponent().appendingPathComponent("proof").path
    let text = "it's `touch \(proof)` $(touch \(proof)) \\\\\" . system(\"touch \(proof)\") ."
    let quoted = text.replacingOccurrences(of: "\"", with: "\\\"")
    let hostile = Self.yaml
      .replacingOccurrences(of: "Minimum dimension,", with: quoted)
      .replacingOccurrences(of: "Points: measured", with: quoted)
      .replacingOccurrences(of: "sparsity k", with: quoted)
      .replacingOccurrences(of: "bp rule", with: quoted)
      .replacingOccurrences(of: "{decoder}, p", with: quoted)
    let path = folder.appendingPathComponent("figure.gp").path
    try script(figure(hostile), in: folder).text()
      .write(toFile: path, atomically: true, encoding: .utf8)
    try FigureRenderer.render(script: path)
    #expect(!FileManager.default.fileExists(atPath: proof))
    #expect(
      FileManager.default.fileExists(atPath: folder.appendingPathComponent("figure.svg").path))
  }

  @Test("A column that the results lack is an error that names it")
  func unknownColumn() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let broken = try figure(Self.yaml.replacingOccurrences(of: "{d_low}", with: "{least}"))
    #expect {
      try script(broken, in: folder).text()
    } throws: { error in
      "\(error)".contains("no column 'least'")
    }
  }

  @Test(
    "Mistakes in a figure section name file, line and key",
    arguments: [
      ("columns: 2", "columns: none", "test.yml:3: columns"),
      ("style: band", "style: bands", "test.yml:17: panels[1].series[0].style"),
      ("key: top left", "legend: top left", "test.yml:12: panels[0].legend: unknown key"),
      ("shade: below", "shade: beside", "test.yml:11: panels[0].theory[1].shade"),
      ("log: 10", "log: 1", "test.yml:6: panels[0].y.log"),
      ("1/(1-x)", "system(x)", "test.yml:19: panels[1].formulas[0].expression: '"),
      ("1/(1-x)", "x; !ls", "test.yml:19: panels[1].formulas[0].expression: '"),
      ("1/(1-x)", "`ls`", "test.yml:19: panels[1].formulas[0].expression: '"),
      ("1/(1-x)", "'< ls'", "test.yml:19: panels[1].formulas[0].expression: '"),
      ("{d}/{H}", "{d} !ls {", "test.yml:15: panels[1].y.value: '{d} !ls {'"),
      ("sparsity k", "\\n!ls", "test.yml:5: panels[0].x.label: the text has a control character"),
      (
        "key: top left", "key: top left; !ls",
        "test.yml:12: panels[0].key: 'left;' places no legend"
      ),
    ])
  func mistakes(original: String, mistake: String, message: String) throws {
    #expect {
      try figure(Self.yaml.replacingOccurrences(of: original, with: mistake))
    } throws: { error in
      "\(error)".hasPrefix(message)
    }
  }

  @Test(
    "A panel in which nothing has a place is drawn empty, and named",
    arguments: [
      ("{d}*0", "log: 10"), ("1/({k}-{k})", "log: 2"), ("{d}/({d}-{d})", ""),
      ("{d}", "range: '1:*'"), ("{empty}", ""),
    ])
  func emptyPanels(value: String, axis: String) throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("one.csv").path
    let header = ["decoder", "k", "d", "empty"]
    let rows = [["mp", "1", "0.5", ""], ["mp", "2", "0.25", ""], ["mp", "4", "0.75", ""]]
    try ([header] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
      .write(toFile: path, atomically: true, encoding: .utf8)
    let figure = try figure(
      """
      terminals: svg
      panels:
        - {x: {value: "{k}"}, y: {value: "{d}"}, series: [{by: [decoder]}]}
        - title: nothing
          x: {value: "{k}", label: "the axis", log: 2}
          y: {value: "\(value)"\(axis.isEmpty ? "" : ", \(axis)")}
          series: [{by: [decoder]}]
        # Where some rows have no value the others are drawn.
        - {x: {value: "{k}"}, y: {value: "{k}/({k}-2)"}, series: [{by: [decoder]}]}
        # What only gnuplot computes is left to it.
        - {x: {value: "{k}"}, y: {value: "invnorm({d})"}, series: [{by: [decoder]}]}
      """)
    let script = GnuplotScript(
      figure: figure, outputStem: folder.appendingPathComponent("figure").path,
      measured: GnuplotScript.Table(path: path, header: header, rows: rows), theory: nil)
    #expect(script.emptyPanels == ["'nothing'"])
    let scriptPath = folder.appendingPathComponent("figure.gp").path
    try script.text().write(toFile: scriptPath, atomically: true, encoding: .utf8)
    try FigureRenderer.render(script: scriptPath)
    let svg = try String(
      contentsOf: folder.appendingPathComponent("figure.svg"), encoding: .utf8)
    #expect(svg.contains("the axis"))
  }
}
