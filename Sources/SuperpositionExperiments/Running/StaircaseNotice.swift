import SuperpositionCodes

/// What a run says of staircases whose number of classes is left to the suite.
public enum StaircaseNotice {
  /// A line on the numbers of classes that `staircase` stands for; nil if an experiment has none.
  ///
  /// - Throws: `ExperimentError` for grids that are too large.
  public static func line(on experiment: Experiment) throws -> String? {
    var choices: [String] = []
    for point in try experiment.blocks.filter(\.question.isMeasured).flatMap({ try $0.points() })
    where point.ensemble == .staircase {
      guard let sparsity = point.sparsity else { continue }
      let classes = StaircaseHeights.defaultClasses(
        codewords: point.codewordCount, sparsity: sparsity, noise: point.noisePower)
      let choice = "\(classes) at k = \(sparsity)\(point.noisePower > 0 ? " with noise" : "")"
      if !choices.contains(choice) { choices.append(choice) }
    }
    guard !choices.isEmpty else { return nil }
    return "\(experiment.name): staircase has L = \(choices.joined(separator: ", ")) "
      + "(staircase:L sets it)"
  }
}
