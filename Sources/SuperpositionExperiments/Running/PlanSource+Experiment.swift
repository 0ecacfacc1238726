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
      try requirePrograms(of: result, at: path, in: experiment)
      return try ExperimentError.located(in: path) {
        guard let measured = experiment.measured else { return try Plan(experiment) }
        return try Plan(seed.map(measured.reseeded) ?? measured)
      }
    }
  }

  /// Refuses a result that programs decoded which are others by now.
  private static func requirePrograms(
    of result: ResultFile, at path: String, in experiment: Experiment
  ) throws {
    let then = result.provenance.filter { $0.key == "decoder" }.map(\.value)
    guard !then.isEmpty else { return }
    let now = try experiment.programs()
    guard let change = zip(then, now).first(where: { $0 != $1 }) else { return }
    throw ExperimentError(
      .badData,
      "\(path): was made with another program than there is now: '\(change.0)' then, "
        + "'\(change.1)' now")
  }
}
