import SuperpositionCodes
import SuperpositionNumerics
import SuperpositionTheory
import Testing

@Suite struct CoefficientDenoiserTests {
  static let continuous: [CoefficientLaw] = [
    .uniform(low: 0.5, high: 2), .uniform(low: 0, high: 1), .exponential, .halfNormal,
    .logNormal(sigma: 0.5), .logNormal(sigma: 1),
  ]

  /// Bayes' rule by adaptive quadrature over the coefficient.
  @Test(arguments: continuous, [0.01, 0.1, 1.5])
  func posteriorMatchesQuadrature(law: CoefficientLaw, tauSquared: Double) throws {
    let denoiser = CoefficientDenoiser(law: law, priorLogOdds: -3, tauSquared: tauSquared)
    let tau = tauSquared.squareRoot()
    for r in [-1.0, -0.2, 0, 0.3, 0.7, 1.4, 2.3, 4] {
      var range = 0.0...(max(r, 0) + 16 * tau)
      if case .uniform(let low, let high) = law { range = low...high }
      // The largest exponent over the range.
      let top = min(range.upperBound, max(range.lowerBound, r))
      let peak = top * (r - 0.5 * top) / tauSquared
      func moment(_ power: Int) throws -> Double {
        try Quadrature.integral(
          of: { y in
            var value = exponential(y * (r - 0.5 * y) / tauSquared - peak)
            value *= law.density(y) ?? .nan
            for _ in 0..<power { value *= y }
            return value
          }, over: range, absoluteTolerance: 1e-300, relativeTolerance: 1e-9
        ).value
      }
      let mass = try moment(0)
      let mean = try moment(1) / mass
      let variance = try moment(2) / mass - mean * mean
      let found = denoiser.posterior(r)
      #expect(abs(found.logOdds - (naturalLogarithm(mass) + peak - 3)) < 1e-6, "\(law) \(r)")
      #expect(relativeError(found.memberMean, mean) < 1e-6, "\(law) \(r)")
      #expect(abs(found.memberVariance - variance) < 1e-5 * mean * mean, "\(law) \(r)")
    }
  }

  /// η' is the posterior variance over τ².
  @Test(arguments: continuous + [.one, .sign, .uniform(low: 1, high: 1.001)])
  func derivativeIsTheVariance(law: CoefficientLaw) {
    for tauSquared in [0.02, 0.3] {
      let denoiser = CoefficientDenoiser(law: law, priorLogOdds: -2, tauSquared: tauSquared)
      for r in [-0.9, 0.01, 0.4, 0.8, 1.2, 2.1] {
        let slope =
          (denoiser.posterior(r + 1e-4).mean - denoiser.posterior(r - 1e-4).mean) / 2e-4
        let variance = denoiser.posterior(r).variance / tauSquared
        #expect(abs(slope - variance) < 1e-4 * (1 + variance), "\(law) \(tauSquared) \(r)")
      }
    }
  }

  @Test func discreteLawsHaveTheirClosedForms() {
    let one = CoefficientDenoiser(law: .one, priorLogOdds: -4, tauSquared: 0.2)
    #expect(relativeError(one.posterior(0.9).mean, 1 / (1 + exponential(4 - 0.4 / 0.2))) < 1e-12)
    let sign = CoefficientDenoiser(law: .sign, priorLogOdds: -4, tauSquared: 0.2)
    let plus = exponential(-4) * 0.5 * exponential(0.4 / 0.2)
    let minus = exponential(-4) * 0.5 * exponential(-1.4 / 0.2)
    #expect(relativeError(sign.posterior(0.9).mean, (plus - minus) / (1 + plus + minus)) < 1e-12)
    #expect(sign.posterior(-0.9).mean == -sign.posterior(0.9).mean)
  }

