import Runs
import Testing
import Yams

@testable import SuperpositionFigures

@Suite("What a figure does not say")
struct FigureDefaultsTests {
  private static let header = [
    "decoder", "ensemble", "N", "k", "noise", "estimator", "target", "trials", "d", "d_low",
    "d_high",
    "entropy_bits", "dimensions_per_bit", "seed",
  ]
  private static let columns = header.map { name in
    ColumnDescription(
      name: name, holdsNames: ["decoder", "ensemble", "estimator"].contains(name),
      interval: name == "dimensions_per_bit"
        ? ColumnInterval(low: "{d_low}/{entropy_bits}", high: "{d_high}/{entropy_bits}") : nil)
  }

  private static func table(decoders: [String], N: [Int], k: [Int]) -> GnuplotScript.Table {
    var rows: [[String]] = []
    for decoder in decoders {
      for count in N {
        for sparsity in k {
          let d = 10 * sparsity
          rows.append(
            [decoder, "rademacher", "\(count)", "\(sparsity)", "0"]
              + [decoder == "amp" ? "simulate" : "conditional", "0.5", "\(100 + d)"]
              + ["\(d)", "\(d - 1)", "\(d + 1)", "\(20 * sparsity)", "0.5", "1"])
        }
      }
    }
    return GnuplotScript.Table(path: "results/mine.csv", header: header, rows: rows)
  }

  @Test("the result with its interval, against the longest list, a series for what varies")
  func everything() throws {
    let table = Self.table(decoders: ["mp", "amp"], N: [256, 4096], k: [1, 2, 4, 8, 16, 32])
    let figure = try FigureDescription(
      of: table, columns: Self.columns, request: .init(), title: "mine")
    let panel = figure.panels[0]
    #expect(panel.x.value == "{k}" && panel.x.logBase == 2 && panel.x.label == "sparsity k")
    #expect(panel.y.value == "{d}" && panel.y.low == "{d_low}" && panel.y.high == "{d_high}")
    #expect(panel.y.logBase == 10)
    let text = try GnuplotScript(
      figure: figure, outputStem: "mine", measured: table, theory: nil
    ).text()
    // The estimator follows from the decoder.
    for title in ["mp, N = 2^{8}", "mp, N = 2^{12}", "amp, N = 2^{8}", "amp, N = 2^{12}"] {
      #expect(text.contains("title '\(title)'"), "\(title)")
    }
    #expect(text.components(separatedBy: "yerrorbars").count == 5)
  }

  @Test("a request is followed, and refused where it does not fit")
  func requests() throws {
    let table = Self.table(decoders: ["mp"], N: [256], k: [1, 2, 4])
    var request = FigureDescription.Request()
    (request.x, request.y, request.by) = ("{d}/{k}", "dimensions_per_bit", ["ensemble"])
    request.logarithmic = "x"
    let panel = try FigureDescription(
      of: table, columns: Self.columns, request: request, title: ""
    ).panels[0]
    #expect(panel.x.value == "{d}/{k}" && panel.x.logBase == 10 && panel.y.logBase == nil)
    #expect(panel.y.low == "{d_low}/{entropy_bits}" && panel.series[0].by == ["ensemble"])
    for (x, flag) in [("absent", "--x"), ("decoder", "--x"), ("{d}/", "--x")] {
      request.x = x
      #expect {
        try FigureDescription(of: table, columns: Self.columns, request: request, title: "")
      } throws: { error in
        "\(error)".hasPrefix("\(flag): '\(x)'")
      }
    }
  }

  private func panel(_ yaml: String) throws -> FigureDescription.Panel {
    let node = try #require(try Yams.compose(yaml: "panels:\n  - \(yaml)\n"))
    return try FigureDescription(
      YAMLMapping(node, file: "test.yml"),
      columns: FigureColumns(measured: .init(Self.columns), theory: nil)
    ).panels[0]
  }

  @Test("a panel of two axes has bars and one series for each combination")
  func shortPanel() throws {
    let panel = try panel(#"{x: {value: "{k}"}, y: {value: "{dimensions_per_bit}"}}"#)
    #expect(panel.y.low == "{d_low}/{entropy_bits}")
    #expect(panel.series == [FigureDescription.Series()] && panel.key == nil)
    #expect(panel.y.label == "dimensions per bit d/H")
  }

  @Test("the key stands where no data is, or beside the panel")
  func keys() throws {
    func place(_ points: [(Int, Int)]) throws -> String {
      let table = GnuplotScript.Table(
        path: "t.csv", header: ["k", "d"], rows: points.map { ["\($0)", "\($1)"] })
      let axes = try panel(#"{x: {value: "{k}", range: "0:10"}, y: {value: "{d}", range: "0:10"}}"#)
      return PanelPoints(axes, measured: table, theory: nil).keyPlace(width: 0.3, height: 0.3)
    }
    #expect(try place([(1, 1), (9, 9)]) == "top left")
    #expect(try place([(1, 9), (9, 1)]) == "top right")
    #expect(try place([(1, 9), (5, 9), (9, 9)]) == "bottom right")
    #expect(try place((0...10).flatMap { x in (0...10).map { (x, $0) } }) == "outside right top")
  }

  @Test("a short logarithmic axis has labels at 1, 2 and 5")
  func ticks() throws {
    let axis = try panel(#"{x: {value: "{k}"}, y: {value: "{d}", log: 10}}"#).y
    let short = PanelPoints.Extent(axis, values: [0.3, 7])
    #expect(short?.shortTicks == [0.5, 1, 2, 5])
    #expect(PanelPoints.Extent(axis, values: [1, 1e4])?.shortTicks == nil)
  }

  @Test("one thing has one look in all panels: hollow is the same symbol, a curve keeps its dashes")
  func look() throws {
    var look = FigureStyle(named: ["mp": .init(color: "#009E73", symbol: 9)], curves: ["a", "b"])
    #expect(FigureStyle.pointType(9, isHollow: true) == "8")
    #expect(FigureStyle.pointType(17, isHollow: true) == "'☆' font ',12'")
    #expect(look.style(named: "mp:real")?.symbol == 9)
    let first = look.style(of: [("N", "256")])
    let second = look.style(of: [("N", "512")])
    #expect(look.style(of: [("N", "256")]).color == first.color && second.color != first.color)
    #expect(look.style(of: [("k", "4")]).color == first.color)
    #expect(look.line(ofCurve: "b", else: 7).dash == look.line(ofCurve: "b", else: 0).dash)
    #expect(look.line(ofCurve: "a", else: 7).dash != look.line(ofCurve: "b", else: 7).dash)
  }
}

@Suite("Values of expressions")
struct ExpressionValueTests {
  @Test(
    "an expression has gnuplot's value for a row",
    arguments: [
      ("{d}/({k}*log({N}))", 100 / (4 * 6.931_471_805_599_453)), ("{k}**2+1", 17), ("-{k}", -4),
      ("{d} > 50 ? {k} : {N}", 4), ("2*(1+sqrt({k}))**2", 18),
    ])
  func values(text: String, value: Double) throws {
    let row: [String: Double] = ["d": 100, "k": 4, "N": 1024]
    let found = try #require(FigureExpression.value(of: text) { row[$0] })
    #expect(abs(found - value) < 1e-12 * abs(value))
  }

  @Test(
    "where there is none, there is none",
    arguments: ["{x}", "1/({k}-4)", "log(0*{k})", "invnorm({k})"])
  func none(text: String) {
    #expect(FigureExpression.value(of: text) { $0 == "k" ? 4 : nil } == nil)
  }
}
