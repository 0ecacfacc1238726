import Runs
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation

/// One block of an experiment: a grid of points of one kind. All of its values are possible ones.
public struct ExperimentBlock: Equatable, Sendable {
  /// The numbers k, or the exponents that give them for each N.
  public enum Sparsity: Equatable, Sendable {
    /// The numbers.
    case counts([Int])
    /// k = N^ε, rounded.
    case exponents([Double])
  }

  /// The dimensions, or the dimensions per bit that give them for each (N, k).
  public enum Dimensions: Equatable, Sendable {
    /// The dimensions.
    case counts([Int])
    /// d = that times H(N, k), rounded.
    case perBit([Double])
  }

  /// How success probabilities are estimated.
  public enum EstimatorChoice: String, CaseIterable, Sendable {
    /// Conditional where it applies, simulation elsewhere.
    case auto
    /// Dictionaries are drawn and codes decoded.
    case simulate
    /// The members alone are drawn; what the other codewords do is computed.
    case conditional
  }

  /// The largest number of codewords.
  public static let largestCodewordCount = 1 << 60
  /// The largest dimension.
  public static let largestDimension = (1 << 31) - 1
  /// The most trials that can be asked for.
  public static let largestTrialCount = 1_000_000_000_000
  /// The largest noise power.
  public static let largestNoisePower = 1e9

  /// What is computed.
  public let question: any Question
  private var values: [String: any Sendable] = [:]
  /// The dictionaries of the ensembles that are files.
  public private(set) var dictionaries: [Ensemble: DictionarySource] = [:]

  /// The value of a key: the given one, or its default; nil if there is neither.
  public internal(set) subscript<Value>(key: Key<Value>) -> Value? {
    get { values[key.name].flatMap { $0 as? Value } ?? key.standard }
    set { values[key.name] = newValue }
  }

  /// Decoder names with their options; none for theory and coherence.
  public var decoders: [String] { self[Keys.decoder] ?? [] }
  /// The laws of the codewords.
  public var ensembles: [Ensemble] { self[Keys.ensemble] ?? [] }
  /// The laws of the coefficients.
  public var coefficients: [CoefficientLaw] { self[Keys.coefficients] ?? [.one] }
  /// The laws of the supports.
  public var supports: [SupportLaw] { self[Keys.supports] ?? [.uniform] }
  /// N.
  public var codewords: [Int] { self[Keys.codewords] ?? [] }
  /// k; nil for coherence.
  public var sparsity: Sparsity? {
    self[Keys.sparsity].map(Sparsity.counts)
      ?? self[Keys.sparsityExponent].map(Sparsity.exponents)
  }
  /// P.
  public var noise: [Double] { self[Keys.noise] ?? [] }
  /// p, the success probabilities to reach.
  public var targets: [Double] { self[Keys.target] ?? [] }
  /// d; nil for dimension and theory.
  public var dimensions: Dimensions? {
    self[Keys.dimension].map(Dimensions.counts)
      ?? self[Keys.dimensionsPerBit].map(Dimensions.perBit)
  }
  /// How success probabilities are estimated.
  public var estimator: EstimatorChoice { self[Keys.estimator] ?? .auto }
  /// Trials of each point.
  public var trials: Int { self[Keys.trials] ?? 1 }
  /// The relative half-width of the interval at which a search for d* stops.
  public var precision: Double { self[Keys.precision] ?? 1 }
  /// The seed.
  public var seed: UInt64 { self[Keys.seed] ?? 1 }
  /// The theory curves; empty for all of them.
  public var curves: [String] { self[Keys.curve] ?? [] }

  /// Reads and checks the settings of a block.
  ///
  /// - Throws: `ExperimentError` that names the key: a key that the question does not take, one that
  ///   it needs, or a value that is impossible by itself or together with others.
  public init(_ question: any Question, settings: BlockSettings) throws {
    let known = Set(question.keys.map(\.name))
    for key in Keys.all where settings.values[key.name] != nil && !known.contains(key.name) {
      throw settings.error(key, "does not apply to \(question.name)")
    }
    self.question = question
    let reader = SettingReader(settings: settings)
    if settings.values[Keys.ensemble.name] != nil {
      self[Keys.ensemble] = try Keys.ensemble.read(reader, Keys.ensemble)
    }
    let isOfFiles = ensembles.allSatisfy(\.kind.isGiven)
    for alternatives in question.needed {
      let given = alternatives.filter { settings.values[$0.name] != nil }
      // N and d are those of the files.
      let isGiven = [Keys.codewords.name, Keys.dimension.name].contains(alternatives[0].name)
      if given.isEmpty && !(isOfFiles && isGiven) {
        throw settings.error(alternatives[0], "missing; give \(alternatives[0].example)")
      }
      if given.count > 1 {
        throw settings.error(
          given[1], "stands in place of \(settings.name(of: given[0])), not beside it")
      }
    }
    for key in Keys.all where settings.values[key.name] != nil {
      values[key.name] = try key.value(from: reader)
    }
    dictionaries = try readDictionaries(settings)
    if !dictionaries.isEmpty {
      self[Keys.contents] = ensembles.compactMap { dictionaries[$0]?.contents }
    }
    try checkCombinations(settings)
    try question.check(self, settings)
  }

