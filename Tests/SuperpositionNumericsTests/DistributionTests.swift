import SuperpositionNumerics
import TestSupport
import Testing

@Suite struct NormalDistributionTests {
  /// mpmath, 60 digits: log(erfc(x/sqrt(2))/2); above 1000 the asymptotic series.
  @Test(arguments: [
    (-10.0, -7.61985302416052607e-24), (-1.0, -0.17275377902344989),
    (-1.0e-8, -0.693147172581099733), (0.0, -0.693147180559945309),
    (0.5, -1.17591176159361861), (1.0, -1.84102164500926351), (3.0, -6.60772622151034954),
    (8.0, -35.0134371599145499), (20.0, -203.917155371097264), (38.0, -726.55721601882013),
    (100.0, -5005.52420869420509), (1e4, -50000010.1292789152), (1e8, -5000000000000019.34),
  ])
  func logTailMatchesMpmath(x: Double, value: Double) {
    #expect(relativeError(NormalDistribution.logTail(x), value) < 1e-13)
    #expect(NormalDistribution.logCumulative(-x) == NormalDistribution.logTail(x))
  }

  @Test func logTailHasNoSeams() {
    for seam in [0.0, 5, 50] {
      let below = NormalDistribution.logTail(seam.nextDown)
      let above = NormalDistribution.logTail(seam.nextUp)
      #expect(relativeError(below, above) < 2e-14, "at \(seam)")
    }
  }

  /// scipy: special.ndtri.
  @Test(arguments: [
    (1e-300, -37.0470962993612), (1e-20, -9.262340089798409), (1e-3, -3.090232306167813),
    (0.025, -1.9599639845400545), (0.3, -0.5244005127080409), (0.5, 0.0),
    (0.9, 1.2815515655446004),
  ])
  func quantileMatchesScipy(p: Double, value: Double) throws {
    #expect(relativeError(try NormalDistribution.quantile(p), value) < 1e-12)
    #expect(relativeError(try NormalDistribution.tailQuantile(p), -value) < 1e-12)
  }

  @Test func tailsAndQuantilesAtTheEnds() throws {
    #expect(try NormalDistribution.quantile(0) == -.infinity)
    #expect(try NormalDistribution.quantile(1) == .infinity)
    #expect(throws: NumericsError.self) { try NormalDistribution.quantile(1.5) }
    #expect(throws: NumericsError.self) { try NormalDistribution.quantile(.nan) }
    #expect(NormalDistribution.tail(.infinity) == 0)
    #expect(NormalDistribution.logTail(1e150).isFinite)
  }
}

@Suite struct OtherDistributionTests {
  /// scipy: special.betaincinv(a, b, p).
  @Test(arguments: [
    (1.0, 1.0, 0.3, 0.3), (0.5, 0.5, 0.1, 0.024471741852423214),
    (12.0, 90.0, 0.025, 0.06292340453281182), (1e6, 1.0, 0.025, 0.9999963111273498),
    (1.0, 1e6, 0.975, 3.688872650206488e-06), (1e6, 1e6, 0.5, 0.5),
    (3e8, 2e3, 0.01, 0.9999929816956461), (20000.0, 1.0, 0.025, 0.9998155730360381),
  ])
  func betaQuantileMatchesScipy(a: Double, b: Double, p: Double, value: Double) throws {
    let found = try BetaDistribution(a: a, b: b).quantile(p)
    #expect(relativeError(found, value) < 1e-9)
    #expect(relativeError(1 - found, 1 - value) < 1e-5)
  }

  /// scipy: special.betainc(a, b, x).
  @Test(arguments: [
    (12.0, 90.0, 0.1, 0.30895465851347226), (1000000.0, 1000000.0, 0.5005, 0.9213504224190758),
    (2.5, 10000000.0, 1e-07, 0.15085499850768405), (100000.0, 300000.0, 0.2505, 0.7674823538033129),
    (0.5, 0.5, 0.01, 0.06376856085851985),
  ])
  func betaCumulativeMatchesScipy(a: Double, b: Double, x: Double, value: Double) throws {
    let beta = try BetaDistribution(a: a, b: b)
    #expect(relativeError(beta.cumulative(x), value) < 1e-10)
    #expect(relativeError(beta.tail(x), 1 - value) < 1e-10)
  }

  @Test func binomialTailsSumToOne() throws {
    let binomial = try BinomialDistribution(trials: 20, probability: 0.3)
    var total = 0.0
    for j in 0...20 {
      let term = powers(0.3, j) * powers(0.7, 20 - j) * binomialCoefficient(20, j)
      let atLeast = try binomial.atLeast(j)
      #expect(abs(atLeast - (1 - total)) < 1e-12)
      total += term
      #expect(abs(try binomial.cumulative(j) - total) < 1e-12)
    }
  }

  /// scipy: stats.t.ppf(p, nu).
  @Test(arguments: [
    (1.0, 0.975, 12.706204736174694), (4.0, 0.975, 2.7764451051977934),
    (30.0, 0.9, 1.3104150253913955), (1e6, 0.995, 2.5758342201053344),
    (2.5, 0.2, -1.0101638747222506),
  ])
  func studentQuantileMatchesScipy(nu: Double, p: Double, value: Double) throws {
    #expect(
      relativeError(try StudentDistribution.quantile(p, degreesOfFreedom: nu), value) < 1e-9)
    let back = try StudentDistribution.tail(value, degreesOfFreedom: nu)
    #expect(relativeError(back, 1 - p) < 1e-9)
  }

  /// scipy: stats.chi2.sf(x, nu).
  @Test(arguments: [
    (1.0, 1.0, 0.31731050786291115), (10.0, 3.0, 0.01856613546304325),
    (300.0, 200.0, 5.924540335483916e-06), (1000.0, 4.0, 3.5694127797773694e-215),
    (0.01, 50.0, 1.0),
  ])
  func chiSquaredTailMatchesScipy(x: Double, nu: Double, value: Double) throws {
    #expect(relativeError(try ChiSquaredDistribution.tail(x, degreesOfFreedom: nu), value) < 1e-10)
    if value < 0.5, value > 1e-10 {
      let back = try ChiSquaredDistribution.quantile(1 - value, degreesOfFreedom: nu)
      #expect(relativeError(back, x) < 1e-9)
    }
  }

  /// scipy: special.kolmogorov(x).
  @Test(arguments: [
    (0.05, 1.0), (0.2, 0.999999999999495), (0.5, 0.9639452436648751),
    (0.8276, 0.49995841656354456), (1.0, 0.26999967167735456), (1.3581, 0.0499996304316674),
    (2.0, 0.0006709252557796953), (5.0, 3.8574996959278356e-22),
  ])
  func kolmogorovTailMatchesScipy(x: Double, value: Double) {
    #expect(relativeError(KolmogorovDistribution.tail(x), value) < 1e-12)
  }

  @Test func kolmogorovSeriesMeet() {
    let below = KolmogorovDistribution.tail(1.0.nextDown)
    #expect(relativeError(below, KolmogorovDistribution.tail(1)) < 1e-13)
    #expect(KolmogorovDistribution.tail(-1) == 1)
  }
}
