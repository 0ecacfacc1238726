import Foundation
import SuperpositionCodes
import SuperpositionDecoders
import Synchronization

/// A user's own dictionary as trials have it: what a file holds, read once and shared by all workers.
///
/// Its identity is the content: two sources are equal if their codewords and what the decoder makes
/// of them are, wherever the files lie. A file that does not hold, or no longer holds, what it is known
/// to hold is an error.
public final class DictionarySource: Sendable {
  /// What a file is known to hold.
  public struct Contents: Hashable, Sendable {
    /// The SHA-256 of the chosen entries and of the choices, 64 hexadecimal digits.
    public let sha256: String
    /// N.
    public let codewordCount: Int
    /// d.
    public let dimension: Int

    /// Contents.
    ///
    /// - Precondition: N ≥ 1, d ≥ 1.
    public init(sha256: String, codewordCount: Int, dimension: Int) {
      precondition(codewordCount >= 1 && dimension >= 1)
      (self.sha256, self.codewordCount, self.dimension) = (sha256, codewordCount, dimension)
    }
  }

  /// What decoders see of the file: the codewords after centring and whitening, if that is asked for.
  public struct Prepared: Sendable {
    /// The codewords that codes are made of and decoders read.
    public let codebook: DenseCodebook
    /// What was made of the file's codewords, and is made of codes.
    public let transform: DictionaryTransform
    /// The mean of ‖f‖²/d over the file's codewords: the unit of noise powers.
    public let codewordPower: Double
    /// The row of the file of each codeword, ascending.
    public let rows: [Int]

    /// The power of a coordinate's noise as decoders see it, of noise of power P.
    public func noisePower(_ power: Double) -> Double {
      power * codewordPower * transform.noiseGain
    }
  }

  private enum State {
    case unread
    case read(LoadedDictionary)
    case prepared(Prepared)
  }

  private struct Held {
    var state: State
    /// Of the file when it was read.
    var stamp: FileStamp?
    var provenance: String?
    var orientationHint: String?
    var decoders: [(key: DecoderKey, decoder: PreparedDecoder)] = []
  }

  private struct DecoderKey: Equatable {
    let name: String
    let model: SignalModel
  }

  /// The file and which of its rows are codewords.
  public let file: DictionaryFile
  /// Whether the decoder subtracts the mean codeword.
  public let isCentered: Bool
  /// Whether the decoder makes the codewords' second moment the identity.
  public let isWhitened: Bool
  /// What the file holds.
  public let contents: Contents
  private let held: Mutex<Held>

  /// Reads a file.
  ///
  /// - Throws: `DictionaryFileError`.
  public convenience init(
    reading file: DictionaryFile, center: Bool = false, whiten: Bool = false
  ) throws {
    let stamp = FileStamp(of: file.path)
    let dictionary = try file.load()
    self.init(
      file, center: center, whiten: whiten, contents: dictionary.contents,
      held: Held(
        state: .read(dictionary), stamp: stamp, provenance: dictionary.provenance,
        orientationHint: dictionary.orientationHint))
  }

  /// A file of known contents, which is read when they are needed.
  public convenience init(
    _ file: DictionaryFile, center: Bool = false, whiten: Bool = false, contents: Contents
  ) {
    self.init(
      file, center: center, whiten: whiten, contents: contents, held: Held(state: .unread))
  }

  private init(
    _ file: DictionaryFile, center: Bool, whiten: Bool, contents: Contents, held: sending Held
  ) {
    self.file = file
    isCentered = center
    isWhitened = whiten
    self.contents = contents
    self.held = Mutex(held)
  }

  /// What was read, in a line; before that, the file's name with N and d.
  public var provenance: String {
    held.withLock { $0.provenance }
      ?? "\(file.name), N = \(contents.codewordCount), d = \(contents.dimension)"
  }

  /// What a reader should hear about the orientation of what was read; nil if there is nothing.
  public var orientationHint: String? { held.withLock { $0.orientationHint } }

  /// The dictionary made ready, with a look at the file, which must not have changed.
  ///
  /// - Throws: `DictionaryFileError` for a file that cannot be read or holds something else;
  ///   `DictionaryTransformError` where whitening is impossible.
  /// - Complexity: O(1) but for the first call.
  public func prepared() throws -> Prepared {
    try held.withLock { held in
      try refresh(&held)
      return try prepare(&held)
    }
  }

