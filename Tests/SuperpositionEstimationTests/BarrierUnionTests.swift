import Foundation
import SuperpositionCodes
import SuperpositionDecoders
import Testing

@testable import SuperpositionEstimation

/// A decoder on members alone, by the definition, with everything written out.
struct PlainRun {
  /// What a decoder selects.
  enum Kind: String, CaseIterable {
    case threshold, topk, mp, mpReal, omp, ompAbsolute

    var decoder: any BarrierDecoder {
      switch self {
      case .threshold: ThresholdDecoder()
      case .topk: TopKDecoder()
      case .mp: MatchingPursuitDecoder()
      case .mpReal: RealMatchingPursuitDecoder()
      case .omp: OrthogonalMatchingPursuitDecoder(.oneSided)
      case .ompAbsolute: OrthogonalMatchingPursuitDecoder(.absolute)
      }
    }
  }

  /// Residuals, heights and the member that holds each.
  var barriers: [(residual: [Double], height: Double, holder: Int)] = []
  let isTwoSided: Bool
  let isStrict: Bool

  /// nil if the members alone fail.
  ///
  /// - Parameter hasSigns: whether coefficients may be negative.
  init?(_ kind: Kind, members: [[Double]], received: [Double], hasSigns: Bool = false) {
    isTwoSided = kind == .ompAbsolute || hasSigns
    isStrict = kind == .threshold
    let dimension = received.count
    func product(_ a: [Double], _ b: [Double]) -> Double {
      zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let scores = members.map { product($0, received) }.map { [isTwoSided] in
      isTwoSided ? abs($0) : $0
    }
    switch kind {
    case .threshold:
      guard scores.allSatisfy({ $0 > Double(dimension) / 2 }) else { return nil }
      barriers = [(received, Double(dimension) / 2, 0)]
    case .topk:
      let least = scores.min() ?? 0
      barriers = [(received, least, scores.lastIndex(of: least) ?? 0)]
    case .mpReal:
      var residual = received
      var taken: Set<Int> = []
      while taken.count < members.count {
        guard barriers.count < 10 * members.count, product(residual, residual) > 1e-9 else {
          return nil
        }
        let all = members.map { product($0, residual) }
        let sizes = all.map { isTwoSided ? abs($0) : $0 }
        let peak = sizes.max() ?? 0
        let winner = sizes.firstIndex { $0 >= peak - 1e-9 * Double(dimension) } ?? 0
        taken.insert(winner)
        barriers.append((residual, sizes[winner], winner))
        residual = zip(residual, members[winner]).map { $0 - all[winner] / Double(dimension) * $1 }
      }
    case .mp, .omp, .ompAbsolute:
      var residual = received
      var basis: [[Double]] = []
      var taken: Set<Int> = []
      for _ in members {
        let all = members.map { product($0, residual) }.map { isTwoSided ? abs($0) : $0 }
        let candidates = members.indices.filter { kind == .mp || !taken.contains($0) }
        let peak = candidates.map { all[$0] }.max() ?? 0
        let winner = candidates.first { all[$0] >= peak - 1e-9 * Double(dimension) } ?? 0
        guard taken.insert(winner).inserted else { return nil }
        barriers.append((residual, all[winner], winner))
        if kind == .mp {
          residual = zip(residual, members[winner]).map(-)
          continue
        }
        guard product(residual, residual) > 1e-9 else { return nil }
        var direction = members[winner]
        for _ in 0..<2 {
          for other in basis {
            let share = product(direction, other)
            direction = zip(direction, other).map { $0 - share * $1 }
          }
        }
        let energy = product(direction, direction)
        guard energy > 1e-9 * Double(dimension) else { return nil }
        direction = direction.map { $0 / energy.squareRoot() }
        basis.append(direction)
        let share = product(residual, direction)
        residual = zip(residual, direction).map { $0 - share * $1 }
      }
    }
  }

  /// q by trying all 2^d codewords.
  func failureProbability(priorities: [Double]) -> Double {
    let dimension = barriers[0].residual.count
    var sum = 0.0
    for bits in 0..<1 << dimension {
      var hit = 0.0
      for barrier in barriers {
        var product = 0.0
        for (coordinate, value) in barrier.residual.enumerated() {
          product += bits >> coordinate & 1 == 0 ? value : -value
        }
        let excess = (isTwoSided ? abs(product) : product) - barrier.height
        if excess > 1e-7 { hit = 1 }
        if abs(excess) <= 1e-7 && !isStrict { hit = max(hit, priorities[barrier.holder]) }
      }
      sum += hit
    }
    return sum / Double(1 << dimension)
  }
}

@Suite("Rare events over a union of barriers")
struct BarrierUnionTests {
  /// One draw of members, as plain numbers too.
  private struct Draw {
    let dictionary: RademacherDictionary
    let members: [[Double]]
    let received: ReceivedCode
    let priorities: [Double]

