import Foundation
import Testing

@Suite("Bad input ends in one line and the right exit code")
struct BadInputTests {
  @Test(
    "flags",
    arguments: [
      ("success --decoder mp -N 16 -k 17 -d 8", "-k/--sparsity: k = 17 exceeds N = 16"),
      ("success --decoder mp -N 16 -k 0 -d 8", "-k/--sparsity: 0 is out of range"),
      ("success --decoder mp -N 16 -k 2 -d 0", "-d/--dimension: 0 is out of range"),
      ("success --decoder mp -N -16 -k 2 -d 8", "-N/--codewords: -16 is out of range"),
      ("success --decoder mp -N 16 -k -2 -d 8", "-k/--sparsity: -2 is out of range"),
      ("success --decoder mp -N many -k 2 -d 8", "-N/--codewords: 'many' is not a number"),
      ("success --decoder mp -N 1.5 -k 2 -d 8", "-N/--codewords: '1.5' is not an integer"),
      ("success --decoder mp -N 2^61 -k 2 -d 8", "-N/--codewords: 2305843009213693952 is out"),
      ("success --decoder mp -N 2^99 -k 2 -d 8", "-N/--codewords: '2^99' is out of range"),
      ("success --decoder mp -N 16 -k 2 -d 9..8:+1", "-d/--dimension: range '9..8:+1' is empty"),
      ("success --decoder mp -N 16 -k 2 -d 8..9:+0", "-d/--dimension: range '8..9:+0': a step"),
      ("success --decoder mp -N 16 -k 2 -d 8..9:*1", "-d/--dimension: range '8..9:*1': a factor"),
      ("success --decoder mp -N 16 -k 2 -d 8,8", "-d/--dimension: 8 is listed twice"),
      ("success --decoder mp -N 16 -k 2 -d 8 --noise -1", "--noise: -1 must be a noise power"),
      ("success --decoder mp -N 16 -k 2 -d 8 --noise nan", "--noise: 'nan' is not a number"),
      ("success --decoder mp -N 16 -k 2 -d 8 --trials 0", "--trials: 0 is out of range"),
      ("success --decoder mp -N 16 -k 2 -d 8 --trials -5", "--trials: -5 is out of range"),
      ("success --decoder mp -N 16 -k 2 -d 8 --seed x", "--seed: 'x' is not a number"),
      ("success --decoder mp -N 16 -k 2 -d 8 --jobs 0", "--jobs: '0' is not a whole number"),
      ("success --decoder mp -N 16 -k 2 -d 8 --format xml", "--format: 'xml' is none of"),
      ("success --decoder mp -N 16 -k 2 -d 8 --progress loud", "--progress: 'loud' is none of"),
      ("success --decoder mp -N 16 -k 2 -d 8 --shard 0/3", "--shard: '0/3' is not a part"),
      ("success --decoder mp -N 16 -k 2 -d 8 --shard 4/3", "--shard: '4/3' is not a part"),
      ("success --decoder mp -N 16 -k 2 -d 8 --max-time soon", "--max-time: 'soon' is not a time"),
      ("success --decoder magic -N 16 -k 2 -d 8", "--decoder: there is no decoder 'magic'"),
      (
        "success --decoder mp:fast -N 16 -k 2 -d 8",
        "--decoder: decoder 'mp' has no option 'fast'; it has real"
      ),
      ("success --decoder mp,mp -N 16 -k 2 -d 8", "--decoder: 'mp' is listed twice"),
      ("success --decoder nearest -N 16 -k 2 -d 8", "-k/--sparsity: decoder 'nearest' reads one"),
      (
        "success --decoder syndrome -N 16 -k 2 -d 8 --ensemble gaussian",
        "--ensemble: decoder 'syndrome'"
      ),
      ("success --decoder mp -N 16 -k 2 -d 8 --ensemble cube", "--ensemble: there is no ensemble"),
      ("success --decoder mp -N 16 -k 2 -d 8 --estimator guess", "--estimator: must be one of"),
      (
        "success --decoder amp -N 16 -k 2 -d 8 --estimator conditional",
        "--estimator: conditional does not cover decoder 'amp', whose run depends on all"
      ),
      (
        "success --decoder nearest -N 16 -k 1 -d 8 --ensemble sphere --estimator conditional",
        "--estimator: conditional does not cover"
      ),
      ("success --decoder mp -N 16 -k 2", "-d/--dimension: missing; give"),
      ("success -N 16 -k 2 -d 8", "--decoder: missing; give"),
      (
        "success --decoder mp -N 16 -k 2 -d 8 --dimensions-per-bit 1",
        "--dimensions-per-bit: stands"
      ),
      (
        "success --decoder mp -N 16 -k 2 --sparsity-exponent 0.5 -d 8",
        "--sparsity-exponent: stands"
      ),
      ("success --decoder mp -N 16 --sparsity-exponent 2 -d 8", "--sparsity-exponent: 2 must be"),
      ("dimension --decoder mp -N 16 -k 2 --target 0", "--target: 0 must be a probability"),
      ("dimension --decoder mp -N 16 -k 2 --target 1", "--target: 1 must be a probability"),
      ("dimension --decoder mp -N 16 -k 2 --precision 0", "--precision: 0 must be"),
      ("theory -N 16 -k 2 --curve guess", "--curve: there is no curve 'guess'"),
      ("theory -N 16 -k 17", "-k/--sparsity: k = 17 exceeds N = 16"),
      ("coherence -N 1 -d 8", "-N/--codewords: coherence needs at least two"),
      ("run experiments/none.yml --quick --full", "--quick: stands in place of --full"),
      ("benchmark --batch 0", "--batch: 0 is not a number from 1 to 65536"),
      ("benchmark --case A,,B", "--case: a name is missing"),
      ("benchmark --case A,A", "--case: 'A' is listed twice"),
      ("benchmark --decoder magic", "--decoder: there is no decoder 'magic'"),
      ("benchmark --decoder mp,mp", "--decoder: 'mp' is listed twice"),
      ("theory -N 16 -k 2 --shard 1/2", "--shard: theory is computed at once"),
      ("success -d 8 --decoder mp -N 16 -k 2 --dimension=9", "-d/--dimension: stands twice"),
      ("theory -N 16 -k 2 --noise -1 --noise 2", "--noise: stands twice"),
      ("theory -N 16 -k 2 --output a.csv --output b.csv", "--output: stands twice"),
      ("benchmark --case Z", "--case: 'Z' is none of A, B, C, D, E, F, G, H, I, J"),
      ("benchmark --runs 3 --budget 1s", "--runs and --budget: give one of them"),
      ("benchmark -N 4 -k 5 -d 3", "--sparsity: '5' is not a whole number from 1 to 4"),
      ("benchmark -N 4 -k 2 --case A", "-N, -k and -d: a case of your own takes all three"),
      (
        "list planets",
        "list: 'planets' is none of decoders, learners, curves, kinds, keys, columns, experiments, kernels"
      ),
    ])
  func flags(arguments: String, message: String) throws {
    let outcome = try Tool.run(arguments)
    #expect(outcome.exitCode == 64)
    #expect(outcome.firstError.hasPrefix("superpose: \(message)"), "\(outcome.standardError)")
    #expect(outcome.standardOutput.isEmpty)
  }

