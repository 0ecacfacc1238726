extension Ensemble {
  /// A kind of law, before its argument is chosen: everything that the suite knows of it by its name,
  /// in one record that stands in the file of its dictionary.
  ///
  /// To add one: a file with the dictionary and its record, and a line in the list below.
  public struct Kind: Sendable {
    /// How a dictionary of the kind is kept.
    public enum Storage: Sendable {
      /// A bit an entry, all entries signs; read without being stored where that suits better.
      case signs
      /// A bit an entry, in memory.
      case packed
      /// A number in single precision an entry, in memory.
      case dense
    }

    /// Makes a codebook, or throws `DictionaryError`.
    public typealias Maker = @Sendable (CodebookRequest) async throws -> any Codebook

    /// The name before the colon.
    public let name: String
    /// What enters the seed of every trial: it never changes, and is never used again for another
    /// kind.
    public let number: UInt64
    /// How a dictionary is kept.
    public let storage: Storage
    /// Makes a codebook.
    let make: Maker
    /// Whether an ensemble of the kind is one dictionary, with an N and a d of its own, which is read
    /// and not drawn: that of a file.
    public internal(set) var isGiven = false
    /// How names with an argument are written: `file:PATH`.
    public var forms: [String] = []
    /// Whether something may follow the colon, nil for nothing.
    public var accepts: @Sendable (_ argument: String?) -> Bool = { $0 == nil }
    /// What results show of an argument.
    public var label: @Sendable (_ argument: String) -> String = { $0 }
    /// Why an argument has no dictionary of N codewords, in the words that follow the ensemble's name;
    /// nil if it has.
    public var objection: @Sendable (_ argument: String?, _ codewordCount: Int) -> String? = {
      _, _ in nil
    }

    /// A kind without arguments, whose dictionaries are drawn; what else it is, is set afterwards.
    public init(_ name: String, number: UInt64, storage: Storage, make: @escaping Maker) {
      (self.name, self.number, self.storage, self.make) = (name, number, storage, make)
    }

    /// The kind with something set.
    public func with(_ change: (inout Self) -> Void) -> Self {
      var kind = self
      change(&kind)
      return kind
    }
  }
}

extension Ensemble.Kind {
  /// The kinds of the suite, in the order in which messages list them: one line each.
  public static let suite: [Self] = [.rademacher, .gaussian, .sphere, .staircase, .bch, .file]

  /// Kinds that the current task has beside those of the suite.
  @TaskLocal private static var added: [Self] = []

  /// All kinds, in the order in which messages list them.
  public static var all: [Self] { suite + added }

  /// Runs something with a kind beside those of the suite, for it and the tasks that it starts: how a
  /// program, or a test, brings a dictionary of its own. Outside of it no decoder reads the kind.
  ///
  /// - Precondition: there is no other kind of this name or number.
  public static func with<Result>(
    _ kind: Self, isolation: isolated (any Actor)? = #isolation,
    operation: () async throws -> Result
  ) async rethrows -> Result {
    precondition(
      !all.contains { $0.name == kind.name || $0.number == kind.number },
      "there is an ensemble '\(kind.name)', or one of its number, already")
    return try await $added.withValue(added + [kind], operation: operation, isolation: isolation)
  }

  /// The kinds whose dictionaries are kept in one of some ways.
  public static func kept(_ ways: Set<Storage>) -> Set<Self> {
    Set(all.filter { ways.contains($0.storage) })
  }
}

extension Ensemble.Kind: Hashable {
  public static func == (left: Self, right: Self) -> Bool { left.number == right.number }

  public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}
