import Foundation
import Runs
import SuperpositionCodes
import TestSupport
import Testing

@testable import SuperpositionExperiments

@Suite("Experiments")
struct ExperimentTests {
  private func read(_ yaml: String, effort: Effort = .default) throws -> Experiment {
    try Experiment(yaml: yaml, file: "e.yml", name: "e", effort: effort)
  }

  @Test("a file with every kind of value")
  func everything() throws {
    let experiment = try read(
      """
      title: A title
      description: What it is about
      blocks:
        - kind: success
          decoder: [topk, threshold:map]
          N: 2^10
          k: 4,8
          dimension: 100..300:+100
          noise: [0, 0.5]
          estimator: simulate
          trials: {quick: 10, default: 1e3}
          seed: 7
        - kind: success
          efforts: [full]
          decoder: mp
          codewords: 16
          sparsity: 2
          dimensions-per-bit: 1.5
        - kind: theory
          codewords: [1024, 4096]
          sparsity-exponent: 0.5
          target: 0.9
          curve: counting_converse
      """)
    #expect(experiment.name == "e" && experiment.title == "A title")
    #expect(experiment.blocks.count == 2)
    let block = experiment.blocks[0]
    #expect(block.question.name == "success" && block.decoders == ["topk", "threshold:map"])
    #expect(block.codewords == [1024] && block.sparsity == .counts([4, 8]))
    #expect(block.dimensions == .counts([100, 200, 300]) && block.noise == [0, 0.5])
    #expect(block.estimator == .simulate && block.trials == 1000 && block.seed == 7)
    #expect(experiment.measured?.blocks.count == 1)
    #expect(experiment.theory?.blocks[0].curves == ["counting_converse"])
  }

  @Test("efforts choose values, with the default's where one has none")
  func efforts() throws {
    let yaml = """
      blocks:
        - {kind: coherence, codewords: 16, dimension: 8, trials: {quick: 2, default: 3}}
        - {kind: coherence, codewords: 32, dimension: 8, efforts: full}
      """
    #expect(try read(yaml, effort: .quick).blocks.map(\.trials) == [2])
    #expect(try read(yaml, effort: .default).blocks.map(\.trials) == [3])
    #expect(try read(yaml, effort: .full).blocks.map(\.trials) == [3, 1000])
  }

  @Test("the text of an experiment reads back as the same blocks")
  func roundTrip() throws {
    let experiment = try read(
      """
      blocks:
        - kind: dimension
          decoder: threshold:map
          codewords: 2^10..2^60:*1024
          sparsity-exponent: [0.2, 0.4]
          noise: [0, 1e-7, 0.1]
          precision: 0.003
          seed: 9223372036854775807
        - {kind: theory, codewords: 64, sparsity: 1, curve: [mp_rule]}
      """)
    let again = try Experiment(yaml: experiment.yaml, file: "again", name: "other", effort: .quick)
    #expect(again.name == "e" && again.blocks == experiment.blocks)
    #expect(again.yaml == experiment.yaml)
  }

  @Test(
    "mistakes are named by file, line and key",
    arguments: [
      ("", "e.yml:1: the file is empty; it needs at least one block under 'blocks'"),
      ("title: x", "e.yml:1: blocks: at least one block is needed"),
      ("blocks: []", "e.yml:1: blocks: at least one block is needed"),
      ("blocks: 3", "e.yml:1: blocks: a list of mappings is expected"),
      ("[1, 2]", "e.yml:1: the file: keys are expected here"),
      ("blocks:\n  - kind: [a\n", "e.yml:3: not valid YAML"),
      ("title: x\ntitle: y\n", "e.yml:1: not valid YAML: the key 'title' stands twice"),
      ("blocks:\n  - kind: guess\n", "e.yml:2: blocks[0].kind: there is no kind 'guess'"),
      ("blocks:\n  - {}\n", "e.yml:2: blocks[0].kind: missing"),
      ("name: ../x\nblocks:\n  - {kind: theory, N: 4, k: 1}\n", "e.yml:1: name: '../x' cannot"),
    ])
  func fileMistakes(yaml: String, message: String) {
    expect(yaml, message)
  }

