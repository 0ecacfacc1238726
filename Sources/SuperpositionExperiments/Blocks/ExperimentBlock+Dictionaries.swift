import Runs
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation

extension ExperimentBlock {
  /// What the block's files hold; read here unless the block says it.
  ///
  /// - Throws: `ExperimentError` that names the key: files that the question does not take, a file
  ///   that cannot be used, keys of files without one, an N or a d that is not the file's.
  func readDictionaries(_ settings: BlockSettings) throws -> [Ensemble: DictionarySource] {
    let files = ensembles.filter(\.kind.isGiven)
    guard !files.isEmpty else {
      for key in Keys.dictionary where key.text(of: self) != nil {
        throw settings.error(key, "applies to dictionaries from files (file:PATH)")
      }
      return [:]
    }
    guard question.keys.contains(where: { $0.name == Keys.contents.name }) else {
      throw settings.error(
        Keys.ensemble,
        "\(question.name) does not take '\(files[0].rawValue.quotedForMessage)': a file has one N and "
          + "one d")
    }
    let known = self[Keys.contents]
    guard known.map({ $0.count == files.count }) ?? true else {
      throw settings.error(Keys.contents, "one item for each of the \(files.count) files is needed")
    }
    guard settings.readsDictionaries || known != nil else { return [:] }
    var dictionaries: [Ensemble: DictionarySource] = [:]
    for (index, ensemble) in files.enumerated() {
      let source = try dictionary(ensemble, known: known?[index], settings)
      try check(source.contents, of: ensemble, settings)
      dictionaries[ensemble] = source
    }
    return dictionaries
  }

  private func dictionary(
    _ ensemble: Ensemble, known: DictionarySource.Contents?, _ settings: BlockSettings
  ) throws -> DictionarySource {
    var file = DictionaryFile(specification: ensemble.argument ?? "")
    file.isTransposed = self[Keys.transpose] ?? false
    file.rows = self[Keys.rows]
    file.excluded = self[Keys.exclude]
    file.hasUnitNorm = self[Keys.unitNorm] ?? false
    let center = self[Keys.center] ?? false
    let whiten = self[Keys.whiten] ?? false
    if let known {
      return DictionarySource(file, center: center, whiten: whiten, contents: known)
    }
    do {
      let source = try DictionarySource(reading: file, center: center, whiten: whiten)
      // What cannot be whitened is said before the work.
      if whiten { _ = try source.prepared() }
      return source
    } catch let error as DictionaryFileError {
      throw settings.error(error)
    } catch let error as DictionaryTransformError {
      throw settings.error(
        Keys.whiten, String(error.description.dropFirst("--whiten: ".count)))
    }
  }

  private func check(
    _ contents: DictionarySource.Contents, of ensemble: Ensemble, _ settings: BlockSettings
  ) throws {
    let name = ensemble.label.quotedForMessage
    if let given = self[Keys.codewords], given != [contents.codewordCount] {
      throw settings.error(
        Keys.codewords, "\(name) has N = \(contents.codewordCount); leave the key out")
    }
    if let given = self[Keys.dimension], given != [contents.dimension] {
      throw settings.error(
        Keys.dimension, "\(name) has d = \(contents.dimension); leave the key out")
    }
    if self[Keys.dimensionsPerBit] != nil {
      throw settings.error(
        Keys.dimensionsPerBit, "\(name) has d = \(contents.dimension); leave the key out")
    }
  }

  /// What a reader should hear of the files.
  var dictionaryNotices: [String] {
    ensembles.compactMap { dictionaries[$0] }.flatMap(\.notices)
  }

  /// The numbers of codewords of an ensemble: a file has its own.
  func codewords(of ensemble: Ensemble) -> [Int] {
    guard ensemble.kind.isGiven else { return codewords }
    return dictionaries[ensemble].map { [$0.contents.codewordCount] } ?? []
  }
}

extension DictionarySource {
  /// What was read with N × d, and what that suggests of its orientation.
  var notices: [String] { [provenance] + [orientationHint].compactMap { $0 } }
}

extension BlockSettings {
  /// The error of a dictionary's file: what flags ask for is wrong usage, what an experiment file asks
  /// for is bad data.
  func error(_ error: DictionaryFileError) -> ExperimentError {
    guard case .file(let file, let blockLine, _) = origin else { return ExperimentError(error) }
    let line = values[Keys.ensemble.name]?.line ?? blockLine
    let code = ExperimentError(error).exitCode
    return ExperimentError(
      code == .usage ? .badData : code, file: file, line: line, error.message)
  }
}
