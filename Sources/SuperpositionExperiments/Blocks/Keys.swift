import Runs
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionTheory

/// All keys, in the order in which experiments are written.
///
/// A new one is a value here, a line in `all`, and a question that takes it.
public enum Keys {
  /// The decoders.
  public static let decoder = Key<[String]>(
    "decoder",
    help: "Decoders with their options, such as mp,omp:absolute; see 'superpose list decoders'. "
      + "A program of one's own ('exec:COMMAND') stands by itself: repeat the flag.",
    valueName: "names", example: "the decoders, such as mp,omp",
    standsAlone: { DecoderCatalog.family(of: $0)?.runsPrograms ?? false },
    read: { try $0.names($1) }, write: { $0.isEmpty ? nil : list($0.map(quoted)) })

  /// The help is the same for every task, whatever kinds of ensembles it has beside the suite's.
  private static let ensembleNames =
    Ensemble.names(of: Ensemble.Kind.suite).joined(separator: ", ")

  /// The laws of the codewords.
  public static let ensemble = Key<[Ensemble]>(
    "ensemble",
    help: "Laws of the codewords: \(ensembleNames). A file stands by itself: repeat the flag.",
    valueName: "names",
    example: "the laws of the codewords: \(ensembleNames)", standard: [.rademacher],
    standsAlone: { $0.hasPrefix("file:") },
    read: { reader, key in
      try reader.names(key).map { name in
        guard let ensemble = Ensemble(rawValue: name) else {
          throw reader.settings.error(
            key,
            UnknownName.description("ensemble", name.quotedForMessage, known: Ensemble.names()))
        }
        return ensemble
      }
    }, write: { list($0.map { $0.kind.isGiven ? quoted($0.rawValue) : $0.rawValue }) })

  /// N.
  public static let codewords = Key<[Int]>(
    "codewords", letter: "N", help: "Numbers of codewords, up to 2^60.",
    example: "the numbers of codewords N, such as 2^20",
    read: { try $0.integers($1, in: 1...ExperimentBlock.largestCodewordCount) },
    write: { list($0.map(String.init)) })

  /// k.
  public static let sparsity = Key<[Int]>(
    "sparsity", letter: "k", help: "Numbers of active codewords, 1 to N.",
    example: "the numbers k of active codewords, such as 16,64",
    read: { try $0.integers($1, in: 1...ExperimentBlock.largestCodewordCount) },
    write: { list($0.map(String.init)) })

  /// ε, for k = N^ε.
  public static let sparsityExponent = Key<[Double]>(
    "sparsity-exponent", help: "In place of -k: exponents e from 0 to 1 for k = N^e, rounded.",
    example: "the numbers k of active codewords, such as 16,64",
    read: { try $0.reals($1, "from 0 to 1") { $0 >= 0 && $0 <= 1 } },
    write: { list($0.map(NumberFormat.exact)) })

  /// P.
  public static let noise = Key<[Double]>(
    "noise", help: "Noise powers P per coordinate, in units of one codeword's.",
    example: "the noise powers P, such as 0.5", standard: [0],
    read: { reader, key in
      let largest = ExperimentBlock.largestNoisePower
      return try reader.reals(key, "a noise power from 0 to \(Int(largest))") {
        $0 >= 0 && $0 <= largest
      }
    }, write: { list($0.map(NumberFormat.exact)) })

  /// p, the success probabilities to reach.
  public static let target = Key<[Double]>(
    "target", help: "Success probabilities to reach.",
    example: "the success probabilities to reach, such as 0.9", standard: [0.5, 0.9],
    read: {
      try $0.reals($1, "a probability between 0 and 1, both excluded") { $0 > 0 && $0 < 1 }
    }, write: { list($0.map(NumberFormat.exact)) })

  /// d.
  public static let dimension = Key<[Int]>(
    "dimension", letter: "d", help: "Dimensions.",
    example: "the dimensions d, such as 100..400:+20",
    read: { try $0.integers($1, in: 1...ExperimentBlock.largestDimension) },
    write: { list($0.map(String.init)) })

  /// d/H(N, k).
  public static let dimensionsPerBit = Key<[Double]>(
    "dimensions-per-bit",
    help: "In place of -d: dimensions per bit r for d = r times H(N,k) = log2 C(N,k), rounded.",
    example: "the dimensions d, such as 100..400:+20",
    read: { try $0.reals($1, "above 0 and at most 1000000") { $0 > 0 && $0 <= 1e6 } },
    write: { list($0.map(NumberFormat.exact)) })

  /// How success probabilities are estimated.
  public static let estimator = Key<ExperimentBlock.EstimatorChoice>(
    "estimator",
    help: "simulate (draw dictionaries and decode), conditional (draw the members only; exact in "
      + "law, any N) or auto, which is conditional where that applies.",
    valueName: "name", example: "simulate, conditional or auto", standard: .auto,
    read: { reader, key in
      let names = try reader.names(key)
      guard names.count == 1, let choice = ExperimentBlock.EstimatorChoice(rawValue: names[0])
      else { throw reader.settings.error(key, "must be one of simulate, conditional, auto") }
      return choice
    }, write: { $0.rawValue })

  /// Trials of each point.
  public static let trials = Key<Int>(
    "trials", help: "Codes decoded, or draws of the members, at each point.", valueName: "number",
    example: "the number of trials, such as 1000", standard: 1000,
    read: { try $0.integer($1, in: 1...ExperimentBlock.largestTrialCount) },
    write: { String($0) })

  /// The relative half-width at which a search for d* stops.
  public static let precision = Key<Double>(
    "precision", help: "The relative half-width of the interval at which the search stops.",
    valueName: "number", example: "the relative half-width of an interval, such as 0.01",
    standard: 0.01, read: { try $0.real($1, "from 0.00001 to 1") { $0 >= 1e-5 && $0 <= 1 } },
    write: { NumberFormat.exact($0) })

  /// The seed.
  public static let seed = Key<UInt64>(
    "seed", help: "The seed of all random numbers.", valueName: "number",
    example: "the seed, such as 1", standard: 1,
    read: { UInt64(try $0.integer($1, in: 0...Int.max)) }, write: { String($0) })

  /// The theory curves; none for all of them but those that take seconds a point.
  public static let curve = Key<[String]>(
    "curve", help: "The curves. (default: all but those that take seconds a point)",
    valueName: "names",
    example: "the theory curves, such as ml_union_bound",
    read: { reader, key in
      let names = try reader.names(key)
      let known = TheoryCurve.all.map(\.name)
      for name in names where !known.contains(name) {
        throw reader.settings.error(
          key,
          "there is no curve '\(name.quotedForMessage)'\(name.suggestion(among: known)); "
            + "there are \(known.joined(separator: ", "))")
      }
      return names
    }, write: { $0.isEmpty ? nil : list($0) })

  /// All of them.
  public static let all: [any AnyKey] = codes + dictionary + learning + toy

  private static let codes: [any AnyKey] = [
    decoder, ensemble, codewords, sparsity, sparsityExponent, noise, target, dimension,
    dimensionsPerBit, estimator, trials, precision, seed, curve, coefficients,
    supports,
  ]

  /// The key of a name in an experiment file: the long name or the letter of the flag.
  public static func named(_ name: String) -> (any AnyKey)? {
    all.first { $0.name == name || $0.letter == name }
  }

  /// A name as YAML quotes it.
  static func quoted(_ name: String) -> String {
    "\"\(name.map { "\"\\".contains($0) ? "\\\($0)" : "\($0)" }.joined())\""
  }

  static func list(_ items: [String]) -> String { "[\(items.joined(separator: ", "))]" }
}
