import SuperpositionCodes
import Testing

@testable import SuperpositionDecoders

/// Decoders on real rows: against the packed ones on signs, and against their definitions written out.
@Suite struct DenseDecoderTests {
  /// The names of decoders for unit coefficients that read packed signs and real rows.
  static let names = PermutationTests.decoders.filter {
    guard let decoder = try? DecoderCatalog.decoder(named: $0) else { return false }
    return decoder.covers(.one) && decoder.ensembles.isSuperset(of: Ensemble.Kind.kept([.dense]))
      && !$0.hasPrefix("amp")
  }

  /// Real rows with the entries of signs.
  static func dense(_ dictionary: some Codebook) -> DenseCodebook {
    DenseCodebook(
      ensemble: .gaussian,
      entries: (0..<dictionary.codewordCount).flatMap {
        dictionary.entries(ofCodeword: $0).map(Float.init)
      }, codewordCount: dictionary.codewordCount, dimension: dictionary.dimension)
  }

  /// Signs stored as real rows give the very supports that packed signs give.
  @Test(arguments: names) func readsSignsAsThePackedDecoder(_ name: String) throws {
    let decoder = try DecoderCatalog.decoder(named: name)
    let sparsity = decoder.covers(sparsity: 6) ? 6 : 1
    for dimension in [31, 48, 96] {
      for noise in [0, 0.5] {
        let dictionary = try RademacherDictionary(
          seed: Seed(3), codewordCount: 900, dimension: dimension)
        let codes = (0..<12 as Range<UInt64>).map { trial in
          var generator = CounterBasedGenerator(Seed(trial)[.support, 0])
          let support = Support.random(
            sparsity: sparsity, codewordCount: 900, using: &generator)
          return Instance.receive(support, dictionary: dictionary, noise: noise, seed: Seed(trial))
        }
        let model = SignalModel(sparsity: sparsity, noisePower: noise)
        let packed = try decoder.prepared(for: dictionary, model: model).decode(codes)
        let real = try decoder.prepared(for: Self.dense(dictionary), model: model).decode(codes)
        #expect(packed.map(\.support) == real.map(\.support), "d = \(dimension), P = \(noise)")
      }
    }
  }

  static let laws = ["one", "sign", "uniform:0.5:2", "exponential", "half-normal", "lognormal:1"]
  static let pursuits = ["topk", "threshold:0.4", "mp", "mp:real", "omp", "gp", "sp"]

  /// On codewords of unequal norms every decoder does what its definition says, for every law, and so
  /// do decoders of packed signs.
  @Test(arguments: pursuits, laws)
  func followsItsDefinition(_ name: String, _ lawName: String) throws {
    let decoder = try DecoderCatalog.decoder(named: name)
    let law = try CoefficientLaw(lawName)
    guard decoder.covers(law) else {
      #expect(name == "mp" && law != .one)
      return
    }
    let gaussian = try DenseCodebook(
      ensemble: .gaussian, seed: Seed(8), codewordCount: 160, dimension: 40)
    let uneven = DenseCodebook(
      ensemble: .gaussian,
      entries: gaussian.entries.enumerated().map { place, entry in
        entry * Float(0.4 + Double(place / 40 % 7) / 5)
      }, codewordCount: 160, dimension: 40)
    let signs = try RademacherDictionary(seed: Seed(9), codewordCount: 160, dimension: 40)
    let model = SignalModel(sparsity: 4, coefficients: law)
    for codebook in [uneven, signs] as [any Codebook] {
      let oracle = PlainDecoder(codebook: codebook, model: model)
      let prepared = try decoder.prepared(for: codebook, model: model)
      for trial in 0..<12 as Range<UInt64> {
        var generator = CounterBasedGenerator(Seed(trial)[.support, 1])
        let support = Support.random(sparsity: 4, codewordCount: 160, using: &generator)
        let weights = law.coefficients(count: 4, seed: Seed(trial)[.auxiliary, 1])
        let code = try codebook.encode(Signal(support, coefficients: weights))
        let decoded = try prepared.decode([ReceivedCode(code)])[0].support
        let expected = Support(oracle.decode(ReceivedCode(code).realCoordinates, by: name))
        // Signs make ties, which roundings decide; but not in codes that are read.
        if codebook.ensemble == .rademacher && decoded != support && expected != support {
          continue
        }
        #expect(decoded == expected, "trial \(trial), \(codebook.ensemble)")
      }
    }
  }

