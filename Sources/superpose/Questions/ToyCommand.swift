import ArgumentParser
import SuperpositionExperiments

/// `superpose toy`
struct ToyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "toy",
    abstract: "Toy models of superposition: n features through m dimensions.",
    discussion: """
      x_i is uniform on [0, 1] with probability 1 - S and else 0; y = ReLU(W'Wx + b) learns to be x \
      (Elhage et al. 2022). Each row is the best of several starts by its loss: features \
      represented, dimensions a feature m/|W|^2, and for m = 2 the angles between neighbours.

      EXAMPLE
        superpose toy --features 5 --hidden 2 --sparsity-of-features 0,0.7,0.9
      """)

  @Option(Keys.features) var features: String?
  @Option(Keys.hidden) var hidden: String?
  @Option(Keys.featureSparsity) var sparsity: String?
  @Option(Keys.importance) var importance: String?
  @Option(Keys.steps, help: "Training steps. (default: 4000)") var steps: String?
  @Option(Keys.starts) var starts: String?
  @Option(Keys.nonlinearity) var nonlinearity: String?
  @Option(Keys.seed) var seed: String?

  @OptionGroup var execution: GridExecution

  func run() async throws {
    let settings = BlockSettings(flags: [
      (Keys.features, features), (Keys.hidden, hidden), (Keys.featureSparsity, sparsity),
      (Keys.importance, importance), (Keys.steps, steps), (Keys.starts, starts),
      (Keys.nonlinearity, nonlinearity), (Keys.seed, seed),
    ])
    try await execution.measure(
      Experiment(Questions.toy, flags: settings))
  }
}
