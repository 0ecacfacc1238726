import Runs
import Testing

@testable import SuperpositionExperiments

@Suite("Laws of coefficients as experiments ask for them")
struct CoefficientKeyTests {
  private func experiment(_ question: any Question, _ more: (any AnyKey, String)...) throws
    -> Experiment
  {
    let common: [(any AnyKey, String)] = [(Keys.decoder, "bp"), (Keys.codewords, "64")]
    return try Experiment(
      question, flags: BlockSettings(flags: (common + more).map { ($0.0, [$0.1]) }))
  }

  @Test("the law is part of an identity unless it is one, and a column always")
  func identities() throws {
    let experiment = try experiment(
      SuccessQuestion(), (Keys.sparsity, "2"), (Keys.dimension, "30"), (Keys.trials, "8"),
      (Keys.coefficients, "one,uniform:.5:2"))
    let plan = try Plan(experiment)
    #expect(
      plan.units.map(\.identity.text) == [
        "success decoder=bp ensemble=rademacher N=64 k=2 d=30 noise=0 estimator=simulate seed=1 "
          + "first=0 count=8",
        "success decoder=bp ensemble=rademacher N=64 k=2 d=30 noise=0 coefficients=uniform:0.5:2 "
          + "estimator=simulate seed=1 first=0 count=8",
      ])
    #expect(experiment.yaml.contains("coefficients: [one, uniform:0.5:2]"))
    #expect(
      try self.experiment(
        SuccessQuestion(), (Keys.sparsity, "2"), (Keys.dimension, "30"), (Keys.coefficients, "one")
      ).yaml.contains("coefficients") == false)
    for question: any Question in [SuccessQuestion(), DimensionQuestion(), SparsityQuestion()] {
      #expect(
        question.columns.map(\.name).suffix(7).contains("coefficients"), "\(question.name)")
    }
  }

  @Test(
    "what cannot be is refused",
    arguments: [
      ("coefficients", "many", "--coefficients: there is no law of coefficients 'many'"),
      ("coefficients", "uniform:2:1", "--coefficients: coefficients 'uniform:2:1'"),
      ("coefficients", "lognormal:9", "--coefficients: coefficients 'lognormal:9'"),
      ("coefficients", "one,one", "--coefficients: 'one' is listed twice"),
      ("coefficients", "uniform:0.5:2,uniform:.5:2", "is listed twice"),
    ])
  func refusals(key: String, text: String, message: String) throws {
    #expect {
      try experiment(
        SuccessQuestion(), (Keys.sparsity, "2"), (Keys.dimension, "30"),
        (Keys.coefficients, text))
    } throws: {
      "\($0)".contains(message)
    }
    #expect {
      try Experiment(
        SuccessQuestion(),
        flags: BlockSettings(flags: [
          (Keys.decoder, ["mp"]), (Keys.codewords, ["64"]), (Keys.sparsity, ["2"]),
          (Keys.dimension, ["30"]), (Keys.coefficients, ["exponential"]),
        ]))
    } throws: {
      "\($0)" == "--coefficients: decoder 'mp' does not cover coefficients 'exponential'"
    }
  }

  /// The optimum is the signal for every positive law or for none; where it is another one, its k
  /// largest coordinates may be right all the same, in one code of many.
  @Test("for positive laws basis pursuit finds the same supports")
  func positiveLaws() async throws {
    let experiment = try experiment(
      SuccessQuestion(), (Keys.sparsity, "3"), (Keys.dimension, "14,18"), (Keys.trials, "48"),
      (Keys.coefficients, "one,uniform:0.5:2,exponential,half-normal,lognormal:1"))
    let result = try await Runner(
      plan: Plan(experiment), experiment: experiment.yaml, options: RunOptions(jobs: 1)
    ).run().result
    for dimension in ["14", "18"] {
      let counts = result.rows.indices.filter {
        result.field("d", ofRow: $0) == dimension
      }.compactMap { result.field("success", ofRow: $0).flatMap(Double.init) }
      #expect(counts.count == 5)
      #expect((counts.max() ?? 1) - (counts.min() ?? 0) <= 2.01 / 48, "\(counts)")
    }
  }
}
