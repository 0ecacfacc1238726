import Runs
import SuperpositionEstimation

extension SimulationSums {
  /// The sums as units record them.
  static let table = RecordTable<SimulationSums>(
    none: SimulationSums(),
    [
      .count("trials", \.trials), .count("successes", \.successes), .count("clusters", \.clusters),
      .count("success_squares", \.sumSquaredSuccesses),
      .count("success_trials", \.sumSuccessTrials), .count("trial_squares", \.sumSquaredTrials),
      .count("members_found", \.membersFound), .count("false_members", \.falseMembers),
      .count("not_converged", \.notConverged),
    ],
    isSensible: { $0.successes <= $0.trials && $0.trials >= 1 })
}
