import Runs
import SuperpositionExperiments
import Testing

@Suite struct ConvergenceNoticeTests {
  private func result(_ counts: [(stray: String, trials: String)]) -> ResultFile {
    ResultFile(
      header: ["decoder", "N", "k", "d", "noise", "trials", "not_converged"],
      rows: counts.map { ["bp", "64", "2", "30", "0.1", $0.trials, $0.stray] })
  }

  @Test func rowsThatDidNotConvergeAreTold() throws {
    let line = try #require(
      ConvergenceNotice.line(
        on: result([("0", "1000"), ("11", "1000"), ("40", "64"), ("", "10"), ("10", "1000")]),
        name: "success"))
    #expect(
      line == "success: in 2 of 5 rows the decoder did not converge in more than 1% of the trials, "
        + "which count as failures; the most: 40 of 64 at decoder = bp, N = 64, k = 2, d = 30, "
        + "noise = 0.1")
  }

  @Test func nothingIsSaidOtherwise() {
    #expect(ConvergenceNotice.line(on: result([("0", "10"), ("10", "1000")]), name: "s") == nil)
    #expect(ConvergenceNotice.line(on: result([]), name: "s") == nil)
    let other = ResultFile(header: ["a", "trials"], rows: [["1", "2"]])
    #expect(ConvergenceNotice.line(on: other, name: "s") == nil)
  }
}