  /// Nothing but finite numbers, means within the law's range, variances not negative.
  @Test(arguments: continuous + [.one, .sign, .uniform(low: 0, high: 1e6), .logNormal(sigma: 4)])
  func farTailsAreTame(law: CoefficientLaw) {
    for tauSquared in [1e-8, 1e-4, 0.1, 10, 1e6] {
      for prior in [-40.0, -3, 3, .infinity] {
        let denoiser = CoefficientDenoiser(law: law, priorLogOdds: prior, tauSquared: tauSquared)
        for r in [-1e3, -50.0, -1, -1e-9, 0, 1e-3, 1, 5, 300, 1e4] {
          let found = denoiser.posterior(r)
          #expect(found.memberMean.isFinite && found.mean.isFinite, "\(law) \(tauSquared) \(r)")
          #expect(found.memberVariance >= 0 && found.memberVariance.isFinite)
          #expect(found.variance >= 0 && found.variance.isFinite && !found.logOdds.isNaN)
          if law.isPositive { #expect(found.memberMean >= 0) }
        }
      }
    }
    // Far below zero an exponential coefficient is exponential again, of rate 1 + |r|/τ².
    let denoiser = CoefficientDenoiser(law: .exponential, priorLogOdds: 0, tauSquared: 1e-2)
    let far = denoiser.posterior(-50)
    // The next terms of the expansion in 1/x, x = 500.1 standard deviations from zero.
    let inverse = 1 / (500.1 * 500.1)
    #expect(relativeError(far.memberMean, (1 - 2 * inverse) / 5001) < 1e-9)
    #expect(relativeError(far.memberVariance, (1 - 6 * inverse) / (5001.0 * 5001)) < 1e-9)
  }

  @Test func batchesAreTheSame() {
    let denoiser = CoefficientDenoiser(law: .halfNormal, priorLogOdds: -3, tauSquared: 0.1)
    let observations = (0..<50).map { -1 + 0.1 * Double($0) }
    var values = observations
    let total = values.withUnsafeMutableBufferPointer { denoiser.denoise($0) }
    let found = observations.map(denoiser.posterior)
    #expect(values == found.map(\.mean))
    #expect(relativeError(total, found.reduce(0) { $0 + $1.variance }) < 1e-13)
  }

  /// The published thresholds at (4096, 16), which were bisected with a bounded number of iterations
  /// to a few parts in a thousand.
  @Test(arguments: [
    (CoefficientLaw.one, 89.5), (.uniform(low: 0.5, high: 2), 72.7), (.exponential, 44.6),
    (.halfNormal, 51.0), (.sign, 101.5),
  ])
  func stateEvolutionMatchesTheTable(law: CoefficientLaw, d: Double) throws {
    #expect(abs(try Self.threshold(law) - d) <= 0.25)
  }

  /// numpy and scipy: the largest value of N·mmse(τ²)/τ², mmse by its definition on a grid of 200,001
  /// points.
  @Test func stateEvolutionOfSigns() throws {
    #expect(abs(try Self.threshold(.sign) - 101.710580) < 1e-3)
  }

  private static func threshold(_ law: CoefficientLaw) throws -> Double {
    let point = try TheoryPoint(codewords: 4096, sparsity: 16, coefficients: law)
    return try #require(TheoryCurve.named("amp_state_evolution")).minimumDimension(at: point)
  }

  /// The sum over observations is the definition E(Y − η)², drawn.
  @Test(arguments: [CoefficientLaw.sign, .exponential, .logNormal(sigma: 0.7)])
  func squaredErrorMatchesMonteCarlo(law: CoefficientLaw) throws {
    let point = try TheoryPoint(codewords: 100, sparsity: 20, coefficients: law)
    let (tauSquared, trials) = (0.15, 200_000)
    let found = StateEvolution(point).totalSquaredError(tauSquared)
    let denoiser = CoefficientDenoiser(
      law: law, priorLogOdds: naturalLogarithm(0.25), tauSquared: tauSquared)
    var generator = NormalGenerator(seed: 3)
    let coefficients = law.coefficients(count: trials, seed: Seed(9))
    var (sum, squares) = (0.0, 0.0)
    for y in coefficients {
      let value = generator.uniform() < 0.2 ? y : 0
      let error =
        value - denoiser.posterior(value + tauSquared.squareRoot() * generator.normal()).mean
      sum += error * error
      squares += error * error * error * error
    }
    let mean = sum / Double(trials)
    let deviation =
      (squares / Double(trials) - mean * mean).squareRoot() / Double(trials).squareRoot()
    #expect(abs(found / 100 - mean) < 4.5 * deviation)
  }

  @Test func everyLawHasItsErrors() throws {
    for law in Self.continuous + [.sign, .uniform(low: 0, high: 1e6), .logNormal(sigma: 3)] {
      let evolution = StateEvolution(
        try TheoryPoint(codewords: 1 << 20, sparsity: 64, coefficients: law))
      var last = 0.0
      for exponent in stride(from: -30.0, through: 20, by: 2.5) {
        let error = evolution.totalSquaredError(exponential(exponent))
        #expect(error.isFinite && error >= last * (1 - 1e-6), "\(law) \(exponent)")
        last = error
      }
      #expect(last <= 64 * law.secondMoment * (1 + 1e-3))
    }
  }
}
