import Runs
import SuperpositionCodes
import SuperpositionEstimation

extension Experiment {
  /// What decoders take for what on the dictionaries of files: the trials of its success rows, made
  /// again.
  ///
  /// - Returns: the rows of both tables, behind the columns of `confusionPointColumns`.
  /// - Throws: `ExperimentError` (usage) if no row is of a file; what the trials throw.
  public func confusions(workers: Int) async throws -> ConfusionRows {
    var confusions: [[String]] = []
    var features: [[String]] = []
    for block in blocks where block.question.name == Questions.success.name {
      for point in try block.points() {
        guard let source = point.dictionary else { continue }
        let found = try await point.confusions(
          on: source, trials: block.trials, seed: block.seed, workers: workers)
        let columns = Self.confusionPoint.map { $0.text }
        let prefix = try columns.map { try $0(point) }
        confusions += found.confusions.map { prefix + $0 }
        features += found.features.map { prefix + $0 }
      }
    }
    return ConfusionRows(confusions: confusions, features: features)
  }

  private static let confusionPoint = [
    PointColumns.decoder, PointColumns.ensemble, PointColumns.sparsity, PointColumns.noise,
  ]

  /// The columns that say which point a confusion is of.
  public static var confusionPointColumns: [String] { confusionPoint.map(\.name) }

  /// Whether any row is of a file, whose confusions are worth a table.
  public var hasDictionaries: Bool { !dictionaries.isEmpty }

  /// Whether codes differ in their number of members.
  public var hasRandomSizes: Bool { blocks.contains { $0.supports != [.uniform] } }
}

extension GridPoint {
  /// The confusions of a point's trials.
  fileprivate func confusions(
    on source: DictionarySource, trials: Int, seed: UInt64, workers: Int
  ) async throws -> ConfusionRows {
    let dimension = source.contents.dimension
    let setting = setting
    let pointSeed = setting.seed(root: Seed(seed), dimension: dimension)
    let dictionary = try await GivenDictionary(
      setting, dimension: dimension, seed: Seed(seed), workers: workers)
    let stored: any Codebook =
      source.isCentered || source.isWhitened ? try source.stored() : dictionary.codebook
    var codes: [[Double]] = []
    for trial in 0..<trials {
      let code = ReceivedCode(
        try stored.encode(setting.signal(trial: trial, pointSeed: pointSeed)))
      let noise = GaussianChannel.noise(
        power: setting.noisePower * dictionary.noiseUnit.sent, dimension: dimension,
        seed: pointSeed[.noise, UInt64(trial)])
      codes.append(zip(code.realCoordinates, noise).map(+))
    }
    let reader = CodeReader(
      try makeDecoder(), on: dictionary, noisePower: setting.noisePower,
      coefficients: setting.coefficients, size: .told(setting.sparsity))
    let readings = try await reader.read(codes, workers: workers)
    return try reader.confusions(
      of: readings, codes, sent: { setting.support(trial: $0, pointSeed: pointSeed) },
      entries: stored.entries(ofCodeword:)
    ).rows { String(dictionary.row(ofCodeword: $0)) }
  }
}
