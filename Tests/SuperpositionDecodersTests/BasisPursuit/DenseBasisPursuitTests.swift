import SuperpositionCodes
import Testing

@testable import SuperpositionDecoders

/// Basis pursuit on dictionaries of real numbers.
@Suite struct DenseBasisPursuitTests {
  /// Rows of real numbers as a codebook.
  private struct Rows: Codebook {
    let rows: [[Double]]
    var ensemble: Ensemble { .gaussian }
    var codewordCount: Int { rows.count }
    var dimension: Int { rows[0].count }
    var commonSquaredNorm: Double? { nil }

    func entries(ofCodeword index: Int) -> [Double] { rows[index] }

    func weightedSum(codewords: [Int], weights: [Double]) -> [Double] {
      var sum = [Double](repeating: 0, count: dimension)
      for (index, weight) in zip(codewords, weights) {
        for row in sum.indices { sum[row] += weight * rows[index][row] }
      }
      return sum
    }

    func encode(_ signal: Signal) throws(CodebookError) -> ReceivedCode.Coordinates {
      .real(weightedSum(codewords: signal.support.indices, weights: signal.weights))
    }

    func forEachCorrelation(
      _ vectors: [[Double]],
      _ body: (
        _ vector: Int, _ firstCodeword: Int, _ correlations: UnsafeBufferPointer<Double>
      ) throws -> Void
    ) rethrows {
      for (number, vector) in vectors.enumerated() {
        try rows.map { product($0, vector) }.withUnsafeBufferPointer { try body(number, 0, $0) }
      }
    }
  }

  private func rows(_ count: Int, _ dimension: Int, seed: UInt64) -> [[Double]] {
    (0..<count).map {
      GaussianChannel.noise(
        power: 1, dimension: dimension, seed: Seed(seed)[.dictionary, UInt64($0)])
    }
  }

  private func support(_ sparsity: Int, of count: Int, seed: UInt64) -> Support {
    var generator = CounterBasedGenerator(Seed(seed)[.support, 0])
    return Support.random(sparsity: sparsity, codewordCount: count, using: &generator)
  }

  private func code(
    _ codebook: some Codebook, _ signal: Signal, noise: Double = 0, seed: UInt64 = 0
  ) throws -> ReceivedCode {
    let noises = GaussianChannel.noise(
      power: noise, dimension: codebook.dimension, seed: Seed(seed)[.noise, 0])
    return ReceivedCode(try codebook.encode(signal), noise: noises, noisePower: noise)
  }

  private func solve(
    _ codebook: some Codebook, _ code: ReceivedCode, sparsity: Int,
    fit: BasisPursuitFit = .exact, isBoxed: Bool = false, hasBothSigns: Bool = false
  ) throws -> BasisPursuitSolution {
    try BasisPursuitSolver(
      source: DenseSource(codebook: codebook, hasBothSigns: hasBothSigns), isBoxed: isBoxed,
      fit: fit
    ).solve(code, sparsity: sparsity)
  }

