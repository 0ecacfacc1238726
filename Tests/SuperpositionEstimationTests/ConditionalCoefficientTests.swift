import Foundation
import SuperpositionCodes
import SuperpositionDecoders
import SuperpositionNumerics
import Testing

@testable import SuperpositionEstimation

@Suite("The conditional estimator with coefficients of other laws")
struct ConditionalCoefficientTests {
  /// A decoder at a corner of its success curve.
  struct Corner: CustomStringConvertible {
    let decoder: String
    let law: CoefficientLaw
    let codewords: Int
    let sparsity: Int
    let dimension: Int
    var noise = 0.0

    var description: String {
      "\(decoder), \(law), N = \(codewords), k = \(sparsity), d = \(dimension), P = \(noise)"
    }
  }

  /// Success from about 0.05 to 0.98; k of 1, all laws, and dimensions at which ties are frequent.
  static let corners: [Corner] = {
    let wide = CoefficientLaw.uniform(low: 0.5, high: 2)
    var corners: [Corner] = []
    func add(
      _ decoder: String, _ law: CoefficientLaw, _ k: Int, _ dimensions: [Int], noise: Double = 0
    ) {
      for dimension in dimensions {
        corners.append(
          Corner(
            decoder: decoder, law: law, codewords: 64, sparsity: k, dimension: dimension,
            noise: noise))
      }
    }
    add("topk", .sign, 1, [6, 8])
    add("topk", .sign, 3, [24, 45])
    add("topk", .sign, 3, [50], noise: 1)
    add("topk", wide, 3, [40])
    add("topk", .exponential, 2, [24])
    add("topk", .halfNormal, 3, [60], noise: 0.5)
    add("mp:real", .one, 1, [6])
    add("mp:real", .one, 3, [14, 22])
    add("mp:real", .sign, 1, [8])
    add("mp:real", .sign, 3, [16, 26])
    add("mp:real", .sign, 3, [36], noise: 1)
    add("mp:real", wide, 3, [14, 24])
    add("mp:real", wide, 3, [40], noise: 1)
    add("mp:real", .exponential, 3, [20, 60])
    add("mp:real", .halfNormal, 3, [20, 50])
    add("mp:real", .logNormal(sigma: 1), 3, [30])
    add("omp", .sign, 1, [8])
    add("omp", .sign, 3, [15, 24])
    add("omp", .sign, 3, [36], noise: 1)
    add("omp", wide, 3, [13, 20])
    add("omp", .exponential, 3, [11])
    add("omp", .halfNormal, 3, [13])
    add("omp:absolute", wide, 3, [16])
    return corners
  }()

  @Test("Standardised differences from simulation are standard normal")
  func agreesWithSimulation() throws {
    let trials = 1500
    var squares = 0.0
    for (number, corner) in Self.corners.enumerated() {
      let decoder = try DecoderCatalog.decoder(named: corner.decoder)
      let barriers = try #require(decoder as? any BarrierDecoder)
      let setting = CodeSetting(
        codewordCount: corner.codewords, sparsity: corner.sparsity, noisePower: corner.noise,
        coefficients: corner.law)
      let seed = Seed(31)[.point, UInt64(number)]
      let model = SignalModel(
        sparsity: corner.sparsity, noisePower: corner.noise, coefficients: corner.law)
      // A fresh dictionary for each trial: independent trials, an exact standard error.
      var successes = 0.0
      for trial in 0..<trials {
        let seed = seed[.auxiliary, UInt64(trial)]
        let dictionary = try RademacherDictionary(
          seed: seed, codewordCount: corner.codewords, dimension: corner.dimension)
        var generator = CounterBasedGenerator(seed[.support, 0])
        let support = Support.random(
          sparsity: corner.sparsity, codewordCount: corner.codewords, using: &generator)
        let weights = corner.law.coefficients(
          count: corner.sparsity, seed: seed[.coefficients, 0])
        let received = ReceivedCode(
          try dictionary.encode(Signal(support, coefficients: weights)),
          noise: GaussianChannel.noise(
            power: corner.noise, dimension: corner.dimension, seed: seed[.noise, 0]),
          noisePower: corner.noise)
        let decoding = try decoder.prepared(for: dictionary, model: model).decode([received])[0]
        successes += decoding.converged && decoding.support == support ? 1 : 0
      }
      let simulated = successes / Double(trials)
      let estimator = try ConditionalEstimator(decoder: barriers, setting: setting)
      var sums = ConditionalSums()
      for index in 0..<trials {
        sums.add(try estimator.draw(index, dimension: corner.dimension, pointSeed: seed))
      }
      let variance = simulated * (1 - simulated) + sums.variance
      let difference = (simulated - sums.mean) / (variance / Double(trials)).squareRoot()
      #expect(
        abs(difference) < 4.5, "\(corner): simulated \(simulated), conditional \(sums.mean)")
      #expect(sums.mean > 0.02 && sums.mean < 0.99, "\(corner): \(sums.mean)")
      squares += difference * difference
    }
    let upper = try ChiSquaredDistribution.tail(
      squares, degreesOfFreedom: Double(Self.corners.count))
    #expect(upper > 0.0005 && upper < 0.9995, "χ² \(squares) of \(Self.corners.count)")
  }

  /// The dimensions at which an independent program found a success probability of one half, N = 4096
  /// and k = 16, with their standard errors.
  @Test(
    "Published by an independent program: N = 4096, k = 16",
    arguments: [
      ("omp", CoefficientLaw.sign, 148.0, 1.0), ("omp", .exponential, 64, 1),
      ("omp", .halfNormal, 72, 1), ("mp:real", .one, 132, 1), ("mp:real", .sign, 150, 1),
      ("mp:real", .uniform(low: 0.5, high: 2), 112, 1), ("topk", .sign, 468, 6),
    ])
  func reference(name: String, law: CoefficientLaw, dimension: Double, error: Double) async throws {
    let decoder = try #require(
      try DecoderCatalog.decoder(named: name) as? any BarrierDecoder)
    let setting = CodeSetting(codewordCount: 4096, sparsity: 16, coefficients: law)
    let sampler = ConditionalSampler(
      try ConditionalEstimator(decoder: decoder, setting: setting), pointSeed: Seed(5))
    let found = try await sampler.minimumDimension(
      SearchGoal(target: 0.5, precision: 0.02, trialLimit: 4000, guess: dimension), workers: 2)
    let own = (found.dimension.high - found.dimension.low) / (2 * 1.96)
    let tolerance = 4 * hypot(own, error)
    #expect(abs(found.dimension.value - dimension) < tolerance, "\(found)")
  }

  @Test("refuses what the barriers are not of")
  func refusals() {
    let setting = CodeSetting(codewordCount: 64, sparsity: 3, coefficients: .sign)
    #expect(
      throws: ConditionalEstimatorError.coefficientsNotCovered(decoder: "threshold", .sign)
    ) { try ConditionalEstimator(decoder: ThresholdDecoder(), setting: setting) }
    #expect(
      throws: ConditionalEstimatorError.coefficientsNotCovered(decoder: "mp", .sign)
    ) { try ConditionalEstimator(decoder: MatchingPursuitDecoder(), setting: setting) }
  }
}
