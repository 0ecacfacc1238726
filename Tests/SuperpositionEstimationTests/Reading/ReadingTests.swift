import Foundation
import SuperpositionCodes
import SuperpositionDecoders
import Testing

@testable import SuperpositionEstimation

@Suite("Codes that someone has")
struct ReadingTests {
  private static let setting = CodeSetting(codewordCount: 128, sparsity: 5)

  private static func codes(
    _ dictionary: GivenDictionary, count: Int, coefficients: CoefficientLaw = .one
  ) throws -> (signals: [Signal], codes: [[Double]]) {
    let setting = CodeSetting(codewordCount: 128, sparsity: 5, coefficients: coefficients)
    let signals = (0..<count).map { setting.signal(trial: $0, pointSeed: Seed(3)) }
    return (
      signals,
      try signals.map {
        ReceivedCode(try dictionary.codebook.encode($0)).realCoordinates
      }
    )
  }

  @Test("supports, fitted coefficients and residuals, for each rule of the size")
  func sizes() async throws {
    let dictionary = try await GivenDictionary(
      Self.setting, dimension: 400, seed: Seed(1), workers: 2)
    let (signals, codes) = try Self.codes(dictionary, count: 40)
    for size in [
      CodeReader.Size.told(5), .residual(1e-6, limit: 20), .residual(1e-6, limit: 5),
      .threshold(0.5, limit: 12),
    ] {
      let readings = try await CodeReader(
        MatchingPursuitDecoder(), on: dictionary, size: size
      ).read(codes, workers: 2)
      #expect(readings.count == 40)
      for (reading, signal) in zip(readings, signals) {
        #expect(reading.support == signal.support, "\(size)")
        #expect(reading.residual < 1e-9)
        #expect(reading.scores.allSatisfy { abs($0 - 1) < 1e-9 })
      }
    }
  }

  @Test("a residual that no size reaches gives the limit's reading")
  func unreached() async throws {
    let dictionary = try await GivenDictionary(
      Self.setting, dimension: 400, seed: Seed(1), workers: 1)
    let (_, codes) = try Self.codes(dictionary, count: 4)
    let readings = try await CodeReader(
      MatchingPursuitDecoder(), on: dictionary, size: .residual(0.01, limit: 3)
    ).read(codes, workers: 1)
    for reading in readings {
      #expect(reading.support.count == 3)
      #expect(reading.residual > 0.4)
    }
  }

  @Test("an intruder is named with the missed member nearest to it, and the step at which it came")
  func confusions() throws {
    let rows: [[Double]] = [[1, 0, 0], [0.9, 0.1, 0], [0, 1, 0], [0, 0.9, 0.5], [0, 0, 1]]
    var confusions = Confusions()
    confusions.add(
      code: 7, sent: Support([0, 2, 4]), found: Support([1, 3, 4]), entries: { rows[$0] },
      step: { $0 })
    #expect(confusions.confusions.map(\.member) == [0, 2])
    #expect(confusions.confusions.map(\.intruder) == [1, 3])
    #expect(confusions.confusions.map(\.step) == [1, 3])
    #expect(confusions.features[4] == .init(on: 1))
    #expect(confusions.features[0]?.missed == 1 && confusions.features[3]?.falselyNamed == 1)
    try confusions.add(code: 8, sent: Support([0, 2]), found: Support([0]), entries: { rows[$0] })
    #expect(confusions.confusions.last?.intruder == nil)
    #expect(confusions.confusions.last?.member == 2)
  }

  @Test("the step is the least k whose support has the intruder")
  func steps() throws {
    let dictionary = try RademacherDictionary(seed: Seed(4), codewordCount: 256, dimension: 40)
    var generator = CounterBasedGenerator(Seed(9))
    let decoder = OrthogonalMatchingPursuitDecoder()
    for _ in 0..<10 {
      let sent = Support.random(sparsity: 9, codewordCount: 256, using: &generator)
      let code = ReceivedCode(try dictionary.encode(Signal(sent)))
      let model = SignalModel(sparsity: 9)
      let steps = try #require(ConfusionSteps(decoder, codebook: dictionary, model: model))
      let supports = try (1...9).map {
        try decoder.decode(code, sparsity: $0, codebook: dictionary).support
      }
      for member in supports[8] {
        #expect(
          try steps.step(of: member, in: code)
            == supports.firstIndex { $0.contains(member) }.map { $0 + 1 })
      }
    }
    #expect(
      ConfusionSteps(TopKDecoder(), codebook: dictionary, model: SignalModel(sparsity: 9)) == nil)
  }
}

@Suite("The effective dimension")
struct EffectiveDimensionTests {
  @Test(
    "found on a curve that is no straight line, from far off too", arguments: [40.0, 250, 1500])
  func curve(first: Double) throws {
    // k*(d) of a decoder: a little more than proportional.
    func sparsity(_ dimension: Double) -> Double { dimension / (12 - 0.9 * log(dimension)) }
    let wanted = 300.0
    var search = EffectiveDimension(
      of: Estimate(
        value: sparsity(wanted), low: sparsity(wanted) * 0.98, high: sparsity(wanted) * 1.02))
    var count = 0
    while let dimension = search.next(first: first) {
      let k = sparsity(Double(dimension))
      search.add(Estimate(value: k, low: k * 0.99, high: k * 1.01), at: dimension)
      count += 1
    }
    let found = try #require(search.estimate)
    #expect(abs(found.value / wanted - 1) < 0.004, "\(found) in \(count)")
    #expect(count <= 5)
    #expect(found.low < wanted && wanted < found.high)
    #expect(abs(log(found.high / found.value) - 0.02) < 0.006)
  }

  @Test("no answer where the reference has none")
  func none() {
    var search = EffectiveDimension(of: Estimate(value: 3, low: 2.9, high: 3.1))
    var count = 0
    while let dimension = search.next(first: 10), count < 20 {
      search.add(nil, at: dimension)
      count += 1
    }
    #expect(search.estimate == nil && count < 20)
  }
}
