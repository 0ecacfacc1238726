/// A decoder with its options, before one is chosen.
public struct DecoderFamily: Sendable {
  /// The name before the colon.
  public let name: String
  /// The rule, in a line.
  public let summary: String
  /// What may follow the colon, with a line on each.
  public let options: [(name: String, summary: String)]
  /// Makes the decoder; the argument is nil or one of the options' names.
  let make: @Sendable (_ option: String?) -> any Decoder

  init(
    _ name: String, _ summary: String, options: [(name: String, summary: String)] = [],
    make: @escaping @Sendable (_ option: String?) -> any Decoder
  ) {
    self.name = name
    self.summary = summary
    self.options = options
    self.make = make
  }
}

/// All decoders there are.
public enum DecoderCatalog {
  /// The families, in the order in which tables list them: one line each.
  public static let families: [DecoderFamily] = [
    ThresholdDecoder.family,
    TopKDecoder.family,
    MatchingPursuitDecoder.family,
    OrthogonalMatchingPursuitDecoder.family,
    SubspacePursuitDecoder.family,
    BasisPursuitDecoder.family,
    ApproximateMessagePassingDecoder.family,
    NearestDecoder.family,
  ]

  /// The decoder of a name as users write it: `omp`, `omp:absolute`.
  ///
  /// - Throws: `DecoderError` for a name or an option that does not exist.
  public static func decoder(named name: String) throws(DecoderError) -> any Decoder {
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init)
    guard let family = families.first(where: { $0.name == parts[0] }) else {
      throw .unknownDecoder(parts[0])
    }
    guard parts.count == 2 else { return family.make(nil) }
    guard family.options.contains(where: { $0.name == parts[1] }) else {
      throw .unknownOption(
        decoder: parts[0], option: parts[1], known: family.options.map(\.name))
    }
    return family.make(parts[1])
  }
}