  /// The lines of the block in an experiment file, all values settled.
  var yamlLines: [String] {
    let known = Set(question.keys.map(\.name))
    let lines =
      ["kind: \(question.name)"]
      + Keys.all.filter { known.contains($0.name) }.compactMap { key in
        key.text(of: self).map { "\(key.name): \($0)" }
      }
    return lines.enumerated().map { ($0 == 0 ? "  - " : "    ") + $1 }
  }

  /// Whether two blocks say the same.
  public static func == (left: ExperimentBlock, right: ExperimentBlock) -> Bool {
    left.yamlLines == right.yamlLines
  }

  /// Checks the values against each other.
  private func checkCombinations(_ settings: BlockSettings) throws {
    let numbers = Set(ensembles.flatMap(codewords(of:)))
    if case .counts(let counts) = sparsity, let largest = counts.max(),
      let fewest = numbers.min(), largest > fewest
    {
      throw settings.error(
        Keys.sparsity, "k = \(largest) exceeds N = \(fewest); k must be from 1 to N")
    }
    for ensemble in ensembles {
      let objections = codewords.sorted().lazy.compactMap {
        ensemble.kind.objection(ensemble.argument, $0)
      }
      if let objection = objections.first {
        throw settings.error(Keys.ensemble, "\(ensemble.rawValue) \(objection)")
      }
    }
    if self[Keys.center] == true, let law = coefficients.first(where: { $0 != .one }) {
      throw settings.error(
        Keys.center,
        "the sum of coefficients '\(law)' is not known to the decoder; whiten without it")
    }
    try checkSupports(settings, numbers: numbers)
    for name in decoders {
      let decoder: any Decoder
      do {
        decoder = try DecoderCatalog.decoder(named: name)
      } catch {
        throw settings.error(
          Keys.decoder, error.description + DecoderCatalog.suggestion(for: name))
      }
      for ensemble in ensembles where !decoder.ensembles.contains(ensemble.kind) {
        let covering = DecoderCatalog.families.map(\.name).filter {
          (try? DecoderCatalog.decoder(named: $0).ensembles.contains(ensemble.kind)) == true
        }
        throw settings.error(
          Keys.ensemble,
          "decoder '\(name)' does not cover the \(ensemble.kind.name) ensemble; "
            + "\(covering.joined(separator: ", ")) do")
      }
      for count in numbers {
        for k in sparsityValues(codewordCount: count) where !decoder.covers(sparsity: k) {
          throw settings.error(
            Keys.sparsity,
            DecoderError.sparsityNotCovered(decoder: name, sparsity: k).description)
        }
      }
      if let law = supports.first(where: { $0 != .uniform }), !decoder.covers(sparsity: 2) {
        throw settings.error(
          Keys.supports,
          "decoder '\(name)' reads one symbol, and codes of '\(law)' have any number of members")
      }
      if let law = coefficients.first(where: { !decoder.covers($0) }) {
        throw settings.error(
          Keys.coefficients,
          DecoderError.coefficientsNotCovered(decoder: name, law: law).description)
      }
      if estimator == .conditional {
        for (ensemble, law, supports) in sentLaws {
          if let reason = Estimator.whyNotConditional(
            decoder: decoder, ensemble: ensemble, law: law, supports: supports)
          {
            throw settings.error(Keys.estimator, reason)
          }
        }
      }
    }
  }

  /// The values of k for a number of codewords, ascending exponents that round to one k once.
  func sparsityValues(codewordCount: Int) -> [Int] {
    switch sparsity {
    case .counts(let counts): counts
    case .exponents(let exponents):
      exponents.reduce(into: []) { values, exponent in
        let k = Self.sparsity(codewordCount: codewordCount, exponent: exponent)
        if !values.contains(k) { values.append(k) }
      }
    case nil: []
    }
  }
}
