import Foundation
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionNumerics
import Testing

@testable import SuperpositionEstimation

/// Repetitions asked for; 0 without the check.
private let coverageSeeds =
  Int(ProcessInfo.processInfo.environment["SUPERPOSE_COVERAGE"] ?? "") ?? 0

/// How often 95% intervals cover over many seeds: long-running, so only on demand.
///
/// `SUPERPOSE_COVERAGE=2000 swift test -c release --filter CoverageTests` prints one line for each
/// point; exact intervals may exceed 95%, none may fall short by more than three binomial errors.
@Suite("Coverage over seeds", .enabled(if: coverageSeeds > 0), .serialized)
struct CoverageTests {
  private func report(
    _ point: String, covered: Int, of count: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    print("coverage: \(point): \(covered)/\(count)")
    let least = 0.95 - 3 * (0.95 * 0.05 / Double(count)).squareRoot()
    #expect(
      Double(covered) / Double(count) >= least, "\(point): \(covered) of \(count)",
      sourceLocation: sourceLocation)
  }

  // MARK: Success probabilities

  struct Point: CustomTestStringConvertible, Sendable {
    let decoder: any Decoder
    let setting: CodeSetting
    let dimension: Int
    let trials: Int

    init(
      _ decoder: any Decoder, _ codewords: Int, _ sparsity: Int, d dimension: Int,
      noise: Double = 0, trials: Int
    ) {
      self.decoder = decoder
      self.trials = trials
      self.dimension = dimension
      setting = CodeSetting(codewordCount: codewords, sparsity: sparsity, noisePower: noise)
    }

    var testDescription: String {
      "\(decoder.name) N=\(setting.codewordCount) k=\(setting.sparsity) d=\(dimension) "
        + "noise=\(setting.noisePower) trials=\(trials)"
    }
  }

  /// Disjoint runs of trials of one point are independent repetitions, and all together tell the
  /// truth well enough.
  private func coverage<S: Sampler>(_ sampler: S, _ point: Point, kind: String) async throws {
    var runs: [S.Sums] = []
    var all = S.Sums()
    for repetition in 0..<coverageSeeds {
      let sums = try await sampler.run(
        trials: repetition * point.trials..<(repetition + 1) * point.trials,
        dimension: point.dimension, workers: 1)
      runs.append(sums)
      all += sums
    }
    let truth = all.successCount / Double(all.trialCount)
    let covered = try runs.count { sums in
      let estimate = try sampler.successEstimate(sums)
      return estimate.low <= truth && truth <= estimate.high
    }
    report(
      "success \(kind) \(point.testDescription) P=\(String(format: "%.2e", truth))",
      covered: covered, of: runs.count)
  }

  @Test(
    "Success by the conditional estimator",
    arguments: [
      // Ordinary points.
      Point(TopKDecoder(), 128, 4, d: 60, trials: 200),
      Point(MatchingPursuitDecoder(), 128, 4, d: 30, trials: 200),
      Point(OrthogonalMatchingPursuitDecoder(), 128, 4, d: 44, trials: 100),
      Point(ThresholdDecoder(), 64, 3, d: 121, trials: 200),
      // Rare success without noise.
      Point(TopKDecoder(), 64, 2, d: 4, trials: 500),
      Point(TopKDecoder(), 64, 2, d: 6, trials: 500),
      Point(TopKDecoder(), 256, 4, d: 20, trials: 500),
      Point(MatchingPursuitDecoder(), 256, 4, d: 12, trials: 500),
      Point(MatchingPursuitDecoder(), 1024, 8, d: 32, trials: 200),
      Point(ThresholdDecoder(), 256, 4, d: 40, trials: 500),
      Point(ThresholdDecoder(), 1024, 4, d: 64, trials: 500),
      // … and with it.
      Point(TopKDecoder(), 64, 1, d: 30, noise: 1000, trials: 200),
      Point(TopKDecoder(), 64, 2, d: 30, noise: 1000, trials: 500),
      Point(MatchingPursuitDecoder(), 64, 2, d: 30, noise: 1000, trials: 500),
      Point(TopKDecoder(), 64, 2, d: 30, noise: 100, trials: 500),
      Point(MatchingPursuitDecoder(), 64, 2, d: 30, noise: 30, trials: 200),
      Point(TopKDecoder(), 256, 3, d: 30, noise: 300, trials: 500),
      Point(ThresholdDecoder(), 256, 2, d: 30, noise: 10, trials: 500),
    ])
  func conditional(_ point: Point) async throws {
    let decoder = try #require(point.decoder as? any BarrierDecoder)
    let estimator = try ConditionalEstimator(decoder: decoder, setting: point.setting)
    try await coverage(
      ConditionalSampler(estimator, pointSeed: Seed(31)), point, kind: "conditional")
  }

  @Test(
    "Success by simulation",
    arguments: [
      Point(TopKDecoder(), 128, 4, d: 60, trials: 64),
      Point(MatchingPursuitDecoder(), 128, 4, d: 30, trials: 64),
      Point(MatchingPursuitDecoder(), 64, 2, d: 30, noise: 30, trials: 64),
      Point(TopKDecoder(), 4, 1, d: 6, trials: 64),
      // All codewords sent, or all but one.
      Point(MatchingPursuitDecoder(), 8, 8, d: 30, trials: 64),
      Point(MatchingPursuitDecoder(), 8, 8, d: 30, trials: 160),
      Point(MatchingPursuitDecoder(), 8, 7, d: 30, trials: 64),
      Point(MatchingPursuitDecoder(), 8, 8, d: 30, noise: 0.1, trials: 64),
      Point(ThresholdDecoder(), 4, 4, d: 20, trials: 64),
    ])
  func simulated(_ point: Point) async throws {
    let simulation = try Simulation(
      decoder: point.decoder, setting: point.setting, pointSeed: Seed(32))
    try await coverage(simulation, point, kind: "simulated")
  }

  // MARK: Minimum dimensions

  struct Search: CustomTestStringConvertible, Sendable {
    let decoder: any Decoder
    let setting: CodeSetting
    let target: Double
    let precision: Double
    let limit: Int
    /// Whether the estimator is conditional.
    let isConditional: Bool
    /// Exactly, where it is known.
    var truth: Double?

    var testDescription: String {
      "\(isConditional ? "conditional" : "simulated") \(decoder.name) "
        + "N=\(setting.codewordCount) k=\(setting.sparsity) noise=\(setting.noisePower) "
        + "p=\(target) precision=\(precision) limit=\(limit)"
    }
  }

  private static func oneSymbol(
    _ codewords: Int, _ target: Double, precision: Double, limit: Int, isConditional: Bool,
    decoder: any Decoder = TopKDecoder()
  ) -> Search {
    Search(
      decoder: decoder, setting: CodeSetting(codewordCount: codewords, sparsity: 1),
      target: target, precision: precision, limit: limit, isConditional: isConditional,
      truth: try? IntegerCrossingTests.crossing(target: target) {
        IntegerCrossingTests.oneSymbol(codewords: codewords, dimension: $0)
      })
  }

  private static let searches: [Search] = [
    oneSymbol(2, 0.9, precision: 0.03, limit: 4000, isConditional: true),
    oneSymbol(3, 0.75, precision: 0.03, limit: 4000, isConditional: true),
    oneSymbol(64, 0.5, precision: 0.02, limit: 4000, isConditional: true),
    oneSymbol(2, 0.9, precision: 0.1, limit: 4000, isConditional: false),
    oneSymbol(3, 0.75, precision: 0.1, limit: 4000, isConditional: false),
    oneSymbol(64, 0.5, precision: 0.05, limit: 4000, isConditional: false),
    oneSymbol(2, 0.9, precision: 0.01, limit: 16, isConditional: false),
    oneSymbol(64, 0.5, precision: 0.01, limit: 100, isConditional: false),
    Search(
      decoder: MatchingPursuitDecoder(), setting: CodeSetting(codewordCount: 64, sparsity: 2),
      target: 0.1, precision: 0.05, limit: 4000, isConditional: true),
    Search(
      decoder: MatchingPursuitDecoder(), setting: CodeSetting(codewordCount: 128, sparsity: 4),
      target: 0.5, precision: 0.03, limit: 4000, isConditional: true),
    Search(
      decoder: MatchingPursuitDecoder(), setting: CodeSetting(codewordCount: 128, sparsity: 4),
      target: 0.9, precision: 0.05, limit: 8000, isConditional: false),
    Search(
      decoder: ThresholdDecoder(),
      setting: CodeSetting(codewordCount: 4, sparsity: 4, noisePower: 10),
      target: 0.5, precision: 0.05, limit: 20_000, isConditional: false),
  ]

  @Test("Minimum dimensions", arguments: searches)
  func dimension(_ item: Search) async throws {
    func search(_ seed: Seed, precision: Double, limit: Int) async throws -> Estimate {
      let sampler: any Sampler
      if item.isConditional, let decoder = item.decoder as? any BarrierDecoder {
        let estimator = try ConditionalEstimator(decoder: decoder, setting: item.setting)
        sampler = ConditionalSampler(estimator, pointSeed: seed)
      } else {
        sampler = try Simulation(decoder: item.decoder, setting: item.setting, pointSeed: seed)
      }
      let goal = SearchGoal(
        target: item.target, precision: precision, trialLimit: limit, guess: 4)
      return try await sampler.minimumDimension(goal, workers: 1).dimension
    }
    var truth = item.truth ?? 0
    if item.truth == nil {
      truth = try await search(
        Seed(34), precision: 0.1 * item.precision, limit: 100 * item.limit
      ).value
    }
    var covered = 0
    for repetition in 0..<coverageSeeds {
      let found = try await search(
        Seed(33)[.auxiliary, UInt64(repetition)], precision: item.precision, limit: item.limit)
      covered += found.low <= truth && truth <= found.high ? 1 : 0
    }
    report(
      "dimension \(item.testDescription) d*=\(String(format: "%.3f", truth))", covered: covered,
      of: coverageSeeds)
  }
}