  /// The codewords as the file has them, read again.
  ///
  /// - Throws: `DictionaryFileError`, also for a file that holds something else by now.
  public func stored() throws -> DenseCodebook {
    DenseCodebook(try expected(file.load()))
  }

  /// A decoder made ready for the dictionary; the last few are kept.
  ///
  /// - Throws: as `prepared()`, and what the decoder throws.
  public func decoder(_ decoder: any Decoder, model: SignalModel) throws -> PreparedDecoder {
    try held.withLock { held in
      try refresh(&held)
      let key = DecoderKey(name: decoder.name, model: model)
      if let known = held.decoders.first(where: { $0.key == key }) { return known.decoder }
      let made = try decoder.prepared(for: prepare(&held).codebook, model: model)
      if held.decoders.count >= Self.keptDecoders { held.decoders.removeFirst() }
      held.decoders.append((key, made))
      return made
    }
  }

  /// More than one for the workers, who may be at different points.
  private static let keptDecoders = 4

  /// Sees to it that what is held is what the file holds.
  private func refresh(_ held: inout Held) throws {
    let stamp = FileStamp(of: file.path)
    if case .unread = held.state {} else if stamp != nil, stamp == held.stamp { return }
    if case .unread = held.state {
      held.state = .read(try expected(file.load()))
    } else {
      try readAgain()
    }
    held.stamp = stamp
  }

  /// Reads a file that was written to, or replaced, since it was read.
  private func readAgain() throws {
    let again = Result { () throws(DictionaryFileError) in try file.load() }
    switch again {
    case .success(let dictionary): _ = try expected(dictionary)
    case .failure(let error):
      // What was there when the work began is no missing input.
      throw DictionaryFileError(
        .badData, "\(file.path): changed during the run: \(error.message)")
    }
  }

  private func expected(_ dictionary: LoadedDictionary) throws -> LoadedDictionary {
    guard dictionary.contents == contents else {
      throw DictionaryFileError(
        .badData,
        "\(file.path): is not the dictionary of this work any more: N = \(dictionary.codewordCount), "
          + "d = \(dictionary.dimension), SHA-256 \(dictionary.sha256.prefix(12))…, where N = "
          + "\(contents.codewordCount), d = \(contents.dimension), \(contents.sha256.prefix(12))… "
          + "are expected")
    }
    return dictionary
  }

  private func prepare(_ held: inout Held) throws -> Prepared {
    if case .prepared(let prepared) = held.state { return prepared }
    guard case .read(var dictionary) = held.state else {
      throw DictionaryFileError(.readFailed, "\(file.path): was not read")
    }
    let transform = try DictionaryTransform(
      fitting: dictionary.entries, dimension: dictionary.dimension, center: isCentered,
      whiten: isWhitened)
    let energy = dictionary.entries.reduce(0) { $0 + Double($1) * Double($1) }
    if isCentered || isWhitened {
      // In place: the state must not share the entries meanwhile.
      held.state = .unread
      dictionary.transformEntries { transform.apply(to: &$0) }
    }
    let prepared = Prepared(
      codebook: DenseCodebook(dictionary), transform: transform,
      codewordPower: energy / Double(dictionary.entries.count), rows: dictionary.rows)
    held.state = .prepared(prepared)
    return prepared
  }
}

extension DictionarySource: Hashable {
  /// Whether decoders see the same.
  public static func == (left: DictionarySource, right: DictionarySource) -> Bool {
    left.contents == right.contents && left.isCentered == right.isCentered
      && left.isWhitened == right.isWhitened
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(contents)
    hasher.combine(isCentered)
    hasher.combine(isWhitened)
  }
}

extension DictionarySource.Contents: LosslessStringConvertible {
  /// Contents as results note them, `SHA-256 N d`; nil for a text that is none.
  public init?(_ text: String) {
    let parts = text.split(separator: " ").map(String.init)
    guard parts.count == 3, parts[0].utf8.count == 64,
      parts[0].utf8.allSatisfy({ 48...57 ~= $0 || 97...102 ~= $0 }),
      let count = Int(parts[1]), count >= 1, let dimension = Int(parts[2]), dimension >= 1
    else { return nil }
    self.init(sha256: parts[0], codewordCount: count, dimension: dimension)
  }

  /// The contents as results note them.
  public var description: String { "\(sha256) \(codewordCount) \(dimension)" }
}

extension LoadedDictionary {
  fileprivate var contents: DictionarySource.Contents {
    DictionarySource.Contents(
      sha256: sha256, codewordCount: codewordCount, dimension: dimension)
  }
}
