import ArgumentParser
import Runs
import SuperpositionExperiments

extension Option where Value == String? {
  /// The flag of a key of experiment files.
  ///
  /// - Parameter help: In place of the key's own help.
  init(_ key: any AnyKey, help: String? = nil) {
    let names: NameSpecification =
      key.letter?.first.map { [.customShort($0), .customLong(key.name)] } ?? .customLong(key.name)
    self.init(help ?? key.helpWithDefault, value: key.valueName, name: names)
  }
}

extension Option where Value == [String] {
  /// The flag of a key that may be repeated.
  init(wrappedValue: [String], _ key: any AnyKey) {
    self.init(
      wrappedValue: wrappedValue, name: .customLong(key.name), parsing: .unconditionalSingleValue,
      help: ArgumentHelp(text: key.helpWithDefault, valueName: key.valueName))
  }
}

/// Keys and the texts that their flags were given.
typealias GivenFlags = [(key: any AnyKey, given: any FlagTexts)]

/// Flags that say which codes: N, k and the noise.
struct CodeOptions: ParsableArguments {
  @Option(Keys.codewords) var codewords: String?
  @Option(Keys.sparsity) var sparsity: String?
  @Option(Keys.sparsityExponent) var sparsityExponent: String?
  @Option(Keys.noise) var noise: String?

  /// What was given.
  var texts: GivenFlags {
    [
      (Keys.codewords, codewords), (Keys.sparsity, sparsity),
      (Keys.sparsityExponent, sparsityExponent), (Keys.noise, noise),
    ]
  }
}

/// The dimensions of a grid.
struct DimensionOptions: ParsableArguments {
  @Option(Keys.dimension) var dimension: String?
  @Option(Keys.dimensionsPerBit) var dimensionsPerBit: String?

  /// What was given.
  var texts: GivenFlags {
    [(Keys.dimension, dimension), (Keys.dimensionsPerBit, dimensionsPerBit)]
  }
}

/// Flags that say who decodes and how often.
struct DecodingOptions: ParsableArguments {
  @Option(Keys.decoder) var decoder: [String] = []
  @Option(Keys.ensemble) var ensemble: [String] = []
  @Option(Keys.coefficients) var coefficients: String?
  @Option(Keys.supports) var supports: String?
  @Option(Keys.estimator) var estimator: String?
  @Option(Keys.trials) var trials: String?
  @Option(Keys.seed) var seed: String?

  /// What was given.
  var texts: GivenFlags {
    [
      (Keys.decoder, decoder), (Keys.ensemble, ensemble), (Keys.coefficients, coefficients),
      (Keys.supports, supports),
      (Keys.estimator, estimator), (Keys.trials, trials), (Keys.seed, seed),
    ]
  }
}
