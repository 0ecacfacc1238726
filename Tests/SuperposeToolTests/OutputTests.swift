import Foundation
import Testing

/// What commands may write, where, and what they say when they end early.
@Suite("Outputs")
struct OutputTests {
  private static let measured = "success --decoder topk -N 32 -k 1 -d 8 --trials 8"

  /// A folder with a measured result and what the commands below read.
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let made = "encode -N 32 -k 1 -d 8 --trials 8 --output codes.npy --supports sent.csv"
    for command in ["\(Self.measured) --output y.csv", made] {
      #expect(try Tool.run(command, directory: folder.path).exitCode == 0)
    }
    return folder
  }

  @Test(
    "no command takes the place of a result that is not its own",
    arguments: [
      "theory -N 16 -k 1 --curve topk_rule --output y.csv",
      "benchmark --case A --decoder topk --runs 1 --output y.csv",
      "results . --output y.csv",
      "profile codes.npy --output y.csv",
      "decode codes.npy --decoder topk -N 32 -d 8 -k 1 --output y.csv",
      "compare codes.npy codes.npy --output y.csv",
      "compare codes.npy codes.npy --pairs y.csv",
      "encode -N 32 -k 1 -d 8 --trials 8 --output y.csv",
      "encode -N 32 -k 1 -d 8 --trials 8 --output c.npy --supports y.csv",
      "success --decoder topk --ensemble file:codes.npy -k 1 --trials 8 --confusions y.csv",
      "decode codes.npy --decoder topk -N 32 -d 8 -k 1 --supports sent.csv --confusions y.csv",
      "learn --learner sae:topk -N 16 -k 1 -d 8 --steps 2 --trials 8 --model y.csv",
      "report --results . --output y.csv",
    ])
  func others(command: String) throws {
    let folder = try folder()
    let before = try folder.read("y.csv")
    let outcome = try Tool.run(command, directory: folder.path)
    #expect(outcome.exitCode == 73, "\(outcome.standardError)")
    #expect(
      outcome.standardError.contains("y.csv: holds the complete result of 'superpose success"))
    #expect(outcome.standardError.contains("--replace"))
    #expect(try folder.read("y.csv") == before)
  }

  @Test("--replace gives a result up, and one's own earlier output needs none")
  func replaced() throws {
    let folder = try folder()
    let theory = "theory -N 16 -k 1 --curve topk_rule --output y.csv"
    #expect(try Tool.run("\(theory) --replace", directory: folder.path).exitCode == 0)
    #expect(try folder.read("y.csv").contains("topk_rule"))
    let other = "theory -N 32 -k 2 --curve mp_rule --output y.csv"
    #expect(try Tool.run(other, directory: folder.path).exitCode == 0)
    #expect(try folder.read("y.csv").contains("mp_rule"))
    for columns in ["file,curve", "file,N"] {
      let table = "results . --columns \(columns) --where curve=mp_rule --output all.csv"
      #expect(try Tool.run(table, directory: folder.path).exitCode == 0)
    }
    for _ in 0..<2 {
      let codes = "encode -N 32 -k 1 -d 8 --trials 8 --output codes.npy --supports sent.csv"
      #expect(try Tool.run(codes, directory: folder.path).exitCode == 0)
    }
    let encoded = "encode -N 32 -k 1 -d 8 --trials 8 --output y.csv --replace"
    #expect(try Tool.run(encoded, directory: folder.path).exitCode == 0)
  }

  @Test(
    "an input, or another output, is no output",
    arguments: [
      (
        "encode --ensemble file:codes.npy -k 1 --trials 8 --output codes.npy", 73,
        "is read by the same command"
      ),
      (
        "encode --ensemble file:codes.npy -k 1 --trials 8 --output ./codes.npy --replace", 73,
        "is read by the same command"
      ),
      (
        "success --decoder topk --ensemble file:codes.npy -k 1 --trials 8 --output z.csv "
          + "--confusions ./z.csv", 64, "is the file of --output too"
      ),
      (
        "encode -N 32 -k 1 -d 8 --trials 8 --output c.npy --supports c.npy", 64,
        "is the file of --output too"
      ),
      (
        "compare codes.npy codes.npy --output z.csv --pairs z.csv", 64,
        "is the file of --output too"
      ),
      ("encode -N 32 -k 1 -d 8 --trials 8 --output -", 64, "--output: takes a file"),
      (
        "encode -N 32 -k 1 -d 8 --trials 8 --output c.npy --supports -", 64,
        "--supports: takes a file"
      ),
      (
        "success --decoder topk --ensemble file:codes.npy -k 1 --trials 8 --confusions -", 64,
        "--confusions: takes a file"
      ),
      (
        "learn --learner sae:topk -N 16 -k 1 -d 8 --steps 2 --trials 8 --model -", 64,
        "--model: takes a file"
      ),
      ("compare codes.npy codes.npy --pairs -", 64, "--pairs: takes a file"),
    ])
  func conflicts(command: String, exitCode: Int32, message: String) throws {
    let folder = try folder()
    let before = (folder.files, try Data(contentsOf: folder.url("codes.npy")))
    let outcome = try Tool.run(command, directory: folder.path)
    #expect(outcome.exitCode == exitCode, "\(outcome.standardError)")
    #expect(outcome.standardError.contains(message), "\(outcome.standardError)")
    #expect(folder.files == before.0)
    #expect(try Data(contentsOf: folder.url("codes.npy")) == before.1)
  }

  @Test("run --output - prints the rows and makes no file")
  func standardOutput() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "blocks: [{kind: success, decoder: topk, N: 16, k: 1, d: [8, 9], trials: 8}]\n", to: "m.yml")
    let outcome = try Tool.run("run m.yml --output -", directory: folder.path)
    #expect(outcome.exitCode == 0 && outcome.rows.count == 3, "\(outcome.standardError)")
    #expect(folder.files == ["m.yml"])
  }

  @Test(
    "a named pipe is refused before anything waits for it",
    arguments: [
      measured, "theory -N 16 -k 1", "results .", "report --results .", "run m.yml",
      "encode -N 32 -k 1 -d 8 --trials 8",
    ])
  func pipes(command: String) throws {
    let folder = try folder()
    try folder.write(
      "blocks: [{kind: success, decoder: topk, N: 16, k: 1, d: 8, trials: 8}]\n", to: "m.yml")
    #expect(mkfifo(folder.url("ff").path, 0o600) == 0)
    let outcome = try Tool.run("\(command) --output ff", directory: folder.path)
    #expect(outcome.exitCode == 73)
    #expect(outcome.standardError.contains("ff: is a named pipe"), "\(outcome.standardError)")
  }

  @Test("a full device is a write error")
  func fullDevice() throws {
    let folder = try folder()
    for command in ["theory -N 16 -k 1", "encode -N 32 -k 1 -d 8 --trials 8", Self.measured] {
      let outcome = try Tool.run("\(command) --output /dev/full", directory: folder.path)
      #expect(outcome.exitCode == 74, "\(outcome.standardError)")
    }
  }

  @Test("theory looks at --max-time between rows")
  func theoryDeadline() throws {
    let folder = try TemporaryFolder()
    let outcome = try Tool.run(
      "theory -N 2^20 -k 1..50:+1 --curve mp_rule --max-time 1e-9 --output t.csv",
      directory: folder.path)
    #expect(outcome.exitCode == 75)
    #expect(outcome.standardError == "superpose: the time is up: 1 row is finished\n")
    let result = try folder.read("t.csv")
    #expect(result.contains("# status: partial, 1 row\n") && result.contains("mp_rule,1048576,1,"))
  }

  @Test("the theory of an experiment ends with --max-time, and what is measured stays")
  func theoryOfAnExperiment() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      blocks:
        - {kind: success, decoder: topk, codewords: 16, sparsity: 1, dimension: 8, trials: 8}
        - {kind: theory, codewords: 2^40, sparsity: "1..3000:+1", curve: counting_strong, target: 0.5}

      """, to: "m.yml")
    let outcome = try Tool.run("run m.yml --max-time 2 --progress none", directory: folder.path)
    #expect(outcome.exitCode == 75)
    #expect(
      outcome.standardError.contains(
        "m: the time is up: its theory is not finished; the same command computes it again\n"),
      "\(outcome.standardError)")
    #expect(try folder.read("results/m.csv").contains("# status: complete\n"))
    #expect(throws: (any Error).self) { try folder.read("results/m.theory.csv") }
  }

  @Test("theory that is interrupted says how far it came")
  func theoryInterrupted() throws {
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Tool.path)
    process.arguments = [
      "theory", "-N", "2^40", "-k", "1..3000:+1", "--curve", "counting_strong", "--target", "0.5",
    ]
    process.standardOutput = try folder.emptyFile("output")
    process.standardError = try folder.emptyFile("error")
    try process.run()
    // Interrupts are watched once the process is there; that takes moments, longer on a busy machine.
    Thread.sleep(forTimeInterval: 3)
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    let words = try folder.read("error")
    #expect(
      words.wholeMatch(of: /superpose: interrupted: [0-9]+ rows? (is|are) finished\n/) != nil,
      "\(words)")
  }

  @Test("what a user's text holds cannot steer the terminal")
  func controlCharacters() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "blocks: [{kind: success, decoder: \"m\\0p\\e[31m\", N: 16, k: 1, d: 8}]\n", to: "m.yml")
    let point = ["-N", "16", "-k", "1", "-d", "8"]
    for arguments in [
      ["run", "m.yml"], ["success", "--decoder", "m\u{1B}[31mp"] + point,
      ["success", "--decoder", "mp\nsuperpose: done"] + point,
      ["benchmark", "--decoder", "m\u{7}p"], ["success", "--colour\u{1B}[2J"],
      ["success\u{1B}[2J"], ["theory", "-N", "16", "-k", "1", "--output", "no\u{1B}[2J/x.csv"],
    ] {
      let outcome = try Tool.run(arguments, directory: folder.path)
      #expect(outcome.exitCode != 0)
      let isClean = outcome.standardError.unicodeScalars.allSatisfy { $0.value >= 32 || $0 == "\n" }
      #expect(isClean, "\(outcome.standardError.debugDescription)")
      #expect(!outcome.standardError.contains("\nsuperpose: done"))
    }
  }
}
