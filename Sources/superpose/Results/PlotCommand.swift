import ArgumentParser
import Foundation
import Runs
import SuperpositionExperiments

/// `superpose plot`
struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "Figures from results, without running anything.",
    discussion: """
      Writes plots/NAME.gp from results/NAME.csv and results/NAME.theory.csv after the figure \
      section of experiments/NAME.yml, and renders its pictures with gnuplot.

      Of a CSV it draws one panel without an experiment file: --y, with bars where the table has its \
      interval, against --x, a series for each combination of --by. What is not said is read off the \
      table.

      EXAMPLES
        superpose plot figure2 landscape
        superpose plot results/figure2.csv --x k --y dimensions_per_bit --by decoder \\
          --where target=0.5
        superpose plot mine.csv --y '{d}/{k}' --log x --output mine.svg
      """)

  @Argument(
    help: ArgumentHelp("Names of experiments, their files, or one CSV.", valueName: "name"))
  var names: [String]

  @Option("Where experiment files are.", default: "experiments", value: "folder")
  var experiments: String?

  @OptionGroup var folders: FolderOptions

  @OptionGroup(title: "Of one CSV") var table: TableFigureOptions

  func run() throws {
    if names.contains(where: { $0.hasSuffix(".csv") }) {
      guard names.count == 1, experiments == nil, folders.results == nil else {
        throw ExperimentError(
          .usage, "\(names.joined(separator: " ")): one CSV is drawn alone, without experiments")
      }
      let pictures = try table.figure(of: names[0], plots: folders.plotsFolder).draw()
      StandardError.say("drawn: \(pictures.joined(separator: ", "))")
      return
    }
    if let flag = table.firstGiven {
      throw ExperimentError(.usage, "\(flag): is for a CSV; experiments have figure sections")
    }
    for name in names {
      let path = name.hasSuffix(".yml") ? name : "\(experiments ?? "experiments")/\(name).yml"
      let experiment = try Experiment(
        contentsOf: path, readsDictionaries: false, allowsCommands: true)
      try ExperimentFiles(
        name: experiment.name, results: folders.resultsFolder, plots: folders.plotsFolder
      ).draw(experiment)
    }
  }
}

/// Flags that say what is drawn of a CSV.
struct TableFigureOptions: ParsableArguments {
  @Option(
    "The horizontal axis: a column, or an expression such as '{d}/{k}'.",
    default: "the longest list", value: "value")
  var x: String?

  @Option("The vertical axis.", default: "the first column with an interval", value: "value")
  var y: String?

  @Option("The columns that tell series apart.", default: "those that vary", value: "names")
  var by: String?

  @Option(
    "Only rows that meet these conditions, as for 'superpose results'.", value: "conditions",
    name: .customLong("where"))
  var conditions: String?

  @Option(
    "The logarithmic axes: x, y, xy or none.", default: "what the data ask for", value: "axes")
  var log: String?

  @Option("The title.", value: "text")
  var title: String?

  @Option(
    "The picture, .svg, .png or .pdf, with its script .gp beside it. (default: all three, named "
      + "after the CSV and the axes, in --plots)", value: "file")
  var output: String?

  /// The first flag that was given.
  var firstGiven: String? {
    let flags = [
      ("--x", x), ("--y", y), ("--by", by), ("--where", conditions), ("--log", log),
      ("--title", title), ("--output", output),
    ]
    return flags.first { $0.1 != nil }?.0
  }

  /// The figure that the flags ask for.
  func figure(of path: String, plots: String) throws -> TableFigure {
    var figure = TableFigure(of: path, where: try RowFilter(conditions ?? ""))
    figure.folder = plots
    figure.title = title
    figure.request.x = x
    figure.request.y = y
    figure.request.by = try by.map { try FlagValue.names("--by", $0) }
    if let log {
      guard ["x", "y", "xy", "none"].contains(log) else {
        throw ExperimentError(.usage, "--log: '\(log.quotedForMessage)' is none of x, y, xy, none")
      }
      figure.request.logarithmic = log == "none" ? "" : log
    }
    if let output { try figure.setPicture(output) }
    return figure
  }
}