  /// What one code decodes to does not depend on its batch, nor on the unit of the dictionary.
  @Test(arguments: ["topk", "threshold", "mp", "omp", "gp", "sp"])
  func batchesAndUnitsChangeNothing(_ name: String) throws {
    let codebook = try DenseCodebook(
      ensemble: .sphere, seed: Seed(5), codewordCount: 2000, dimension: 33)
    let scaled = DenseCodebook(
      ensemble: .sphere, entries: codebook.entries.map { $0 * 0x1p-6 }, codewordCount: 2000,
      dimension: 33)
    let model = SignalModel(sparsity: 3)
    let decoder = try DecoderCatalog.decoder(named: name)
    let prepared = try decoder.prepared(for: codebook, model: model)
    var codes: [ReceivedCode] = []
    for trial in 0..<40 as Range<UInt64> {
      var generator = CounterBasedGenerator(Seed(trial)[.support, 2])
      let support = Support.random(sparsity: 3, codewordCount: 2000, using: &generator)
      codes.append(ReceivedCode(try codebook.encode(Signal(support))))
    }
    let together = try prepared.decode(codes)
    #expect(try codes.map { try prepared.decode([$0])[0] } == together)
    let others = try decoder.prepared(for: scaled, model: model).decode(
      codes.map { ReceivedCode($0.realCoordinates.map { $0 * 0x1p-6 }, noisePower: 0) })
    #expect(others == together)
  }

  /// How a pursuit searches changes nothing of what it finds.
  @Test(arguments: ["mp", "mp:real", "omp", "gp"], [CoefficientLaw.one, .sign, .exponential])
  func searchesChangeNothing(_ name: String, _ law: CoefficientLaw) throws {
    let decoder = try DecoderCatalog.decoder(named: name)
    guard decoder.covers(law) else { return }
    let even = try DenseCodebook(
      ensemble: .gaussian, seed: Seed(8), codewordCount: 700, dimension: 50)
    let codebook = DenseCodebook(
      ensemble: .gaussian,
      entries: even.entries.enumerated().map { place, entry in
        entry * Float(0.7 + Double(place / 50 % 5) / 8)
      }, codewordCount: 700, dimension: 50)
    let sparsity = 7
    let isTwoSided = law == .sign
    var settings = [DensePursuitSettings(codewordCount: 700, dimension: 50)]
    for (listed, horizon, survivors, drift) in [
      (4, 1, 1e9, 0.0), (700, 100, 1e9, 0.0), (20, 5, 1e9, 1.0), (20, 5, 0, 4.0),
      (1, 100, 1e9, 4.0),
    ] {
      var other = settings[0]
      other.listed = listed
      other.horizon = horizon
      other.survivorsPerSkip = survivors
      other.drift = drift
      settings.append(other)
    }
    let codes = try (0..<12 as Range<UInt64>).map { trial in
      var generator = CounterBasedGenerator(Seed(trial)[.support, 4])
      let support = Support.random(sparsity: sparsity, codewordCount: 700, using: &generator)
      let weights = law.coefficients(count: sparsity, seed: Seed(trial)[.auxiliary, 4])
      return ReceivedCode(try codebook.encode(Signal(support, coefficients: weights)))
    }
    let oracle = PlainDecoder(
      codebook: codebook, model: SignalModel(sparsity: sparsity, coefficients: law))
    let expected = codes.map { Support(oracle.decode($0.realCoordinates, by: name)) }
    for setting in settings {
      let pursuit = DensePursuit(
        codebook, score: name == "mp" ? .nearest : .normalized, isTwoSided: isTwoSided,
        settings: setting)
      let found: [Decoding]
      switch name {
      case "mp":
        found = pursuit.decode(codes, sparsity: sparsity) { UnitSteps(dimension: 50) }
      case "mp:real":
        found = pursuit.decode(codes, sparsity: sparsity) {
          RealSteps(dimension: 50, isTwoSided: isTwoSided)
        }
      case "omp":
        found = pursuit.decode(codes, sparsity: sparsity) {
          LeastSquaresSteps(
            isTwoSided: isTwoSided, tieTolerance: 1e-8, dimension: 50, sparsity: sparsity)
        }
      default:
        found = pursuit.decode(codes, sparsity: sparsity) {
          GradientSteps(
            isTwoSided: isTwoSided, tieTolerance: 1e-8, dimension: 50, sparsity: sparsity)
        }
      }
      #expect(found.map(\.support) == expected, "\(setting)")
    }
  }

  @Test func lawsThatARuleIsNotMeantForAreRefused() throws {
    let codebook = try DenseCodebook(
      ensemble: .sphere, seed: Seed(5), codewordCount: 20, dimension: 5)
    for name in ["mp", "threshold", "threshold:map", "nearest", "bp:box"] {
      let decoder = try DecoderCatalog.decoder(named: name)
      let wrong = DecoderError.coefficientsNotCovered(decoder: name, law: .exponential)
      #expect(throws: wrong) {
        try decoder.prepared(
          for: codebook, model: SignalModel(sparsity: 1, coefficients: .exponential))
      }
    }
    for option in ["-1", "0", "nan", "inf", "0x1", " 1", ""] {
      #expect(throws: DecoderError.self) {
        try DecoderCatalog.decoder(named: "threshold:\(option)")
      }
    }
  }
}

/// Decoders written out from their definitions, for any codebook and law.
struct PlainDecoder {
  let rows: [[Double]]
  let norms: [Double]
  let sparsity: Int
  let law: CoefficientLaw

