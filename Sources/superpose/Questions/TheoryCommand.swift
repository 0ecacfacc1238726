import ArgumentParser
import SuperpositionExperiments

/// `superpose theory`
struct TheoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theory",
    abstract: "Bounds and predictions of the dimension for each N and k.",
    discussion: """
      One row for each curve; curves that depend on the target have one for each target. \
      'superpose list curves' tells what each curve is. Theory is computed at once, by one worker: \
      there are no units for --dry-run to print and no parts for --shard, and --jobs and --progress \
      change nothing; --max-time is looked at between rows.

      EXAMPLES
        superpose theory -N 2^20 -k 256
        superpose theory -N 2^10..2^60:*1024 --sparsity-exponent 0.2,0.4 --curve one_step_prop5
        superpose theory -N 2^16 -k 1 --noise 10 --curve fano_awgn,random_codebook_awgn
      """)

  @OptionGroup(title: "What is decoded") var code: CodeOptions

  @Option(Keys.coefficients) var coefficients: String?
  @Option(Keys.target) var target: String?
  @Option(Keys.curve) var curve: String?

  @OptionGroup var execution: GridExecution

  func run() throws {
    let settings = BlockSettings(
      flags: code.texts + [
        (Keys.coefficients, coefficients), (Keys.target, target), (Keys.curve, curve),
      ])
    try execution.compute(
      Experiment(Questions.theory, flags: settings))
  }
}