  @Test(
    "impossible values are named by file, line and key",
    arguments: [
      ("sparsity: 4097", 5, "blocks[0].sparsity: k = 4097 exceeds N = 4096; k must be from 1 to N"),
      ("sparsity: 0", 5, "blocks[0].sparsity: 0 is out of range: from 1 to 2^60"),
      ("dimension: 0", 6, "blocks[0].dimension: 0 is out of range: from 1 to 2147483647"),
      ("dimension: -5", 6, "blocks[0].dimension: -5 is out of range"),
      ("codewords: 2^61", 4, "blocks[0].codewords: 2305843009213693952 is out of range"),
      ("codewords: many", 4, "blocks[0].codewords: 'many' is not a number"),
      ("noise: -1", 7, "blocks[0].noise: -1 must be a noise power"),
      ("trials: 0", 7, "blocks[0].trials: 0 is out of range"),
      ("trials: [1, 2]", 7, "blocks[0].trials: takes one value, not a list"),
      ("trials: {quick: 1}", 7, "blocks[0].trials: a value for effort default"),
      ("trials: {fast: 1}", 7, "blocks[0].trials.fast: unknown key"),
      ("seed: -1", 7, "blocks[0].seed: -1 is out of range"),
      ("seed:", 7, "blocks[0].seed: a value is missing"),
      ("ensemble: uniform", 7, "blocks[0].ensemble: there is no ensemble 'uniform'"),
      (
        "decoder: syndrome", 2,
        "blocks[0].ensemble: decoder 'syndrome' does not cover the rademacher ensemble"
      ),
      ("decoder: magic", 3, "blocks[0].decoder: there is no decoder 'magic'"),
      ("decoder: mp:fast", 3, "blocks[0].decoder: decoder 'mp' has no option 'fast'; it has real"),
      ("decoder: [mp, mp]", 3, "blocks[0].decoder: 'mp' is listed twice"),
      ("decoder: nearest", 5, "blocks[0].sparsity: decoder 'nearest' reads one symbol"),
      ("decoder: {a: b}", 3, "blocks[0].decoder.a: unknown key"),
      ("decoder: [[mp]]", 3, "blocks[0].decoder: a list of single values is expected"),
      ("estimator: guess", 7, "blocks[0].estimator: must be one of simulate, conditional, auto"),
      ("target: 0.5", 7, "blocks[0].target: unknown key"),
      ("sparsity-exponent: 0.5", 7, "blocks[0].sparsity-exponent: stands in place of sparsity"),
      ("colour: red", 7, "blocks[0].colour: unknown key"),
    ])
  func blockMistakes(line: String, number: Int, message: String) {
    var lines = [
      "blocks:", "  - kind: success", "    decoder: mp", "    codewords: 4096",
      "    sparsity: 16", "    dimension: 132",
    ]
    let key = line.prefix { $0 != ":" }
    if let position = lines.firstIndex(where: { $0.hasPrefix("    \(key):") }) {
      lines[position] = "    \(line)"
    } else {
      lines.append("    \(line)")
    }
    expect(lines.joined(separator: "\n") + "\n", "e.yml:\(number): \(message)")
  }

  @Test("kinds that cannot share a file")
  func mixedKinds() {
    expect(
      """
      blocks:
        - {kind: coherence, codewords: 16, dimension: 8}
        - {kind: dimension, decoder: mp, codewords: 16, sparsity: 2}
      """, "e.yml:3: blocks[1].kind: dimension cannot share a result file with coherence")
  }

  @Test("a target outside (0, 1)", arguments: ["0", "1", "-0.5", "2"])
  func targets(target: String) {
    expect(
      "blocks:\n  - {kind: dimension, decoder: mp, N: 16, k: 2, target: \(target)}\n",
      "e.yml:2: blocks[0].target: \(target) must be a probability between 0 and 1, both excluded")
  }

