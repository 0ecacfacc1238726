import Runs
import SuperpositionEstimation

/// Sums that units record and rows of success probabilities are made of.
protocol RecordedSums: SuccessSums {
  /// The sums as units record them.
  static var table: RecordTable<Self> { get }
  /// What only these sums have, by the column's name.
  func counts(sparsity: Int) -> [String: String]
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