    init(
      seed: UInt64, sparsity: Int, dimension: Int, noise: Double, law: CoefficientLaw = .one
    ) throws {
      dictionary = try RademacherDictionary(
        seed: Seed(seed), codewordCount: sparsity, dimension: dimension)
      members = (0..<sparsity).map { [dictionary] member in
        (0..<dimension).map { Double(dictionary[codeword: member, coordinate: $0]) }
      }
      let all = Support(0..<sparsity)
      let weights = law.coefficients(count: sparsity, seed: Seed(seed)[.coefficients, 0])
      received = ReceivedCode(
        law == .one
          ? .integer(dictionary.encode(all))
          : try dictionary.encode(Signal(all, coefficients: weights)),
        noise: GaussianChannel.noise(
          power: noise, dimension: dimension, seed: Seed(seed)[.noise, 0]), noisePower: noise)
      var generator = CounterBasedGenerator(Seed(seed)[.auxiliary, 1])
      priorities = (0..<sparsity).map { _ in generator.uniform() }.sorted()
    }
  }

  @Test(
    "q agrees with all 2^d codewords, ties included",
    arguments: PlainRun.Kind.allCases, [0.0, 0.5])
  func exhaustive(kind: PlainRun.Kind, noise: Double) throws {
    try exhaustive(kind: kind, noise: noise, law: .one)
  }

  @Test(
    "and for coefficients that are not 1",
    arguments: [PlainRun.Kind.topk, .mpReal, .omp],
    [CoefficientLaw.sign, .exponential, .uniform(low: 0.5, high: 2)])
  func exhaustive(kind: PlainRun.Kind, law: CoefficientLaw) throws {
    for noise in [0, 0.5] { try exhaustive(kind: kind, noise: noise, law: law) }
  }

  private func exhaustive(kind: PlainRun.Kind, noise: Double, law: CoefficientLaw) throws {
    var squares = 0.0
    var cases = 0
    for seed in 1...UInt64(24) {
      let sparsity = [1, 2, 3, 5][Int(seed) % 4]
      let dimension = [6, 9, 11, 12][Int(seed / 4) % 4]
      let draw = try Draw(
        seed: seed, sparsity: sparsity, dimension: dimension, noise: noise, law: law)
      let plain = PlainRun(
        kind, members: draw.members, received: draw.received.realCoordinates,
        hasSigns: !law.isPositive)
      let barriers = try kind.decoder.barriers(
        members: draw.dictionary, received: draw.received, coefficients: law, codewordCount: 100)
      #expect((plain == nil) == (barriers == nil), "seed \(seed)")
      guard let plain, let barriers else { continue }
      #expect(barriers.heights.count == plain.barriers.count)
      for (t, barrier) in plain.barriers.enumerated() {
        #expect(abs(barriers.heights[t] - barrier.height) < 1e-7)
        let energy = barrier.residual.reduce(0) { $0 + $1 * $1 }
        #expect(abs(barriers.energies[t] - energy) < 1e-6)
      }
      let truth = plain.failureProbability(priorities: draw.priorities)
      let union = BarrierUnion(
        members: draw.dictionary, received: draw.received, barriers: barriers,
        priorities: draw.priorities, seed: Seed(seed)[.importanceSampling, 0])
      let estimates = union.logEstimates(batches: 0..<400).map(exp)
      let mean = estimates.reduce(0, +) / 400
      let variance = estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (400 * 399)
      let bound = BarrierUnion.logUpperBound(barriers)
      #expect(log(truth) <= bound + 1e-9)
      // Where next to all samples weigh the same, 400 may hold none of those that do not.
      let error = max(variance.squareRoot(), 1e-4 * truth)
      #expect(abs(mean - truth) < 5 * error, "seed \(seed): \(mean) for \(truth)")
      squares += min(25, (mean - truth) * (mean - truth) / (error * error))
      cases += 1
    }
    #expect(cases >= 6)
    // A chi-squared of so many degrees of freedom stays below this with probability 0.9999.
    let count = Double(cases)
    #expect(squares < count + 4.5 * (2 * count).squareRoot(), "\(squares) of \(cases)")
  }

