import Foundation
import SuperpositionCodes
import Testing

@Suite("Dictionaries from files in experiments")
struct DictionaryEnsembleTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Signs of a seed as a .npy file.
  private func writeSigns(_ name: String, count: Int, dimension: Int, seed: UInt64 = 1) throws {
    var generator = CounterBasedGenerator(Seed(seed))
    try write(
      name,
      (0..<count).map { _ in
        (0..<dimension).map { _ in generator.next() >> 63 == 0 ? 1.0 : -1.0 }
      })
  }

  private func write(_ name: String, _ rows: [[Double]]) throws {
    let bytes = NPYFormat.encoded(
      rows.flatMap { $0 }, rows: rows.count, columns: rows.first?.count ?? 0)
    try Data(bytes).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
  }

  private func run(_ arguments: String) throws -> Tool.Outcome {
    try Tool.run(arguments, directory: folder.path)
  }

  /// A field of a CSV's row, from one.
  private func field(_ column: String, _ outcome: Tool.Outcome, row: Int = 1) throws -> String {
    let lines = outcome.rows.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let place = try #require(lines.first?.firstIndex { $0 == column })
    return String(try #require(lines.count > row ? lines[row] : nil)[place])
  }

  @Test("N and d are the file's, trials independent, content and choices columns")
  func rows() throws {
    try writeSigns("signs.npy", count: 32, dimension: 300)
    let outcome = try run(
      "success --decoder topk --ensemble file:signs.npy -k 2 --trials 16 --unit-norm")
    #expect(outcome.exitCode == 0, "\(outcome.firstError)")
    #expect(outcome.standardError.contains("signs.npy, stored 32 x 300 <f8, unit norm, N = 32"))
    let expected = [
      ("ensemble", "file:signs.npy"), ("N", "32"), ("d", "300"), ("estimator", "simulate"),
      ("success", "1"), ("coefficients", "one"),
      ("supports", "uniform"), ("center", "false"), ("whiten", "false"), ("unit_norm", "true"),
    ]
    for (column, value) in expected { #expect(try field(column, outcome) == value, "\(column)") }
    let low = try #require(Double(try field("success_low", outcome)))
    #expect(abs(low - pow(0.025, 1.0 / 16)) < 1e-5)
    #expect(try field("dictionary_sha256", outcome).count == 64)
    #expect(outcome.standardOutput.contains("# dictionary sha256: "))
  }

  @Test("the flag is repeated, and each file is a point beside the laws")
  func repeated() throws {
    try writeSigns("a,b.npy", count: 16, dimension: 64)
    try writeSigns("c.npy", count: 24, dimension: 64, seed: 2)
    let outcome = try run(
      "success --decoder topk --ensemble file:a,b.npy --ensemble file:c.npy -k 1 --trials 8")
    #expect(outcome.exitCode == 0, "\(outcome.firstError)")
    #expect(try field("N", outcome, row: 2) == "24")
  }

  @Test("what cannot be is refused in a line, wrong usage on flags")
  func refusals() throws {
    try writeSigns("signs.npy", count: 32, dimension: 16)
    try writeSigns("wide.npy", count: 8, dimension: 16)
    try write("zero.npy", [[1, 2], [0, 0], [3, 4]])
    try write("nan.npy", [[1, .nan]])
    try folder.write("nothing", to: "no.npy")
    let point = "success --decoder topk -k 2 --trials 8 --ensemble"
    let cases: [(String, Int32, String)] = [
      ("\(point) file:signs.npy -N 33", 64, "-N/--codewords: file:signs.npy has N = 32"),
      ("\(point) file:signs.npy -d 15", 64, "-d/--dimension: file:signs.npy has d = 16"),
      ("\(point) file:signs.npy --dimensions-per-bit 1", 64, "--dimensions-per-bit: file:signs"),
      ("\(point) file:signs.npy --estimator conditional", 64, "--estimator: conditional does not"),
      ("\(point) rademacher,file:signs.npy -N 32 -d 16", 64, "--ensemble: 'file:signs.npy' stands"),
      ("\(point) file:signs.npy --rows 30..32", 64, "--rows: there is no row 32"),
      ("\(point) file:signs.npy --rows many", 64, "--rows: 'many' is no row"),
      ("\(point) file:signs.npy --exclude 0..31", 64, "--exclude: no row is left"),
      ("\(point) file:wide.npy --whiten", 64, "--whiten: needs more codewords than dimensions"),
      ("\(point) file:zero.npy", 65, "zero.npy: row 1 is zero"),
      ("\(point) file:nan.npy", 65, "nan.npy: row 0, coordinate 1 is not a finite number"),
      ("\(point) file:no.npy", 65, "no.npy: it is neither .npy nor .npz nor .safetensors"),
      ("\(point) file:signs.npy#W", 65, "signs.npy: a .npy file has one array and no names"),
      ("\(point) file:missing.npy", 66, "missing.npy: "),
      ("\(point) file:", 64, "--ensemble: there is no ensemble 'file:'"),
      ("\(point) rademacher -N 32 -d 16 --whiten", 64, "--whiten: applies to dictionaries from"),
      (
        "success --decoder topk -k 40 --ensemble file:signs.npy", 64,
        "-k/--sparsity: k = 40 exceeds"
      ),
      (
        "dimension --decoder topk -N 32 -k 2 --ensemble file:signs.npy", 64,
        "--ensemble: dimension does not take 'file:signs.npy'"
      ),
      (
        "success --decoder topk -N 32 -k 2 -d 16 --confusions c.csv", 64,
        "--confusions: is for dictionaries from files"
      ),
    ]
    for (arguments, code, message) in cases {
      let outcome = try run(arguments)
      #expect(outcome.exitCode == code, "\(arguments): \(outcome.standardError)")
      #expect(outcome.firstError.contains(message), "\(arguments): \(outcome.firstError)")
    }
  }

  @Test("experiment files: bad data, with the place")
  func experimentFiles() throws {
    try writeSigns("signs.npy", count: 32, dimension: 16)
    func block(_ lines: String...) -> String {
      "blocks:\n  - kind: success\n    decoder: topk\n    ensemble: [\"file:signs.npy\"]\n    k: 2\n"
        + "    trials: 8\n" + lines.map { "    \($0)\n" }.joined()
    }
    try folder.write(block("whiten: true", "rows: 0..29"), to: "good.yml")
    try folder.write(block("N: 31"), to: "count.yml")
    try folder.write(block("rows: 0..99"), to: "rows.yml")
    try folder.write(block("center: perhaps"), to: "choice.yml")
    #expect(try run("run good.yml --output good.csv").exitCode == 0)
    for (name, line, message) in [
      ("count", 7, "blocks[0].N: file:signs.npy has N = 32"),
      ("rows", 4, "--rows: there is no row 99"),
      ("choice", 7, "blocks[0].center: must be true or false"),
    ] {
      let outcome = try run("run \(name).yml --output \(name).csv")
      #expect(outcome.exitCode == 65, "\(name): \(outcome.standardError)")
      #expect(outcome.firstError.contains("\(name).yml:\(line): "), "\(outcome.firstError)")
      #expect(outcome.firstError.contains(message), "\(outcome.firstError)")
    }
  }

  @Test("a file that changed is an error on resume, replay and merge, never a mixture")
  func changedFile() throws {
    let point = "success --decoder topk --ensemble file:signs.npy -k 2 --trials 64"
    try writeSigns("signs.npy", count: 32, dimension: 16)
    #expect(try run("\(point) --output a.csv").exitCode == 0)
    #expect(try run("\(point) --shard 1/2 --output one.csv").exitCode == 0)
    #expect(try run("replay a.csv --row 1").exitCode == 0)
    #expect(try run("verify a.csv").exitCode == 0)

    try writeSigns("signs.npy", count: 32, dimension: 16, seed: 2)
    let resumed = try run("\(point) --output a.csv")
    #expect(resumed.exitCode == 65, "\(resumed.standardError)")
    #expect(resumed.standardError.contains("other contents of an input file"))
    let replayed = try run("replay a.csv --row 1")
    #expect(replayed.exitCode == 65, "\(replayed.standardError)")
    #expect(replayed.firstError.contains("is not the dictionary of this work any more"))
    #expect(try run("\(point) --shard 2/2 --output two.csv").exitCode == 0)
    let merged = try run("merge one.csv two.csv")
    #expect(merged.exitCode == 65, "\(merged.standardError)")
    #expect(try run("\(point) --output a.csv --replace").exitCode == 0)

    try FileManager.default.removeItem(atPath: "\(folder.path)/signs.npy")
    #expect(try run("replay a.csv --row 1").exitCode == 66)
    let verified = try run("verify a.csv")
    #expect(verified.exitCode == 0, "\(verified.standardError)")
    #expect(verified.standardError.contains("cannot be measured again here"))
  }

  @Test("merge needs no dictionary")
  func merge() throws {
    let point = "success --decoder topk --ensemble file:signs.npy -k 2,3 --trials 64"
    try writeSigns("signs.npy", count: 32, dimension: 16)
    #expect(try run("\(point) --output whole.csv").exitCode == 0)
    for part in 1...2 {
      #expect(try run("\(point) --shard \(part)/2 --output \(part).csv").exitCode == 0)
    }
    try FileManager.default.removeItem(atPath: "\(folder.path)/signs.npy")
    let merged = try run("merge 1.csv 2.csv --output merged.csv")
    #expect(merged.exitCode == 0, "\(merged.standardError)")
    let tables = try ["whole.csv", "merged.csv"].map {
      try folder.read($0).split(separator: "\n").filter { !$0.hasPrefix("#") }
    }
    #expect(tables[0] == tables[1])
  }

  @Test("codes made and read again, with the size told and by the residual")
  func encodeAndDecode() throws {
    try writeSigns("signs.npy", count: 64, dimension: 400)
    for dictionary in ["--ensemble file:signs.npy --exclude 3", "-N 64 -d 400 --seed 7"] {
      let made = try run(
        "encode \(dictionary) -k 3 --trials 9 --output codes.npy --supports sent.csv")
      #expect(made.exitCode == 0, "\(made.firstError)")
      for size in ["-k 3", "-k 9 --size residual:1e-6", "-k 5 --size threshold:0.5"] {
        let read = try run(
          "decode codes.npy --decoder topk \(dictionary) \(size) --supports sent.csv "
            + "--confusions confusions.csv --output read.csv --format csv --replace")
        #expect(read.exitCode == 0, "\(read.firstError)")
        #expect(read.rows.count == 10)
        for row in 1...9 {
          #expect(try field("precision", read, row: row) == "1", "\(size)")
          #expect(try field("recall", read, row: row) == "1", "\(size)")
        }
      }
      #expect(try folder.read("confusions.csv").hasSuffix("code,missed,intruder,cosine,step\n"))
    }
    let wrong = try run("decode codes.npy --decoder topk -N 64 -d 401 -k 3")
    #expect(wrong.exitCode == 65 && wrong.firstError.contains("400 numbers"))
    let rule = try run("decode codes.npy --decoder topk -N 64 -d 400 -k 3 --size half")
    #expect(rule.exitCode == 64 && rule.firstError.contains("--size: 'half' is neither"))
  }

  @Test("of two codewords that are nearly the same one is taken for the other")
  func confusions() throws {
    var rows = (0..<20).map { row in (0..<200).map { $0 % 20 == row ? 1.0 : 0.0 } }
    rows[7] = rows[4]
    rows[7][7] = 0.1
    try write("twins.npy", rows)
    let outcome = try run(
      "success --decoder topk --ensemble file:twins.npy -k 4 --noise 0.01 --trials 200 --confusions c.csv"
    )
    #expect(outcome.exitCode == 0, "\(outcome.firstError)")
    let lines = try folder.read("c.csv").split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(lines[0] == "decoder,ensemble,k,noise,code,missed,intruder,cosine,step")
    #expect(lines.count > 1)
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      #expect(fields[6] == "4" || fields[6] == "7", "\(line)")
    }
    #expect(try folder.read("c.features.csv").contains("codeword,on,missed,falsely_named"))
  }

  @Test("the maximum sparsity of a random file has the effective dimension d")
  func sparsity() throws {
    try writeSigns("signs.npy", count: 256, dimension: 64)
    let outcome = try run(
      "sparsity --decoder topk --ensemble file:signs.npy --target 0.5 --trials 3000 --precision 0.03"
    )
    #expect(outcome.exitCode == 0, "\(outcome.firstError)")
    func number(_ column: String) throws -> Double {
      try #require(Double(try field(column, outcome)))
    }
    #expect(try number("k_low") <= number("k") && number("k") <= number("k_high"))
    let effective = try number("effective_dimension")
    #expect(effective > 55 && effective < 75, "\(effective)")
    #expect(try field("fraction_of_limit", outcome) == "")
    let drawn = try run("sparsity --decoder topk -N 256 -d 64 --target 0.5 --precision 0.03")
    #expect(drawn.exitCode == 0, "\(drawn.firstError)")
    #expect(try field("estimator", drawn) == "conditional")
    #expect(try field("effective_dimension", drawn) == "")
    #expect(try field("fraction_of_limit", drawn) != "")
  }
}
