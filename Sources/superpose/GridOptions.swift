import ArgumentParser
import SuperpositionExperiments

// Values are read as text whatever they start with, so that `--noise -1` is refused as a value and
// not as a missing one; the experiments room understands and checks them.

/// Flags that say which codes: N, k and the noise.
struct CodeOptions: ParsableArguments {
  @Option(
    name: [.customShort("N"), .long], parsing: .unconditional,
    help: ArgumentHelp("Numbers of codewords, up to 2^60.", valueName: "list"))
  var codewords: String?

  @Option(
    name: [.customShort("k"), .long], parsing: .unconditional,
    help: ArgumentHelp("Numbers of active codewords, 1 to N.", valueName: "list"))
  var sparsity: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "In place of -k: exponents e from 0 to 1 for k = N^e, rounded.", valueName: "list"))
  var sparsityExponent: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Noise powers P per coordinate, in units of one codeword's. (default: 0)",
      valueName: "list"))
  var noise: String?

  /// What was given.
  var settings: [BlockKey: String?] {
    [
      .codewords: codewords, .sparsity: sparsity, .sparsityExponent: sparsityExponent,
      .noise: noise,
    ]
  }
}

/// Flags that say who decodes and how often.
struct DecodingOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Decoders with their options, such as mp,omp:absolute; see 'superpose list decoders'.",
      valueName: "names"))
  var decoder: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Laws of the codewords: rademacher, gaussian, sphere. (default: rademacher)",
      valueName: "names"))
  var ensemble: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      simulate (draw dictionaries and decode), conditional (draw the members only; exact in law, \
      any N) or auto, which is conditional where that applies. (default: auto)
      """, valueName: "name"))
  var estimator: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Codes decoded, or draws of the members, at each point. (default: 1000)",
      valueName: "number"))
  var trials: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed of all random numbers. (default: 1)", valueName: "number"))
  var seed: String?

  /// What was given.
  var settings: [BlockKey: String?] {
    [
      .decoder: decoder, .ensemble: ensemble, .estimator: estimator, .trials: trials,
      .seed: seed,
    ]
  }
}

extension BlockSettings {
  /// The settings of several groups of flags.
  init(_ groups: [BlockKey: String?]...) {
    self.init(flags: groups.reduce(into: [:]) { $0.merge($1) { first, _ in first } })
  }
}