  init(codebook: any Codebook, model: SignalModel) {
    rows = (0..<codebook.codewordCount).map { codebook.entries(ofCodeword: $0) }
    norms = rows.map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    sparsity = model.sparsity
    law = model.coefficients
  }

  func decode(_ code: [Double], by name: String) -> [Int] {
    let products = products(code)
    switch name {
    case "topk":
      return best(
        sparsity,
        products.indices.map {
          law == .one
            ? products[$0] - norms[$0] * norms[$0] / 2 : sided(products[$0]) / norms[$0]
        })
    case "threshold:0.4":
      return products.indices.filter { sided(products[$0]) > 0.4 * norms[$0] * norms[$0] }
    case "sp": return subspacePursuit(code)
    default: return pursue(code, by: name)
    }
  }

  private func sided(_ value: Double) -> Double { law == .sign ? abs(value) : value }

  private func products(_ vector: [Double]) -> [Double] {
    rows.map { BruteForce.correlation($0, vector) }
  }

  private func best(_ count: Int, _ scores: [Double]) -> [Int] {
    if count == 1 { return [scores.indices.max { scores[$0] < scores[$1] } ?? 0] }
    return Array(scores.indices.sorted { scores[$0] > scores[$1] }.prefix(count))
  }

  private func pursue(_ code: [Double], by name: String) -> [Int] {
    var residual = code
    var chosen: [Int] = []
    while Set(chosen).count < sparsity && chosen.count < 10 * sparsity {
      let products = products(residual)
      let scores = products.indices.map { index -> Double in
        if ["omp", "gp"].contains(name) && chosen.contains(index) { return -.infinity }
        if name == "mp" { return products[index] - norms[index] * norms[index] / 2 }
        return sided(products[index]) / norms[index]
      }
      let winner = best(1, scores)[0]
      chosen.append(winner)
      switch name {
      case "omp": residual = remainder(code, on: chosen).residual
      case "gp":
        let gradient = chosen.map { BruteForce.correlation(rows[$0], residual) }
        let direction = combination(chosen, gradient)
        let step =
          BruteForce.correlation(direction, residual)
          / BruteForce.correlation(direction, direction)
        residual = zip(residual, direction).map { $0 - step * $1 }
      default:
        let step = name == "mp" ? 1 : products[winner] / (norms[winner] * norms[winner])
        residual = zip(residual, rows[winner]).map { $0 - step * $1 }
        if name == "mp" && chosen.count == sparsity { return chosen }
      }
    }
    return chosen
  }

  private func subspacePursuit(_ code: [Double]) -> [Int] {
    func leading(_ vector: [Double]) -> [Int] {
      best(sparsity, zip(products(vector), norms).map { sided($0) / $1 })
    }
    var support = leading(code)
    var residual = remainder(code, on: support).residual
    while true {
      let united = Set(support + leading(residual)).sorted()
      let fit = remainder(code, on: united).coefficients
      let kept = best(sparsity, zip(united, fit).map { norms[$0] * sided($1) }).map { united[$0] }
      let next = remainder(code, on: kept).residual
      let energy = BruteForce.correlation(residual, residual)
      guard BruteForce.correlation(next, next) < energy * (1 - 1e-9) else {
        return support
      }
      (support, residual) = (kept, next)
      if BruteForce.correlation(next, next) < 1e-20 * BruteForce.correlation(code, code) {
        return support
      }
    }
  }

  private func combination(_ codewords: [Int], _ weights: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: rows[0].count)
    for (codeword, weight) in zip(codewords, weights) {
      for place in sum.indices { sum[place] += weight * rows[codeword][place] }
    }
    return sum
  }

  /// The least-squares fit, by Gram and Schmidt done twice.
  private func remainder(
    _ code: [Double], on codewords: [Int]
  ) -> (residual: [Double], coefficients: [Double]) {
    var residual = code
    var basis: [[Double]] = []
    for codeword in codewords {
      var direction = rows[codeword]
      for _ in 0..<2 {
        for other in basis {
          let part = BruteForce.correlation(other, direction)
          direction = zip(direction, other).map { $0 - part * $1 }
        }
      }
      let length = BruteForce.correlation(direction, direction).squareRoot()
      basis.append(direction.map { $0 / length })
    }
    for direction in basis {
      let part = BruteForce.correlation(direction, residual)
      residual = zip(residual, direction).map { $0 - part * $1 }
    }
    // The fit is in the span: back substitution from the last codeword.
    var fitted = zip(code, residual).map { $0 - $1 }
    var coefficients = [Double](repeating: 0, count: codewords.count)
    for place in codewords.indices.reversed() {
      let diagonal = BruteForce.correlation(basis[place], rows[codewords[place]])
      coefficients[place] = BruteForce.correlation(basis[place], fitted) / diagonal
      fitted = zip(fitted, rows[codewords[place]]).map { $0 - coefficients[place] * $1 }
    }
    return (residual, coefficients)
  }
}