  @Test(arguments: [false, true])
  func tinyProgramsAgreeWithTheSimplexMethod(isBoxed: Bool) throws {
    for trial in 0..<60 {
      let dimension = 1 + trial % 6
      let codebook = Rows(rows: rows(dimension + 8, dimension, seed: UInt64(trial)))
      let code = try code(codebook, Signal(support(3, of: dimension + 8, seed: UInt64(trial))))
      let solution = try solve(codebook, code, sparsity: 3, isBoxed: isBoxed)
      #expect(solution.certificate == .optimal)
      var columns = codebook.rows
      var costs = columns.map { _ in 1.0 }
      var target = code.realCoordinates
      if isBoxed {
        let count = columns.count
        for column in 0..<count {
          columns[column] += (0..<count).map { $0 == column ? 1.0 : 0 }
        }
        for column in 0..<count {
          columns.append(
            [Double](repeating: 0, count: dimension) + (0..<count).map { $0 == column ? 1.0 : 0 })
        }
        costs += (0..<count).map { _ in 0 }
        target += (0..<count).map { _ in 1 }
      }
      let reference = try #require(
        ReferenceLinearProgram.minimise(columns: columns, costs: costs, target: target))
      #expect(abs(solution.objective - reference.value) < 1e-6, "\(trial)")
    }
  }

  /// The rows of a dictionary of signs as real numbers have the same solutions as packed.
  @Test(arguments: [false, true])
  func denseAgreesWithPacked(hasBothSigns: Bool) throws {
    for trial in 0..<12 {
      let instance = try Instance(
        seed: UInt64(9000 + trial), codewordCount: 200, sparsity: 6, dimension: 30 + 2 * trial,
        noise: trial % 2 == 0 ? 0 : 0.05)
      let codebook = Rows(rows: BruteForce.entries(instance.dictionary))
      let target = instance.code.realCoordinates
      let fit: BasisPursuitFit = trial % 2 == 0 ? .exact : .within(radius: 0.2 * norm(target))
      let dense = try solve(
        codebook, instance.code, sparsity: 6, fit: fit, hasBothSigns: hasBothSigns)
      let packed = try BasisPursuitSolver(
        source: PackedSource(dictionary: instance.dictionary, hasBothSigns: hasBothSigns),
        isBoxed: false, fit: fit
      ).solve(instance.code, sparsity: 6)
      #expect(dense.certificate != .none && packed.certificate != .none)
      let count = hasBothSigns ? 400 : 200
      for (one, other) in zip(dense.coordinates(count), packed.coordinates(count)) {
        #expect(abs(one - other) < 1e-6)
      }
    }
  }

  /// Signs: the least Σ|y|, by linear programming over [F, -F].
  @Test func bothSignsAgreeWithTheSimplexMethod() throws {
    var recovered = 0
    for trial in 0..<30 {
      let codebook = Rows(rows: rows(16, 8, seed: UInt64(300 + trial)))
      let support = support(2, of: 16, seed: UInt64(trial))
      let code = try code(codebook, Signal(support, coefficients: [1, -1]))
      let solution = try solve(codebook, code, sparsity: 2, hasBothSigns: true)
      let reference = try #require(
        ReferenceLinearProgram.minimise(
          columns: codebook.rows + codebook.rows.map { $0.map { -$0 } },
          costs: [Double](repeating: 1, count: 32), target: code.realCoordinates))
      #expect(solution.certificate == .optimal)
      #expect(abs(solution.objective - reference.value) < 1e-6)
      let found = Support(
        BasisPursuitDecoding.leading(2, of: solution, codewordCount: 16))
      if found == support { recovered += 1 }
    }
    #expect(recovered > 15)
  }

  /// Gaps over all codewords in plain arithmetic: lengths that differ tenfold, single-precision
  /// passes.
  @Test(arguments: [Ensemble.gaussian, .sphere])
  func certificatesHoldOverAllCodewords(ensemble: Ensemble) throws {
    for trial in 0..<6 {
      let codebook = try DenseCodebook(
        ensemble: ensemble, seed: Seed(UInt64(40 + trial)), codewordCount: 900, dimension: 80)
      let columns = (0..<900).map { codebook.entries(ofCodeword: $0) }
      let noise = [0, 1e-8, 0.2][trial % 3]
      let code = try code(
        codebook, Signal(support(10, of: 900, seed: UInt64(trial))), noise: noise)
      let target = code.realCoordinates
      let fit: BasisPursuitFit =
        noise == 0 ? .exact : .within(radius: (80 * noise).squareRoot())
      let solution = try solve(codebook, code, sparsity: 10, fit: fit)
      #expect(solution.certificate == .optimal)
      // ν belongs to the scaled columns.
      let scale = DenseSource(codebook: codebook).scale
      let (primal, dual, residual) = solution.values(
        columns: columns.map { $0.map { $0 * scale } }, target: target.map { $0 * scale },
        fit: fit.scaled(by: scale), isBoxed: false)
      #expect(abs(primal - dual) < 1e-7 * primal, "\(primal), \(dual)")
      let radius = (80 * noise).squareRoot()
      let slack = 3e-9 * norm(target)
      #expect(residual < scale * (radius + slack))
    }
  }

  /// With Fy = x nothing changes under an invertible linear map of (F, x), instance by instance.
  @Test func linearMapsChangeNothing() throws {
    var successes = 0
    for trial in 0..<24 {
      let dimension = 14 + trial % 6
      let base = rows(120, dimension, seed: UInt64(600 + trial))
      let map = rows(dimension, dimension, seed: UInt64(700 + trial))
      let mapped = base.map { row in map.map { product($0, row) } }
      let support = support(6, of: 120, seed: UInt64(trial))
      var solutions: [[Double]] = []
      for codebook in [Rows(rows: base), Rows(rows: mapped)] {
        let solution = try solve(codebook, code(codebook, Signal(support)), sparsity: 6)
        #expect(solution.certificate == .optimal, "\(trial)")
        solutions.append(solution.coordinates(120))
      }
      for (one, other) in zip(solutions[0], solutions[1]) { #expect(abs(one - other) < 1e-5) }
      let members = support.indices.map { solutions[0][$0] }
      if members.allSatisfy({ abs($0 - 1) < 1e-6 }) { successes += 1 }
    }
    #expect(successes > 3 && successes < 22, "\(successes)")
  }

  /// Whether positive coefficients are found does not depend on which they are, instance by
  /// instance.
  @Test func positiveCoefficientsDoNotMatter() throws {
    var successes = 0
    for trial in 0..<40 {
      let codebook = try DenseCodebook(
        ensemble: .gaussian, seed: Seed(UInt64(800 + trial)), codewordCount: 200, dimension: 26)
      let support = support(7, of: 200, seed: UInt64(trial))
      var outcomes: [Bool] = []
      for law in 0..<3 {
        let coefficients = (0..<7).map { index -> Double in
          law == 0 ? 1 : law == 1 ? 0.1 + Double(index) : 1 / Double(1 + index * index)
        }
        let code = try code(codebook, Signal(support, coefficients: coefficients))
        let decoding = try BasisPursuitDecoder().decode(code, sparsity: 7, codebook: codebook)
        #expect(decoding.converged)
        let value = try solve(codebook, code, sparsity: 7).objective
        let expected = coefficients.reduce(0, +)
        outcomes.append(decoding.support == support && abs(value - expected) < 1e-6)
      }
      #expect(outcomes[0] == outcomes[1] && outcomes[0] == outcomes[2], "\(trial)")
      if outcomes[0] { successes += 1 }
    }
    #expect(successes > 5 && successes < 38, "\(successes)")
  }

  /// The units of a dictionary do not matter.
  @Test func unitsDoNotMatter() throws {
    for factor in [1e-6, 1e5] {
      for trial in 0..<4 {
        let base = rows(100, 20, seed: UInt64(900 + trial))
        let support = support(5, of: 100, seed: UInt64(trial))
        var solutions: [[Double]] = []
        for unit in [1, factor] {
          let codebook = Rows(rows: base.map { $0.map { $0 * unit } })
          let code = try code(codebook, Signal(support), noise: 0.01 * unit * unit)
          let solution = try solve(
            codebook, code, sparsity: 5, fit: .within(radius: unit * (20 * 0.01).squareRoot()))
          #expect(solution.certificate == .optimal)
          solutions.append(solution.coordinates(100))
        }
        for (one, other) in zip(solutions[0], solutions[1]) { #expect(abs(one - other) < 1e-6) }
      }
    }
  }

  /// A model of signs reaches the columns [F, -F], on packed and on dense dictionaries.
  @Test func decodersReadSigns() throws {
    let model = SignalModel(sparsity: 4, coefficients: .sign)
    let packed = try RademacherDictionary(seed: Seed(31), codewordCount: 150, dimension: 60)
    let dense = try DenseCodebook(
      ensemble: .sphere, seed: Seed(32), codewordCount: 150, dimension: 60)
    for codebook in [packed as any Codebook, dense] {
      for trial in 0..<8 {
        let support = support(4, of: 150, seed: UInt64(trial))
        let signal = Signal(support, coefficients: [-1, 1, -1, trial % 2 == 0 ? 1 : -1])
        let code = ReceivedCode(try codebook.encode(signal))
        let decoder = try DecoderCatalog.decoder(named: trial < 4 ? "bp" : "lasso:0.5")
        let decoding = try decoder.prepared(for: codebook, model: model).decode([code])[0]
        #expect(decoding.converged && decoding.support == support)
      }
    }
  }
}
