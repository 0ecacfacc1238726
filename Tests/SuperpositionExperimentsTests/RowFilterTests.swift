import Runs
import SuperpositionExperiments
import TestSupport
import Testing

@Suite("Rows of results")
struct RowFilterTests {
  private static let header = ["decoder", "N", "k", "target", "success"]
  private static let rows = [
    ["mp", "1048576", "16", "", "0.5"], ["mp", "4096", "16", "0.5", "0.95"],
    ["amp", "1048576", "64", "0.9", ""],
  ]

  @Test(
    "conditions compare numbers as numbers, names as names, and take lists and ranges",
    arguments: [
      ("", [0, 1, 2]), ("decoder=mp", [0, 1]), ("decoder!=mp", [2]),
      ("decoder=mp,amp N=2^20", [0, 2]),
      ("N=2^20", [0, 2]), ("k=2^4..2^6:*2", [0, 1, 2]), ("k=16,32", [0, 1]), ("target=", [0]),
      ("target!=", [1, 2]), ("success>=0.5", [0, 1]), ("success>0.5", [1]), ("success<=5e-1", [0]),
      ("k<64 success<0.9", [0]), ("absent=1", []),
    ])
  func conditions(text: String, kept: [Int]) throws {
    let filter = try RowFilter(text)
    #expect(
      Self.rows.indices.filter { filter.keeps(Self.rows[$0], of: Self.header) } == kept, "\(text)")
  }

  @Test("what is no condition is refused", arguments: ["mp", "=1", "k<", "k<mp", "k>=1,2"])
  func refusals(text: String) {
    #expect {
      try RowFilter(text)
    } throws: { error in
      (error as? ExperimentError)?.exitCode == .usage && "\(error)".hasPrefix("--where: ")
    }
  }

  @Test("the results of a folder are one table under the columns of all")
  func collection() throws {
    let scratch = try ScratchDirectory()
    try ResultFile(header: ["decoder", "k", "d"], rows: [["mp", "4", "40"], ["omp", "4", "41"]])
      .write(to: scratch.file("a.csv"))
    try ResultFile(header: ["curve", "k", "d"], rows: [["bp_rule", "4", "30"]])
      .write(to: scratch.file("b.csv"))
    let results = try ResultCollection(folder: scratch.path)
    let all = try results.table(where: RowFilter(""))
    #expect(all.header == ["file", "decoder", "k", "d", "curve"])
    #expect(
      all.rows == [
        ["a.csv", "mp", "4", "40", ""], ["a.csv", "omp", "4", "41", ""],
        ["b.csv", "", "4", "30", "bp_rule"],
      ])
    let some = try results.table(where: RowFilter("decoder=mp"), columns: ["d", "decoder"])
    #expect(some.header == ["d", "decoder"] && some.rows == [["40", "mp"]])
    #expect(throws: ExperimentError.self) { try results.table(where: RowFilter("decode=mp")) }
    #expect(throws: ExperimentError.self) {
      try ResultCollection(folder: scratch.file("missing"))
    }
  }
}