  @Test(
    "what the argument parser refuses",
    arguments: [
      ("success --colour red", "--colour"), ("sucess", "did you mean 'success'?"),
      ("theory -N", "-N"),
      ("success --decoder mp -N 16 -k 2 -d 8 extra", "extra"), ("run", "file.yml"),
      ("list", "what"), ("success --dry-run=maybe", "--dry-run"),
    ])
  func unknown(arguments: String, word: String) throws {
    let outcome = try Tool.run(arguments)
    #expect(outcome.exitCode == 64)
    #expect(outcome.firstError.contains(word), "\(outcome.standardError)")
  }

  @Test("a dictionary that no memory holds")
  func memory() throws {
    let outcome = try Tool.run(
      "success --decoder mp -N 2^50 -k 2 -d 1000 --trials 1 --estimator simulate")
    #expect(outcome.exitCode == 69)
    #expect(outcome.firstError.contains("of memory"))
  }

  @Test("files that are not there or not what they should be")
  func files() throws {
    let folder = try TemporaryFolder()
    try folder.write("blocks:\n  - kind: [\n", to: "syntax.yml")
    try folder.write("", to: "empty.yml")
    try folder.write(
      "blocks:\n  - {kind: theory, N: 16, k: 17}\n", to: "impossible.yml")
    for (file, exitCode, message) in [
      ("missing.yml", Int32(66), "missing.yml: there is no such experiment file"),
      (".", 66, ".: the experiment file cannot be read"),
      ("syntax.yml", 65, "syntax.yml:3: not valid YAML"),
      ("empty.yml", 65, "empty.yml:1: the file is empty"),
      ("impossible.yml", 65, "impossible.yml:2: blocks[0].k: k = 17 exceeds N = 16"),
    ] {
      let outcome = try Tool.run("run \(file)", directory: folder.path)
      #expect(outcome.exitCode == exitCode)
      #expect(outcome.firstError.hasPrefix("superpose: \(message)"), "\(outcome.standardError)")
    }
    // Nothing half-finished is left behind.
    #expect(folder.files == ["empty.yml", "impossible.yml", "syntax.yml"])
  }

