import Runs
import SuperpositionEstimation

extension ConditionalSums: RecordedSums {
  func counts(in setting: CodeSetting) -> [String: String] {
    [
      "bias_bound": NumberFormat.real(biasBound / Double(draws)),
      "effective_draws": NumberFormat.real(effectiveDraws),
    ]
  }

  static let trialsName = "draws"

  func check(in setting: CodeSetting) throws(RecordFlaw) {}

  /// The sums as units record them.
  static let table = RecordTable<ConditionalSums>(
    none: ConditionalSums(),
    [
      .count("draws", \.draws), .real("sum", \.sum), .real("sum_of_squares", \.sumOfSquares),
      .real("noise_variance", \.noiseVariance), .real("bias_bound", \.biasBound),
      .count("member_failures", \.memberFailures), .count("samples", \.samples),
    ],
    check: { sums throws(RecordFlaw) in
      try RecordFlaw.require("draws", sums.draws, in: 1...(1 << 45))
      let draws = Double(sums.draws)
      try RecordFlaw.require("member_failures", sums.memberFailures, in: 0...sums.draws)
      // The variance of a draw is at most ¼ as it is estimated.
      try RecordFlaw.require("noise_variance", sums.noiseVariance, in: 0...draws)
      try RecordFlaw.require("bias_bound", sums.biasBound, in: 0...draws * (1 + 1e-9))
      // Each draw adds a probability, which the noise of its estimate may carry out of [0, 1]: by six
      // standard errors of the sum and a twentieth, since they are estimates too.
      let noise =
        sums.samples == 0 ? 0 : 6 * sums.noiseVariance.squareRoot() + 0.05 * draws
      let slack = noise + 1e-9 * draws
      try RecordFlaw.require(
        "sum", sums.sum, in: -slack...Double(sums.draws - sums.memberFailures) + slack)
      try RecordFlaw.require(
        "sum_of_squares", sums.sumOfSquares,
        in: 0...max(sums.sum, 0) + slack + 2 * sums.noiseVariance)
      try RecordFlaw.require(
        "sum_of_squares", sums.sumOfSquares,
        in: (1 - 1e-9) * sums.sum * sums.sum / draws...Double.greatestFiniteMagnitude)
    })
}
