import Foundation
import Runs
import Testing

/// Results are not lost by accident.
struct ReplacementTests {
  private let topk = "success --decoder topk -N 32 -k 1 --trials 8"

  @Test("a result of another experiment stays unless --replace is given")
  func others() throws {
    let folder = try TemporaryFolder()
    #expect(try Tool.run("\(topk) -d 8 --output x.csv", directory: folder.path).exitCode == 0)
    let before = try (folder.read("x.csv"), folder.read("x.ledger"))
    let other = "dimension --decoder topk -N 32 -k 1 --trials 64 --output x.csv"
    let refused = try Tool.run(other, directory: folder.path)
    #expect(refused.exitCode == 73)
    #expect(
      refused.firstError.hasPrefix(
        "superpose: x.csv: holds the complete result of 'superpose success"))
    #expect(refused.firstError.contains("--replace"))
    #expect(try (folder.read("x.csv"), folder.read("x.ledger")) == before)
    // A larger grid of the same units goes on from them.
    let larger = try Tool.run("\(topk) -d 8,9 --output x.csv", directory: folder.path)
    #expect(larger.exitCode == 0 && larger.firstError.contains("kept 1 of 2 units"))
    let replaced = try Tool.run("\(other) --replace", directory: folder.path)
    #expect(replaced.exitCode == 0)
    #expect(try folder.read("x.csv").contains("d_low"))
  }

  @Test("a merge of too few parts does not replace a complete result")
  func merges() throws {
    let folder = try TemporaryFolder()
    let grid = "\(topk) -d 8..40:+8 --estimator simulate"
    #expect(try Tool.run("\(grid) --output x.csv", directory: folder.path).exitCode == 0)
    for part in 1...2 {
      let shard = "\(grid) --shard \(part)/2 --output part\(part).csv"
      #expect(try Tool.run(shard, directory: folder.path).exitCode == 0)
    }
    let whole = try folder.read("x.csv")
    let refused = try Tool.run("merge part1.csv --output x.csv", directory: folder.path)
    #expect(refused.exitCode == 73 && refused.firstError.contains("holds the complete result"))
    #expect(try folder.read("x.csv") == whole)
    let forced = try Tool.run("merge part1.csv --output x.csv --replace", directory: folder.path)
    #expect(forced.exitCode == 65 && forced.firstError.contains("shard 2/2"))
    let merged = try Tool.run("merge part1.csv part2.csv --output x.csv", directory: folder.path)
    #expect(merged.exitCode == 0)
    let rows = { (text: String) in text.split(separator: "\n").filter { !$0.hasPrefix("#") } }
    #expect(try rows(folder.read("x.csv")) == rows(whole))
  }

  @Test("--output - is standard output")
  func standardOutput() throws {
    let folder = try TemporaryFolder()
    for command in ["theory -N 16 -k 1 --curve topk_rule", "\(topk) -d 8"] {
      let outcome = try Tool.run("\(command) --output -", directory: folder.path)
      #expect(outcome.exitCode == 0 && outcome.rows.count == 2)
    }
    #expect(folder.files.isEmpty)
  }

  @Test("help and version that nobody can read are errors", arguments: ["--help", "--version"])
  func fullDevice(flag: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "'\(Tool.path)' \(flag) > /dev/full"]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 74)
  }

  @Test("time that runs out has an exit code of its own")
  func timeLimit() throws {
    let folder = try TemporaryFolder()
    let long =
      "success --decoder mp -N 2^16 -k 64 -d 600 --trials 4000 --estimator simulate --jobs 1"
    let outcome = try Tool.run("\(long) --max-time 0.05 --output x.csv", directory: folder.path)
    #expect(outcome.exitCode == 75)
    #expect(outcome.standardError.contains("the time is up"))
  }

  @Test(
    "a mistake in a figure is found before anything is measured",
    arguments: ["d", "{d})", "1/0", "{decoder}", "{dd}"])
  func figures(value: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      blocks: [{kind: success, decoder: topk, N: 16, k: 1, d: 8, trials: 8}]
      figure: {panels: [{x: {value: "{d}"}, y: {value: "\(value)"}, series: [{by: [decoder]}]}]}
      """, to: "f.yml")
    for command in ["run f.yml", "run f.yml --dry-run"] {
      let outcome = try Tool.run(command, directory: folder.path)
      #expect(outcome.exitCode == 65)
      #expect(outcome.firstError.hasPrefix("superpose: f.yml:2: figure.panels[0].y.value: "))
    }
    #expect(folder.files == ["f.yml"])
  }

  @Test(
    "names in a figure that no row will have are found before anything is measured",
    arguments: [
      ("series: [{only: {decoder: omp}}]", "series[0].only: no row has the decoder 'omp'"),
      (
        "theory: [{curve: counting_stron}]",
        "theory[0].curve: no row has the curve 'counting_stron' (did you mean 'counting_strong'?)"
      ),
      ("theory: [{curve: mp_rule}]", "theory[0].curve: no row has the curve 'mp_rule'"),
      ("y: {value: '{d}', format: '%q'}", "y.format: '%q'"),
    ])
  func figureNames(part: String, message: String) throws {
    let folder = try TemporaryFolder()
    let axis = part.hasPrefix("y:") ? "" : "y: {value: '{d}'}, "
    try folder.write(
      """
      blocks:
        - {kind: success, decoder: topk, N: 16, k: 1, d: 8, trials: 8}
        - {kind: success, decoder: bp, N: 16, k: 1, d: 8, trials: 8, efforts: full}
        - {kind: theory, N: 16, k: 1, curve: [counting_strong, topk_rule]}
      figure:
        panels:
          - {x: {value: '{k}'}, \(axis)\(part)}
          - {x: {value: '{k}'}, y: {value: '{d}'}, series: [{only: {decoder: bp}}]}
      """, to: "f.yml")
    for command in ["run f.yml", "run f.yml --dry-run"] {
      let outcome = try Tool.run(command, directory: folder.path)
      #expect(outcome.exitCode == 65)
      #expect(
        outcome.firstError.hasPrefix("superpose: f.yml:7: figure.panels[0].\(message)"),
        "\(outcome.standardError)")
    }
    #expect(folder.files == ["f.yml"])
  }

  @Test("a forged ledger is refused with its name, the unit and the field")
  func forgedLedger() throws {
    let folder = try TemporaryFolder()
    let command = "\(topk) -d 8,9 --estimator simulate --output x.csv"
    #expect(try Tool.run(command, directory: folder.path).exitCode == 0)
    let lines = try folder.read("x.ledger").split(separator: "\n").map { text in
      let line = try LedgerLine(bytes: Array(text.utf8))
      let forged = line.record.fields.map {
        (name: $0.name, value: $0.name == "members_found" ? "191" : $0.value)
      }
      return LedgerLine(identity: line.identity, record: UnitRecord(forged)).text
    }
    try folder.write(lines.map { $0 + "\n" }.joined(), to: "x.ledger")
    let outcome = try Tool.run(command, directory: folder.path)
    #expect(outcome.exitCode == 65)
    let error = outcome.standardError
    #expect(error.contains("superpose: x.ledger: the record of 'success decoder=topk"), "\(error)")
    #expect(error.contains("has members_found = 191, more than 8"), "\(error)")
  }

  @Test("grids of a file that are too large name the file")
  func largeGrids() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "blocks: [{kind: success, decoder: topk, N: \"1..2000:+1\", k: 1, d: \"1..2000:+1\"}]\n",
      to: "big.yml")
    let outcome = try Tool.run("run big.yml", directory: folder.path)
    #expect(outcome.exitCode == 65 && outcome.firstError.hasPrefix("superpose: big.yml: the grid"))
    try folder.write("blocks: []\n", to: "é.yml")
    try folder.write(
      "blocks: [{kind: theory, N: 16, k: 1}]\n", to: "ü.yml")
    let named = try Tool.run("run ü.yml", directory: folder.path)
    #expect(named.exitCode == 65 && named.firstError.contains("the file's name"))
  }
}
