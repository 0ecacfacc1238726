import Runs
import SuperpositionExperiments
import Testing

@Suite struct ResultNoticesTests {
  private func result(_ counts: [(stray: String, trials: String)]) -> ResultFile {
    ResultFile(
      header: ["decoder", "N", "k", "d", "noise", "trials", "not_converged"],
      rows: counts.map { ["bp", "64", "2", "30", "0.1", $0.trials, $0.stray] })
  }

  @Test func rowsThatDidNotConvergeAreTold() {
    #expect(
      ResultNotices.lines(
        on: result([("0", "1000"), ("11", "1000"), ("40", "64"), ("", "10"), ("10", "1000")]),
        name: "success")
        == [
          "success: in 2 of 5 rows the decoder did not converge in more than 1% of the trials, "
            + "which count as failures; the most: 40 of 64 at decoder = bp, N = 64, k = 2, d = 30, "
            + "noise = 0.1"
        ])
  }

  @Test func estimatesThatFewDrawsCarryAreTold() {
    func lines(_ rows: [(success: String, effective: String)]) -> [String] {
      ResultNotices.lines(
        on: ResultFile(
          header: ["decoder", "k", "trials", "success", "effective_draws"],
          rows: rows.map { ["mp", "2", "1000", $0.success, $0.effective] }), name: "s")
    }
    #expect(
      lines([("1.3e-05", "3.5"), ("0.001", "30"), ("0.001", "300"), ("0.5", "700"), ("0.1", "")])
        == [
          "s: in 2 of 5 rows few draws carry the estimate, and its interval is as wide as that of as "
            + "many single trials (more trials narrow it); the fewest: 3.5 of 1000 count at "
            + "decoder = mp, k = 2"
        ])
    // Many successes are told well by their spread, however they weigh.
    #expect(lines([("0.04", "100")]).isEmpty)
  }

  @Test func nothingIsSaidOtherwise() {
    #expect(ResultNotices.lines(on: result([("0", "10"), ("10", "1000")]), name: "s").isEmpty)
    #expect(ResultNotices.lines(on: result([]), name: "s").isEmpty)
    let other = ResultFile(header: ["a", "trials"], rows: [["1", "2"]])
    #expect(ResultNotices.lines(on: other, name: "s").isEmpty)
  }
}
