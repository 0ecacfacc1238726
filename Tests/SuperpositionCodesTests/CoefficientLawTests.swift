import Foundation
import SuperpositionCodes
import Testing

@Suite("Laws of coefficients")
struct CoefficientLawTests {
  static let laws: [CoefficientLaw] = [
    .one, .sign, .uniform(low: 0.5, high: 2), .uniform(low: 0, high: 1e6), .exponential,
    .halfNormal, .logNormal(sigma: 0.5), .logNormal(sigma: 1),
  ]

  @Test("A law reads back as it is written", arguments: laws)
  func roundTrip(law: CoefficientLaw) throws {
    #expect(try CoefficientLaw(law.description) == law)
  }

  @Test("Laws are written in one way")
  func canonical() throws {
    #expect(try CoefficientLaw("uniform:0.50:2.0").description == "uniform:0.5:2")
    #expect(try CoefficientLaw("uniform:-0:1e-5").description == "uniform:0:1e-05")
    #expect(try CoefficientLaw("lognormal:1e0").description == "lognormal:1")
  }

  @Test(
    "What is no law is refused with what would be right",
    arguments: [
      ("", "there is no law of coefficients ''; there are one, sign, uniform:a:b"),
      ("gauss", "there is no law of coefficients 'gauss'"),
      ("One", "there is no law of coefficients 'One'"),
      ("one:1", "coefficients 'one:1': one takes no parameters"),
      ("sign:", "sign takes no parameters"),
      ("uniform", "uniform:a:b takes 0 <= a < b <= 1e6"),
      ("uniform:1", "uniform:a:b"), ("uniform:2:1", "uniform:a:b"), ("uniform:1:1", "uniform:a:b"),
      ("uniform:-1:1", "uniform:a:b"), ("uniform:0:inf", "uniform:a:b"),
      ("uniform:nan:1", "uniform:a:b"), ("uniform:0:2e6", "uniform:a:b"),
      ("uniform:0:1:2", "uniform:a:b"), ("uniform:0:x:1", "uniform:a:b"),
      ("lognormal", "lognormal:s takes 0 < s <= 4"), ("lognormal:0", "lognormal:s"),
      ("lognormal:-1", "lognormal:s"), ("lognormal:5", "lognormal:s"),
      ("lognormal:nan", "lognormal:s"), ("lognormal:1:2", "lognormal:s"),
    ])
  func refused(text: String, message: String) {
    let error = #expect(throws: CoefficientLawError.self) { try CoefficientLaw(text) }
    #expect(error?.description.contains(message) == true)
  }

  @Test("Samples have the law's moments", arguments: laws)
  func moments(law: CoefficientLaw) {
    let count = 40_000
    let values = law.coefficients(count: count, seed: Seed(11))
    let size = Double(count)
    let mean = values.reduce(0, +) / size
    let second = values.reduce(0) { $0 + $1 * $1 } / size
    let fourth = values.reduce(0) { $0 + $1 * $1 * $1 * $1 } / size
    #expect(abs(mean - law.mean) <= 5 * (law.variance / size).squareRoot())
    let spread = max(0, fourth - second * second).squareRoot()
    #expect(abs(second - law.secondMoment) <= 6 * spread / size.squareRoot())
    #expect(
      abs(law.variance - (law.secondMoment - law.mean * law.mean)) <= 1e-12 * law.secondMoment)
    #expect(law.isPositive == values.allSatisfy { $0 >= 0 })
  }

  @Test("Samples follow the distribution function: Kolmogorov and Smirnov", arguments: laws)
  func distribution(law: CoefficientLaw) {
    guard law.isContinuous else {
      let values = law.coefficients(count: 10_000, seed: Seed(12))
      let negative = Double(values.count { $0 == -1 })
      #expect(values.allSatisfy { abs($0) == 1 })
      #expect(abs(negative - 1e4 * law.cumulative(0)) <= 250)
      return
    }
    let values = law.coefficients(count: 20_000, seed: Seed(13)).sorted()
    let size = Double(values.count)
    var distance = 0.0
    for (rank, value) in values.enumerated() {
      let cumulative = law.cumulative(value)
      distance = max(
        distance, cumulative - Double(rank) / size, Double(rank + 1) / size - cumulative)
    }
    // The 99.9% point of the limit law.
    #expect(distance * size.squareRoot() < 1.95)
  }

  @Test("The density is the slope of the distribution function", arguments: laws)
  func density(law: CoefficientLaw) {
    guard law.isContinuous else {
      #expect(law.density(1) == nil)
      return
    }
    for y in [0.01, 0.6, 0.9, 1.5, 1.99, 3] {
      let slope = (law.cumulative(y + 1e-5) - law.cumulative(y - 1e-5)) / 2e-5
      #expect(abs(slope - (law.density(y) ?? .nan)) < 1e-6)
    }
    #expect(law.density(-0.1) == 0 && law.cumulative(-0.1) == 0)
  }

  @Test("Coefficients are a pure function of the seed, and nested", arguments: laws)
  func pure(law: CoefficientLaw) {
    let long = law.coefficients(count: 100, seed: Seed(5))
    #expect(Array(long.prefix(37)) == law.coefficients(count: 37, seed: Seed(5)))
    #expect(law == .one || long != law.coefficients(count: 100, seed: Seed(6)))
  }
}
