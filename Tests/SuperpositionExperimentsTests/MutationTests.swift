import Runs
import SuperpositionFigures
import TestSupport
import Testing

@testable import SuperpositionExperiments

/// Readers of experiment files and lists of numbers against mutated input, as `Mutation` has it.
struct MutationTests {
  @Test func experimentFiles() {
    let samples = [
      """
      title: A title
      blocks:
        - kind: success
          decoder: [topk, "threshold:map"]
          codewords: 2^10
          sparsity: {quick: 4, default: "4,8"}
          dimension: 100..300:+100
          trials: 100
        - {kind: theory, codewords: 64, sparsity: 1, curve: [mp_rule]}
      figure:
        title: x
        x: {column: d, label: "dimension"}
      """,
      """
      blocks:
        - kind: dimension
          decoder: mp
          codewords: [2^10, 4096]
          sparsity-exponent: 0.2..0.4:+0.1
          noise: 0.5
          target: [0.5, 0.9]
          precision: 0.1
          seed: 7
          efforts: [quick, full]
      """,
      "blocks:\n  - {kind: coherence, codewords: 64, dimension: 2^4..2^6:*2, trials: 10}\n",
    ].map { Array($0.utf8) }
    Mutation.forEachInput(of: samples, seed: 1) { _, bytes in
      // What is no UTF-8 is refused before it comes here.
      let text = String(decoding: bytes, as: UTF8.self)
      do {
        let experiment = try Experiment(yaml: text, file: "e.yml", name: "e")
        // Reading back what is written gives the same experiment.
        let again = try Experiment(yaml: experiment.yaml, file: "e.yml", name: "e")
        #expect(again.yaml == experiment.yaml)
      } catch {
        #expect(Mutation.isRefusal(error), "\(error) for \(text.debugDescription)")
      }
    }
  }

  /// A figure is read with its experiment: one that is accepted makes a script from the columns that
  /// there will be.
  @Test func figureSections() {
    let sample = """
      blocks:
        - {kind: dimension, decoder: [mp, topk], codewords: 2^10, sparsity: 4}
        - {kind: theory, codewords: 2^10, sparsity: 4, curve: [mp_rule, counting_converse]}
      figure:
        title: "x"
        caption: "a\\nb"
        columns: 2
        panels:
          - title: "left"
            x: {value: "log({k})/log({N})", label: "ε", log: 10, range: "1:100"}
            y: {value: "{d}/{entropy_bits}", low: "{d_low}", high: "{d_high}", range: "0:2.5"}
            series:
              - {by: [decoder, N], only: {target: ["0.9"]}, hollow: true, title: "{decoder}"}
            theory: [{curve: mp_rule}, {curve: counting_converse, shade: below, title: "c"}]
            formulas: [{expression: "2*(1+sqrt(x))**2", title: "κ"}]
            key: top left
      """
    Mutation.forEachInput(of: [Array(sample.utf8)], seed: 5) { _, bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      do {
        let experiment = try Experiment(yaml: text, file: "e.yml", name: "e")
        guard let figure = experiment.figure else { return }
        func table(_ part: Experiment?) throws -> GnuplotScript.Table? {
          try part.map { GnuplotScript.Table(path: "e.csv", header: try Plan($0).header, rows: []) }
        }
        let script = try GnuplotScript(
          figure: figure, outputStem: "e", measured: table(experiment.measured),
          theory: table(experiment.theory)
        ).text()
        #expect(!script.contains("`"))
      } catch {
        #expect(Mutation.isRefusal(error), "\(error) for \(text.debugDescription)")
      }
    }
  }

  /// Records whose checksums fit but whose numbers no run can have found: what is accepted makes
  /// rows of possible numbers, and nothing traps.
  @Test func forgedRecords() throws {
    let yaml = """
      blocks:
        - {kind: success, decoder: topk, N: 64, k: 2, d: 30, trials: 16, estimator: [ESTIMATOR]}
      """
    var generator = SplitMix(6)
    for estimator in ["simulate", "conditional"] {
      let plan = try Plan(
        Experiment(
          yaml: yaml.replacing("[ESTIMATOR]", with: estimator), file: "e.yml", name: "e"))
      let honest: [(name: String, value: String)] =
        estimator == "simulate"
        ? [
          ("trials", "16"), ("successes", "9"), ("clusters", "2"), ("success_squares", "41"),
          ("success_trials", "72"), ("trial_squares", "128"), ("members_found", "24"),
          ("false_members", "8"), ("not_converged", "0"),
        ]
        : [
          ("draws", "16"), ("sum", "9.5"), ("sum_of_squares", "7.25"), ("noise_variance", "0.001"),
          ("bias_bound", "0.0001"), ("member_failures", "1"), ("samples", "4000"),
        ]
      #expect(try plan.rows[0].derive([UnitRecord(honest)]) != nil)
      let columns = ["success", "success_low", "success_high"].compactMap(plan.header.firstIndex)
      for _ in 0..<Mutation.count / 8 {
        var forged = honest
        for _ in 0..<[1, 1, 2, 5].randomElement(using: &generator)! {
          let at = Int.random(in: forged.indices, using: &generator)
          forged[at].value = Mutation.sharpNumbers.randomElement(using: &generator)!
        }
        do {
          guard let row = try plan.rows[0].derive([UnitRecord(forged)]) else { continue }
          let numbers = columns.compactMap { Double(row[$0]) }
          #expect(
            numbers.count == 3 && numbers[1] <= numbers[0] && numbers[0] <= numbers[2]
              && numbers[1] >= 0 && numbers[2] <= 1, "\(forged) gives \(row)")
        } catch {
          #expect(Mutation.isRefusal(error), "\(error) for \(forged)")
        }
      }
    }
  }

  @Test func numberLists() {
    let samples = [
      "64,128,256", "100..400:+20", "2^2..2^10:*2", "0.5..1.5:+0.1", "1e6", "2^60", "-1", "1e-3,.5",
    ].map { Array($0.utf8) }
    Mutation.forEachInput(of: samples, seed: 4) { _, bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      for read in [
        { _ = try NumberList.integers(text) }, { _ = try NumberList.reals(text) },
        { _ = try NumberList.integer(text) }, { _ = try NumberList.real(text) },
      ] {
        do {
          try read()
        } catch {
          #expect(error is NumberListError && !"\(error)".contains("\n"), "\(error)")
        }
      }
    }
  }
}
