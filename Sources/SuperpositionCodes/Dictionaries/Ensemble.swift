/// The law of the codewords, by the name that flags, experiment files and results have for it:
/// `rademacher`, or a kind with an argument after a colon where the kind takes one.
///
/// To add a law: a case of `Kind` with what it needs, and its codebook in `makeCodebook`.
public struct Ensemble: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
  /// What kind of law it is. The raw value enters the seed of every trial: it never changes, and is
  /// never used again for another kind.
  public enum Kind: UInt64, CaseIterable, Sendable {
    /// Entries independent and uniform on {-1, +1}.
    case rademacher = 0
    /// Entries independent standard normal.
    case gaussian = 1
    /// Codewords uniform on the sphere of radius √d.
    case sphere = 2
    /// Nested codewords of signs, whose heights make a staircase; the argument is the number of
    /// classes L. `StaircaseDictionary`.
    case staircase = 3
    /// The columns of a BCH code's parity check matrix as signs. `BCHDictionary`.
    case bch = 4
    /// The rows of a matrix in a file; the argument is `PATH` or `PATH#TENSOR`. `DictionaryFile`.
    case file = 5

    /// The kinds whose entries are all -1 or +1.
    public static let signs: Set<Kind> = [.rademacher, .bch]

    /// Whether a dictionary can be read without being stored.
    public var isGenerated: Bool { Self.signs.contains(self) }

    /// Whether entries take a bit each.
    public var isPacked: Bool { self == .staircase || Self.signs.contains(self) }

    /// The name before the colon.
    public var name: String {
      switch self {
      case .rademacher: "rademacher"
      case .gaussian: "gaussian"
      case .sphere: "sphere"
      case .staircase: "staircase"
      case .bch: "bch"
      case .file: "file"
      }
    }

    /// Whether an argument may follow the name, and which: what is no argument of the kind makes no
    /// ensemble.
    func accepts(argument: String?) -> Bool {
      switch self {
      case .rademacher, .gaussian, .sphere, .bch: argument == nil
      case .staircase: argument.map { Self.classes($0) != nil } ?? true
      case .file: argument?.isEmpty == false
      }
    }

    /// A number of classes, in digits.
    static func classes(_ argument: String) -> Int? {
      guard let classes = Int(argument), String(classes) == argument,
        1...StaircaseHeights.maximumClasses ~= classes
      else { return nil }
      return classes
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
  /// The staircase with as many classes as suit N, k and the noise.
  public static let staircase = Ensemble(kind: .staircase, argument: nil)
  /// The law of a kind that takes no argument.
  public static let bch = Ensemble(kind: .bch, argument: nil)

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

  /// The law that is one dictionary, that of a file.
  public static func file(_ file: DictionaryFile) -> Ensemble {
    Ensemble(kind: .file, argument: file.specification)
  }

  /// The names there are, in a line.
  public static var names: String {
    Kind.allCases.filter { $0 != .file }.map(\.name).joined(separator: ", ")
      + ", staircase:L (L from 1 to \(StaircaseHeights.maximumClasses)), file:PATH, file:PATH#TENSOR"
  }

  /// The name as results show it: of a file without its folders and its tensor.
  public var label: String {
    guard kind == .file, let argument else { return rawValue }
    return "\(kind.name):\(DictionaryFile(specification: argument).name)"
  }

  /// The number of classes that a staircase is told to have; nil if none is told.
  public var classes: Int? { argument.flatMap(Kind.classes) }

  /// The name with its argument: `rademacher`.
  public var rawValue: String { argument.map { "\(kind.name):\($0)" } ?? kind.name }

  /// The name with its argument.
  public var description: String { rawValue }
}
