import ArgumentParser
import Foundation
import Runs
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation
import SuperpositionExperiments
import SuperpositionNumerics

/// `superpose benchmark`
struct BenchmarkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Speed of every decoder on the built-in cases A to E, or F to L if named.",
    discussion: """
      Milliseconds per decoded code, with the success rate beside every time; making the \
      dictionary and the codes is not in it. Cases (N, k, d): A 2^14 16 300, B 2^16 32 640, \
      C 2^16 64 1100, D 2^18 64 1250, E 2^20 64 1400; threshold and topk run where they succeed, \
      at d = 1000, 2200, 4600, 5200, 5800. Of designed dictionaries: F plain 2^16 256 1600 beside \
      G staircase 2^16 256 780; bch: H 2^20 256 5120, I 2^60 256 15360, J 2^20 256 3700. \
      Of real rows, Gaussian ones: K 30522 32 384, L 2^16 32 768. Columns after peak_mb: \
      dictionary_mb is the dictionary, working_mb what decoding adds to the resident memory.

      EXAMPLES
        superpose benchmark --case B --decoder mp,omp
        superpose benchmark --case E --decoder mp --batch 32 --threads 2
        superpose benchmark --case H,I --decoder syndrome
        superpose benchmark -N 2^20 -k 256 -d 2300 --decoder amp
        superpose benchmark --case C --output now.csv --compare before.csv
      """)

  @Option("Cases.", default: "A,B,C,D,E", value: "letters", name: .customLong("case"))
  var cases: String?

  @Option("With -k and -d: a case of your own.", value: "number", name: [.customShort("N"), .long])
  var codewords: String?

  @Option("Its active codewords.", value: "number", name: [.customShort("k"), .long])
  var sparsity: String?

  @Option("Its dimension.", value: "number", name: [.customShort("d"), .long])
  var dimension: String?

  @Option("The law of its codewords.", default: "rademacher", value: "name")
  var ensemble: String?

  @Option("Decoders with their options.", default: defaultDecoders, value: "names")
  var decoder: String?

  @Option("Codes decoded together.", default: "1,32", value: "list")
  var batch: String?

  @Option(
    "Workers that share a batch.", default: "1", value: "number",
    name: [.customLong("threads"), .customLong("jobs")])
  var threads: String?

  @Option("Timed runs of each row, in place of --budget.", value: "number")
  var runs: String?

  @Option(
    "Time for each row, such as 5s; at least three runs, unless they are very long.", default: "2s",
    value: "time")
  var budget: String?

  @Option("The seed of all random numbers.", default: "1", value: "number")
  var seed: String?

  @Option(
    "Also print how many times as fast each row is as in this earlier benchmark.", value: "file.csv"
  )
  var compare: String?

  @OptionGroup(title: "Output") var output: OutputOptions

  private static let defaultDecoders = DecoderCatalog.families.filter(\.isBenchmarkedByDefault)
    .map(\.name).joined(separator: ",")

  private static let header = [
    "case", "N", "k", "d", "decoder", "batch", "threads", "runs", "median_ms", "min_ms", "max_ms",
    "success", "peak_mb", "dictionary_mb", "working_mb", "ensemble",
  ]

  func run() async throws {
    let format = try output.parsedFormat()
    let path = try output.parsedOutput()
    try output.check(
      ResultFile(header: Self.header, rows: [], provenance: RunProvenance.lines))
    let comparison = try compare.map { try BenchmarkComparison(path: $0) }
    let cases = try parsedCases()
    let decoders = try parsedDecoders(for: cases)
    let batches = try parsedBatches()
    let workers = try threads.map { try FlagValue.number("--threads", $0, in: 1...1024) } ?? 1
    guard runs == nil || budget == nil else {
      throw ExperimentError(.usage, "--runs and --budget: give one of them")
    }
    let effort: Benchmark.Effort =
      try runs.map { .runs(try FlagValue.number("--runs", $0, in: 1...1_000_000)) }
      ?? .seconds(try FlagValue.seconds("--budget", budget ?? "2s"))
    let seedNumber = try seed.map { try FlagValue.number("--seed", $0, in: 0...Int.max) } ?? 1
    let benchmark = Benchmark(seed: Seed(UInt64(seedNumber)), effort: effort)

    let provenance =
      RunProvenance.lines + [
        ResultFile.Provenance("processor", Self.processor),
        ResultFile.Provenance("openblas", BLAS.coreType),
      ]
    for line in provenance where ["processor", "kernels", "openblas"].contains(line.key) {
      Self.say("\(line.key): \(line.value)")
    }

    let finished = FinishedRows(
      ResultFile(header: Self.header, rows: [], provenance: provenance), path: path,
      format: format)
    for benchmarkCase in cases {
      let decoders = decoders.filter { $0.ensembles.contains(benchmarkCase.ensemble.kind) }
      let dimensions = Set(decoders.map { benchmarkCase.dimension(for: $0.name) }).sorted()
      for dimension in dimensions {
        let dictionary = try await benchmark.dictionary(
          benchmarkCase, dimension: dimension, workers: workers)
        // Others may be made as they are read, of any size.
        if dictionary is RademacherDictionary,
          let bandwidth = Benchmark.bandwidth(of: dictionary).map(Self.describe)
        {
          let label = "case \(benchmarkCase.name), d = \(dimension)"
          Self.say("\(label): \(bandwidth)")
          finished.add(ResultFile.Provenance(label, bandwidth))
        }
        for decoder in decoders where benchmarkCase.dimension(for: decoder.name) == dimension {
          for batch in batches {
            let row = try await benchmark.measure(
              decoder, case: benchmarkCase, dictionary: dictionary, batch: batch,
              workers: workers)
            finished.add(Self.fields(row))
            Self.say(
              "case \(benchmarkCase.name) \(decoder.name), batch \(batch): "
                + "\(NumberFormat.real(row.median)) ms per code, success \(row.success)")
          }
        }
      }
    }
    let result = try finished.finish()
    comparison?.lines(result).forEach(Self.say)
  }

  /// Shows a line of the measurement as it goes on.
  private static func say(_ line: String) {
    StandardError.write(line + "\n")
  }

  private func parsedCases() throws -> [BenchmarkCase] {
    if codewords != nil || sparsity != nil || dimension != nil {
      guard let codewords, let sparsity, let dimension, cases == nil else {
        throw ExperimentError(
          .usage, "-N, -k and -d: a case of your own takes all three, and no --case")
      }
      let count = try FlagValue.number("--codewords", codewords, in: 1...(1 << 60))
      let law = ensemble ?? Ensemble.rademacher.rawValue
      guard let ensemble = Ensemble(rawValue: law) else {
        throw ExperimentError(.usage, "--ensemble: there is no ensemble '\(law)'")
      }
      return [
        BenchmarkCase(
          codewordCount: count,
          sparsity: try FlagValue.number("--sparsity", sparsity, in: 1...count),
          dimension: try FlagValue.number("--dimension", dimension, in: 1...(1 << 30)),
          ensemble: ensemble)
      ]
    }
    guard ensemble == nil else {
      throw ExperimentError(.usage, "--ensemble: the built-in cases have ensembles of their own")
    }
    guard let cases else { return BenchmarkCase.random }
    return try FlagValue.names("--case", cases).map { name in
      guard let found = BenchmarkCase.all.first(where: { $0.name == name }) else {
        throw ExperimentError(
          .usage,
          "--case: '\(name)' is none of \(BenchmarkCase.all.map(\.name).joined(separator: ", "))")
      }
      return found
    }
  }

  private func parsedDecoders(for cases: [BenchmarkCase]) throws -> [any Decoder] {
    let names = try FlagValue.names("--decoder", decoder ?? Self.defaultDecoders)
    return try names.compactMap { name in
      let decoder: any Decoder
      do {
        decoder = try DecoderCatalog.decoder(named: name)
      } catch let error as DecoderError {
        throw ExperimentError(
          .usage, "--decoder: \(error.description)\(DecoderCatalog.suggestion(for: name))")
      }
      guard cases.contains(where: { decoder.ensembles.contains($0.ensemble.kind) }),
        DecoderCatalog.family(of: name)?.benchmarkClass != .singleSymbol
      else {
        if self.decoder == nil { return nil }
        throw ExperimentError(
          .usage, "--decoder: '\(name)' decodes none of the cases (their k is above 1)")
      }
      return decoder
    }
  }

  private func parsedBatches() throws -> [Int] {
    do {
      let values = try NumberList.integers(batch ?? "1,32")
      guard let wrong = values.first(where: { !(1...65536).contains($0) }) else { return values }
      throw ExperimentError(.usage, "--batch: \(wrong) is not a number from 1 to 65536")
    } catch let error as NumberListError {
      throw ExperimentError(.usage, "--batch: \(error)")
    }
  }

  private static func describe(_ bandwidth: Benchmark.Bandwidth) -> String {
    String(
      format: "streaming read %.1f GB/s, one codeword against all %.1f GB/s (%.0f%%)",
      bandwidth.streaming / 1e9, bandwidth.oneCodeword / 1e9,
      100 * bandwidth.oneCodeword / bandwidth.streaming)
  }

  private static func fields(_ row: Benchmark.Row) -> [String] {
    func megabytes(_ bytes: Int?) -> String {
      NumberFormat.real(bytes.map { (Double($0) / 1e4).rounded() / 100 })
    }
    return [
      row.benchmarkCase.name, String(row.benchmarkCase.codewordCount),
      String(row.benchmarkCase.sparsity), String(row.dimension), row.decoder, String(row.batch),
      String(row.workers), String(row.milliseconds.count), NumberFormat.real(row.median),
      NumberFormat.real(row.milliseconds.first), NumberFormat.real(row.milliseconds.last),
      NumberFormat.real(row.success), megabytes(row.peakBytes), megabytes(row.dictionaryBytes),
      megabytes(row.workingBytes), row.benchmarkCase.ensemble.rawValue,
    ]
  }

  private static var processor: String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
      ?? "unknown"
  }
}
