import Runs

extension PlanSource {
  /// Reads the experiment files that results carry.
  public static let experiments = PlanSource { result, path, seed in
    let experiment = try Experiment(
      yaml: result.experimentAtItsLines, file: path, name: "experiment")
    return try ExperimentError.located(in: path) {
      guard let measured = experiment.measured else { return try Plan(experiment) }
      return try Plan(seed.map(measured.reseeded) ?? measured)
    }
  }
}
