import ArgumentParser

/// Where the results and the pictures of experiments are.
struct FolderOptions: ParsableArguments {
  @Option("Where results are; made by 'run' if missing.", default: "results", value: "folder")
  var results: String?

  @Option(
    "Where pictures are; made by 'run' and 'plot' if missing.", default: "plots", value: "folder")
  var plots: String?

  /// The folder of results.
  var resultsFolder: String { results ?? "results" }

  /// The folder of pictures.
  var plotsFolder: String { plots ?? "plots" }
}

/// Whether what is in the way of an output may go.
struct ReplaceOptions: ParsableArguments {
  @Flag(help: "Replace what an output holds, even the result of other work; a run begins anew.")
  var replace = false
}
