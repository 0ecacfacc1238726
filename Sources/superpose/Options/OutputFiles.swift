import Runs

/// The files that a command is to write, checked before any work: none takes the place of a result of
/// other work, of an input, or of another of them.
struct OutputFiles {
  /// Whether results of other work may be replaced.
  private let replacesOthers: Bool
  /// Files that the command reads.
  private let inputs: [String]
  private var outputs: [(flag: String, path: String)] = []

  init(replacesOthers: Bool, inputs: [String] = []) {
    self.replacesOthers = replacesOthers
    self.inputs = inputs
  }

  /// A table; nil for none.
  ///
  /// - Throws: `ExperimentError` 64 or 73 that names flag or file.
  mutating func addTable(
    _ flag: String, _ path: String?, _ table: ResultFile, columnsVary: Bool = false
  ) throws {
    guard let path = try add(flag, path) else { return }
    try table.requireReplaceable(path, replacesOthers: replacesOthers, columnsVary: columnsVary)
  }

  /// A file that is no table.
  ///
  /// - Throws: As `addTable`.
  mutating func addFile(_ flag: String, _ path: String?) throws {
    guard let path = try add(flag, path) else { return }
    try ResultFile.requireNone(at: path, replacesOthers: replacesOthers)
  }

  /// A file that a run checks by itself.
  ///
  /// - Throws: As `addTable`.
  mutating func addMeasured(_ flag: String, _ path: String?) throws {
    _ = try add(flag, path)
  }

  private mutating func add(_ flag: String, _ path: String?) throws -> String? {
    guard let path else { return nil }
    guard !path.isEmpty else {
      throw ExperimentError(.usage, "\(flag): the name of a file is missing")
    }
    guard path != "-" else {
      throw ExperimentError(
        .usage, "\(flag): takes a file; '-' is standard output for the results of --output alone")
    }
    if let other = outputs.first(where: { FileAccess.areSame($0.path, path) }) {
      throw ExperimentError(
        .usage,
        "\(flag): '\(path.quotedForMessage)' is the file of \(other.flag) too; give each its own")
    }
    if inputs.contains(where: { FileAccess.areSame($0, path) }) {
      throw ExperimentError(
        .cannotCreate, "\(path): is read by the same command; choose another file for \(flag)")
    }
    outputs.append((flag, path))
    return path
  }
}

extension OutputFiles {
  /// The tables of confusions, `FILE.csv` and `FILE.features.csv`.
  mutating func addConfusions(
    _ path: String?, columns: [String] = [], provenance: [ResultFile.Provenance]
  ) throws {
    guard let path else { return }
    let flag = "--confusions"
    let (table, features) = ConfusionTables.empty(columns: columns, provenance: provenance)
    try addTable(flag, path, table)
    try addTable("the counts of \(flag)", ConfusionTables.featuresPath(of: path), features)
  }
}
