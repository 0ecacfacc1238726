import Runs
import Testing
import Yams

@testable import SuperpositionFigures

struct FigureExpressionTests {
  @Test(
    "expressions of shipped figures and their values",
    arguments: [
      ("{d}/({k}*log({N}))", nil), ("({tau}>1e-6?{tau}:1e-6)", nil),
      ("2*(1+sqrt(x))**2/(1-x)", nil),
      ("-2**2", -4), ("7/2", 3), ("7/2.0", 3.5), ("1 ? 2 : 1/0.5", 2), ("2**-1.0", 0.5),
      ("(1e-3+.5)*2", 1.002), ("!0 && 3 > 2", 1), ("7 % 4", 3), ("10-2-3", 5), ("pi > 3", 1),
    ] as [(String, Double?)])
  func values(text: String, value: Double?) throws {
    #expect(try FigureExpression(text, variables: ["x"]).constant == value)
  }

  @Test func columnsAreNamed() throws {
    #expect(try FigureExpression("{d}/({k}*log({N}))").columns == ["d", "k", "N"])
    #expect(try FigureExpression("x", variables: ["x"]).columns.isEmpty)
  }

  @Test(
    "what gnuplot could not draw",
    arguments: [
      "", " ", "d", "1/0", "1%0", "{d})", "({d}", "{d", "{d} {k}", "log({d}", "foo({d})", "log",
      "{d}+", "`ls`", "system(\"ls\")", "\"text\"", "$1", "@x", "1e999", "1..2", "{d};{k}", "a=1",
      "1 ? 2", "atan2({d})", "é", "{d}**", "0.0/0.0*1", "2**9999", "{d} % 2",
      "x%2", "7 % 2.0",
      String(repeating: "(", count: 5000), String(repeating: "-", count: 5000),
    ])
  func flaws(text: String) {
    #expect(throws: FigureExpression.Flaw.self) { try FigureExpression(text, variables: ["x"]) }
  }

  private func figure(
    value: String = "{d}", more: String = "", series: String = "{by: [decoder]}",
    curve: String = "mp_rule", hasTheory: Bool = true
  ) throws -> FigureDescription {
    let yaml = """
      panels:
        - x: {value: "{k}"}
          y: {value: "\(value)", label: "a label", log: 2\(more)}
          series: [\(series)]
          theory: [{curve: \(curve)}]
      """
    func table(_ names: [String], _ values: [String: [String]]) -> FigureColumns.Table {
      FigureColumns.Table(
        names.map { ColumnDescription(name: $0, holdsNames: ["decoder", "curve"].contains($0)) },
        values: values)
    }
    let columns = FigureColumns(
      measured: table(["decoder", "k", "d", "success"], ["decoder": ["mp", "topk"]]),
      theory: table(["curve", "k", "d"], ["curve": ["mp_rule", "counting_strong"]]),
      hasTheory: hasTheory)
    let node = try #require(try Yams.compose(yaml: yaml))
    return try FigureDescription(YAMLMapping(node, file: "f.yml"), columns: columns)
  }

  @Test func columnsAreThoseOfTheTables() throws {
    _ = try figure()
    for (wrong, message) in [
      ("{decoder}", "f.yml:3: panels[0].y.value: '{decoder}': the column 'decoder' holds names"),
      (
        "{succes}",
        "f.yml:3: panels[0].y.value: '{succes}': there is no column 'succes' "
          + "(did you mean 'success'?); there are decoder, k, d, success"
      ),
      (
        "{success}",
        "f.yml:5: panels[0].theory[0].value: the axis' '{success}' needs one of theory's"
      ),
    ] {
      let error = #expect(throws: ExperimentError.self) { try figure(value: wrong) }
      #expect(error?.exitCode == .badData && error?.message.hasPrefix(message) == true, "\(error!)")
    }
    for series in ["{by: [decoders]}", "{only: {kk: ['1']}}", "{title: '{N}'}", "{value: '{q}'}"] {
      #expect(throws: ExperimentError.self) { try figure(series: series) }
    }
    _ = try figure(series: "{title: 'at 2^{10} {k}'}")
  }

  @Test(
    "axes",
    arguments: [
      ("1e300", false), ("1e19", false), ("-1e300", false), ("2.5", false), ("1e18", false),
      ("-0", false), ("0", false), ("1", false), ("10", true), ("2", true),
    ])
  func logarithms(base: String, isFine: Bool) throws {
    let yaml = "panels: [{x: {value: '{k}'}, y: {value: '{d}', log: \(base)}}]"
    let node = try #require(try Yams.compose(yaml: yaml))
    let result = Result { try FigureDescription(YAMLMapping(node, file: "f.yml")) }
    switch result {
    case .success(let figure): #expect(isFine && figure.panels[0].y.logBase == Int(base))
    case .failure(let error):
      #expect(!isFine && (error as? ExperimentError)?.exitCode == .badData, "\(error)")
    }
  }

  @Test(
    "ranges",
    arguments: [
      ("0", false), ("a:b", false), ("1:1", false), ("0:10", false), ("-1:*", false),
      ("1:2:3", false), ("1e-6:*", true), ("*:100", true), (":", true), ("2**2:2**10", true),
    ])
  func ranges(text: String, isFine: Bool) throws {
    let result = Result { try figure(more: ", range: \"\(text)\"") }
    switch result {
    case .success: #expect(isFine)
    case .failure(let error):
      #expect(!isFine && "\(error)".contains("f.yml:3: panels[0].y.range"), "\(error)")
    }
  }

  @Test func namesAreThoseOfTheRows() throws {
    _ = try figure(series: "{only: {decoder: [mp, topk], k: ['99']}}")
    for (attempt, message) in [
      (
        { try figure(series: "{only: {decoder: omp}}") },
        "f.yml:4: panels[0].series[0].only: no row has the decoder 'omp' (did you mean 'mp'?); "
          + "there are mp, topk"
      ),
      (
        { try figure(curve: "counting_stron") },
        "f.yml:5: panels[0].theory[0].curve: no row has the curve 'counting_stron' (did you mean "
          + "'counting_strong'?); there are mp_rule, counting_strong"
      ),
      (
        { try figure(hasTheory: false) },
        "f.yml:5: panels[0].theory[0].curve: there is no theory block, whose rows it would draw"
      ),
    ] as [(() throws -> FigureDescription, String)] {
      let error = #expect(throws: ExperimentError.self) { try attempt() }
      #expect(error?.exitCode == .badData && error?.message == message, "\(error!)")
    }
  }

  @Test(
    "formats of tick labels",
    arguments: [
      ("%g", true), ("%.2f m", true), ("10^{%L}", true), ("%.0s%c", true), ("%g %%", true),
      ("", true), ("none", true), ("%n%s%s", false), ("%q", false), ("%", false),
      ("%5.3.2f", false), ("%*d", false), ("%d", false), ("%g %", false), ("%.999f", false),
    ])
  func formats(text: String, isFine: Bool) throws {
    let result = Result { try figure(more: ", format: \"\(text)\"") }
    switch result {
    case .success(let figure): #expect(isFine && figure.panels[0].y.format == text)
    case .failure(let error):
      #expect(!isFine && "\(error)".contains("f.yml:3: panels[0].y.format: "), "\(error)")
    }
  }
}
