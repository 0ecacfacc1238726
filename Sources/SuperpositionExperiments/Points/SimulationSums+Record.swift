import Runs
import SuperpositionEstimation

/// Sums that units record and rows of success probabilities are made of.
protocol RecordedSums: SuccessSums {
  /// The sums as units record them.
  static var table: RecordTable<Self> { get }
  /// What only these sums have, by the column's name.
  func counts(in setting: CodeSetting) -> [String: String]
  /// What the number of trials is called.
  static var trialsName: String { get }
  /// Refuses sums that trials of this setting cannot have.
  func check(in setting: CodeSetting) throws(RecordFlaw)
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

  static let trialsName = "trials"

  func check(in setting: CodeSetting) throws(RecordFlaw) {
    let isUniform = setting.supports == .uniform
    try RecordFlaw.require(
      "members_found", membersFound,
      in: (isUniform ? successes.times(setting.sparsity) : 0)...trials.times(
        isUniform ? setting.sparsity : setting.codewordCount))
    try RecordFlaw.require(
      "false_members", falseMembers, in: 0...trials.times(setting.codewordCount))
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
    check: { sums throws(RecordFlaw) in
      // Whole clusters, the last as far as the trials go; with one dictionary for all, each by itself.
      let size = sums.clusters == sums.trials ? 1 : Simulation.trialsPerDictionary
      try RecordFlaw.require("trials", sums.trials, in: 1...(1 << 45))
      let (whole, rest) = sums.trials.quotientAndRemainder(dividingBy: size)
      let clusters = whole + (rest > 0 ? 1 : 0)
      try RecordFlaw.require("clusters", sums.clusters, in: clusters...clusters)
      let squares = whole * size * size + rest * rest
      try RecordFlaw.require("trial_squares", sums.sumSquaredTrials, in: squares...squares)
      try RecordFlaw.require("successes", sums.successes, in: 0...sums.trials)
      // A decoder that gives up has not succeeded.
      try RecordFlaw.require(
        "not_converged", sums.notConverged, in: 0...sums.trials - sums.successes)
      // Of n trials of a cluster s succeed: s <= s² <= s·n <= n², and no n exceeds the size.
      try RecordFlaw.require(
        "success_trials", sums.sumSuccessTrials, in: sums.successes...size * sums.successes)
      try RecordFlaw.require(
        "success_squares", sums.sumSquaredSuccesses, in: sums.successes...sums.sumSuccessTrials)
      try RecordFlaw.require(
        "success_squares", Double(sums.sumSquaredSuccesses),
        in: (1 - 1e-9) * Double(sums.successes) * Double(sums.successes)
          / Double(clusters)...Double.greatestFiniteMagnitude)
    })
}
