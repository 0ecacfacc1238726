/// The law of the codewords, by the name that flags, experiment files and results have for it:
/// `rademacher`, or a kind with an argument after a colon where the kind takes one.
///
/// To add a law: a case of `Kind` with what it needs, and its codebook in `makeCodebook`.
public struct Ensemble: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
  /// What kind of law it is. The raw value enters the seed of every trial: it never changes, and is
  /// never used again for another kind. 3 (`staircase`), 4 (`bch`) and 5 (`file`) are reserved.
  public enum Kind: UInt64, CaseIterable, Sendable {
    /// Entries independent and uniform on {-1, +1}.
    case rademacher = 0
    /// Entries independent standard normal.
    case gaussian = 1
    /// Codewords uniform on the sphere of radius √d.
    case sphere = 2

    /// The name before the colon.
    public var name: String {
      switch self {
      case .rademacher: "rademacher"
      case .gaussian: "gaussian"
      case .sphere: "sphere"
      }
    }

    /// Whether an argument may follow the name, and which: what is no argument of the kind makes no
    /// ensemble.
    func accepts(argument: String?) -> Bool {
      switch self {
      case .rademacher, .gaussian, .sphere: argument == nil
      }
    }
  }

  /// What kind of law it is.
  public let kind: Kind
  /// What follows the colon, if anything.
  public let argument: String?

  /// The law of a kind that takes no argument.
  public static let rademacher = Ensemble(kind: .rademacher, argument: nil)
  /// The law of a kind that takes no argument.
  public static let gaussian = Ensemble(kind: .gaussian, argument: nil)
  /// The law of a kind that takes no argument.
  public static let sphere = Ensemble(kind: .sphere, argument: nil)

  private init(kind: Kind, argument: String?) {
    self.kind = kind
    self.argument = argument
  }

  /// The ensemble of a name, or nil if there is none.
  public init?(rawValue name: String) {
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let argument = parts.count == 2 ? String(parts[1]) : nil
    guard let kind = Kind.allCases.first(where: { $0.name == parts[0] }),
      kind.accepts(argument: argument)
    else { return nil }
    self.init(kind: kind, argument: argument)
  }

  /// The name with its argument: `rademacher`.
  public var rawValue: String { argument.map { "\(kind.name):\($0)" } ?? kind.name }

  /// The name with its argument.
  public var description: String { rawValue }
}
