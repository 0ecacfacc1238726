import Runs
import SuperpositionEstimation

extension ConditionalSums: RecordedSums {
  func counts(in setting: CodeSetting) -> [String: String] {
    [
      "bias_bound": NumberFormat.real(biasBound / Double(draws)),
      "effective_draws": NumberFormat.real(effectiveDraws),
    ]
  }

  func isPossible(in setting: CodeSetting) -> Bool { true }

  /// The sums as units record them.
  static let table = RecordTable<ConditionalSums>(
    none: ConditionalSums(),
    [
      .count("draws", \.draws), .real("sum", \.sum), .real("sum_of_squares", \.sumOfSquares),
      .real("noise_variance", \.noiseVariance), .real("bias_bound", \.biasBound),
      .count("member_failures", \.memberFailures), .count("samples", \.samples),
    ],
    isSensible: { sums in
      // Each draw adds a probability, which the noise of its estimate may carry beyond 1.
      sums.draws >= 1 && sums.memberFailures <= sums.draws
        && [sums.sum, sums.sumOfSquares, sums.noiseVariance, sums.biasBound].allSatisfy {
          0 <= $0 && $0 <= 1e3 * Double(sums.draws)
        }
    })
}
