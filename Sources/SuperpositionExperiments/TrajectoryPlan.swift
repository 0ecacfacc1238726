import Runs
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionEstimation
import SuperpositionTheory

/// Trajectories of message passing beside state evolution: one unit for each point, and one row for
/// each of its iterations.
///
/// `tau_squared` is the mean over trials before pass `iteration` (from 0), with the 95% t-interval
/// over clusters of 8 trials that share a dictionary (empty for a single cluster). It is the sharp
/// comparison as long as no trial fails. Near the threshold some trials stall, and the mean of late
/// iterations is theirs; `tau_squared_median` then says what a typical code does, and the 5% and 95%
/// quantiles of single trials stand beside it. A decoder that has found the support has τ² = 0
/// exactly, where a logarithmic axis needs a floor. `tau_squared_predicted` is state evolution from
/// (k + P)/d.
enum TrajectoryPlan {
  /// The columns.
  static let header = [
    "N", "k", "d", "noise", "iteration", "trials", "tau_squared", "tau_squared_low",
    "tau_squared_high", "tau_squared_predicted", "seed", "tau_squared_median",
    "tau_squared_quantile_5", "tau_squared_quantile_95",
  ]

  /// Iterations followed: what state evolution takes 3% above its threshold at (N, k) = (2^16, 64).
  static let iterationCount = 20
  /// The most trials of a point; all of them are held at once for the quantiles.
  static let largestTrialCount = 1_000_000

  /// The names of what is recorded of an iteration, in the order of `numbers`.
  private static let names = ["mean", "low", "high", "predicted", "median", "q5", "q95"]

  /// The rows of a block.
  static func rows(_ block: ExperimentBlock) throws -> [Plan.Row] {
    try block.points().flatMap { point in
      let unit = try unit(point, trials: block.trials, seed: block.seed)
      return (0..<iterationCount).map { iteration in
        Plan.Row(units: [unit]) { records in
          guard let record = records[0] else { return nil }
          let numbers = names.map { record.real("\($0)_\(iteration)") }
          // Only the interval may be missing.
          guard zip(names, numbers).allSatisfy({ ["low", "high"].contains($0) || $1 != nil }) else {
            throw damagedRecord(unit)
          }
          let texts = numbers.map(NumberFormat.real)
          return [
            String(point.codewordCount), String(point.sparsity ?? 1), String(point.dimension ?? 1),
            NumberFormat.exact(point.noisePower), String(iteration), String(block.trials),
          ] + texts[..<4] + [String(block.seed)] + texts[4...]
        }
      }
    }
  }

  private static func unit(_ point: GridPoint, trials: Int, seed: UInt64) throws -> WorkUnit {
    let dimension = point.dimension ?? 1
    let setting = point.setting
    try point.checkSimulated(dimension: Double(dimension))
    let decoder = try point.makeDecoder()
    // The same codes as those of a success row of the point.
    let measurement = try TrajectoryMeasurement(
      setting: setting, pointSeed: setting.seed(root: Seed(seed), dimension: dimension),
      iterations: iterationCount)
    let evolution = StateEvolution(
      try TheoryPoint(
        codewords: setting.codewordCount, sparsity: setting.sparsity, noise: setting.noisePower))
    let clusters = (Double(trials) / Double(Simulation.trialsPerDictionary)).rounded(.up)
    return WorkUnit(
      identity: UnitIdentity(
        kind: "trajectory",
        fields: point.identityFields + [
          ("iterations", String(iterationCount)), ("trials", String(trials)),
          ("seed", String(seed)),
        ]),
      cost: clusters
        * CostModel.clusterSeconds(
          decoder: decoder.name, setting: setting, dimension: Double(dimension)),
      memory: CostModel.simulationMemory(
        decoder: decoder, setting: setting, dimension: Double(dimension))
        + Double(16 * trials * iterationCount),
      isWide: CostModel.isWide(
        decoder: decoder, setting: setting, dimension: Double(dimension))
    ) { workers in
      let measured = try await measurement.measure(
        trials: trials, dimension: dimension, workers: workers)
      let predicted = evolution.iterate(dimension: Double(dimension), limit: iterationCount - 1)
      var record = UnitRecord()
      for (iteration, found) in measured.enumerated() {
        // The recursion ends where it stands still.
        let prediction = predicted[min(iteration, predicted.count - 1)]
        let numbers = [
          found.mean, found.interval?.lowerBound, found.interval?.upperBound, prediction,
          found.median.value, found.median.low, found.median.high,
        ]
        for (name, number) in zip(names, numbers) {
          if let number { record.append("\(name)_\(iteration)", number) }
        }
      }
      return record
    }
  }
}
