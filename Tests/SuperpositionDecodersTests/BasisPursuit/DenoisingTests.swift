import SuperpositionCodes
import Testing

@testable import SuperpositionDecoders

/// Basis pursuit denoising and the lasso.
@Suite struct DenoisingTests {
  private func instance(
    _ trial: Int, codewords: Int, sparsity: Int, dimension: Int, noise: Double
  ) throws -> (instance: Instance, columns: [[Double]], target: [Double]) {
    let instance = try Instance(
      seed: UInt64(50_000 + trial), codewordCount: codewords, sparsity: sparsity,
      dimension: dimension, noise: noise)
    return (instance, BruteForce.entries(instance.dictionary), instance.code.realCoordinates)
  }

  private func radius(_ dimension: Int, _ noise: Double) -> Double {
    (Double(dimension) * noise).squareRoot()
  }

  @Test(arguments: [false, true])
  func lassoAgreesWithCoordinateDescent(isBoxed: Bool) throws {
    for trial in 0..<48 {
      let shape = [(7, 2, 4), (12, 3, 6), (10, 2, 20), (16, 4, 10)][trial % 4]
      let (instance, columns, target) = try instance(
        trial, codewords: shape.0, sparsity: shape.1, dimension: shape.2, noise: 0.3)
      let penalty = [0.05, 0.4, 2, 9][trial / 4 % 4]
      let solution = try BasisPursuitSolver(
        dictionary: instance.dictionary, isBoxed: isBoxed, fit: .penalized(penalty)
      ).solve(instance.code, sparsity: shape.1)
      #expect(solution.certificate == .optimal, "\(trial)")
      let plain = CoordinateDescent(columns: columns, isBoxed: isBoxed)
      func value(_ coordinates: [Double]) -> Double {
        let rest = plain.residual(coordinates, target: target)
        return product(rest, rest) / 2 + penalty * coordinates.reduce(0, +)
      }
      let expected = value(plain.lasso(target, penalty: penalty))
      let found = value(solution.coordinates(columns.count))
      #expect(abs(found - expected) < 1e-7 * expected, "\(trial): \(found), \(expected)")
    }
  }

  @Test(arguments: [false, true])
  func denoisingAgreesWithCoordinateDescent(isBoxed: Bool) throws {
    var compared = 0
    for trial in 0..<32 {
      let shape = [(7, 2, 4), (12, 3, 6), (10, 2, 20), (16, 4, 10)][trial % 4]
      let noise = [0.05, 0.3, 1][trial / 4 % 3]
      let (instance, columns, target) = try instance(
        100 + trial, codewords: shape.0, sparsity: shape.1, dimension: shape.2, noise: noise)
      let radius = radius(shape.2, noise)
      let solution = try BasisPursuitSolver(
        dictionary: instance.dictionary, isBoxed: isBoxed, fit: .within(radius: radius)
      ).solve(instance.code, sparsity: shape.1)
      #expect(solution.certificate != .none, "\(trial)")
      let plain = CoordinateDescent(columns: columns, isBoxed: isBoxed)
      let found = solution.coordinates(columns.count)
      let length = norm(plain.residual(found, target: target))
      guard let expected = plain.denoise(target, radius: radius) else {
        // Then no y is nearer than the least-squares solution.
        let nearest = plain.lasso(target, penalty: 0)
        let least = norm(plain.residual(nearest, target: target))
        let reach = max(radius, least) + 1e-6
        #expect(length < reach, "\(trial)")
        continue
      }
      compared += 1
      #expect(solution.certificate == .optimal, "\(trial)")
      #expect(length < radius + 1e-7, "\(trial)")
      let value = expected.reduce(0, +)
      let difference = abs(solution.objective - value)
      #expect(difference < 1e-5 * max(1, value), "\(trial)")
    }
    #expect(compared > 20)
  }