  @Test("a standard stream that is closed")
  func closedStreams() throws {
    let folder = try TemporaryFolder()
    for (streams, exitCode) in [("<&-", 0), ("2>&-", 0), ("<&- 2>&-", 0), (">&-", 74)] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = [
        "-c", "exec '\(Tool.path)' theory -N 16 -k 1 --format csv --output x.csv \(streams)",
      ]
      process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == exitCode, "\(streams)")
      #expect(try folder.read("x.csv").hasSuffix("\n"))
    }
  }

  @Test("a file that is no result stays, whoever would replace it")
  func foreignFiles() throws {
    let folder = try TemporaryFolder()
    try folder.write("# Notes\n", to: "notes.md")
    for command in [
      "theory -N 16 -k 1", "success --decoder topk -N 16 -k 1 -d 8 --trials 8",
      "benchmark --case A --decoder topk --runs 1",
    ] {
      let outcome = try Tool.run("\(command) --output notes.md", directory: folder.path)
      #expect(outcome.exitCode == 73)
      #expect(outcome.firstError.hasPrefix("superpose: notes.md: exists and is no result"))
    }
    #expect(try folder.read("notes.md") == "# Notes\n" && folder.files == ["notes.md"])
  }

  @Test("outputs that cannot be created")
  func outputs() throws {
    let folder = try TemporaryFolder()
    let point = "success --decoder topk -N 16 -k 1 -d 8 --trials 8"
    for (output, message) in [
      ("none/x.csv", "cannot be created: there is no directory"), (".", "cannot be created"),
    ] {
      let outcome = try Tool.run("\(point) --output \(output)", directory: folder.path)
      #expect(outcome.exitCode == 73)
      #expect(outcome.firstError.contains(message), "\(outcome.standardError)")
    }
    let theory = try Tool.run("theory -N 16 -k 1 --output none/x.csv", directory: folder.path)
    #expect(theory.exitCode == 73)
    #expect(folder.files.isEmpty)
  }

  @Test("kernel tiers")
  func kernels() throws {
    let unknown = try Tool.run("list kernels", environment: ["SUPERPOSE_KERNELS": "mmx"])
    #expect(unknown.exitCode == 64)
    #expect(unknown.firstError.contains("SUPERPOSE_KERNELS: there is no kernel tier 'mmx'"))
    let foreign =
      try Tool.run("list kernels").standardOutput.split(separator: "\n")
      .first { $0.contains("not on this machine") }
    let tier = try #require(foreign?.split(separator: " ").first)
    let lacking = try Tool.run("list kernels", environment: ["SUPERPOSE_KERNELS": String(tier)])
    #expect(lacking.exitCode == 69)
  }

  @Test("a reader that goes away is no crash")
  func closedPipe() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c",
      "{ '\(Tool.path)' theory -N 2^20 -k 1..900:+1 --curve mp_rule; echo $? >&2; } | true",
    ]
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let text = String(
      decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(text == "74\n" || text == "0\n")
  }
}
