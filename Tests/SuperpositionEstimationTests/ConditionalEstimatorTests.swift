import Foundation
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionNumerics
import TestSupport
import Testing

@testable import SuperpositionEstimation

@Suite("Conditional success probability")
struct ConditionalEstimatorTests {
  /// The share of the variance that is noise of the importance sampling.
  private static func noiseShare(of sums: ConditionalSums) -> Double {
    sums.noiseVariance / Double(sums.draws) / max(sums.variance, 1e-300)
  }

  private func sums(
    _ decoder: any BarrierDecoder, codewords: Int, sparsity: Int, dimension: Int,
    noise: Double = 0, draws: Int, seed: UInt64 = 1
  ) throws -> ConditionalSums {
    let estimator = try ConditionalEstimator(
      decoder: decoder,
      setting: CodeSetting(
        codewordCount: codewords, sparsity: sparsity, noisePower: noise))
    var sums = ConditionalSums()
    for index in 0..<draws {
      sums.add(try estimator.draw(index, dimension: dimension, pointSeed: Seed(seed)))
    }
    return sums
  }

  /// Noise that adds a tenth to the standard deviation between draws is this share of the whole
  /// variance.
  private static let largestNoiseShare = 1 - 1 / (1.1 * 1.1)

  @Test("One symbol: top-k succeeds as the binomial law says", arguments: [12, 20, 24])
  func oneSymbol(dimension: Int) throws {
    let codewords = 1 << 16
    let sums = try sums(
      TopKDecoder(), codewords: codewords, sparsity: 1, dimension: dimension, draws: 4000)
    // Equal codewords only; the sent one wins against each with the share of its priority u:
    // ∫ (1 - u 2^-d)^(N-1) du.
    let same = exp2(-Double(dimension))
    let count = Double(codewords)
    let truth = (1 - exp(count * log1p(-same))) / (count * same)
    let error = (sums.variance / 4000).squareRoot()
    #expect(abs(sums.mean - truth) < 4.5 * error)
    for decoder in [MatchingPursuitDecoder(), OrthogonalMatchingPursuitDecoder()]
      as [any BarrierDecoder]
    {
      let other = try self.sums(
        decoder, codewords: codewords, sparsity: 1, dimension: dimension, draws: 100)
      let same = try self.sums(
        TopKDecoder(), codewords: codewords, sparsity: 1, dimension: dimension, draws: 100)
      #expect(abs(other.mean - same.mean) < 1e-12)
    }
  }

  @Test("One symbol: threshold has the binomial tail and no spread", arguments: [40, 88, 91])
  func oneSymbolThreshold(dimension: Int) throws {
    let sums = try sums(
      ThresholdDecoder(), codewords: 1 << 20, sparsity: 1, dimension: dimension, draws: 20)
    // ⟨f, x⟩ > d/2 iff more than 3d/4 entries agree.
    let tail = try BinomialDistribution(trials: dimension, probability: 0.5)
      .atLeast(3 * dimension / 4 + 1)
    #expect(abs(sums.mean - exp(Double(1 << 20 - 1) * log1p(-tail))) < 1e-9)
    #expect(sums.variance < 1e-20)
    #expect(Self.noiseShare(of: sums) == 0)
  }

  @Test(
    "Published by an independent program: mp, N = 4096, k = 16",
    arguments: [(132, 0.572, 0.006), (162, 0.875, 0.004)])
  func reference(dimension: Int, success: Double, error: Double) throws {
    let sums = try sums(
      MatchingPursuitDecoder(), codewords: 4096, sparsity: 16, dimension: dimension, draws: 3000)
    let own = (sums.variance / 3000).squareRoot()
    #expect(abs(sums.mean - success) < 4 * (error * error + own * own).squareRoot())
    #expect(Self.noiseShare(of: sums) < Self.largestNoiseShare)
  }

  @Test(
    "The same by simulation in clusters",
    arguments: [(132, 0.572, 0.006), (162, 0.875, 0.004)])
  func referenceBySimulation(dimension: Int, success: Double, error: Double) async throws {
    let simulation = try Simulation(
      decoder: MatchingPursuitDecoder(),
      setting: CodeSetting(codewordCount: 4096, sparsity: 16), pointSeed: Seed(21))
    let sums = try await simulation.run(trials: 0..<2000, dimension: dimension, workers: 2)
    let found = Double(sums.successes) / 2000
    let variance = found * (1 - found) / 2000 * sums.designEffect
    #expect(abs(found - success) < 4 * (error * error + variance).squareRoot(), "\(found)")
  }

