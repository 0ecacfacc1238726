import Runs
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
