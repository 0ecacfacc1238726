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
    isSensible: { sums in
      // Each cluster has n trials of which s succeed: s <= s² <= s·n <= n², and no n exceeds its size.
      sums.trials >= 1 && 1...sums.trials ~= sums.clusters && sums.notConverged <= sums.trials
        && sums.successes <= sums.trials && sums.successes <= sums.sumSquaredSuccesses
        && sums.sumSquaredSuccesses <= sums.sumSuccessTrials
        && sums.sumSuccessTrials <= sums.sumSquaredTrials && sums.trials <= sums.sumSquaredTrials
        && sums.sumSquaredTrials / Simulation.trialsPerDictionary <= sums.trials
    })
}
