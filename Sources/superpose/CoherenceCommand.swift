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

  @Option(
    name: [.customShort("N"), .long], parsing: .unconditional,
    help: ArgumentHelp("Numbers of codewords, at least 2.", valueName: "list"))
  var codewords: String?

  @Option(
    name: [.customShort("d"), .long], parsing: .unconditional,
    help: ArgumentHelp("Dimensions.", valueName: "list"))
  var dimension: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The law of the codewords: rademacher.", valueName: "name"))
  var ensemble: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Dictionaries drawn at each point. (default: 1000)", valueName: "number"))
  var trials: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed of all random numbers. (default: 1)", valueName: "number"))
  var seed: String?

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "How it runs") var running: RunningOptions

  func run() async throws {
    let settings = BlockSettings([
      .codewords: codewords, .dimension: dimension, .ensemble: ensemble, .trials: trials,
      .seed: seed,
    ])
    try await GridExecution.measure(
      Experiment(kind: .coherence, flags: settings), output: output, running: running)
  }
}
