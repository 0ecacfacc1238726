import ArgumentParser
import SuperpositionExperiments

/// `superpose coherence`
struct CoherenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coherence",
    abstract: "Coherence of random dictionaries.",
    discussion: """
      The coherence of a dictionary is the largest |<f_i, f_j>|/d over its pairs of codewords. Each \
      row has its median over dictionaries, and the 5% and 95% quantiles.

      EXAMPLE
        superpose coherence -N 2^10,2^12 -d 64..1024:*2 --trials 20
      """)

  @Option(Keys.codewords, help: "Numbers of codewords, at least 2.") var codewords: String?
  @Option(Keys.dimension) var dimension: String?
  @Option(Keys.ensemble, help: "The law of the codewords: rademacher.") var ensemble: String?
  @Option(
    Keys.trials,
    help: "Dictionaries drawn at each point. (default: \(Keys.trials.standardText ?? "none"))")
  var trials: String?
  @Option(Keys.seed) var seed: String?

  @OptionGroup var execution: GridExecution

  func run() async throws {
    let settings = BlockSettings(flags: [
      (Keys.codewords, codewords), (Keys.dimension, dimension), (Keys.ensemble, ensemble),
      (Keys.trials, trials), (Keys.seed, seed),
    ])
    try await execution.measure(
      Experiment(Questions.coherence, flags: settings))
  }
}
