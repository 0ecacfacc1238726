import ArgumentParser
import Runs
import SuperpositionCodes
import SuperpositionEstimation
import SuperpositionExperiments

/// `superpose profile`
struct ProfileCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "What to know of a dictionary in a file before measuring with it.",
    discussion: """
      Reads .npy, .npz and .safetensors; the tensor is W_dec, w_dec, decoder.weight or the only \
      matrix, or FILE#NAME. Its rows are the codewords unless --transpose is given.

      Rows: N and d; quantiles of the norms; mean_norm, the norm of the mean codeword; \
      participation_rank, how many directions carry the spread of the codewords; \
      condition_number of the matrix (inf if N < d), and whitening_condition_number of its \
      covariance, above 1e8 of which whitening is refused; coherence, the largest |cosine| of two \
      codewords; quantiles of each codeword's nearest cosine; exact_duplicates of an earlier \
      codeword; zero_rows.

      EXAMPLES
        superpose profile sae_weights.safetensors
        superpose profile embeddings.npy --rows 0..9999 --format json
      """)

  @Argument(help: ArgumentHelp("The dictionary, FILE or FILE#TENSOR.", valueName: "file"))
  var file: String

  @OptionGroup(title: "The dictionary") var choices: DictionaryFileOptions
  @OptionGroup var options: ComputedResultOptions

  func run() async throws {
    let (format, path, workers) = try options.parsed()
    try options.output.check(
      ResultFile(header: ["quantity", "value"], rows: [], provenance: RunProvenance.lines))
    let dictionary = try DictionaryFileOptions.load(choices.file(file))
    let profile = try await DictionaryProfile(
      entries: dictionary.entries, dimension: dictionary.dimension, jobs: workers)
    let result = ResultFile(
      header: ["quantity", "value"],
      rows: profile.rows.map { [$0.quantity, GeometryText.value($0.value)] },
      provenance: RunProvenance.lines + GeometryText.provenance("dictionary", dictionary))
    if let path { try result.write(to: path) }
    if let format { try StandardOutput.write(format.text(of: result)) }
  }
}

/// What the commands of a dictionary's geometry write.
enum GeometryText {
  /// A number, `inf` for an infinite one, empty for none.
  static func value(_ value: Double?) -> String {
    guard let value else { return "" }
    return value == .infinity ? "inf" : NumberFormat.real(value)
  }

  /// Where a dictionary comes from.
  static func provenance(
    _ key: String, _ dictionary: LoadedDictionary
  ) -> [ResultFile.Provenance] {
    [
      ResultFile.Provenance(key, dictionary.provenance),
      ResultFile.Provenance("\(key) sha256", dictionary.sha256),
    ]
  }
}
