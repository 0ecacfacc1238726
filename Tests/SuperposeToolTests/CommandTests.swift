import Foundation
import Testing

@Suite("Commands")
struct CommandTests {
  @Test("list keys and list columns print what flags and results have")
  func listsOfKeysAndColumns() throws {
    let keys = try Tool.run("list keys")
    #expect(keys.exitCode == 0)
    for name in ["codewords, N", "precision", "curve"] {
      #expect(keys.standardOutput.split(separator: "\n").contains { $0.hasPrefix(name) }, "\(name)")
    }
    let columns = try Tool.run("list columns").standardOutput
    #expect(columns.contains("dimension d_low ") && columns.contains("theory bits_per_dimension "))
    #expect(try Tool.run("success --help").standardOutput.contains("(default: 1000)"))
  }

  @Test(
    "every command explains itself",
    arguments: [
      "", "success", "dimension", "theory", "coherence", "run", "plot", "list",
    ])
  func help(command: String) throws {
    let outcome = try Tool.run("\(command) --help")
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardOutput.contains("USAGE: superpose"))
    #expect(outcome.standardOutput.contains("EXAMPLE"))
    #expect(outcome.standardError.isEmpty)
  }

  @Test("version")
  func version() throws {
    let outcome = try Tool.run("--version")
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardOutput.wholeMatch(of: /1\.0\.0 \([-.0-9A-Za-z]+\)\n/) != nil)
    let made = try Tool.run("theory -N 16 -k 2 --format csv --output /dev/stdout").standardOutput
    #expect(made.contains("# version: 1.0.0\n# commit: "))
  }

  @Test("theory rows have the contract's columns and values")
  func theory() throws {
    let outcome = try Tool.run("theory -N 2^20 -k 256 --target 0.9")
    #expect(outcome.exitCode == 0)
    #expect(
      outcome.rows.first
        == "curve,N,k,noise,target,d,bits_per_dimension,dimensions_per_bit,coefficients")
    // The table of checked values: scipy in double precision.
    #expect(outcome.rows.contains { $0.hasPrefix("counting_converse,1048576,256,0,,680.7") })
    #expect(outcome.rows.contains { $0.hasPrefix("ml_union_bound,1048576,256,0,0.9,713,") })
    #expect(outcome.rows.contains { $0.hasPrefix("amp_state_evolution,1048576,256,0,,224") })
    #expect(outcome.rows.contains { $0.hasPrefix("bp_statistical_dimension,1048576,256,0,,2705.") })
    #expect(!outcome.rows.contains { $0.contains("awgn") })
  }

  @Test("sixteen million codewords of a thousand signs, 2 GB, are read in less than 100 MB")
  func memory() throws {
    let (bytes, exitCode) = try Tool.peakMemory(
      ["success", "--decoder", "topk", "-N", "2^24", "-k", "8", "-d", "1000"]
        + ["--estimator", "simulate", "--trials", "8"])
    #expect(exitCode == 0)
    #expect(bytes > 1 << 20 && bytes < 100_000_000, "\(bytes)")
  }

  @Test("success rows, in the three formats")
  func success() throws {
    let point = "success --decoder topk -N 64 -k 2 -d 1,200 --trials 16 --estimator simulate"
    let csv = try Tool.run(point)
    #expect(csv.exitCode == 0)
    #expect(
      csv.rows == [
        "decoder,ensemble,N,k,d,noise,estimator,trials,success,success_low,success_high,"
          + "entropy_bits,bits_per_dimension,seed,members_found,false_members,not_converged,"
          + "bias_bound,effective_draws,coefficients,supports,dictionary_sha256,center,whiten,unit_norm",
        csv.rows[1],
        "topk,rademacher,64,2,200,0,simulate,16,1,0.606738,1,10.9773,0.0548864,1,1,0,0,,,"
          + "one,uniform,,,,",
      ])
    #expect(csv.rows[1].hasPrefix("topk,rademacher,64,2,1,0,simulate,16,0,0,"))
    #expect(csv.standardOutput.hasPrefix("# superpose result"))

    let json = try Tool.run("\(point) --format json").standardOutput
    let rows =
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
    #expect(rows?.count == 2)
    #expect(rows?[1]["decoder"] as? String == "topk" && rows?[1]["success"] as? Double == 1)
    #expect(rows?[1]["bias_bound"] is NSNull)

    let table = try Tool.run("\(point) --format table").standardOutput
    #expect(table.split(separator: "\n").count == 3 && !table.contains(","))
  }

  @Test("the same bytes for one worker and for two")
  func jobs() throws {
    let point = "success --decoder mp,amp -N 256 -k 4 -d 40,60 --trials 300 --estimator simulate"
    let one = try Tool.run("\(point) --jobs 1").rows
    #expect(one.count == 5)
    #expect(try Tool.run("\(point) --jobs 2").rows == one)
    #expect(try Tool.run("\(point) --jobs 2 --seed 2").rows != one)
    let search = "dimension --decoder topk,amp -N 256 -k 4 --trials 200 --precision 0.1"
    let searched = try Tool.run("\(search) --jobs 1").rows
    #expect(searched.count == 5)
    #expect(try Tool.run("\(search) --jobs 2").rows == searched)
  }

  @Test("dimension rows: d between its bounds, rates its inverse")
  func dimension() throws {
    let outcome = try Tool.run(
      "dimension --decoder mp -N 4096 -k 16 --target 0.5 --format json --trials 2000")
    let rows = try JSONSerialization.jsonObject(with: Data(outcome.standardOutput.utf8))
    let row = try #require((rows as? [[String: Any]])?.first)
    let value = try #require(row["d"] as? Double)
    let low = try #require(row["d_low"] as? Double)
    let high = try #require(row["d_high"] as? Double)
    let entropy = try #require(row["entropy_bits"] as? Double)
    let rate = try #require(row["bits_per_dimension"] as? Double)
    #expect(low < value && value < high && abs(rate * value / entropy - 1) < 1e-4)
    // An independent simulation has 0.572 (0.006) at d = 132.
    #expect(value > 122 && value < 132)
  }

  @Test("auto is conditional where that applies, else simulation")
  func estimators() throws {
    let outcome = try Tool.run("success --decoder mp,amp -N 64 -k 2 -d 30 --trials 16")
    #expect(outcome.rows[1].contains(",conditional,16,"))
    #expect(outcome.rows[2].contains(",simulate,16,"))
  }

  @Test("an output file holds what standard output would have, and is resumed")
  func output() throws {
    let folder = try TemporaryFolder()
    let point = "success --decoder topk -N 64 -k 2 -d 20,30 --trials 64 --estimator simulate"
    let direct = try Tool.run(point)
    let first = try Tool.run("\(point) --output x.csv", directory: folder.path)
    #expect(first.exitCode == 0 && first.standardOutput.isEmpty)
    let written = try folder.read("x.csv")
    #expect(
      written.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init) == direct.rows)
    let again = try Tool.run("\(point) --output x.csv", directory: folder.path)
    #expect(again.exitCode == 0 && again.standardError.contains("nothing is left to do"))
    #expect(try folder.read("x.csv") == written)
  }

  @Test("--dry-run prints the units and writes nothing")
  func dryRun() throws {
    let folder = try TemporaryFolder()
    let outcome = try Tool.run(
      "success --decoder mp -N 4096 -k 16 -d 132 --trials 20000 --dry-run --output x.csv",
      directory: folder.path)
    #expect(outcome.exitCode == 0)
    #expect(outcome.rows.first?.hasSuffix("seconds,memory_mb,unit") == true)
    #expect(outcome.rows.count > 1 && outcome.standardError.contains("units, about"))
    #expect(folder.files.isEmpty)
  }

  @Test("an experiment gives its results, theory and nothing else without a figure")
  func experiment() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      title: Small
      blocks:
        - {kind: success, decoder: topk, N: 64, k: 2, d: [20, 30], trials: 16, estimator: simulate}
        - {kind: theory, N: 64, k: 2, curve: topk_rule}
      """, to: "small.yml")
    let outcome = try Tool.run("run small.yml", directory: folder.path)
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
    #expect(folder.files == ["results", "small.yml"])
    let measured = try folder.read("results/small.csv")
    #expect(measured.contains("#|     dimension: [20, 30]"))
    let theory = try folder.read("results/small.theory.csv")
    #expect(theory.split(separator: "\n").last?.hasPrefix("topk_rule,64,2,0,,") == true)
    let again = try Tool.run("run small.yml", directory: folder.path)
    #expect(again.exitCode == 0)
    #expect(try folder.read("results/small.csv") == measured)
    #expect(try folder.read("results/small.theory.csv") == theory)
  }

  @Test("without gnuplot every experiment is measured and older pictures stay")
  func withoutGnuplot() throws {
    let folder = try TemporaryFolder()
    for name in ["one", "two"] {
      try folder.write(
        """
        blocks:
          - {kind: theory, N: 64, k: [1, 2], curve: topk_rule}
        figure:
          terminals: svg
          panels:
            - x: {value: "{k}"}
              y: {value: "{d}"}
              theory: [{curve: topk_rule}]
        """, to: "\(name).yml")
    }
    let none = ["PATH": "/nonexistent"]
    let outcome = try Tool.run("run one.yml two.yml", environment: none, directory: folder.path)
    #expect(outcome.exitCode == 69)
    #expect(outcome.standardError.contains("plots/one.gp is written"))
    #expect(outcome.standardError.contains("plots/two.gp is written"))
    #expect(try folder.read("results/two.theory.csv").contains("topk_rule"))
    try folder.write("an older picture", to: "plots/one.svg")
    let plot = "plot one --experiments ."
    #expect(try Tool.run(plot, environment: none, directory: folder.path).exitCode == 69)
    #expect(try folder.read("plots/one.svg") == "an older picture")
    #expect(try Tool.run(plot, directory: folder.path).exitCode == 0)
    let picture = try folder.read("plots/one.svg")
    #expect(picture.contains("<svg") && picture.contains("topk"))
    #expect(try Tool.run(plot, environment: none, directory: folder.path).exitCode == 0)
  }

  @Test("theory takes the flags of how a command runs")
  func theoryRuns() throws {
    let point = "theory -N 64 -k 2 --curve topk_rule"
    let plain = try Tool.run(point)
    let flags = "--jobs 1 --max-time 1m --progress none"
    #expect(try Tool.run("\(point) \(flags)").rows == plain.rows)
    let dry = try Tool.run("\(point) --dry-run")
    #expect(dry.exitCode == 0 && dry.rows == ["experiment,state,seconds,memory_mb,unit"])
    #expect(dry.standardError.contains("theory: no units"))
  }

  @Test("verify goes on after a file that it cannot read")
  func verifyGoesOn() throws {
    let folder = try TemporaryFolder()
    try folder.write("a,b\n1\n", to: "a.csv")
    _ = try Tool.run("theory -N 64 -k 2 --output b.csv", directory: folder.path)
    let outcome = try Tool.run("verify .", directory: folder.path)
    #expect(outcome.exitCode == 65)
    #expect(outcome.standardError.contains("a.csv:2: the row has 1 fields"))
    #expect(outcome.standardOutput.contains("b.csv,"))
  }

  @Test("lists of what there is")
  func lists() throws {
    let decoders = try Tool.run("list decoders").standardOutput
    for name in ["threshold", "threshold:map", "topk", "nearest", "mp"] {
      #expect(decoders.split(separator: "\n").contains { $0.hasPrefix("\(name) ") })
    }
    let curves = try Tool.run("list curves").standardOutput
    #expect(curves.split(separator: "\n").count >= 15)
    #expect(try Tool.run("list kernels").standardOutput.contains("in use"))
    let folder = try TemporaryFolder()
    try folder.write(
      "title: A title\nblocks:\n  - {kind: theory, N: 4, k: 1}\n", to: "a.yml")
    let experiments = try Tool.run("list experiments --experiments \(folder.path)")
    #expect(experiments.standardOutput == "a  A title\n")
  }
}
