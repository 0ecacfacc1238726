import SuperpositionTheory

/// All decoders there are.
public enum DecoderCatalog {
  /// The families of the suite, in the order in which tables list them: one line each.
  private static let own: [DecoderFamily] = [
    ThresholdDecoder.family,
    TopKDecoder.family,
    LinearDecoder.pseudoInverse,
    LinearDecoder.leastSquaredError,
    LinearDecoder.maximumAPosteriori,
    MatchingPursuitDecoder.family,
    OrthogonalMatchingPursuitDecoder.family,
    SubspacePursuitDecoder.family,
    GradientPursuitDecoder.family,
    BasisPursuitDecoder.family,
    LassoDecoder.family,
    ApproximateMessagePassingDecoder.family,
    NearestDecoder.family,
    SyndromeDecoder.family,
    CommandDecoder.family,
  ]

  /// Families that the current task has beside those of the suite.
  @TaskLocal private static var added: [DecoderFamily] = []

  /// All families, in the order in which tables list them.
  public static var families: [DecoderFamily] { own + added }

  /// Runs something with a family beside those of the suite, for it and the tasks that it starts: how
  /// a program, or a test, brings a decoder of its own.
  ///
  /// - Precondition: there is no other family of this name.
  public static func with<Result>(
    _ family: DecoderFamily, isolation: isolated (any Actor)? = #isolation,
    operation: () async throws -> Result
  ) async rethrows -> Result {
    precondition(
      !families.contains { $0.name == family.name }, "there is a decoder '\(family.name)' already")
    return try await $added.withValue(added + [family], operation: operation, isolation: isolation)
  }

  /// The family of a decoder's name, whatever its options and finish; nil if there is none.
  public static func family(of name: String) -> DecoderFamily? {
    let (family, _) = split(SyndromeFinish.baseName(of: name) ?? name)
    return families.first { $0.name == family }
  }

  private static func split(_ name: String) -> (family: String, option: String?) {
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init)
    return (parts[0], parts.count == 2 ? parts[1] : nil)
  }

  /// The decoder of a name as users write it: `omp`, `omp:absolute`, `topk+syndrome`.
  ///
  /// - Throws: `DecoderError` for a name or an option that does not exist.
  public static func decoder(named name: String) throws(DecoderError) -> any Decoder {
    if let baseName = SyndromeFinish.baseName(of: name) {
      let base = try decoder(named: baseName)
      guard !(base is SyndromeFinish || base is SyndromeDecoder) else {
        throw .alreadyAlgebraic(base.name)
      }
      return SyndromeFinish(base)
    }
    let (familyName, option) = split(name)
    guard let family = families.first(where: { $0.name == familyName }) else {
      throw .unknownDecoder(familyName)
    }
    guard let decoder = family.make(option) else {
      if family.runsPrograms { throw .unreadableCommand(name) }
      throw .unknownOption(
        decoder: familyName, option: option ?? "", known: family.options.map(\.name))
    }
    return decoder
  }
}

extension DimensionGuess {
  /// The guess for a decoder by its name in the column `decoder`, whose options follow a colon; for
  /// names that the catalogue lacks, and for decoders finished by algebra, that of the greedy ones.
  public init(decoder: String, at point: TheoryPoint) {
    guard SyndromeFinish.baseName(of: decoder) == nil else {
      self = .greedy(point)
      return
    }
    let option = decoder.split(separator: ":", maxSplits: 1).dropFirst().first.map(String.init)
    self = DecoderCatalog.family(of: decoder)?.guess(option, point) ?? .greedy(point)
  }
}
