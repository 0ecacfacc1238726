import Runs

/// What can be said of a block: the keys of experiment files, which are also the long flags.
public enum BlockKey: String, CaseIterable, Hashable, Sendable {
  /// The decoders.
  case decoder
  /// The laws of the codewords.
  case ensemble
  /// N.
  case codewords
  /// k.
  case sparsity
  /// ε, for k = N^ε.
  case sparsityExponent = "sparsity-exponent"
  /// P.
  case noise
  /// p, the success probabilities to reach.
  case target
  /// d.
  case dimension
  /// d/H(N, k).
  case dimensionsPerBit = "dimensions-per-bit"
  /// How success probabilities are estimated.
  case estimator
  /// Trials of each point.
  case trials
  /// The relative half-width at which a search for d* stops.
  case precision
  /// The seed.
  case seed
  /// The theory curves.
  case curve

  /// The key of a name in an experiment file: the long name or the letter of the flag.
  public init?(name: String) {
    if let key = BlockKey(rawValue: name) {
      self = key
    } else if let key = Self.allCases.first(where: { $0.letter == name }) {
      self = key
    } else {
      return nil
    }
  }

  /// The short flag's letter, if there is one.
  public var letter: String? {
    switch self {
    case .codewords: "N"
    case .sparsity: "k"
    case .dimension: "d"
    default: nil
    }
  }

  /// The flag as messages name it: `-k/--sparsity`.
  public var flag: String {
    letter.map { "-\($0)/--\(rawValue)" } ?? "--\(rawValue)"
  }

  /// What the key stands for, with an example; for messages about missing ones.
  var summary: String {
    switch self {
    case .decoder: "the decoders, such as mp,omp"
    case .ensemble: "the laws of the codewords: rademacher, gaussian, sphere"
    case .codewords: "the numbers of codewords N, such as 2^20"
    case .sparsity, .sparsityExponent: "the numbers k of active codewords, such as 16,64"
    case .noise: "the noise powers P, such as 0.5"
    case .target: "the success probabilities to reach, such as 0.9"
    case .dimension, .dimensionsPerBit: "the dimensions d, such as 100..400:+20"
    case .estimator: "simulate, conditional or auto"
    case .trials: "the number of trials, such as 1000"
    case .precision: "the relative half-width of an interval, such as 0.01"
    case .seed: "the seed, such as 1"
    case .curve: "the theory curves, such as ml_union_bound"
    }
  }
}

/// What users gave for the keys of one block, before it is understood: the source of an
/// `ExperimentBlock`, whether flags or a file.
public struct BlockSettings: Sendable {
  /// Where the settings come from, which decides how errors name them.
  public enum Origin: Sendable {
    /// Flags of a command.
    case commandLine
    /// A block of a file that starts at a line, counted from one, and its path: `blocks[0]`.
    case file(String, line: Int, block: String)
  }

  /// One value: a list in the notation of `NumberList`, or names separated by commas.
  public struct Value: Sendable {
    /// The text.
    public let text: String
    /// The line of the file, if there is one.
    public let line: Int?
    /// The key as the file has it, if there is one.
    public let name: String?

    /// A value.
    public init(_ text: String, line: Int? = nil, name: String? = nil) {
      self.text = text
      self.line = line
      self.name = name
    }
  }

  /// Where the settings come from.
  public let origin: Origin
  /// The values given.
  public var values: [BlockKey: Value]

  /// Settings.
  public init(origin: Origin, values: [BlockKey: Value] = [:]) {
    self.origin = origin
    self.values = values
  }

  /// The settings that a command's flags gave.
  public init(flags: [BlockKey: String?]) {
    self.init(
      origin: .commandLine,
      values: flags.compactMapValues { $0 }.mapValues { Value($0) })
  }

  /// The key as it was written, or would be.
  func name(of key: BlockKey) -> String {
    switch origin {
    case .commandLine: key.flag
    case .file: values[key]?.name ?? key.rawValue
    }
  }

  /// The error of a key's value: wrong usage on the command line, bad data in a file.
  func error(_ key: BlockKey, _ message: String) -> ExperimentError {
    switch origin {
    case .commandLine:
      ExperimentError(.usage, "\(name(of: key)): \(message)")
    case .file(let file, let line, let block):
      ExperimentError(
        .badData, file: file, line: values[key]?.line ?? line,
        "\(block).\(name(of: key)): \(message)")
    }
  }

  /// The error of a point whose work the machine has no memory for.
  func memoryError(_ message: String) -> ExperimentError {
    switch origin {
    case .commandLine: ExperimentError(.unavailable, message)
    case .file(let file, let line, _):
      ExperimentError(.unavailable, file: file, line: line, message)
    }
  }
}
