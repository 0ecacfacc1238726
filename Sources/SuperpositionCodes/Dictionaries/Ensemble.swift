/// The law of the codewords, by the name that flags, experiment files and results have for it:
/// `rademacher`, or a kind with an argument after a colon where the kind takes one.
public struct Ensemble: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
  /// What kind of law it is.
  public let kind: Kind
  /// What follows the colon, if anything.
  public let argument: String?

  /// The law of a kind.
  ///
  /// - Precondition: the kind takes the argument, or none if there is none.
  public init(_ kind: Kind, argument: String? = nil) {
    precondition(kind.accepts(argument), "no argument of the ensemble \(kind.name)")
    self.kind = kind
    self.argument = argument
  }

  /// The ensemble of a name, or nil if there is none.
  public init?(rawValue name: String) {
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let argument = parts.count == 2 ? String(parts[1]) : nil
    guard let kind = Kind.all.first(where: { $0.name == parts[0] }), kind.accepts(argument)
    else { return nil }
    self.init(kind, argument: argument)
  }

  /// The names that some kinds have; those with an argument follow the others.
  public static func names(of kinds: [Kind] = Kind.all) -> [String] {
    kinds.filter { $0.accepts(nil) }.map(\.name) + kinds.flatMap(\.forms)
  }

  /// The name as results show it: of a file without its folders and its tensor.
  public var label: String { argument.map { "\(kind.name):\(kind.label($0))" } ?? kind.name }

  /// The name with its argument: `rademacher`.
  public var rawValue: String { argument.map { "\(kind.name):\($0)" } ?? kind.name }

  /// The name with its argument.
  public var description: String { rawValue }
}
