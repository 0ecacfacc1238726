import Runs
import SuperpositionCodes
import Testing

@testable import SuperpositionExperiments

@Suite("Laws of supports as experiments ask for them")
struct SupportKeyTests {
  private func experiment(_ question: any Question, _ flags: [(any AnyKey, String)]) throws
    -> Experiment
  {
    try Experiment(question, flags: BlockSettings(flags: flags.map { ($0.0, [$0.1]) }))
  }

  private func run(_ experiment: Experiment, jobs: Int = 1) async throws -> ResultFile {
    try await Runner(
      plan: Plan(experiment), experiment: experiment.yaml, options: RunOptions(jobs: jobs)
    ).run().result
  }

  private let success: [(any AnyKey, String)] = [
    (Keys.decoder, "mp"), (Keys.codewords, "64"), (Keys.sparsity, "2"), (Keys.dimension, "20"),
    (Keys.trials, "8"),
  ]

  @Test("the law is part of an identity unless it is uniform, and a column always")
  func identities() throws {
    let experiment = try experiment(
      SuccessQuestion(), success + [(Keys.supports, "uniform,zipf:0.5")])
    #expect(
      try Plan(experiment).units.map(\.identity.text) == [
        "success decoder=mp ensemble=rademacher N=64 k=2 d=20 noise=0 estimator=conditional seed=1 "
          + "first=0 count=8",
        "success decoder=mp ensemble=rademacher N=64 k=2 d=20 noise=0 supports=zipf:0.5 "
          + "estimator=simulate seed=1 first=0 count=8",
      ])
    #expect(experiment.yaml.contains("supports: [uniform, zipf:0.5]"))
    #expect(
      try self.experiment(SuccessQuestion(), success + [(Keys.supports, "uniform")]).yaml
        == self.experiment(SuccessQuestion(), success).yaml)
  }

  @Test(
    "what cannot be is refused in one line",
    arguments: [
      ("supports", "many", "--supports: there is no law of supports 'many'"),
      ("supports", "zipf:9", "--supports: supports 'zipf:9': zipf:s takes 0 <= s <= 4"),
      ("supports", "zipf:1,zipf:1.0", "is listed twice"),
      ("estimator", "conditional", "conditional does not cover supports 'zipf:1'"),
      ("ensemble", "staircase", "meant for uniform supports, not for 'zipf:1'"),
      ("codewords", "2^25", "N = 33554432 is too large for supports 'zipf:1': at most 2^24"),
    ])
  func refusals(key: String, text: String, message: String) throws {
    let named = try #require(Keys.named(key))
    var flags = success.filter { $0.0.name != key }
    if key != "supports" { flags.append((Keys.supports, "zipf:1")) }
    #expect {
      try experiment(SuccessQuestion(), flags + [(named, text)])
    } throws: {
      "\($0)".contains(message) && !"\($0)".contains("\n")
    }
  }

  @Test("a decoder of single symbols is refused")
  func singleSymbols() {
    #expect {
      try experiment(
        SuccessQuestion(),
        [
          (Keys.decoder, "nearest"), (Keys.codewords, "64"), (Keys.sparsity, "1"),
          (Keys.dimension, "20"), (Keys.supports, "zipf:1"),
        ])
    } throws: {
      "\($0)".hasPrefix("--supports: decoder 'nearest' reads one symbol")
    }
  }

  /// On random dictionaries all codewords are alike, so that codes of j members are read as often as
  /// uniform ones: the success of the law is the mean over its sizes of what the conditional estimator
  /// gives for each.
  @Test("success is the mean of fixed sizes, weighed by the law", arguments: ["mp", "topk"])
  func mixture(decoder: String) async throws {
    let dimension = decoder == "mp" ? "18" : "48"
    // Noise, since ties go to the lower codeword, which this law has on more often.
    let common: [(any AnyKey, String)] = [
      (Keys.decoder, decoder), (Keys.codewords, "64"), (Keys.dimension, dimension),
      (Keys.noise, "0.3"),
    ]
    let law = SupportLaw.zipf(exponent: 1)
    let sizes = try #require(law.firing(codewordCount: 64, sparsity: 3)).sizeDistribution
    var expected = sizes[0]
    for size in 1...9 {
      let row = try await run(
        experiment(
          SuccessQuestion(), common + [(Keys.sparsity, "\(size)"), (Keys.trials, "400")]))
      expected +=
        sizes[size] * (row.field("success", ofRow: 0).flatMap(Double.init) ?? .nan)
    }
    let flags = common + [(Keys.sparsity, "3"), (Keys.trials, "4000"), (Keys.supports, "zipf:1")]
    let result = try await run(experiment(SuccessQuestion(), flags))
    #expect(try await run(experiment(SuccessQuestion(), flags), jobs: 3).rows == result.rows)
    func number(_ name: String) -> Double {
      result.field(name, ofRow: 0).flatMap(Double.init) ?? .nan
    }
    // A hundredth for the conditional estimates.
    #expect(number("success_low") - 0.01 <= expected && expected <= number("success_high") + 0.01)
    #expect(number("members_found") <= 1 && number("members_found") > number("success"))
    #expect(result.field("supports", ofRow: 0) == "zipf:1")
    let bits = try #require(law.firing(codewordCount: 64, sparsity: 3)).entropyBits
    #expect(abs(number("entropy_bits") - bits) < 1e-4 * bits)
  }

  @Test("dimension and sparsity searches know the law, and claim no bound of uniform supports")
  func searches() async throws {
    let flags: [(any AnyKey, String)] = [
      (Keys.decoder, "topk"), (Keys.codewords, "64"), (Keys.target, "0.5"), (Keys.trials, "400"),
      (Keys.precision, "0.1"), (Keys.supports, "zipf:1"),
    ]
    let dimension = try await run(
      experiment(DimensionQuestion(), flags + [(Keys.sparsity, "3")]))
    #expect(dimension.field("supports", ofRow: 0) == "zipf:1")
    #expect(dimension.field("fraction_of_bound", ofRow: 0) == "")
    #expect(dimension.field("fraction_of_limit", ofRow: 0) == "")
    let found = try #require(dimension.field("d", ofRow: 0).flatMap(Double.init))
    let sparsity = try await run(
      experiment(SparsityQuestion(), flags + [(Keys.dimension, "\(Int(found))")]))
    let k = try #require(sparsity.field("k", ofRow: 0).flatMap(Double.init))
    #expect(abs(k - 3) < 0.8)
  }

  /// With the truth and dimensions to spare, a reader that is told how many members a code has reads
  /// every code of any size.
  @Test("readers of learned dictionaries are told the size of each code")
  func learning() async throws {
    let experiment = try experiment(
      Questions.learn,
      [
        (Keys.learner, "sae:topk"), (Keys.codewords, "24"), (Keys.sparsity, "3"),
        (Keys.dimension, "800"), (Keys.steps, "0"), (Keys.start, "truth"), (Keys.trials, "300"),
        (Keys.supports, "zipf:1"),
      ])
    #expect(try Plan(experiment).units[0].identity.text.contains(" supports=zipf:1 "))
    let result = try await run(experiment)
    for row in result.rows.indices {
      #expect(result.field("supports", ofRow: row) == "zipf:1")
      guard ["topk", "mp", "omp"].contains(result.field("reader", ofRow: row)) else { continue }
      #expect(result.field("success", ofRow: row) == "1", "\(result.rows[row])")
      #expect(result.field("members_found", ofRow: row) == "1")
    }
  }
}
