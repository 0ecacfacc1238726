import Testing

@testable import Runs

struct SuggestionTests {
  @Test(
    "edit distances",
    arguments: [
      ("", "", 0), ("", "abc", 3), ("abc", "abc", 0), ("topk", "tpok", 1), ("kitten", "sitting", 3),
      ("amp", "omp", 1), ("decoder", "deocders", 2), ("ca", "abc", 3),
    ])
  func distances(left: String, right: String, distance: Int) {
    #expect(left.editDistance(to: right) == distance)
    #expect(right.editDistance(to: left) == distance)
  }

  @Test func nearNamesAlone() {
    let names = ["threshold", "topk", "mp", "omp"]
    #expect("treshold".suggestion(among: names) == " (did you mean 'threshold'?)")
    #expect("TopK".suggestion(among: names) == " (did you mean 'topk'?)")
    #expect("magic".suggestion(among: names) == "")
    #expect("x".suggestion(among: []) == "")
    #expect(String(repeating: "a", count: 1 << 20).suggestion(among: names) == "")
  }
}
