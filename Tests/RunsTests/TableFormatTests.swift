import Foundation
import Testing

@testable import Runs

struct TableFormatTests {
  private static let result = ResultFile(
    header: ["decoder", "N", "success", "note"],
    rows: [["mp", "16", "0.5", ""], ["omp", "1048576", "1.5e-12", "say \"so\"\n"]])

  @Test func jsonHasNumbersTextsAndNull() throws {
    let text = TableFormat.json.text(of: Self.result)
    let read = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let rows = try #require(read as? [[String: Any]])
    #expect(rows.count == 2)
    #expect(rows[0]["decoder"] as? String == "mp" && rows[0]["N"] as? Int == 16)
    #expect(rows[0]["note"] is NSNull && rows[1]["success"] as? Double == 1.5e-12)
    #expect(rows[1]["note"] as? String == "say \"so\"\n")
    #expect(TableFormat.json.text(of: ResultFile(header: ["a"], rows: [])) == "[]\n")
  }

  @Test func tablesAlignNamesLeftAndNumbersRight() {
    let result = ResultFile(
      header: ["decoder", "N"], rows: [["mp", "16"], ["threshold", "1048576"]])
    #expect(
      TableFormat.table.text(of: result) == """
        decoder          N
        mp              16
        threshold  1048576

        """)
  }

  @Test func csvIsTheFile() {
    #expect(TableFormat.csv.text(of: Self.result) == Self.result.text)
  }
}
