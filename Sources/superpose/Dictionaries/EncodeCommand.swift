import ArgumentParser
import Runs
import SuperpositionCodes
import SuperpositionEstimation
import SuperpositionExperiments

/// `superpose encode`
struct EncodeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode",
    abstract: "Codes of one dictionary, as a .npy file, with what was sent.",
    discussion: """
      Writes --trials codes of k codewords each as the rows of a .npy file (double precision), and \
      with --supports what each of them sends: code, members, coefficients, the lists separated by \
      spaces. A dictionary that is not a file's is drawn from --seed; 'superpose decode' draws the \
      same one from the same N, d and seed.

      EXAMPLES
        superpose encode -N 4096 -k 16 -d 256 --trials 100 --output codes.npy --supports sent.csv
        superpose encode --ensemble file:embeddings.npy -k 8 --trials 50 --output codes.npy
      """)

  @OptionGroup(title: "The codes") var codes: GivenCodesOptions
  @OptionGroup(title: "A dictionary from a file") var choices: DictionaryFileOptions
  @Option(Keys.trials, help: "How many codes. (default: \(Keys.trials.standardText ?? ""))")
  var trials: String?

  @Option("Where the codes go, a .npy file.", value: "file.npy")
  var output: String?

  @Option("Where the supports go.", value: "file.csv")
  var supports: String?

  @OptionGroup var replacing: ReplaceOptions

  @OptionGroup var workers: WorkerOptions

  func run() async throws {
    let workers = try workers.count
    guard let output, !output.isEmpty else {
      throw ExperimentError(.usage, "--output: missing; give the .npy file that the codes go to")
    }
    let given = try GivenCodes(
      flags: BlockSettings(flags: codes.texts + choices.texts + [(Keys.trials, trials)]),
      areRead: false)
    var outputs = OutputFiles(
      replacesOthers: replacing.replace, inputs: (given.source?.file.path).map { [$0] } ?? [])
    try outputs.addFile("--output", output)
    var sent = ResultFile(
      header: ["code", "members", "coefficients"], rows: [],
      provenance: RunProvenance.lines + given.provenance)
    try outputs.addTable("--supports", supports, sent)
    given.dictionaryNotices.forEach { StandardError.say($0) }
    guard Double(given.count) * Double(given.dimension) <= Self.largestEntryCount else {
      throw ExperimentError(.usage, "--trials: too many codes of d = \(given.dimension)")
    }
    let dictionary = try await given.dictionary(workers: workers)
    var rows: [[Double]] = []
    for trial in 0..<given.count {
      let signal = given.setting.signal(trial: trial, pointSeed: given.pointSeed)
      let code = ReceivedCode(try dictionary.codebook.encode(signal))
      let power = given.setting.noisePower * dictionary.noiseUnit.sent
      let noise = GaussianChannel.noise(
        power: power, dimension: given.dimension, seed: given.pointSeed[.noise, UInt64(trial)])
      rows.append(zip(code.realCoordinates, noise).map(+))
      sent.rows.append([
        String(trial),
        SupportText.list(signal.support.map { String(dictionary.row(ofCodeword: $0)) }),
        SupportText.list(signal.weights.map(NumberFormat.exact)),
      ])
    }
    if let supports { try sent.write(to: supports) }
    try AtomicFile.write(
      NPYFormat.encoded(
        rows.flatMap { $0 }, rows: rows.count, columns: given.dimension), to: output)
  }

  /// The most entries that are held at once.
  private static let largestEntryCount = 0x1p28
}
