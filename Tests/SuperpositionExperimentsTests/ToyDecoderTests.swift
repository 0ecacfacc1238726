import Foundation
import Runs
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation
import TestSupport
import Testing

@testable import SuperpositionExperiments

/// A decoder as somebody adds one: this type, whole in one file, and one line that lists it.
private struct ToyDecoder: Decoder {
  static let family = DecoderFamily(
    "toy", "the k largest |<f_i, x>|", options: [("nothing", "the same")],
    cost: DecoderCost(passes: { _ in 1 }, secondsPerEntry: 1e-9),
    guess: { .topK($1) }, benchmark: .oneStep,
    style: DecoderFamily.Style(color: "#123456", symbol: 11)
  ) { ToyDecoder(name: $0 == nil ? "toy" : "toy:nothing") }

  let name: String
  var ensembles: Set<Ensemble.Kind> { Set(Ensemble.Kind.all) }
  var dictionaryAccess: DictionaryAccess { .onePass }

  func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Double {
    16 * Double(codewordCount)
  }

  func batchDecoder(for codebook: any Codebook, model: SignalModel) throws -> BatchDecoder {
    { codes in
      codes.map { code in
        let scores = codebook.correlations(with: code.realCoordinates).map { abs($0) }
        let order = scores.indices.sorted {
          scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1
        }
        return Decoding(support: Support(order.prefix(model.sparsity)))
      }
    }
  }
}

@Suite("A decoder is one file and one line")
struct ToyDecoderTests {
  private let directory: ScratchDirectory

  init() throws {
    directory = try ScratchDirectory()
  }

  private func run(_ name: String, _ yaml: String) async throws -> ResultFile {
    try await DecoderCatalog.with(ToyDecoder.family) { try await runListed(name, yaml) }
  }

  private func runListed(_ name: String, _ yaml: String) async throws -> ResultFile {
    let experiment = try Experiment(
      yaml: yaml, file: "\(name).yml", name: name, effort: .default)
    let run = try ExperimentRun(
      experiment,
      files: ExperimentFiles(
        name: name, results: directory.file("results"), plots: directory.file("plots")),
      options: RunOptions(jobs: 1, report: { _ in }))
    let outcome = try await run.run(provenance: [])
    try run.draw(after: outcome)
    return try #require(outcome).result
  }

  private func column(_ name: String, of result: ResultFile) throws -> [Double] {
    let position = try #require(result.header.firstIndex(of: name))
    return result.rows.compactMap { Double($0[position]) }
  }

  @Test("success with a figure, on signs and on real codewords")
  func success() async throws {
    let result = try await run(
      "toy-success",
      """
      blocks:
        - {kind: success, decoder: [toy, "toy:nothing", topk], ensemble: [rademacher, gaussian], N: 64, k: 2, d: [4, 200], trials: 24}
      figure:
        title: Toy
        panels:
          - x: {value: "{d}"}
            y: {value: "{success}"}
            series:
              - {by: [decoder], title: "{decoder}"}
      """)
    let successes = try column("success", of: result)
    #expect(successes.count == 12)
    #expect(successes.contains { $0 < 0.5 } && successes.contains { $0 > 0.9 })
    // The option changes nothing: the same codes, the same answers.
    let decoders = result.header.firstIndex(of: "decoder").map { at in result.rows.map { $0[at] } }
    let byDecoder = Dictionary(grouping: zip(decoders ?? [], successes), by: \.0)
    #expect(byDecoder["toy"]?.map(\.1) == byDecoder["toy:nothing"]?.map(\.1))
    let script = try String(
      contentsOfFile: directory.file("plots/toy-success.gp"), encoding: .utf8)
    #expect(script.contains("#123456"))
    #expect(FileManager.default.fileExists(atPath: directory.file("plots/toy-success.svg")))
  }

  @Test("a search for the minimum dimension")
  func dimension() async throws {
    let result = try await run(
      "toy-dimension",
      """
      blocks:
        - {kind: dimension, decoder: [toy, topk], estimator: simulate, N: 64, k: 1, target: 0.5, precision: 0.1, trials: 400}
      """)
    let places = try column("d", of: result)
    // Of one codeword among 64 the signs make two for the toy: it needs a little more.
    #expect(places.count == 2 && places[0] > 3 && places[0] < 20)
    #expect(places[0] > 0.9 * places[1])
  }

  @Test("a benchmark at the dimension of its class")
  func benchmark() async throws {
    try await DecoderCatalog.with(ToyDecoder.family) {
      let decoder = try DecoderCatalog.decoder(named: "toy")
      let own = BenchmarkCase.all[0]
      #expect(own.dimension(for: "toy") == own.oneStepDimension)
      let small = BenchmarkCase(codewordCount: 128, sparsity: 2, dimension: 150)
      let benchmark = Benchmark(seed: Seed(1), effort: .runs(3))
      let dictionary = try await benchmark.dictionary(small, dimension: 150, workers: 1)
      let row = try await benchmark.measure(
        decoder, case: small, dictionary: dictionary, batch: 4, workers: 2)
      #expect(row.decoder == "toy" && row.milliseconds.count == 3 && row.success > 0.5)
    }
  }

  @Test("it is listed where it was added, and nowhere else")
  func listed() async throws {
    try await DecoderCatalog.with(ToyDecoder.family) {
      #expect(DecoderCatalog.families.last?.name == "toy")
      #expect(DecoderError.unknownDecoder("x").description.contains("toy"))
      let entries = try Inventory.decoders.entries(experiments: "")
      #expect(entries.contains { $0.name == "toy:nothing" })
    }
    #expect(DecoderCatalog.family(of: "toy") == nil)
  }
}
