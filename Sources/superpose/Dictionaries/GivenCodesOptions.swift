import ArgumentParser
import Runs
import SuperpositionCodes
import SuperpositionEstimation
import SuperpositionExperiments

/// Flags that say of which dictionary codes are, and what they send.
struct GivenCodesOptions: ParsableArguments {
  @Option(Keys.ensemble, help: "The dictionary: file:PATH, or a law to draw one of.")
  var ensemble: String?
  @Option(Keys.codewords, help: "N, for a dictionary that is drawn.") var codewords: String?
  @Option(Keys.dimension, help: "d, for a dictionary that is drawn.") var dimension: String?
  @Option(Keys.sparsity, help: "k, the members of a code.") var sparsity: String?
  @Option(Keys.noise, help: "The noise power P of the codes. (default: 0)") var noise: String?
  @Option(Keys.coefficients, help: "The law of the coefficients. (default: one)")
  var coefficients: String?
  @Option(Keys.seed) var seed: String?

  /// What was given.
  var texts: GivenFlags {
    [
      (Keys.ensemble, ensemble), (Keys.codewords, codewords), (Keys.dimension, dimension),
      (Keys.sparsity, sparsity), (Keys.noise, noise), (Keys.coefficients, coefficients),
      (Keys.seed, seed),
    ]
  }
}

/// Lists in a field of a table.
enum SupportText {
  /// Items separated by spaces.
  static func list(_ items: [String]) -> String { items.joined(separator: " ") }

  /// The numbers of a field; nil if it holds anything else.
  static func numbers(_ text: String) -> [Int]? {
    let items = text.split(separator: " ")
    let numbers = items.compactMap { Int($0) }
    return numbers.count == items.count ? numbers : nil
  }
}

extension GivenCodes {
  /// Where the dictionary comes from.
  var provenance: [ResultFile.Provenance] {
    let drawn =
      "\(setting.ensemble.rawValue), N = \(setting.codewordCount), d = \(dimension), seed \(seed)"
    guard let source else { return [ResultFile.Provenance("dictionary", drawn)] }
    return [
      ResultFile.Provenance("dictionary", source.provenance),
      ResultFile.Provenance("dictionary sha256", source.contents.sha256),
    ]
  }
}
