import Runs
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation

/// Codes of one dictionary, as flags describe them: to be made, or to be read.
public struct GivenCodes: Sendable {
  /// What is sent.
  public let setting: CodeSetting
  /// d.
  public let dimension: Int
  /// The seed of everything that is drawn, a dictionary too.
  public let seed: UInt64
  /// How many codes are made.
  public let count: Int
  /// Who reads them; nil where they are made.
  public let decoder: (any Decoder)?
  private let block: ExperimentBlock

  /// Reads flags.
  ///
  /// - Parameter areRead: whether there is a decoder.
  /// - Throws: `ExperimentError` that names the flag.
  public init(flags: BlockSettings, areRead: Bool) throws {
    block = try ExperimentBlock(CodesQuestion(areRead: areRead), settings: flags)
    let points = try block.points()
    guard let point = points.first, points.count == 1 else {
      throw ExperimentError(
        .usage, "one dictionary, one k and one noise power are needed, not lists of them")
    }
    setting = point.setting
    dimension = point.dimension ?? 1
    seed = block.seed
    count = block.trials
    decoder = areRead ? try point.makeDecoder() : nil
  }

  /// The seed of the point, as that of a success row.
  public var pointSeed: Seed { setting.seed(root: Seed(seed), dimension: dimension) }

  /// Draws, or reads, the dictionary.
  ///
  /// - Throws: as `GivenDictionary.init`.
  public func dictionary(workers: Int) async throws -> GivenDictionary {
    try await GivenDictionary(
      setting, dimension: dimension, seed: Seed(seed), workers: workers)
  }

  /// The codewords as the file has them, where decoders see others; nil where they see these.
  ///
  /// - Throws: `DictionaryFileError`.
  public func storedCodewords() throws -> (any Codebook)? {
    guard let source, source.isCentered || source.isWhitened else { return nil }
    return try source.stored()
  }

  /// The lines on where the dictionary is from.
  public var dictionaryNotices: [String] { block.dictionaryNotices }

  /// The dictionary from a file; nil for one that is drawn.
  public var source: DictionarySource? { setting.dictionary }
}

/// What may be said of codes that come from or go to files; no kind of experiment.
private struct CodesQuestion: Question {
  let areRead: Bool

  var name: String { areRead ? "decode" : "encode" }
  let summary = "codes of one dictionary"
  var needed: [[any AnyKey]] {
    (areRead ? [[Keys.decoder]] : []) + [[Keys.codewords], [Keys.sparsity], [Keys.dimension]]
  }
  var optional: [any AnyKey] {
    (areRead ? [] : [Keys.trials])
      + [Keys.ensemble, Keys.noise, Keys.seed, Keys.coefficients] + Keys.dictionary
  }
  let compared: ComparedValue? = nil
  let columns: [Inventory.Entry] = []

  func rows(of block: ExperimentBlock) throws -> [Plan.Row] { [] }
}