  @Test(
    "Prototype at full size: mp, N = 2^20, k = 256",
    arguments: [(3435, 0.24), (3779, 0.65), (4466, 0.95)])
  func fullSize(dimension: Int, success: Double) throws {
    let sums = try sums(
      MatchingPursuitDecoder(), codewords: 1 << 20, sparsity: 256, dimension: dimension,
      draws: 200)
    let own = (sums.variance / 200).squareRoot()
    #expect(abs(sums.mean - success) < 0.03 + 3 * own)
    #expect(Self.noiseShare(of: sums) < Self.largestNoiseShare)
    #expect(sums.biasBound < 1e-6 * 200)
  }

  @Test(
    "N up to 2^60: finite and monotone in N",
    arguments: PlainRun.Kind.allCases)
  func manyCodewords(kind: PlainRun.Kind) throws {
    let dimension = kind == .threshold ? 900 : 400
    var previous = 1.0
    for exponent in [10, 20, 40, 60] {
      let sums = try sums(
        kind.decoder, codewords: 1 << exponent, sparsity: 5, dimension: dimension, draws: 40)
      let estimate = try sums.successEstimate()
      #expect(estimate.value.isFinite && estimate.low >= 0 && estimate.high <= 1)
      #expect(estimate.low <= estimate.value && estimate.value <= estimate.high)
      #expect(sums.mean <= previous + 0.02)
      previous = sums.mean
    }
    // All codewords are members.
    let full = try sums(
      kind.decoder, codewords: 5, sparsity: 5, dimension: dimension, draws: 10)
    #expect(full.mean == 1 - Double(full.memberFailures) / 10)
  }

  @Test("Samples depend on the success probability alone, whatever N", arguments: [0.5, 0.9])
  func samplesPerDraw(success: Double) throws {
    // The dimensions at which mp with k = 5 reaches it.
    let dimensions = success == 0.5 ? [35, 79, 178, 282] : [50, 101, 212, 327]
    var samples: [Double] = []
    for (exponent, dimension) in zip([10, 20, 40, 60], dimensions) {
      let sums = try sums(
        MatchingPursuitDecoder(), codewords: 1 << exponent, sparsity: 5, dimension: dimension,
        draws: 300)
      let error = (sums.variance / 300).squareRoot()
      #expect(abs(sums.mean - success) < 0.1 + 4 * error, "2^\(exponent): \(sums.mean)")
      samples.append(Double(sums.samples) / 300)
    }
    let (fewest, most) = (samples.min() ?? 0, samples.max() ?? 0)
    #expect(fewest > 0 && most < 1.5 * fewest, "\(samples)")
    #expect(most <= 324 * Double(BarrierUnion.batchSize))
  }

  @Test("A draw is a function of its number and dimension alone; truncations nest")
  func reproducible() throws {
    let estimator = try ConditionalEstimator(
      decoder: MatchingPursuitDecoder(),
      setting: CodeSetting(codewordCount: 1 << 14, sparsity: 8, noisePower: 0.5))
    let together = try estimator.draws(3, dimensions: [90, 120, 101], pointSeed: Seed(4))
    for (dimension, draw) in zip([90, 120, 101], together) {
      #expect(try estimator.draw(3, dimension: dimension, pointSeed: Seed(4)) == draw)
    }
  }

