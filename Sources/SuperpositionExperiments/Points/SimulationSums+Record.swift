import Runs
import SuperpositionEstimation

/// Sums that units record and rows of success probabilities are made of.
protocol RecordedSums: SuccessSums {
  /// The sums as units record them.
  static var table: RecordTable<Self> { get }
  /// What only these sums have, by the column's name.
  func counts(in setting: CodeSetting) -> [String: String]
  /// Whether trials of this setting can have such sums.
  func isPossible(in setting: CodeSetting) -> Bool
}

extension SimulationSums: RecordedSums {
  func counts(in setting: CodeSetting) -> [String: String] {
    // Where sizes differ from code to code, decoders return as many codewords as were sent.
    let sent =
      setting.supports == .uniform
      ? Double(trials) * Double(setting.sparsity) : Double(max(membersFound + falseMembers, 1))
    return [
      "members_found": NumberFormat.real(Double(membersFound) / sent),
      "false_members": NumberFormat.real(Double(falseMembers) / Double(trials)),
      "not_converged": String(notConverged),
    ]
  }

  func isPossible(in setting: CodeSetting) -> Bool {
    let most = setting.supports == .uniform ? setting.sparsity : setting.codewordCount
    return membersFound / trials <= most && falseMembers / trials <= setting.codewordCount
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
