import Runs

extension PlanSource {
  /// Reads the experiment files that results carry, and refuses those that name commands.
  public static let experiments = experiments(allowsCommands: false)

  /// Reads the experiment files that results carry.
  ///
  /// - Parameter allowsCommands: whether commands that they name may be run.
  public static func experiments(allowsCommands: Bool) -> PlanSource {
    PlanSource { result, path, seed in
      let experiment = try Experiment(
        yaml: result.experimentAtItsLines, file: path, name: "experiment",
        allowsCommands: allowsCommands)
      return try ExperimentError.located(in: path) {
        guard let measured = experiment.measured else { return try Plan(experiment) }
        return try Plan(seed.map(measured.reseeded) ?? measured)
      }
    }
  }
}