  @Test("Other ensembles are refused in one line")
  func otherEnsembles() {
    #expect(throws: ConditionalEstimatorError.ensembleNotCovered(.gaussian)) {
      try ConditionalEstimator(
        decoder: TopKDecoder(),
        setting: CodeSetting(ensemble: .gaussian, codewordCount: 10, sparsity: 1))
    }
  }

  // MARK: Against simulation

  private struct GridCase {
    let kind: PlainRun.Kind
    let codewords: Int
    let sparsity: Int
    let dimension: Int
    let noise: Double
  }

  private static let grid: [GridCase] = {
    var grid: [GridCase] = []
    func add(_ kind: PlainRun.Kind, _ codewords: Int, _ k: Int, _ d: [Int], noise: Double = 0) {
      for dimension in d {
        grid.append(
          GridCase(
            kind: kind, codewords: codewords, sparsity: k, dimension: dimension, noise: noise))
      }
    }
    // Ties are frequent at small d; success from about 0.05 to 0.99.
    add(.threshold, 64, 1, [18, 30])
    add(.threshold, 64, 3, [60, 121, 180])
    add(.threshold, 64, 2, [60], noise: 1)
    add(.topk, 64, 1, [5, 7, 9])
    add(.topk, 128, 4, [30, 60, 100])
    add(.topk, 128, 3, [40, 70], noise: 1)
    add(.mp, 64, 1, [6])
    add(.mp, 128, 2, [10, 14, 20])
    add(.mp, 128, 4, [22, 30, 44])
    add(.mp, 128, 3, [30, 50], noise: 1)
    add(.omp, 128, 2, [10, 14, 20])
    add(.omp, 128, 4, [22, 30, 44])
    add(.omp, 128, 3, [30, 50], noise: 1)
    add(.ompAbsolute, 128, 3, [18, 26, 40])
    add(.ompAbsolute, 128, 3, [34], noise: 0.5)
    return grid
  }()

  @Test("Standardised differences from simulation are standard normal")
  func agreesWithSimulation() async throws {
    let trials = 2500
    var differences: [Double] = []
    for (number, item) in Self.grid.enumerated() {
      let setting = CodeSetting(
        codewordCount: item.codewords, sparsity: item.sparsity, noisePower: item.noise)
      let decoder = item.kind.decoder
      let seed = Seed(20)[.point, UInt64(number)]
      // A fresh dictionary for each trial: independent trials, an exact standard error.
      let outcomes = try (0..<trials).map { trial -> Int in
        let seed = seed[.auxiliary, UInt64(trial)]
        let dictionary = try RademacherDictionary(
          seed: seed, codewordCount: item.codewords, dimension: item.dimension)
        var generator = CounterBasedGenerator(seed[.support, 0])
        let support = Support.random(
          sparsity: item.sparsity, codewordCount: item.codewords, using: &generator)
        let received = ReceivedCode(
          dictionary.encode(support),
          noise: GaussianChannel.noise(
            power: item.noise, dimension: item.dimension, seed: seed[.noise, 0]),
          noisePower: item.noise)
        let decoding = try decoder.decode(
          received, sparsity: item.sparsity, codebook: dictionary)
        return decoding.converged && decoding.support == support ? 1 : 0
      }
      let simulated = Double(outcomes.reduce(0, +)) / Double(trials)
      let estimator = try ConditionalEstimator(decoder: decoder, setting: setting)
      var sums = ConditionalSums()
      for index in 0..<trials {
        sums.add(try estimator.draw(index, dimension: item.dimension, pointSeed: seed))
      }
      let variance = simulated * (1 - simulated) + sums.variance
      let difference = (simulated - sums.mean) / (variance / Double(trials)).squareRoot()
      #expect(
        abs(difference) < 4.5,
        "\(item): simulated \(simulated), conditional \(sums.mean)")
      #expect(sums.mean > 0.02 && sums.mean < 0.999, "\(item): \(sums.mean)")
      differences.append(difference)
    }
    // Both tests at the level 0.001, two-sided for χ².
    let squares = differences.reduce(0) { $0 + $1 * $1 }
    let upper = try ChiSquaredDistribution.tail(
      squares, degreesOfFreedom: Double(differences.count))
    #expect(upper > 0.0005 && upper < 0.9995, "χ² \(squares) of \(differences.count)")
    let sorted = differences.sorted()
    var distance = 0.0
    for (rank, value) in sorted.enumerated() {
      let level = NormalDistribution.cumulative(value)
      let count = Double(sorted.count)
      distance = max(distance, level - Double(rank) / count, Double(rank + 1) / count - level)
    }
    let level = KolmogorovDistribution.pValue(distance: distance, count: sorted.count)
    #expect(level > 0.001, "Kolmogorov-Smirnov distance \(distance)")
  }
}
