import ArgumentParser
import Runs
import SuperpositionExperiments

/// `superpose plot`
struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "Figures of experiments from their results, without running anything.",
    discussion: """
      Writes plots/NAME.gp from results/NAME.csv and results/NAME.theory.csv after the figure \
      section of experiments/NAME.yml, and renders its pictures with gnuplot.

      EXAMPLE
        superpose plot figure2 landscape
      """)

  @Argument(help: ArgumentHelp("Names of experiments, or their files.", valueName: "name"))
  var names: [String]

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Where experiment files are. (default: experiments)", valueName: "folder"))
  var experiments: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Where results are. (default: results)", valueName: "folder"))
  var results: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Where figures go; created if missing. (default: plots)", valueName: "folder"))
  var plots: String?

  func run() throws {
    for name in names {
      let path = name.hasSuffix(".yml") ? name : "\(experiments ?? "experiments")/\(name).yml"
      let experiment = try Experiment(
        contentsOf: path, readsDictionaries: false, allowsCommands: true)
      guard experiment.figure != nil else {
        throw ExperimentError(.badData, "\(path): the experiment has no figure section")
      }
      try ExperimentFiles(
        name: experiment.name, results: results ?? "results", plots: plots ?? "plots"
      ).draw(experiment)
    }
  }
}
