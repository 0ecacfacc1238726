import ArgumentParser
import Foundation
import Runs
import SuperpositionCodes
import SuperpositionEstimation
import SuperpositionExperiments

/// `superpose compare`
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Two dictionaries of one dimension, matched codeword by codeword.",
    discussion: """
      Pairs the codewords of both files so that the sum of their cosines is as large as possible. \
      Up to 2^24 pairs the best matching is computed exactly; beyond, each codeword has its \
      nearest ones as candidates, and suboptimality bounds how much the mean cosine of the best \
      matching can be above the one found.

      Rows: N of both, d, matched, mean_cosine, fraction_above_0.7, 0.8 and 0.9 of the matched, \
      unmatched rows of either file, suboptimality. JSON has the provenance in it; the flags for \
      rows, orientation and norms apply to both files.

      EXAMPLES
        superpose compare sae_seed1.safetensors sae_seed2.safetensors --format json
        superpose compare a.npy b.npz#W_dec --pairs pairs.csv
      """)

  @Argument(help: ArgumentHelp("The first dictionary, FILE or FILE#TENSOR.", valueName: "a"))
  var first: String

  @Argument(help: ArgumentHelp("The second dictionary.", valueName: "b"))
  var second: String

  @OptionGroup(title: "The dictionaries") var choices: DictionaryFileOptions

  @Option(
    "Candidates of each codeword when there are more than 2^24 pairs.", default: "24",
    value: "number")
  var candidates: String?

  @Option(
    "Write the pairs (rows of both files and their cosine) to this CSV file.", value: "file.csv")
  var pairs: String?

  @OptionGroup var options: ComputedResultOptions

  func run() async throws {
    let (format, path, workers) = try options.parsed()
    try checkOutputs(path)
    let offered = try candidates.map { try FlagValue.number("--candidates", $0, in: 1...1024) }
    let left = try DictionaryFileOptions.load(choices.file(first))
    let right = try DictionaryFileOptions.load(choices.file(second))
    guard left.dimension == right.dimension else {
      throw ExperimentError(
        .badData,
        "\(first) has d = \(left.dimension) and \(second) has d = \(right.dimension): codewords "
          + "of different dimensions have no cosine")
    }
    let matching = try await DictionaryMatching(
      left.entries, right.entries, dimension: left.dimension, candidates: offered ?? 24,
      jobs: workers)
    let rows = Self.rows(left, right, matching)
    let provenance =
      RunProvenance.lines + GeometryText.provenance("first", left)
      + GeometryText.provenance("second", right)
    let result = ResultFile(
      header: Self.header,
      rows: rows.map { [$0.quantity, GeometryText.value($0.value)] }, provenance: provenance)
    if let pairs {
      let table = ResultFile(
        header: Self.pairsHeader,
        rows: matching.pairs.map {
          [
            String(left.rows[$0.first]), String(right.rows[$0.second]),
            NumberFormat.real($0.cosine),
          ]
        }, provenance: provenance)
      try table.write(to: pairs)
    }
    if let path { try result.write(to: path) }
    switch format {
    case .json: try StandardOutput.write(Self.json(rows, provenance))
    case .csv, .table, .markdown: try StandardOutput.write(format?.text(of: result) ?? "")
    case nil: break
    }
  }

  private static let header = ["quantity", "value"]
  private static let pairsHeader = ["first", "second", "cosine"]

  private func checkOutputs(_ path: String?) throws {
    func table(_ header: [String]) -> ResultFile {
      ResultFile(header: header, rows: [], provenance: RunProvenance.lines)
    }
    var files = OutputFiles(replacesOthers: options.output.replace)
    try files.addTable("--output", path, table(Self.header))
    try files.addTable("--pairs", pairs, table(Self.pairsHeader))
  }

  private static func rows(
    _ left: LoadedDictionary, _ right: LoadedDictionary, _ matching: DictionaryMatching
  ) -> [(quantity: String, value: Double)] {
    [
      ("first_N", Double(left.codewordCount)), ("second_N", Double(right.codewordCount)),
      ("d", Double(left.dimension)), ("matched", Double(matching.pairs.count)),
      ("mean_cosine", matching.meanCosine),
      ("fraction_above_0.7", matching.fraction(above: 0.7)),
      ("fraction_above_0.8", matching.fraction(above: 0.8)),
      ("fraction_above_0.9", matching.fraction(above: 0.9)),
      ("first_unmatched", Double(matching.unmatchedFirst)),
      ("second_unmatched", Double(matching.unmatchedSecond)),
      ("suboptimality", matching.suboptimality),
    ]
  }

  /// One object: the quantities, and the provenance as an object of its own.
  private static func json(
    _ rows: [(quantity: String, value: Double)], _ provenance: [ResultFile.Provenance]
  ) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    func text(_ value: String) throws -> String {
      String(decoding: try encoder.encode(value), as: UTF8.self)
    }
    let lines = try provenance.map { "    \(try text($0.key)): \(try text($0.value))" }
    let members = rows.map { "  \"\($0.quantity)\": \(NumberFormat.real($0.value))" }
    return "{\n\(members.joined(separator: ",\n")),\n  \"provenance\": {\n"
      + "\(lines.joined(separator: ",\n"))\n  }\n}\n"
  }
}
