import Foundation

extension ResultFile {
  /// The names of the results in a folder, `NAME.csv`, sorted.
  ///
  /// - Throws: `ExperimentError` 66 if the folder cannot be read or holds none.
  public static func names(inFolder folder: String) throws(ExperimentError) -> [String] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw ExperimentError(.missingInput, "\(folder): there is no such folder of results")
    }
    let results = names.filter { $0.hasSuffix(".csv") && !$0.hasPrefix(".") }.sorted()
    guard !results.isEmpty else {
      throw ExperimentError(.missingInput, "\(folder): holds no result (NAME.csv)")
    }
    return results
  }
}
