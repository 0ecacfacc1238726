import SuperpositionNumerics
import SuperpositionTheory
import Testing

@Suite struct OneStepVariantTests {
  static func value(_ curve: String, _ n: Int, _ k: Int, target: Double = 0.5) throws -> Double {
    try #require(TheoryCurve.named(curve))
      .minimumDimension(at: TheoryPoint(codewords: n, sparsity: k, target: target))
  }

  static let table: [(n: Int, k: Int, d: Double)] = [
    (4096, 16, 143), (65536, 64, 742), (1_048_576, 16, 263), (1_048_576, 64, 986),
    (1_048_576, 256, 3647), (1_048_576, 1024, 13288), (1 << 60, 256, 13930),
  ]

  /// The published table, in whole dimensions.
  @Test(arguments: table)
  func oneStepWithSyndromes(n: Int, k: Int, d: Double) throws {
    let found = try Self.value("one_step_syndrome", n, k)
    #expect(abs(found - d) < 0.5, "\(found)")
    let rule = try Self.value("syndrome_rule", n, k)
    #expect(rule == Double(k * SyndromePrediction.fieldDegree(codewords: n)) && found <= rule)
  }

  /// scipy: the root at (2^16, 64).
  @Test func oneStepDimensionIsReal() throws {
    #expect(abs(try Self.value("one_step_syndrome", 1 << 16, 64) - 742.4393765) < 1e-6)
  }

  @Test func fieldsAreLargeEnough() {
    for (n, degree) in [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (1 << 20, 20), (1 << 60, 60)] {
      #expect(SyndromePrediction.fieldDegree(codewords: n) == degree)
    }
    #expect(SyndromePrediction.fieldDegree(codewords: (1 << 20) + 1) == 21)
  }

  /// The threshold in closed form is the best one: none of a grid leaves fewer errors.
  @Test func thresholdIsTheBest() {
    let (k, n, d) = (64.0, 65536.0, 742.0)
    let best = SyndromePrediction.oneStepErrors(codewords: 65536, sparsity: 64, dimension: d)
    for i in 0...200 {
      let threshold = d * Double(i) / 200
      let errors =
        k * tail((d - threshold) / (k * d).squareRoot()) + n
        * tail(threshold / (k * d).squareRoot())
      #expect(best <= errors * (1 + 1e-12))
    }
    #expect(SyndromePrediction.oneStepErrors(codewords: 65536, sparsity: 64, dimension: 1) <= 64)
  }

  @Test func linearDecodersSeeTheEffectiveDimension() throws {
    for (n, k) in [(256, 4), (1024, 8), (1 << 60, 64)] {
      let topk = try Self.value("topk_gaussian", n, k)
      let linear = try Self.value("linear_gaussian", n, k)
      #expect(relativeError(1 / linear - 1 / topk, 1 / Double(n)) < 1e-6 || n > 1 << 40)
      #expect(linear <= topk)
      let back = LinearOneStep.effectiveDimension(dimension: linear, codewords: n)
      #expect(relativeError(back, topk) < 1e-10)
    }
    #expect(LinearOneStep.effectiveDimension(dimension: 300, codewords: 256) == .infinity)
  }
}

private func tail(_ x: Double) -> Double { NormalDistribution.tail(x) }
