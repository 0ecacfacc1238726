import ArgumentParser
import Runs
import SuperpositionExperiments

/// `superpose success`
struct SuccessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "success",
    abstract: "Success probability at each point of a grid.",
    discussion: """
      Success is the exact recovery of all k codewords. Each row has the 95% interval of the \
      probability; for simulation it allows for codes that share a dictionary.

      EXAMPLES
        superpose success --decoder mp -N 4096 -k 16 -d 100..200:+20
        superpose success --decoder mp,omp -N 2^20 -k 64 --dimensions-per-bit 1,1.5
        superpose success --decoder mp -N 2^60 -k 64 -d 4000 --estimator conditional
        superpose success --decoder amp -N 2^14 -k 32 -d 250 --output amp.csv
      """)

  @OptionGroup(title: "What is decoded") var code: CodeOptions

  @OptionGroup(title: "At which dimensions") var dimensions: DimensionOptions
  @OptionGroup(title: "Who decodes") var decoding: DecodingOptions
  @OptionGroup(title: "Dictionaries from files (--ensemble file:PATH)") var files:
    EnsembleFileOptions

  @Option(
    "For files: decode once more and write each intruder with the member it stands for to this file, "
      + "counts for each codeword to FILE.features.csv, without the '.csv' of FILE.",
    value: "file.csv")
  var confusions: String?

  @OptionGroup var execution: GridExecution

  func run() async throws {
    let settings = BlockSettings(
      flags: code.texts + dimensions.texts + decoding.texts + files.texts)
    let experiment = try Experiment(Questions.success, flags: settings)
    guard confusions == nil || experiment.hasDictionaries else {
      throw ExperimentError(
        .usage,
        "--confusions: is for dictionaries from files (--ensemble file:PATH), whose codewords stay")
    }
    guard confusions == nil || !experiment.hasRandomSizes else {
      throw ExperimentError(
        .usage, "--confusions: is for codes of k members each, not for \(Keys.supports.flag) zipf")
    }
    var outputs = OutputFiles(
      replacesOthers: execution.output.replace, inputs: experiment.dictionaries.map(\.file.path))
    try outputs.addMeasured("--output", execution.output.parsedOutput())
    try outputs.addConfusions(
      confusions, columns: Experiment.confusionPointColumns, provenance: RunProvenance.lines)
    try await execution.measure(experiment)
    guard let confusions, !execution.running.dryRun else { return }
    let found = try await experiment.confusions(workers: execution.running.workers.count)
    try ConfusionTables.write(
      found, to: confusions, columns: Experiment.confusionPointColumns,
      provenance: RunProvenance.lines(of: experiment))
  }
}
