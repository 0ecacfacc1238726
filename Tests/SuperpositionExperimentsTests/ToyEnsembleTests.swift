import Runs
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation
import TestSupport
import Testing

@testable import SuperpositionExperiments

/// A law of codewords as somebody adds one: this record with what makes its dictionary, whole in one
/// file, and one line that lists it. Columns of a Walsh-Hadamard matrix, with rows chosen by the seed.
private let toy = Ensemble.Kind("toy", number: 1000, storage: .dense) { wanted in
  var generator = CounterBasedGenerator(wanted.seed)
  let rows = (0..<wanted.dimension).map { row in
    wanted.ensemble.argument == "first"
      ? row % wanted.codewordCount : Int(generator.uniform() * Double(wanted.codewordCount))
  }
  let entries: [Float] = (0..<wanted.codewordCount).flatMap { column in
    rows.map { ($0 & column).nonzeroBitCount.isMultiple(of: 2) ? 1 : -1 }
  }
  return DenseCodebook(
    ensemble: wanted.ensemble, entries: entries, codewordCount: wanted.codewordCount,
    dimension: wanted.dimension)
}.with {
  $0.forms = ["toy:ROWS"]
  $0.accepts = { $0.map { ["first", "any"].contains($0) } ?? true }
  $0.objection = { _, count in
    count.nonzeroBitCount == 1 ? nil : "needs a power of two, not N = \(count)"
  }
}

@Suite("An ensemble is one file and one line")
struct ToyEnsembleTests {
  private let directory: ScratchDirectory

  init() throws {
    directory = try ScratchDirectory()
  }

  private func run(_ block: String) async throws -> ResultFile {
    try await Ensemble.Kind.with(toy) {
      let experiment = try Experiment(
        yaml: "blocks:\n  - \(block)\n", file: "toy.yml", name: "toy", effort: .default)
      let run = try ExperimentRun(
        experiment,
        files: ExperimentFiles(
          name: "toy", results: directory.file("results"), plots: directory.file("plots")),
        options: RunOptions(jobs: 2, report: { _ in }))
      return try #require(try await run.run(provenance: [])).result
    }
  }

  private func column(_ name: String, of result: ResultFile) throws -> [String] {
    let position = try #require(result.header.firstIndex(of: name))
    return result.rows.map { $0[position] }
  }

  /// All rows of the matrix make an orthogonal dictionary, which every decoder reads.
  @Test func success() async throws {
    let result = try await run(
      "{kind: success, decoder: [topk, mp, bp], ensemble: ['toy:first', toy, rademacher], N: 64, k: 4, "
        + "d: [4, 64], trials: 24}")
    let ensembles = try column("ensemble", of: result)
    let dimensions = try column("d", of: result)
    let successes = try column("success", of: result).compactMap(Double.init)
    #expect(successes.count == 18)
    for (place, success) in successes.enumerated() {
      if dimensions[place] == "4" {
        #expect(success < 0.5)
      } else if ensembles[place] == "toy:first" {
        #expect(success == 1)
      }
    }
    #expect(Set(ensembles) == ["toy:first", "toy", "rademacher"])
  }

  /// Rows that are drawn tell codewords apart as independent entries do, but for those drawn twice.
  @Test func dimension() async throws {
    let result = try await run(
      "{kind: dimension, decoder: mp, ensemble: [toy, gaussian], estimator: simulate, N: 64, k: 2, "
        + "target: 0.5, precision: 0.1, trials: 400}")
    let places = try column("d", of: result).compactMap(Double.init)
    #expect(places.count == 2 && places[0] > 0.8 * places[1] && places[0] < 4 * places[1])
  }

  @Test func listed() async throws {
    try await Ensemble.Kind.with(toy) {
      #expect(Ensemble(rawValue: "toy:any")?.kind == toy && Ensemble(rawValue: "toy:none") == nil)
      let names = Ensemble.names().joined(separator: ", ")
      #expect(names.contains("bch, toy, ") && names.hasSuffix("toy:ROWS"))
      for count in ["65", "[64, 65]"] {
        #expect(throws: ExperimentError.self) {
          try Experiment(
            yaml:
              "blocks:\n  - {kind: success, decoder: mp, ensemble: toy, N: \(count), k: 2, d: 9}\n",
            file: "toy.yml", name: "toy", effort: .default)
        }
      }
    }
    #expect(Ensemble(rawValue: "toy") == nil)
  }
}
