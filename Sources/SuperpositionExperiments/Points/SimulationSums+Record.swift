import Runs
import SuperpositionEstimation

extension SimulationSums {
  /// The sums as a unit records them.
  var record: UnitRecord {
    var record = UnitRecord()
    record.append("trials", trials)
    record.append("successes", successes)
    record.append("clusters", clusters)
    record.append("success_squares", sumSquaredSuccesses)
    record.append("success_trials", sumSuccessTrials)
    record.append("trial_squares", sumSquaredTrials)
    record.append("members_found", membersFound)
    record.append("false_members", falseMembers)
    record.append("not_converged", notConverged)
    return record
  }

  /// The sums of a record; nil if it is none of these.
  init?(_ record: UnitRecord) {
    guard let trials = record.integer("trials"), let successes = record.integer("successes"),
      let clusters = record.integer("clusters"),
      let successSquares = record.integer("success_squares"),
      let successTrials = record.integer("success_trials"),
      let trialSquares = record.integer("trial_squares"),
      let found = record.integer("members_found"), let wrong = record.integer("false_members"),
      let notConverged = record.integer("not_converged"),
      // Numbers that no run can have written must not overflow when they are added.
      [
        trials, successes, clusters, successSquares, successTrials, trialSquares, found, wrong,
        notConverged,
      ].allSatisfy({ $0 >= 0 && $0 < 1 << 52 }), successes <= trials, trials >= 1
    else { return nil }
    self.init()
    self.trials = trials
    self.successes = successes
    self.clusters = clusters
    sumSquaredSuccesses = successSquares
    sumSuccessTrials = successTrials
    sumSquaredTrials = trialSquares
    membersFound = found
    falseMembers = wrong
    self.notConverged = notConverged
  }
}
