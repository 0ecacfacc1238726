import Foundation
import SuperpositionCodes
import Testing

@testable import SuperpositionDecoders

@Suite struct BasisPursuitTests {
  private func instance(
    _ trial: Int, codewords: Int, sparsity: Int, dimension: Int
  ) throws -> (dictionary: RademacherDictionary, support: Support, code: [Int32]) {
    let seed = Seed(5)[.auxiliary, UInt64(trial)]
    let dictionary = try RademacherDictionary(
      seed: seed[.dictionary, 0], codewordCount: codewords, dimension: dimension)
    var generator = CounterBasedGenerator(seed[.support, 0])
    let support = Support.random(
      sparsity: sparsity, codewordCount: codewords, using: &generator)
    return (dictionary, support, dictionary.encode(support))
  }

  @Test(arguments: [false, true])
  func tinyProgramsAgreeWithTheSimplexMethod(isBoxed: Bool) throws {
    var certified = 0
    var trial = 0
    for dimension in 1...6 {
      for codewords in [dimension, dimension + 1, 9, 14] {
        for sparsity in [1, 2, 4, codewords] where sparsity <= codewords {
          for _ in 0..<4 {
            trial += 1
            let (dictionary, _, code) = try instance(
              trial, codewords: codewords, sparsity: sparsity, dimension: dimension)
            let solution = try BasisPursuitSolver(dictionary: dictionary, isBoxed: isBoxed)
              .solve(ReceivedCode(code), sparsity: sparsity)
            let target = code.map(Double.init)
            let reference = try #require(
              ReferenceLinearProgram.basisPursuit(dictionary, target: target, isBoxed: isBoxed))
            #expect(abs(solution.objective - reference.value) < 1e-6, "\(trial)")
            if solution.certificate != .none { certified += 1 }
          }
        }
      }
    }
    #expect(certified == trial)
  }

  @Test(arguments: [false, true])
  func smallRealCodesAgreeWithTheSimplexMethod(isBoxed: Bool) throws {
    var feasible = 0
    for trial in 0..<60 {
      let (dictionary, _, code) = try instance(
        1000 + trial, codewords: 24, sparsity: 3, dimension: 6)
      let noise = GaussianChannel.noise(
        power: 0.05, dimension: 6, seed: Seed(UInt64(trial))[.noise, 0])
      let received = ReceivedCode(code, noise: noise, noisePower: 0.05)
      let solution = try BasisPursuitSolver(dictionary: dictionary, isBoxed: isBoxed)
        .solve(received, sparsity: 3)
      guard
        let reference = ReferenceLinearProgram.basisPursuit(
          dictionary, target: received.realCoordinates, isBoxed: isBoxed)
      else {
        #expect(solution.certificate == .none, "\(trial)")
        continue
      }
      feasible += 1
      #expect(solution.certificate == .optimal)
      #expect(abs(solution.objective - reference.value) < 1e-6, "\(trial)")
    }
    #expect(feasible > 50)
  }

  /// Solves an instance and checks its certificate against the whole dictionary.
  private func expectCertified(
    _ trial: Int, codewords: Int, sparsity: Int, dimension: Int, isBoxed: Bool
  ) throws {
    let (dictionary, _, code) = try instance(
      trial, codewords: codewords, sparsity: sparsity, dimension: dimension)
    let solution = try BasisPursuitSolver(dictionary: dictionary, isBoxed: isBoxed)
      .solve(ReceivedCode(code), sparsity: sparsity)
    #expect(solution.certificate != .none)
    let (primal, dual, gap) = solution.violations(
      of: dictionary, target: code.map(Double.init), isBoxed: isBoxed)
    #expect(primal < 1e-6)
    #expect(dual < 2e-9)
    #expect(gap < 1e-6)
  }

  /// d from far below to far above the transition, which is near d = 79 for (1024, 16).
  @Test(arguments: [40, 60, 76, 90, 140], [false, true])
  func certificatesHoldOverAllCodewords(dimension: Int, isBoxed: Bool) throws {
    for trial in 0..<8 {
      try expectCertified(
        2000 + trial, codewords: 1024, sparsity: 16, dimension: dimension, isBoxed: isBoxed)
    }
  }

  /// Active sets of several hundred columns, where factors are reused and bordered.
  @Test(arguments: [false, true])
  func certificatesHoldForLargeActiveSets(isBoxed: Bool) throws {
    for trial in 0..<4 {
      try expectCertified(
        4000 + trial, codewords: 3000, sparsity: 70, dimension: 290 + 30 * trial,
        isBoxed: isBoxed)
    }
  }

  /// A unique optimum is proven: what its dual lacks of 1 on the support can be made up without
  /// lifting another codeword to 1, also where k is near d and the support's codewords are nearly
  /// dependent.
  @Test(arguments: [false, true])
  func uniqueSupportsAreProvenNearDimension(isBoxed: Bool) throws {
    var unique = 0
    for trial in 0..<120 {
      let dimension = [12, 24, 40][trial % 3]
      let sparsity = dimension - trial / 3 % 4
      let (dictionary, support, code) = try instance(
        6000 + trial, codewords: sparsity + trial / 12 % 3, sparsity: sparsity,
        dimension: dimension)
      let solution = try BasisPursuitSolver(dictionary: dictionary, isBoxed: isBoxed)
        .solve(ReceivedCode(code), sparsity: sparsity)
      guard solution.certificate == .uniqueSupport else { continue }
      unique += 1
      #expect(solution.codewords.sorted() == support.indices)
      let entries = (0..<dictionary.codewordCount).map {
        ReferenceLinearProgram.entries(of: $0, in: dictionary)
      }
      func product(_ first: [Double], _ second: [Double]) -> Double {
        zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
      }
      let heights = entries.map { product($0, solution.dual) }
      let members = support.indices
      let gram = members.flatMap { row in members.map { product(entries[row], entries[$0]) } }
      var weights = members.map { isBoxed ? max(0, 1 - heights[$0]) : 1 - heights[$0] }
      let elimination = try #require(GaussianElimination(gram, order: sparsity))
      elimination.solve(&weights)
      let change = (0..<dimension).map { row in
        zip(members, weights).reduce(0) { $0 + $1.1 * entries[$1.0][row] }
      }
      for other in entries.indices where !support.contains(other) {
        #expect(heights[other] + product(entries[other], change) < 1 - 1e-10)
      }
      let reach = (product(change, change) * Double(dimension)).squareRoot()
      #expect(reach < 1e-10, "k = \(sparsity), d = \(dimension)")
    }
    #expect(unique > 60, "\(unique)")
  }

  @Test func borderedFactorSolvesForNearbySets() throws {
    let dictionary = try RademacherDictionary(seed: Seed(12), codewordCount: 120, dimension: 90)
    let columns = PackedColumns(dimension: 90, capacity: 120)
    for codeword in 0..<120 { columns.append { dictionary.copyCodeword(codeword, to: $0) } }
    let factor = try #require(
      BasisPursuitFactor(positions: Array(0..<60), of: columns, shift: 0.25))
    let entries = (0..<120).map { ReferenceLinearProgram.entries(of: $0, in: dictionary) }
    for positions in [
      Array(0..<60), Array(5..<60), [0, 1, 2, 77, 100] + Array(10..<60), Array(0..<70).reversed(),
    ] {
      let shared = Set(positions).intersection(0..<60).count
      #expect(factor.distance(to: positions) == 60 + positions.count - 2 * shared)
      let expected = GaussianChannel.noise(power: 1, dimension: positions.count, seed: Seed(13))
      var image = [Double](repeating: 0, count: 90)
      for (position, weight) in zip(positions, expected) {
        for row in 0..<90 { image[row] += weight * entries[position][row] }
      }
      let target = zip(positions, expected).map { position, weight in
        zip(entries[position], image).reduce(0.25 * weight) { $0 + $1.0 * $1.1 }
      }
      let solver = try #require(factor.bordered(to: positions, of: columns))
      let solution = try #require(solver.solve(target))
      for (found, expected) in zip(solution, expected) { #expect(abs(found - expected) < 1e-9) }
    }
  }

  @Test func successWithoutBoxImpliesSuccessWithIt() throws {
    var successes = 0
    var boxedSuccesses = 0
    for trial in 0..<60 {
      let (dictionary, support, code) = try instance(
        3000 + trial, codewords: 1024, sparsity: 16, dimension: 74 + trial % 12)
      // The 0/1 solution is the unique optimum of the larger program, so of the smaller one.
      let plain = try BasisPursuitSolver(dictionary: dictionary, isBoxed: false)
        .solve(ReceivedCode(code), sparsity: 16)
      let boxed = try BasisPursuitSolver(dictionary: dictionary, isBoxed: true)
        .solve(ReceivedCode(code), sparsity: 16)
      if plain.certificate == .uniqueSupport {
        successes += 1
        #expect(boxed.certificate == .uniqueSupport)
        #expect(plain.codewords.sorted() == boxed.codewords.sorted())
        #expect(plain.codewords.sorted() == support.indices)
      }
      if boxed.certificate == .uniqueSupport { boxedSuccesses += 1 }
    }
    #expect(successes > 10 && successes < 55)
    #expect(boxedSuccesses >= successes)
  }

  @Test func batchIsDecodedCodeByCode() throws {
    let dictionary = try RademacherDictionary(
      seed: Seed(9), codewordCount: 512, dimension: 60)
    var generator = CounterBasedGenerator(Seed(10))
    let codes = (0..<6).map { _ in
      ReceivedCode(
        dictionary.encode(.random(sparsity: 8, codewordCount: 512, using: &generator)))
    }
    let decoder = BasisPursuitDecoder()
    let batch = try decoder.decode(codes, sparsity: 8, codebook: dictionary)
    for (code, decoding) in zip(codes, batch) {
      #expect(try decoder.decode(code, sparsity: 8, codebook: dictionary) == decoding)
    }
  }

  @Test func generatedDictionaryDecodesAlike() throws {
    let stored = try RademacherDictionary(seed: Seed(4), codewordCount: 700, dimension: 75)
    let generated = try RademacherDictionary(
      seed: Seed(4), codewordCount: 700, dimension: 75, residence: .generated)
    let code = ReceivedCode(stored.encode(Support([3, 64, 127, 300, 699])))
    let decoder = BasisPursuitDecoder()
    let first = try decoder.decode(code, sparsity: 5, codebook: stored)
    #expect(first.support == Support([3, 64, 127, 300, 699]))
    #expect(try decoder.decode(code, sparsity: 5, codebook: generated) == first)
  }

  @Test func degenerateCases() throws {
    // d = 1: every codeword of the right sign is as good as another, and the lowest index wins.
    let line = try RademacherDictionary(seed: Seed(1), codewordCount: 80, dimension: 1)
    let code = ReceivedCode([3])
    let decoding = try BasisPursuitDecoder().decode(code, sparsity: 3, codebook: line)
    let positive = (0..<80).filter { line[codeword: $0, coordinate: 0] == 1 }
    #expect(decoding.support == Support(positive.prefix(3)))
    #expect(decoding.converged)
    // A code of zeros costs nothing: all coordinates tie at 0.
    let zero = try BasisPursuitDecoder().decode(
      ReceivedCode([0]), sparsity: 2, codebook: line)
    #expect(zero.support == Support([0, 1]))
    // k = N: the whole dictionary, and one codeword less.
    let square = try RademacherDictionary(seed: Seed(2), codewordCount: 20, dimension: 64)
    for support in [Support(0..<20), Support(0..<19)] {
      let decoding = try BasisPursuitDecoder().decode(
        ReceivedCode(square.encode(support)), sparsity: support.count,
        codebook: square)
      #expect(decoding.support == support)
    }
  }

  /// N = d: a noisy code has no nonnegative solution, which is not called one.
  @Test func infeasibleProgramDoesNotConverge() throws {
    let dictionary = try RademacherDictionary(seed: Seed(3), codewordCount: 16, dimension: 16)
    let noise = GaussianChannel.noise(power: 1, dimension: 16, seed: Seed(3))
    let code = ReceivedCode(
      dictionary.encode(Support([1, 5])), noise: noise, noisePower: 1)
    let solution = try BasisPursuitSolver(dictionary: dictionary, isBoxed: false)
      .solve(code, sparsity: 2)
    #expect(solution.certificate == .none)
  }

  @Test func memoryEstimateDoesNotOverflow() {
    let huge = BasisPursuitDecoder().workingBytes(
      codewordCount: 1 << 60, sparsity: 1 << 60, dimension: Int(Int32.max))
    #expect(huge > 0x1p59 && huge.isFinite)
    let usual = BasisPursuitDecoder().workingBytes(
      codewordCount: 1 << 20, sparsity: 256, dimension: 2700)
    let packedBytes = 0x1p20 * 2700 / 8
    #expect(usual < packedBytes / 2)
  }

  @Test func columnsTransposeAndMultiplyLikeTheirEntries() throws {
    let dictionary = try RademacherDictionary(seed: Seed(8), codewordCount: 200, dimension: 77)
    let columns = PackedColumns(dimension: 77, capacity: 1)
    for codeword in 0..<131 { columns.append { dictionary.copyCodeword(codeword, to: $0) } }
    let entries = (0..<131).map { ReferenceLinearProgram.entries(of: $0, in: dictionary) }
    let vector = GaussianChannel.noise(power: 1, dimension: 77, seed: Seed(1))
    let grid = GridVector(vector)
    for (rounded, value) in zip(grid.values, vector) { #expect(abs(rounded - value) < 0x1p-39) }
    let products = columns.correlations(with: grid)
    for column in 0..<131 {
      let expected = zip(entries[column], grid.values).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(products[column] - expected) < 1e-12)
    }
    let weights = GaussianChannel.noise(power: 4, dimension: 131, seed: Seed(2))
    let sum = columns.weightedSum(positions: Array(0..<131), weights: weights)
    for row in 0..<77 {
      let expected = (0..<131).reduce(0) { $0 + weights[$1] * entries[$1][row] }
      #expect(abs(sum[row] - expected) < 1e-9)
    }
    let rows = columns.transposed()
    var gram = [Double](repeating: 0, count: 77 * 77)
    gram.withUnsafeMutableBufferPointer {
      rows.gramTriangle(scale: 0.5, shift: 3, into: $0.baseAddress!)
    }
    for row in 0..<77 {
      for other in 0...row {
        let expected = entries.reduce(row == other ? 3 : 0) { $0 + 0.5 * $1[row] * $1[other] }
        #expect(gram[row * 77 + other] == expected)
      }
    }
  }
}