  private func expect(_ yaml: String, _ message: String) {
    do {
      _ = try read(yaml)
      Issue.record("accepted: \(yaml)")
    } catch let error as ExperimentError {
      #expect(error.exitCode == .badData)
      #expect(error.message.hasPrefix(message), "\(error.message)")
      #expect(!error.message.contains("\n"))
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test("grids go through decoder, ensemble, N, k, noise, target, d in this order")
  func gridOrder() throws {
    let block = try read(
      """
      blocks:
        - {kind: success, decoder: [topk, mp], codewords: [16, 32], sparsity: [1, 2],
           noise: [0, 1], dimension: [8, 9]}
      """
    ).blocks[0]
    let points = try block.points()
    #expect(points.count == 32)
    #expect(points.map(\.dimension).prefix(3) == [8, 9, 8])
    #expect(points.map(\.noisePower).prefix(5) == [0, 0, 1, 1, 0])
    #expect(points[4].sparsity == 2 && points[8].codewordCount == 32 && points[16].decoder == "mp")
  }

  @Test("k from exponents and d from dimensions per bit")
  func derivedValues() throws {
    let points = try read(
      """
      blocks:
        - {kind: success, decoder: mp, codewords: [2^10, 2^20], sparsity-exponent: [0.4, 0.402],
           dimensions-per-bit: [1, 1.5]}
      """
    ).blocks[0].points()
    // 1024^0.4 = 16 and 1024^0.402 = 16.2 are one k; H(1024, 16) = 115.5 bits.
    #expect(points.prefix(2).map(\.sparsity) == [16, 16])
    #expect(points.prefix(2).map(\.dimension) == [116, 173])
    #expect(points.filter { $0.codewordCount == 1024 }.count == 2)
    #expect(points.filter { $0.codewordCount == 1 << 20 }.map(\.sparsity) == [256, 256, 263, 263])
  }

  @Test("a grid that is too large is refused, not built")
  func largeGrid() throws {
    let block = try read(
      """
      blocks:
        - {kind: success, decoder: mp, codewords: 2^20, sparsity: 1..5000:+1,
           dimension: 1..5000:+1}
      """
    ).blocks[0]
    #expect(throws: ExperimentError.self) { try block.points() }
  }

  @Test("batches depend on the point alone, and cover the trials once")
  func batches() throws {
    func identities(_ trials: Int) throws -> [String] {
      let experiment = try read(
        """
        blocks:
          - {kind: success, decoder: mp, codewords: 4096, sparsity: 16, dimension: 132,
             trials: \(trials), estimator: simulate}
        """)
      return try Plan(experiment).units.map(\.identity.text)
    }
    let few = try identities(3000)
    let many = try identities(100_000)
    // All whole batches of the smaller run serve the larger one.
    #expect(Array(many.prefix(few.count - 1)) == Array(few.dropLast()))
    let counts = many.compactMap { $0.split(separator: "count=").last.flatMap { Int($0) } }
    #expect(counts.reduce(0, +) == 100_000)
  }

  @Test("decoders at one point share their codes")
  func pairing() throws {
    let experiment = try read(
      """
      blocks:
        - {kind: success, decoder: [topk, nearest], codewords: 64, sparsity: 1, dimension: 10,
           noise: 4, trials: 64, estimator: simulate}
      """)
    let plan = try Plan(experiment)
    #expect(plan.units.count == 2)
  }

  @Test("shipped experiments are well-formed at every effort", arguments: Effort.allCases)
  func shipped(effort: Effort) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "experiments")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yml") }
    let needed = [
      "coherence", "figure2", "figure3", "figure4", "figure5", "figure6", "landscape",
    ]
    #expect(Set(needed.map { "\($0).yml" }).isSubset(of: files))
    let long = try FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "long").path
    ).map { "long/\($0)" }
    for file in files + long {
      do {
        _ = try Experiment(contentsOf: folder.appending(path: file).path, effort: effort)
      } catch {
        Issue.record("\(error)")
      }
    }
    // Their tables are fetched by the script that runs them.
    let embeddings = folder.appending(path: "embeddings")
    for file in try FileManager.default.contentsOfDirectory(atPath: embeddings.path) {
      let path = embeddings.appending(path: file).path
      _ = try Experiment(contentsOf: path, effort: effort, readsDictionaries: false)
    }
  }

  @Test("no mutation of a file traps")
  func mutations() throws {
    let text = Array(
      """
      title: A title
      blocks:
        - kind: success
          decoder: [topk, "threshold:map"]
          codewords: 2^10
          sparsity: {quick: 4, default: "4,8"}
          dimension: 100..300:+100
        - {kind: theory, codewords: 64, sparsity: 1, curve: [mp_rule]}
      """.utf8)
    var generator = SplitMix(11)
    for _ in 0..<3000 {
      var bytes = text
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let position = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0...2, using: &generator) {
        case 0: bytes[position] = UInt8.random(in: 9...126, using: &generator)
        case 1: bytes.remove(at: position)
        default: bytes.insert(bytes[bytes.count - 1 - position], at: position)
        }
      }
      guard let experiment = try? read(String(decoding: bytes, as: UTF8.self)) else { continue }
      if experiment.measured != nil { _ = try? Plan(experiment) }
    }
  }
}
