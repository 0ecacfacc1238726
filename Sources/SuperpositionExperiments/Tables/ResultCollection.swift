import Runs

/// The results of a folder as one table.
public struct ResultCollection: Sendable {
  /// The column that says which file a row is from.
  public static let fileColumn = "file"

  private let files: [(name: String, result: ResultFile)]

  /// Reads every CSV in a folder.
  ///
  /// - Throws: `ExperimentError` 66 if the folder cannot be read or holds none, 65 if one is no CSV.
  public init(folder: String) throws {
    files = try ResultFile.names(inFolder: folder).map {
      ($0, try ResultFile(contentsOf: "\(folder)/\($0)"))
    }
  }

  /// The rows that a filter keeps, under the columns of all files that have such rows, each once, in
  /// order of appearance; a field that a file does not have is empty.
  ///
  /// - Parameter columns: The columns to show, in order; nil for all.
  /// - Throws: `ExperimentError` 64 for a column that no file has.
  /// - Complexity: O(rows · columns).
  public func table(
    where filter: RowFilter, columns: [String]? = nil, provenance: [ResultFile.Provenance] = []
  ) throws -> ResultFile {
    let known = Self.union(files.map { [Self.fileColumn] + $0.result.header })
    try RowFilter.require(filter.columns, among: known, flag: "--where")
    try RowFilter.require(columns ?? [], among: known, flag: "--columns")
    let parts = files.map { file in
      let header = [Self.fileColumn] + file.result.header
      let rows = file.result.rows.map { [file.name] + $0 }
      return (header: header, rows: rows.filter { filter.keeps($0, of: header) })
    }.filter { !$0.rows.isEmpty }
    let header = columns ?? Self.union([[Self.fileColumn]] + parts.map(\.header))
    let rows = parts.flatMap { part in
      let places = header.map { part.header.firstIndex(of: $0) }
      return part.rows.map { row in places.map { $0.map { row[$0] } ?? "" } }
    }
    return ResultFile(header: header, rows: rows, provenance: provenance)
  }

  private static func union(_ lists: [[String]]) -> [String] {
    var seen: Set<String> = []
    return lists.joined().filter { seen.insert($0).inserted }
  }
}
