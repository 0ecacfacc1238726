import Runs
import SuperpositionEstimation

extension ConditionalSums: RecordedSums {
  func counts(sparsity: Int) -> [String: String] {
    ["bias_bound": NumberFormat.real(biasBound / Double(draws))]
  }

  /// The sums as units record them.
  static let table = RecordTable<ConditionalSums>(
    none: ConditionalSums(),
    [
      .count("draws", \.draws), .real("sum", \.sum), .real("sum_of_squares", \.sumOfSquares),
      .real("noise_variance", \.noiseVariance), .real("bias_bound", \.biasBound),
      .count("member_failures", \.memberFailures), .count("samples", \.samples),
    ],
    isSensible: { $0.draws >= 1 })
}
