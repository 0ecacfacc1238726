import ArgumentParser
import SuperpositionExperiments

/// `superpose dimension`
struct DimensionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dimension",
    abstract: "Minimum dimension and bitrate for each decoder, N and k.",
    discussion: """
      The minimum dimension is the one at which the success probability reaches the target, a real \
      number with its 95% interval. The search ends when the interval is as narrow as --precision \
      asks, or when --trials are spent. A simulated search finishes its bracket and a least round \
      beyond it all the same, so that its row may count more trials than asked for.

      EXAMPLES
        superpose dimension --decoder mp -N 2^20 -k 64 --target 0.9
        superpose dimension --decoder threshold,topk,mp -N 2^20 -k 2^0..2^10:*4
        superpose dimension --decoder bp -N 4096 -k 16 --trials 400 --precision 0.05
      """)

  @OptionGroup(title: "What is decoded") var code: CodeOptions
  @OptionGroup(title: "Who decodes") var decoding: DecodingOptions

  @Option(Keys.target) var target: String?
  @Option(Keys.precision) var precision: String?

  @OptionGroup var execution: GridExecution

  func run() async throws {
    let settings = BlockSettings(
      flags: code.texts + decoding.texts + [(Keys.target, target), (Keys.precision, precision)])
    try await execution.measure(
      Experiment(Questions.dimension, flags: settings))
  }
}
