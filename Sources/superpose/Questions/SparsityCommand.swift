import ArgumentParser
import SuperpositionExperiments

/// `superpose sparsity`
struct SparsityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sparsity",
    abstract: "Maximum sparsity for each decoder, N and d, or dictionary of a file.",
    discussion: """
      How many codewords can be on at once: the k at which the success probability falls to the \
      target, a real number with its 95% interval. k_certain is the largest k measured whose \
      success probability has its lower limit at the target or above, as every smaller k then has: 0 \
      where the search, which measures close to k, met none (more trials find one). For a file, effective_dimension is the dimension at \
      which Rademacher dictionaries of the same N have the same k with the same decoder.

      EXAMPLES
        superpose sparsity --decoder mp,omp -N 2^16 -d 256..1024:*2 --target 0.9
        superpose sparsity --decoder omp --ensemble file:sae_weights.safetensors
        superpose sparsity --decoder topk,mp --ensemble file:embeddings.npy --center --whiten
      """)

  @Option(Keys.codewords) var codewords: String?
  @Option(Keys.dimension) var dimension: String?
  @Option(Keys.noise) var noise: String?
  @OptionGroup(title: "Who decodes") var decoding: DecodingOptions

  @Option(Keys.target) var target: String?
  @Option(Keys.precision) var precision: String?

  @OptionGroup(title: "Dictionaries from files (--ensemble file:PATH)") var files:
    EnsembleFileOptions
  @OptionGroup var execution: GridExecution

  func run() async throws {
    let own: GivenFlags = [
      (Keys.codewords, codewords), (Keys.dimension, dimension), (Keys.noise, noise),
      (Keys.target, target), (Keys.precision, precision),
    ]
    try await execution.measure(
      Experiment(
        Questions.sparsity, flags: BlockSettings(flags: own + decoding.texts + files.texts)))
  }
}