  /// The gap over all codewords, in plain arithmetic, where active sets are large and pricing works.
  @Test(arguments: [40, 70, 140], [false, true])
  func gapsCloseOverAllCodewords(dimension: Int, isBoxed: Bool) throws {
    for (trial, noise) in [1e-12, 1e-6, 1e-2, 0.5].enumerated() {
      let (instance, columns, target) = try instance(
        200 + trial, codewords: 1024, sparsity: 16, dimension: dimension, noise: noise)
      let radius = radius(dimension, noise)
      for fit in [BasisPursuitFit.within(radius: radius), .penalized(0.3), .penalized(6)] {
        let solution = try BasisPursuitSolver(
          dictionary: instance.dictionary, isBoxed: isBoxed, fit: fit
        ).solve(instance.code, sparsity: 16)
        #expect(solution.certificate == .optimal)
        let (primal, dual, residual) = solution.values(
          columns: columns, target: target, fit: fit, isBoxed: isBoxed)
        #expect(abs(primal - dual) < 1e-7 * primal, "\(fit), P = \(noise): \(primal), \(dual)")
        let reach = radius + 2e-9 * norm(target)
        if case .within = fit { #expect(residual < reach) }
        let upper = isBoxed ? 1 : Double.infinity
        #expect(solution.values.allSatisfy { $0 >= 0 && $0 <= upper })
      }
    }
  }

  /// No y in the bounds is within the radius, and none is nearer: the residual's slopes say so.
  private func expectNearest(
    _ found: [Double], columns: [[Double]], target: [Double], radius: Double,
    upper: Double = .infinity
  ) {
    let rest = CoordinateDescent(columns: columns, isBoxed: upper == 1)
      .residual(found, target: target)
    #expect(norm(rest) > radius)
    for (column, weight) in zip(columns, found) {
      let slope = product(column, rest)
      if weight < upper { #expect(slope < 1e-6) }
      if weight > 0 { #expect(slope > -1e-6) }
    }
  }

  /// d > N: some codes lie within √(dP) of the cone, for the others the nearest point is the answer.
  @Test func moreDimensionsThanCodewords() throws {
    var nearest = 0
    for trial in 0..<60 {
      let (instance, columns, target) = try instance(
        300 + trial, codewords: 24, sparsity: 3, dimension: 200, noise: 0.2)
      let solution = try BasisPursuitSolver(
        dictionary: instance.dictionary, isBoxed: false, fit: .within(radius: radius(200, 0.2))
      ).solve(instance.code, sparsity: 3)
      #expect(solution.certificate != .none)
      #expect(solution.iterations < 200)
      let decoding = try BasisPursuitDecoder().decode(
        instance.code, sparsity: 3, codebook: instance.dictionary)
      #expect(decoding.converged && decoding.support == instance.support)
      guard solution.certificate == .nearest else { continue }
      nearest += 1
      expectNearest(
        solution.coordinates(24), columns: columns, target: target, radius: radius(200, 0.2))
    }
    #expect(nearest > 3 && nearest < 57, "\(nearest)")
  }

  /// Where the box is tight ν grows without bound, and the last of a residual's active columns shows
  /// late: each of these codes has its certificate all the same.
  @Test func tightBoxes() throws {
    var nearest = 0
    var unproven = 0
    let shapes = [(16, 4, 32, 0.01), (16, 4, 32, 1), (64, 2, 100, 0.1), (64, 8, 200, 0.001)]
    for trial in 0..<800 {
      let (codewords, sparsity, dimension, noise) = shapes[trial % 4]
      let (instance, columns, target) = try instance(
        600 + trial / 4, codewords: codewords, sparsity: sparsity, dimension: dimension,
        noise: noise)
      let radius = radius(dimension, noise)
      var solver = BasisPursuitSolver(
        dictionary: instance.dictionary, isBoxed: true, fit: .within(radius: radius))
      let solution = try solver.solve(instance.code, sparsity: sparsity)
      #expect(solution.certificate != .none && solution.iterations < 200, "\(trial)")
      guard solution.certificate == .nearest else { continue }
      nearest += 1
      expectNearest(
        solution.coordinates(codewords), columns: columns, target: target, radius: radius, upper: 1)
      // Gradients that are held against the proximal term alone leave some without.
      solver.tuning.innerTightening = 1
      if try solver.solve(instance.code, sparsity: sparsity).certificate == .none { unproven += 1 }
    }
    #expect(nearest > 60 && unproven > 0, "\(nearest), \(unproven)")
  }

  /// Larger codes and radii have solutions as much larger.
  @Test func solutionsScaleWithTheCode() throws {
    for trial in 0..<12 {
      let (instance, _, target) = try instance(
        400 + trial, codewords: 200, sparsity: 6, dimension: 40, noise: 0.1)
      func solve(_ factor: Double, _ fit: BasisPursuitFit) throws -> [Double] {
        try BasisPursuitSolver(dictionary: instance.dictionary, isBoxed: false, fit: fit)
          .solve(ReceivedCode(target.map { $0 * factor }, noisePower: 0.1), sparsity: 6)
          .coordinates(200)
      }
      for factor in [1e-3, 7, 1e4] {
        for (one, other) in [
          (BasisPursuitFit.within(radius: 2), BasisPursuitFit.within(radius: 2 * factor)),
          (.penalized(3), .penalized(3 * factor)),
        ] {
          let base = try solve(1, one)
          for (found, expected) in zip(try solve(factor, other), base) {
            #expect(abs(found / factor - expected) < 1e-6)
          }
        }
      }
    }
  }

  /// Denoising with ν as its dual is the lasso with λ = ε/‖ν‖.
  @Test func denoisingIsALasso() throws {
    for trial in 0..<12 {
      let (instance, _, _) = try instance(
        500 + trial, codewords: 300, sparsity: 8, dimension: 50, noise: 0.2)
      let radius = radius(50, 0.2)
      let denoised = try BasisPursuitSolver(
        dictionary: instance.dictionary, isBoxed: false, fit: .within(radius: radius)
      ).solve(instance.code, sparsity: 8)
      let penalized = try BasisPursuitSolver(
        dictionary: instance.dictionary, isBoxed: false,
        fit: .penalized(radius / norm(denoised.dual))
      ).solve(instance.code, sparsity: 8)
      for (one, other) in zip(denoised.coordinates(300), penalized.coordinates(300)) {
        #expect(abs(one - other) < 1e-5)
      }
    }
  }

  /// ε → 0 and λ → 0 join the program with Fy = x, also where its optimum is none of 0 and 1.
  @Test(arguments: [false, true])
  func littleNoiseJoinsTheEquality(isBoxed: Bool) throws {
    for trial in 0..<10 {
      let (instance, _, target) = try instance(
        600 + trial, codewords: 256, sparsity: 8, dimension: 34, noise: 0)
      func solve(_ fit: BasisPursuitFit) throws -> [Double] {
        let solution = try BasisPursuitSolver(
          dictionary: instance.dictionary, isBoxed: isBoxed, fit: fit
        ).solve(instance.code, sparsity: 8)
        #expect(solution.certificate != .none, "\(fit)")
        return solution.coordinates(256)
      }
      let exact = try solve(.exact)
      for share in [1e-4, 1e-6, 1e-8, 1e-10, 1e-14, 1e-100] {
        for fit in [
          BasisPursuitFit.within(radius: share * norm(target)), .penalized(max(1e-12, 34 * share)),
        ] {
          let near = try solve(fit)
          let change = zip(exact, near).map { abs($0 - $1) }.max() ?? 0
          let allowance = 100 * share + 1e-6
          #expect(change < allowance, "\(fit), \(change)")
        }
      }
    }
  }

  /// The example of a code that bp used to reject for its tolerance.
  @Test(arguments: ["bp", "bp:box"])
  func littleNoiseDoesNotKeepFromDecoding(name: String) throws {
    let decoder = try DecoderCatalog.decoder(named: name)
    for noise in [0, 1e-300, 1e-30, 1e-18, 1e-14, 1e-9, 1e-6, 1e-3, 1e-2] {
      for trial in 0..<16 {
        let (instance, _, _) = try instance(
          700 + trial, codewords: 64, sparsity: 2, dimension: 30, noise: noise)
        let decoding = try decoder.decode(
          instance.code, sparsity: 2, codebook: instance.dictionary)
        #expect(decoding.converged && decoding.support == instance.support, "P = \(noise)")
      }
    }
  }

  @Test func nothingIsFoundInNoiseAlone() throws {
    let dictionary = try RademacherDictionary(seed: Seed(1), codewordCount: 50, dimension: 20)
    let code = ReceivedCode([Double](repeating: 0.5, count: 20), noisePower: 1)
    let solution = try BasisPursuitSolver(
      dictionary: dictionary, isBoxed: false, fit: .within(radius: 4.5)
    ).solve(code, sparsity: 2)
    #expect(solution.certificate == .optimal && solution.values.isEmpty)
    let decoding = try BasisPursuitDecoder().decode(code, sparsity: 2, codebook: dictionary)
    #expect(decoding.converged && decoding.support == Support([0, 1]))
  }

  @Test func lassoNamesItsPenalty() throws {
    for text in ["0.1", "0.10", "5", "1e-3", "2.5E1"] {
      let decoder = try DecoderCatalog.decoder(named: "lasso:\(text)")
      #expect(decoder.name == "lasso:\(text)")
      #expect((decoder as? LassoDecoder)?.penalty == Double(text))
    }
    for text in [
      "lasso", "lasso:", "lasso:0", "lasso:-1", "lasso:nan", "lasso:inf", "lasso:0x1p3",
      "lasso:1e400", "lasso: 1", "lasso:1:2", "lasso:one",
    ] {
      #expect(throws: DecoderError.self, "\(text)") { try DecoderCatalog.decoder(named: text) }
    }
  }

  // MARK: Soundness

  /// A run at a given y and ν, before any iteration.
  private func run(
    _ dictionary: RademacherDictionary, _ code: ReceivedCode, fit: BasisPursuitFit,
    coordinates: [Double], dual: [Double]
  ) throws -> BasisPursuitRun<PackedSource> {
    let solver = BasisPursuitSolver(dictionary: dictionary, isBoxed: false, fit: fit)
    var run = try BasisPursuitRun(solver: solver, code: code, sparsity: 4)
    run.dual = GridVector(dual)
    run.update()
    run.coordinates = run.numbers.map { coordinates[$0] }
    run.active = run.coordinates.indices.filter { run.coordinates[$0] > 0 }
    return run
  }

  @Test func wrongAnswersAreNotCertified() throws {
    for trial in 0..<20 {
      let (instance, _, _) = try instance(
        800 + trial, codewords: 400, sparsity: 4, dimension: 40, noise: 0.1)
      let half = try RademacherDictionary(
        seed: Seed(UInt64(50_800 + trial))[.dictionary, 0], codewordCount: 200, dimension: 40)
      for fit in [BasisPursuitFit.within(radius: 2), .penalized(2)] {
        func attempt(_ coordinates: [Double], _ dual: [Double]) throws -> [Bool] {
          var first = try run(
            instance.dictionary, instance.code, fit: fit, coordinates: coordinates, dual: dual)
          var second = first
          return [first.gapCertificate() != nil, second.activeCertificate() != nil]
        }
        let right = try BasisPursuitSolver(
          dictionary: instance.dictionary, isBoxed: false, fit: fit
        ).solve(instance.code, sparsity: 4)
        let coordinates = right.coordinates(400)
        // As far as the right answer's columns are in the first working set, it passes.
        let working = Set(
          try run(
            instance.dictionary, instance.code, fit: fit, coordinates: coordinates,
            dual: right.dual
          ).numbers)
        if right.codewords.allSatisfy(working.contains) {
          #expect(try attempt(coordinates, right.dual) == [true, true])
        }
        // Another y, another ν.
        #expect(try attempt(coordinates.map { $0 * 1.0001 }, right.dual)[0] == false)
        #expect(try attempt(coordinates, right.dual.map { $0 * 0.99 })[0] == false)
        var wrong = coordinates
        wrong[right.codewords[0]] = 0
        #expect(try attempt(wrong, right.dual) == [false, false])
        // The optimum over half of the dictionary, where the other half has a better one: only a
        // pass over all of it can tell.
        let partial = try BasisPursuitSolver(dictionary: half, isBoxed: false, fit: fit)
          .solve(instance.code, sparsity: 4)
        let (primal, dual, _) = partial.values(
          columns: BruteForce.entries(instance.dictionary),
          target: instance.code.realCoordinates, fit: fit, isBoxed: false)
        if primal - dual > 1e-3 {
          let padded = partial.coordinates(200) + [Double](repeating: 0, count: 200)
          #expect(try attempt(padded, partial.dual) == [false, false])
        }
      }
    }
  }

  /// A support that is not the optimum of Fy = x is not certified, though it makes the code.
  @Test func costlySupportsAreNotCertified() throws {
    var costly = 0
    for trial in 0..<40 {
      let (instance, _, target) = try instance(
        900 + trial, codewords: 24, sparsity: 4, dimension: 6, noise: 0)
      let optimum = try #require(
        ReferenceLinearProgram.basisPursuit(
          instance.dictionary, target: target, isBoxed: false))
      guard optimum.value < 4 - 1e-6 else { continue }
      costly += 1
      var truth = [Double](repeating: 0, count: 24)
      for codeword in instance.support { truth[codeword] = 1 }
      var run = try run(
        instance.dictionary, instance.code, fit: .exact, coordinates: truth,
        dual: [Double](repeating: 0.01, count: 6))
      #expect(run.supportCertificate() == nil)
      // The vertex of these columns, unless it is the optimum without one of them.
      if let vertex = run.vertexCertificate() {
        #expect(abs(vertex.objective - optimum.value) < 1e-6)
      }
      #expect(run.approximateCertificate() == nil)
    }
    #expect(costly > 10)
  }
}
