import Foundation
import Runs
import TestSupport
import Testing

@testable import SuperpositionExperiments

@Suite("Files to begin with, and their documentation")
struct StarterFileTests {
  @Test("every kind has a file that is read and plans work, with all of its keys")
  func starters() throws {
    for question in Questions.all {
      let text = try StarterFile.text(name: "mine", question: question)
      let experiment = try Experiment(yaml: text, file: "mine.yml", name: "mine")
      #expect(experiment.blocks[0].question.name == question.name)
      #expect(try !Plan(experiment).rows.isEmpty)
      #expect(experiment.figure != nil)
      for key in question.keys { #expect(text.contains("\(key.name): "), "\(key.name)") }
      for column in question.columns { #expect(text.contains("#   \(column.name): ")) }
      // The keys in comments are read too, one at a time.
      for line in text.split(separator: "\n") where line.hasPrefix("    # ") {
        let key = line.dropFirst(6)
        guard let name = key.split(separator: ":").first, Keys.named(String(name)) != nil,
          !question.needed.contains(where: { $0.count > 1 && $0.contains { $0.name == name } }),
          name != Keys.dimensionsPerBit.name,
          !Keys.dictionary.contains(where: { $0.name == name })
        else { continue }
        let with = text.replacingOccurrences(of: line, with: "    \(key)")
        #expect(throws: Never.self) {
          try Experiment(yaml: with, file: "mine.yml", name: "mine")
        }
      }
    }
  }

  @Test("a name that cannot be that of files is refused")
  func names() {
    #expect(throws: ExperimentError.self) {
      try StarterFile.text(name: "a b", question: SuccessQuestion())
    }
  }

  private static let page = URL(fileURLWithPath: #filePath)
    .appending(path: "../../../experiments/README.md").standardized

  @Test("the page on experiment files has every kind, key and figure key as the code describes it")
  func documentation() throws {
    let page = try String(contentsOf: Self.page, encoding: .utf8)
    for inventory in [Inventory.kinds, .keys] {
      let table = ResultFile(
        header: ["name", "what it is"],
        rows: try inventory.entries(experiments: "").map { [$0.name, $0.summary] })
      for line in TableFormat.markdown.text(of: table).split(separator: "\n").dropFirst(2) {
        #expect(
          page.contains(line),
          "experiments/README.md lacks a line; Tests/report/tables.py writes its tables again\n\(line)"
        )
      }
    }
    for effort in Effort.allCases { #expect(page.contains("`\(effort.rawValue)`")) }
  }

  @Test("the page's example is read at every effort, and has every top-level key")
  func example() throws {
    let page = try String(contentsOf: Self.page, encoding: .utf8)
    let blocks = page.components(separatedBy: "```yaml\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
    let complete = try #require(blocks.first { $0.contains("figure:") })
    for effort in Effort.allCases {
      let experiment = try Experiment(
        yaml: complete, file: "README.md", name: "example", effort: effort)
      #expect(try !Plan(#require(experiment.measured)).rows.isEmpty)
      #expect(experiment.theory != nil)
      #expect(experiment.figure?.panels.isEmpty == false)
    }
    for key in ["name", "title", "description", "blocks", "figure"] {
      #expect(complete.contains("\n\(key):") || complete.hasPrefix("\(key):"), "\(key)")
    }
  }
}
