import ArgumentParser
import SuperpositionExperiments

/// `superpose purity`
struct PurityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purity",
    abstract: "Whether latents belong to one class each of a toy classifier.",
    discussion: """
      Eight clusters in 20 dimensions are classified by 16 hidden neurons, as in tutorials on sparse \
      autoencoders, and an autoencoder learns from the neurons. The purity of a unit is the largest of \
      its mean activations by class over their sum; beside latents there are the neurons themselves \
      and random directions.

      EXAMPLE
        superpose purity --learner sae:relu:lambda=0.05,sae:relu:lambda=3 --seeds 5
      """)

  @Option(Keys.learner) var learner: String?
  @Option(Keys.latents, help: "Numbers of latents M. (default: 64)") var latents: String?
  @Option(Keys.steps) var steps: String?
  @Option(Keys.batch) var batch: String?
  @Option(Keys.learningRate) var learningRate: String?
  @Option(Keys.seeds) var seeds: String?
  @Option(Keys.seed) var seed: String?

  @OptionGroup var execution: GridExecution

  func run() async throws {
    let settings = BlockSettings(flags: [
      (Keys.learner, learner), (Keys.latents, latents), (Keys.steps, steps), (Keys.batch, batch),
      (Keys.learningRate, learningRate), (Keys.seeds, seeds), (Keys.seed, seed),
    ])
    try await execution.measure(Experiment(Questions.purity, flags: settings))
  }
}
