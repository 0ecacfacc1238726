import Runs

extension PlanSource {
  /// Reads the experiment files that results carry.
  public static let experiments = PlanSource { result, path, seed in
    let experiment = try Experiment(
      yaml: result.experimentAtItsLines, file: path, name: "experiment")
    if experiment.measured == nil {
      let theory = try TheoryTable.result(experiment, provenance: [])
      let rows = theory.rows.map { fields in Plan.Row(units: []) { _ in fields } }
      return Plan(
        name: experiment.name, header: theory.header, rows: rows,
        compared: ComparedValue(column: "d", spread: .none))
    }
    return try Plan(seed.map(experiment.reseeded) ?? experiment)
  }
}