  @Test("One barrier of integers: sampling agrees with the exact tail, at depth")
  func deepSingleBarrier() throws {
    for (seed, height) in [(UInt64(1), 400.0), (2, 700), (3, 1200)] {
      let draw = try Draw(seed: seed, sparsity: 6, dimension: 800, noise: 0)
      guard case .integer(let code) = draw.received.coordinates else { continue }
      let barriers = Barriers(
        residuals: .received, heights: [height],
        energies: [Double(code.reduce(0) { $0 + $1 * $1 })], ties: .priorityOfMember([3]))
      let tail = LatticeTail(code, height: height)
      let truth = exp(tail.logAbove) + draw.priorities[3] * exp(tail.logAt)
      let union = BarrierUnion(
        members: draw.dictionary, received: draw.received, barriers: barriers,
        priorities: draw.priorities, seed: Seed(seed)[.importanceSampling, 0])
      let ratios = union.logEstimates(batches: 0..<500).map { exp($0 - log(truth)) }
      let mean = ratios.reduce(0, +) / 500
      let error = (ratios.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (500 * 499)).squareRoot()
      #expect(abs(mean - 1) < 4.5 * error)
      #expect(error < 0.1)
    }
  }

  @Test("Tails far below the least double stay finite")
  func deepTails() throws {
    let draw = try Draw(seed: 4, sparsity: 3, dimension: 6000, noise: 0)
    let barriers = try #require(
      try MatchingPursuitDecoder().barriers(
        members: draw.dictionary, received: draw.received, coefficients: .one,
        codewordCount: 1 << 60))
    let union = BarrierUnion(
      members: draw.dictionary, received: draw.received, barriers: barriers,
      priorities: draw.priorities, seed: Seed(1))
    let estimates = union.logEstimates(batches: 0..<8)
    #expect(estimates.allSatisfy { $0 < -800 && $0 > -6000 * M_LN2 })
  }

  @Test("Any combination of members gives what the forms of their own give")
  func combinations() throws {
    let draw = try Draw(seed: 9, sparsity: 4, dimension: 40, noise: 0.3)
    let barriers = try #require(
      try MatchingPursuitDecoder().barriers(
        members: draw.dictionary, received: draw.received, coefficients: .one,
        codewordCount: 1000))
    guard case .removing(let order) = barriers.residuals else {
      Issue.record("matching pursuit removes members")
      return
    }
    var weights = [Double](repeating: 0, count: 16)
    for step in 0..<4 {
      for earlier in 0..<step { weights[step * 4 + order[earlier]] = 1 }
    }
    let others = [
      Barriers.Residuals.combinations(weights: weights),
      .stepping(order: order, steps: [1, 1, 1, 1]),
    ].map {
      Barriers(
        residuals: $0, heights: barriers.heights, energies: barriers.energies,
        ties: barriers.ties)
    }
    let estimates = ([barriers] + others).map {
      BarrierUnion(
        members: draw.dictionary, received: draw.received, barriers: $0,
        priorities: draw.priorities, seed: Seed(1)
      ).logEstimates(batches: 0..<20)
    }
    for others in estimates.dropFirst() {
      for (one, other) in zip(estimates[0], others) { #expect(abs(one - other) < 1e-9) }
    }
  }
}
