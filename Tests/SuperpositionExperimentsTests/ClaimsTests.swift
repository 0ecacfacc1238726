import Testing

@testable import SuperpositionExperiments

@Suite("Claims")
struct ClaimsTests {
  @Test("the table in Markdown has a line for each claim, also for one without a result")
  func markdown() {
    let text = Claims.markdown([
      ["less than x", "< 1/6", "q", "0.195312", "0.19381", "0.197", "corrected", "figure2"],
      ["more", "≥ 2", "r", "", "", "", "not reproduced", "figure3"],
    ])
    #expect(
      text == """
        | the paper says | printed | measured | 95% interval | verdict |
        |---|---|---|---|---|
        | less than x (q) | < 1/6 | 0.1953 | 0.1938 to 0.197 | **corrected** |
        | more (r) | ≥ 2 |  |  | **not reproduced** |

        """)
  }
}
