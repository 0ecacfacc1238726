import Runs
import SuperpositionTheory
import Testing

@testable import SuperpositionExperiments

@Suite("Questions and keys")
struct QuestionTests {
  /// A kind of experiment that no other file knows of.
  private struct AreaQuestion: Question {
    let name = "area"
    let summary = "N times k"
    let needed: [[any AnyKey]] = [[Keys.codewords], [Keys.sparsity]]
    let optional: [any AnyKey] = [Keys.seed]
    let compared: ComparedValue? = nil
    var columns: [Inventory.Entry] { Self.table.entries() }

    private static let table: [Column<(point: GridPoint, area: Int)>] = [
      Column("N", "codewords") { String($0.point.codewordCount) },
      Column("area", "N times k") { String($0.area) },
    ]

    func rows(of block: ExperimentBlock) throws -> [Plan.Row] {
      try block.points().map { point in
        let unit = WorkUnit(
          identity: UnitIdentity(kind: name, fields: point.identityFields), cost: 1, memory: 1,
          isWide: false
        ) { _ in
          UnitRecord([("area", String(point.codewordCount * (point.sparsity ?? 0)))])
        }
        return Plan.Row(units: [unit]) { records in
          try records[0]?.integer("area").map { try Self.table.fields(of: (point, $0)) }
        }
      }
    }
  }

  @Test("one type is enough for a new kind: from flags to rows")
  func newKind() async throws {
    let flags = BlockSettings(flags: [(Keys.codewords, ["8,16"]), (Keys.sparsity, ["2"])])
    let experiment = try Experiment(AreaQuestion(), flags: flags)
    #expect(experiment.yaml.contains("kind: area\n    codewords: [8, 16]\n    sparsity: [2]"))
    let outcome = try await Runner(
      plan: Plan(experiment), experiment: experiment.yaml, options: RunOptions(jobs: 1)
    ).run()
    #expect(outcome.result.content == "N,area\n8,16\n16,32\n")
    #expect {
      try Experiment(
        AreaQuestion(), flags: BlockSettings(flags: [(Keys.codewords, ["8"]), (Keys.noise, ["1"])]))
    } throws: {
      "\($0)" == "--noise: does not apply to area"
    }
  }

  @Test("names of kinds, keys and columns are unambiguous")
  func names() {
    #expect(Set(Questions.all.map(\.name)).count == Questions.all.count)
    let names = Keys.all.map(\.name) + Keys.all.compactMap(\.letter)
    #expect(Set(names).count == names.count)
    for question in Questions.all {
      let columns = question.columns.map(\.name)
      #expect(Set(columns).count == columns.count, "\(question.name)")
      // A key that `all` lacks would be read from nowhere.
      let known = Set(Keys.all.map(\.name))
      #expect(question.keys.allSatisfy { known.contains($0.name) }, "\(question.name)")
      #expect(question.compared.map { columns.contains($0.column) } ?? true)
    }
  }

  @Test("a default written out says the same as none")
  func defaults() throws {
    let needed = [
      Keys.codewords.name: "64", Keys.sparsity.name: "2", Keys.dimension.name: "30",
      Keys.learner.name: "sae:topk", Keys.features.name: "5", Keys.hidden.name: "2",
    ]
    for question in Questions.all {
      var texts = needed.filter { name, _ in question.keys.contains { $0.name == name } }
      if question.keys.contains(where: { $0.name == "decoder" }) { texts["decoder"] = "amp" }
      func block(_ texts: [String: String]) throws -> ExperimentBlock {
        try ExperimentBlock(
          question,
          settings: BlockSettings(
            origin: .commandLine, values: texts.mapValues { BlockSettings.Value([$0]) }))
      }
      let plain = try block(texts)
      for key in question.optional {
        guard let standard = key.standardText else { continue }
        texts[key.name] = standard
        #expect(try block(texts) == plain, "\(question.name): \(key.name) = \(standard)")
      }
    }
  }

  @Test("a key whose default is silent leaves older experiments as they were written")
  func silentDefaults() throws {
    func key(silent: Bool) -> Key<Int> {
      Key(
        "trials", help: "", example: "", standard: 1000, isSilentByDefault: silent,
        read: { try $0.integer($1, in: 1...5000) }, write: { String($0) })
    }
    var block = try ExperimentBlock(
      CoherenceQuestion(),
      settings: BlockSettings(flags: [(Keys.codewords, ["8"]), (Keys.dimension, ["4"])]))
    #expect(key(silent: true).text(of: block) == nil)
    #expect(key(silent: false).text(of: block) == "1000")
    block[Keys.trials] = 7
    #expect(key(silent: true).text(of: block) == "7")
  }
}

@Suite("Theory rows")
struct TheoryQuestionTests {
  private func result(_ flags: [(any AnyKey, String)]) throws -> ResultFile {
    try #require(
      try Experiment(
        TheoryQuestion(), flags: BlockSettings(flags: flags.map { ($0.0, [$0.1]) })
      ).computed(provenance: [], while: { true }))
  }

  @Test("a row for each target, one for curves that have none, in the order of the curves")
  func rows() throws {
    let result = try result([
      (Keys.codewords, "1024"), (Keys.sparsity, "8,16"), (Keys.target, "0.5,0.9"),
      (Keys.curve, "mp_rule,counting_converse,ml_union_bound"),
    ])
    #expect(result.isComplete && result.units.isEmpty)
    let rows = result.rows.map { [$0[0], $0[2], $0[4]] }
    #expect(
      rows
        == ["8", "16"].flatMap { k in
          [
            ["counting_converse", k, ""], ["ml_union_bound", k, "0.5"],
            ["ml_union_bound", k, "0.9"], ["mp_rule", k, ""],
          ]
        })
  }

  @Test("the three numbers of a row are one dimension, per bit and its inverse")
  func numbers() throws {
    let result = try result([
      (Keys.codewords, "2^20"), (Keys.sparsity, "64"), (Keys.curve, "mp_rule"),
    ])
    let row = try #require(result.rows.first)
    let numbers = try row[5..<8].map { try #require(Double($0)) }
    let entropy = Entropy.entropyBits(codewords: 1 << 20, sparsity: 64)
    #expect(abs(numbers[0] / entropy / numbers[2] - 1) < 1e-5)
    #expect(abs(numbers[1] * numbers[2] - 1) < 1e-5)
  }
}
