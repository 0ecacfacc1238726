/// A learner with its options, before one is chosen: all that the tool says about it is here.
public struct LearnerFamily: Sendable {
  /// The name, as in the `learner` column.
  public let name: String
  /// The rule, in a line.
  public let summary: String
  /// What may follow the name, as `:name=number`.
  public let options: [LearnerOption]
  let makeEngine: @Sendable (LearnerOptions) -> EngineKind
}

extension LearnerFamily {
  init(
    _ name: String, _ summary: String, options: [LearnerOption] = [],
    rule: @escaping @Sendable (LearnerOptions) -> any ActivationRule
  ) {
    self.init(name: name, summary: summary, options: options) { .gradient(rule($0)) }
  }

  init(
    _ name: String, _ summary: String, options: [LearnerOption] = [],
    alternating: @escaping @Sendable (LearnerOptions) -> any AlternatingRule
  ) {
    self.init(name: name, summary: summary, options: options) { .alternating(alternating($0)) }
  }
}

/// The machine that runs a learner, with the learner's rule.
enum EngineKind: Sendable {
  case gradient(any ActivationRule)
  case alternating(any AlternatingRule)
}

/// An option of a learner: a number with a name.
public struct LearnerOption: Sendable {
  /// The name.
  public let name: String
  /// What it does, in a line.
  public let summary: String
  /// Its value where the user says nothing.
  public let standard: Double

  init(_ name: String, _ summary: String, _ standard: Double) {
    self.name = name
    self.summary = summary
    self.standard = standard
  }
}

/// The values of a learner's options.
struct LearnerOptions: Sendable {
  private var values: [String: Double]

  init(_ options: [LearnerOption]) {
    values = Dictionary(uniqueKeysWithValues: options.map { ($0.name, $0.standard) })
  }

  subscript(name: String) -> Double {
    get { values[name] ?? 0 }
    set { values[name] = newValue }
  }
}

/// A learner with its options.
public struct Learner: Sendable {
  /// The name with options as the user wrote them: `sae:topk:aux=0`.
  public let name: String
  /// The family.
  public let family: LearnerFamily
  let engine: EngineKind
  private let options: LearnerOptions

  init(name: String, family: LearnerFamily, options: LearnerOptions) {
    self.name = name
    self.family = family
    self.options = options
    engine = family.makeEngine(options)
  }

  /// The value of an option; nil if the family has none of this name.
  public func option(_ name: String) -> Double? {
    family.options.contains { $0.name == name } ? options[name] : nil
  }

  /// What SAELens calls it.
  var architecture: SavedArchitecture {
    switch engine {
    case .gradient(let rule): rule.architecture
    case .alternating: .matchingPursuit
    }
  }

  /// Samples a step that suit the learner, for N codewords of which k are in a code.
  public func defaultBatchSize(latentCount: Int, sparsity: Int) -> Int {
    switch engine {
    case .gradient: latentCount >= 4096 ? 1024 : 256
    case .alternating(let rule):
      rule.defaultBatchSize(latentCount: latentCount, sparsity: sparsity)
    }
  }

  /// Steps that suit the learner at moderate dimensions.
  public var defaultSteps: Int {
    switch engine {
    case .gradient: 3000
    case .alternating(let rule): rule.defaultSteps
    }
  }
}

/// All learners there are.
public enum LearnerCatalog {
  /// The families, in the order in which tables list them: one line each.
  public static let families: [LearnerFamily] = [
    TopKAutoencoder.family,
    ReLUAutoencoder.family,
    BatchTopKAutoencoder.family,
    JumpReLUAutoencoder.family,
    GatedAutoencoder.family,
    MatchingPursuitLearner.family,
    SingularValueLearner.family,
    OnlineLearner.family,
  ]

  /// The learner of a name as users write it: `sae:topk`, `sae:relu:lambda=0.2`.
  ///
  /// - Throws: `LearningError` for a name or an option that does not exist.
  public static func learner(named name: String) throws(LearningError) -> Learner {
    let family = families.first { name == $0.name || name.hasPrefix($0.name + ":") }
    guard let family else { throw .unknownLearner(name) }
    var options = LearnerOptions(family.options)
    let rest = name.dropFirst(family.name.count)
    for part in rest.split(separator: ":", omittingEmptySubsequences: false).dropFirst() {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, let option = family.options.first(where: { $0.name == sides[0] }),
        let value = Double(sides[1]), value.isFinite, value >= 0
      else {
        throw .unknownOption(
          learner: family.name, option: String(part), known: family.options.map(\.name))
      }
      options[option.name] = value
    }
    return Learner(name: name, family: family, options: options)
  }
}
