import ArgumentParser
import Foundation
import Runs
import SuperpositionExperiments
import SuperpositionLearning

/// `superpose learn`
struct LearnCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Trains autoencoders and dictionary learners, and measures who reads with them.",
    discussion: """
      Learners see codes alone, or the rows of a file. Each row says what was recovered of the true \
      dictionary, beside what random directions would, and how codes held out are read: by the \
      learner's own encoder, and by topk, mp, omp and gp on the learned dictionary. Intervals are \
      over seeds, each a dictionary and a training, and over codes.

      With --output X.csv, models and checkpoints are in X.models, and the same command goes on \
      where an earlier one was stopped. A model is a .safetensors file in the layout of SAELens, \
      with cfg.json beside it; 'file:' reads it as a dictionary.

      EXAMPLES
        superpose learn --learner sae:topk,mp-learner -N 256 -k 4 -d 24,48 --seeds 3
        superpose learn --learner sae:topk -N 256 -k 4 -d 48 --model sae/sae_weights.safetensors
        superpose learn --learner sae:topk -k 32 --latents 4096 --activations acts.npy
      """)

  @Option(Keys.learner) var learner: String?
  @Option(Keys.codewords) var codewords: String?
  @Option(Keys.activations) var activations: String?
  @Option(Keys.sparsity) var sparsity: String?
  @Option(Keys.sparsityExponent) var sparsityExponent: String?
  @OptionGroup var dimensions: DimensionOptions
  @Option(Keys.ensemble) var ensemble: [String] = []
  @Option(Keys.coefficients) var coefficients: String?
  @Option(Keys.supports) var supports: String?
  @Option(Keys.latents) var latents: String?
  @Option(Keys.steps) var steps: String?
  @Option(Keys.batch) var batch: String?
  @Option(Keys.learningRate) var learningRate: String?
  @Option(Keys.samples) var samples: String?
  @Option(Keys.weakAmplitude) var weakAmplitude: String?
  @Option(Keys.start) var start: String?
  @Option(Keys.seeds) var seeds: String?
  @Option(Keys.trials, help: "Codes held out, of each seed. (default: 1000)") var trials: String?
  @Option(Keys.seed) var seed: String?

  @Option(
    "Where the learned model goes, for a single training; cfg.json goes beside it.",
    value: "file.safetensors")
  var model: String?

  @OptionGroup(title: "Dictionaries from files (--ensemble file:PATH)") var files:
    EnsembleFileOptions
  @OptionGroup var execution: GridExecution

  func run() async throws {
    let own: GivenFlags = [
      (Keys.learner, learner), (Keys.codewords, codewords), (Keys.activations, activations),
      (Keys.sparsity, sparsity), (Keys.sparsityExponent, sparsityExponent),
      (Keys.ensemble, ensemble), (Keys.coefficients, coefficients), (Keys.supports, supports),
      (Keys.latents, latents), (Keys.steps, steps),
      (Keys.batch, batch), (Keys.learningRate, learningRate), (Keys.samples, samples),
      (Keys.weakAmplitude, weakAmplitude), (Keys.start, start), (Keys.seeds, seeds),
      (Keys.trials, trials), (Keys.seed, seed),
    ]
    let settings = BlockSettings(flags: own + dimensions.texts + files.texts)
    let question = Questions.learn
    let experiment = try Experiment(question, flags: settings)
    try await execution.measure(
      experiment, exports: try exports(question, experiment))
  }

  /// The files of the model that the user wants.
  private func exports(
    _ question: LearnQuestion, _ experiment: Experiment
  ) throws -> [ArtefactExport] {
    guard let model else { return [] }
    let trainings = try experiment.blocks.flatMap(question.trainings)
    guard trainings.count == 1 else {
      throw ExperimentError(
        .usage, "--model: takes a single training, not \(trainings.count) of a grid or of seeds")
    }
    let folder = model.lastIndex(of: "/").map { String(model[...$0]) } ?? ""
    var outputs = OutputFiles(
      replacesOthers: execution.output.replace,
      inputs: experiment.dictionaries.map(\.file.path) + [activations].compactMap(\.self))
    try outputs.addMeasured("--output", execution.output.parsedOutput())
    try outputs.addFile("--model", model)
    try outputs.addFile("the settings of --model", folder + SavedModel.configurationName)
    // Told before the training and not after it.
    guard FileManager.default.fileExists(atPath: folder.isEmpty ? "." : folder) else {
      throw ExperimentError(
        .cannotCreate, "\(model): cannot be created: there is no directory \(folder)")
    }
    return [
      ArtefactExport(unit: trainings[0], file: SavedModel.weightsName, path: model),
      ArtefactExport(
        unit: trainings[0], file: SavedModel.configurationName,
        path: folder + SavedModel.configurationName),
    ]
  }
}
