import ArgumentParser
import Runs

/// Flags that say where the rows go.
struct OutputOptions: ParsableArguments {
  @Option(
    """
    Write the result to this CSV file, whose folder must exist; - is standard output. What is \
    measured keeps a ledger beside it, from which an interrupted run goes on.
    """, value: "file.csv")
  var output: String?

  @OptionGroup var replacing: ReplaceOptions

  @Option(
    "csv, table, json or markdown on standard output. (default: table on a terminal, else csv; nothing "
      + "if --output is given)", value: "format")
  var format: String?

  /// Whether what the output holds may go.
  var replace: Bool { replacing.replace }

  /// The format on standard output; nil for none.
  func parsedFormat() throws -> TableFormat? {
    if let format {
      return try FlagValue.choice("--format", format, of: TableFormat.allCases)
    }
    if output == "-" { return .csv }
    if output != nil { return nil }
    return StandardOutput.isTerminal ? .table : .csv
  }

  /// The result file; nil for none.
  func parsedOutput() throws -> String? {
    guard output != "" else {
      throw ExperimentError(.usage, "--output: the name of a file is missing")
    }
    guard let output, output != "-" else { return nil }
    try FileAccess.requireFileOrDevice(output)
    return output
  }

  /// Refuses an output that holds the result of other work, before any is done.
  ///
  /// - Parameters:
  ///   - table: what is known of the result.
  ///   - columnsVary: whether its columns are what the user asks for.
  func check(_ table: ResultFile, columnsVary: Bool = false) throws {
    var files = OutputFiles(replacesOthers: replace)
    try files.addTable("--output", parsedOutput(), table, columnsVary: columnsVary)
  }
}
