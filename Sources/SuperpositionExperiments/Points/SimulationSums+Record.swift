import Runs
import SuperpositionEstimation

/// Sums that units record and rows of success probabilities are made of.
protocol RecordedSums: SuccessSums {
  /// The sums as units record them.
  static var table: RecordTable<Self> { get }
  /// What only these sums have, by the column's name.
  func counts(sparsity: Int) -> [String: String]
  /// Whether trials of this setting can have such sums.
  func isPossible(in setting: CodeSetting) -> Bool
}

extension SimulationSums: RecordedSums {
  func counts(sparsity: Int) -> [String: String] {
    [
      "members_found": NumberFormat.real(
        Double(membersFound) / (Double(trials) * Double(sparsity))),
      "false_members": NumberFormat.real(Double(falseMembers) / Double(trials)),
      "not_converged": String(notConverged),
    ]
  }

  func isPossible(in setting: CodeSetting) -> Bool {
    membersFound / trials <= setting.sparsity && falseMembers / trials <= setting.codewordCount
  }

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
