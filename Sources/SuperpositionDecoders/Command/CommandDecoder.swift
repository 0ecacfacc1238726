import SuperpositionCodes
import Synchronization

/// A decoder that is a program of the user's, in whatever language: `exec:python3 my_decoder.py`.
///
/// The program is started once for each worker, reads dictionaries and codes, and answers with
/// supports, or with scores of which the k largest count (`CommandConversation`; the protocol is
/// described in `experiments/decoder-protocol.md`). What it declares of itself when it is greeted, and
/// the hash of the files that the command names, tell it from another decoder of its name.
public struct CommandDecoder: Decoder {
  static let family = DecoderFamily(
    "exec", "a program of one's own, which speaks the protocol of experiments/decoder-protocol.md",
    parameter: ("COMMAND", "the program and its arguments, as in 'exec:python3 my_decoder.py'"),
    runsPrograms: true,
    // That of matching pursuit in an interpreted language.
    cost: DecoderCost(secondsPerEntry: 1e-9, solving: { k, _ in 1e-4 * k })
  ) { $0.flatMap { CommandDecoder(command: $0) } }

  /// The field of `identity()` that holds the hashes of the command's files.
  public static let hashField = "decoder_sha256"

  /// How long a program may take for one answer, a greeting or a batch; for the whole process.
  public static var timeLimit: Duration {
    get { limit.withLock { $0 } }
    set { limit.withLock { $0 = newValue } }
  }
  private static let limit = Mutex(Duration.seconds(600))

  public let name: String
  private let command: Command

  /// The decoder of a command; nil if it has no word, or a quotation without its end.
  public init?(command text: String) {
    guard let command = Command(text) else { return nil }
    name = "\(Self.family.name):\(text)"
    self.command = command
  }

  public var ensembles: Set<Ensemble.Kind> { Set(Ensemble.Kind.all) }
  public var dictionaryAccess: DictionaryAccess { .manyPasses }

  /// The program's copy of the dictionary, in single precision, for each worker's eight codes.
  public func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Double {
    Double(codewordCount) * Double(dimension) / 2 + 16 * Double(dimension + codewordCount)
  }

  /// What the program says of itself, and the hash of its files.
  ///
  /// - Throws: `CommandDecoderError`.
  public func identity() throws -> [String: String] {
    let processes = try CommandProcesses.of(command, decoder: name)
    let greeting = try processes.greeting()
    var identity = ["decoder_name": greeting.name, "decoder_version": greeting.version]
    if !processes.files.hashes.isEmpty {
      identity[Self.hashField] = processes.files.hashes.joined(separator: ",")
    }
    return identity
  }

  public func batchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> BatchDecoder {
    let processes = try CommandProcesses.of(command, decoder: name)
    let dictionary = try DictionaryFrame(codebook, model: model)
    return { codes in
      codes.isEmpty
        ? [] : try processes.use(for: dictionary) { try $0.decode(codes, of: dictionary) }
    }
  }
}

/// What a program of the user's did wrong, or why it cannot be asked.
public struct CommandDecoderError: Error, Equatable, CustomStringConvertible {
  /// Whose fault it is.
  public enum Kind: Sendable {
    /// The program is missing or cannot be started, or there is no room for its dictionary.
    case unavailable
    /// The program ended, was too slow, or gave an answer that is none.
    case misbehaved
  }

  /// Whose fault it is.
  public let kind: Kind
  /// One line that names the decoder and what is wrong.
  public let description: String

  init(_ kind: Kind, decoder: String, _ problem: String) {
    self.kind = kind
    description = "decoder '\(decoder)' \(problem)"
  }
}
