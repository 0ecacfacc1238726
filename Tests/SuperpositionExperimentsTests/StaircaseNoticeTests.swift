import SuperpositionExperiments
import Testing

@Suite struct StaircaseNoticeTests {
  private func line(ensemble: String) throws -> String? {
    let yaml = """
      blocks:
        - kind: success
          decoder: amp
          ensemble: \(ensemble)
          codewords: 4096
          sparsity: [4, 64]
          dimension: 100
          noise: [0, 1]
      """
    return try StaircaseNotice.line(
      on: Experiment(yaml: yaml, file: "steps.yml", name: "steps"))
  }

  @Test func defaultsAreTold() throws {
    #expect(
      try line(ensemble: "[rademacher, staircase, 'staircase:7']")
        == "steps: staircase has L = 8 at k = 4, 2 at k = 4 with noise, 128 at k = 64, "
        + "32 at k = 64 with noise (staircase:L sets it)")
  }

  @Test func nothingIsSaidOtherwise() throws {
    #expect(try line(ensemble: "[rademacher, 'staircase:7']") == nil)
  }
}
