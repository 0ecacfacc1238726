import ArgumentParser
import Runs
import SuperpositionCodes
import SuperpositionExperiments

/// Flags that say what is made of a dictionary's file.
struct DictionaryFileOptions: ParsableArguments {
  @Flag(help: "The codewords are the columns of the stored matrix, not its rows.")
  var transpose = false

  @Option(
    "The codewords taken, counted from 0, as 0..999 or 3,10..19.", default: "all", value: "rows")
  var rows: String?

  @Option("Codewords left out, written as --rows.", value: "rows")
  var exclude: String?

  @Flag(help: "Divide each codeword by its norm.")
  var unitNorm = false

  /// The file with these choices.
  func file(_ specification: String) throws -> DictionaryFile {
    var file = DictionaryFile(
      specification: specification.hasPrefix("file:")
        ? String(specification.dropFirst(5)) : specification)
    file.isTransposed = transpose
    file.hasUnitNorm = unitNorm
    do {
      file.rows = try rows.map { try RowSelection($0, flag: "--rows") }
      file.excluded = try exclude.map { try RowSelection($0, flag: "--exclude") }
    } catch let error as DictionaryFileError {
      throw ExperimentError(error)
    }
    return file
  }

  /// What was given, as keys of experiments have it.
  var texts: GivenFlags {
    [
      (Keys.rows, rows), (Keys.exclude, exclude),
      (Keys.transpose, transpose ? "true" : nil), (Keys.unitNorm, unitNorm ? "true" : nil),
    ]
  }

  /// Reads a file and says on standard error what it holds.
  static func load(_ file: DictionaryFile) throws -> LoadedDictionary {
    do {
      let dictionary = try file.load(allowsZeroRows: true)
      StandardError.say(dictionary.provenance)
      if let hint = dictionary.orientationHint { StandardError.say(hint) }
      return dictionary
    } catch {
      throw ExperimentError(error)
    }
  }
}

/// Flags that say what is made of the dictionaries that an ensemble names by their files.
struct EnsembleFileOptions: ParsableArguments {
  @OptionGroup var choices: DictionaryFileOptions

  @Flag(help: "The decoder subtracts the mean codeword, and its k-fold from codes.")
  var center = false

  @Flag(
    help:
      "The decoder sees codewords, and codes, with the codewords' second moment made the identity.")
  var whiten = false

  /// What was given.
  var texts: GivenFlags {
    choices.texts + [
      (Keys.center, center ? "true" : nil), (Keys.whiten, whiten ? "true" : nil),
    ]
  }
}
