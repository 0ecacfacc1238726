import SuperpositionCodes
import SuperpositionDecoders
import Testing

extension BruteForce {
  /// The codewords that orthogonal matching pursuit takes, by Gram-Schmidt orthogonalisation.
  static func orthogonalMatchingPursuit(
    _ code: ReceivedCode, sparsity: Int, entries: [[Double]], isTwoSided: Bool
  ) -> [Int] {
    let received = code.realCoordinates
    let dimension = Double(received.count)
    let norm = correlation(received, received).squareRoot()
    var residual = received
    var basis: [[Double]] = []
    var chosen: [Int] = []
    for _ in 0..<sparsity {
      guard correlation(residual, residual).squareRoot() > 1e-11 * norm else { break }
      var values = entries.map { correlation($0, residual) }
      if isTwoSided { values = values.map(abs) }
      for index in chosen { values[index] = -.infinity }
      guard let largest = values.max(), largest > -.infinity,
        let best = values.firstIndex(where: { $0 >= largest - 1e-9 * dimension })
      else { break }
      var direction = entries[best]
      for _ in 0..<2 {
        for vector in basis {
          let overlap = correlation(vector, direction)
          for place in direction.indices { direction[place] -= overlap * vector[place] }
        }
      }
      let energy = correlation(direction, direction)
      guard energy > 1e-9 * dimension else { break }
      direction = direction.map { $0 / energy.squareRoot() }
      basis.append(direction)
      chosen.append(best)
      residual = received
      for _ in 0..<2 {
        for vector in basis {
          let overlap = correlation(vector, residual)
          for place in residual.indices { residual[place] -= overlap * vector[place] }
        }
      }
    }
    return chosen
  }
}

@Suite struct OrthogonalMatchingPursuitTests {
  @Test(arguments: [OrthogonalMatchingPursuitDecoder.Selection.oneSided, .absolute])
  func equalsBruteForceInEveryRegime(
    _ selection: OrthogonalMatchingPursuitDecoder.Selection
  ) throws {
    var failures = 0
    var stops = 0
    var cases = 0
    for seed in 0..<1500 as Range<UInt64> {
      var generator = CounterBasedGenerator(Seed(seed)[.auxiliary, 2])
      let count = Int.random(in: 1...150, using: &generator)
      let sparsity = Int.random(in: 1...min(count, 12), using: &generator)
      let dimension = Int.random(
        in: 1...Int.random(in: 1...100, using: &generator), using: &generator)
      let powers: [Double] = [0, 0, 0] + [0.01, 0.5, 4]
      let noise = powers[Int.random(in: 0..<6, using: &generator)]
      let instance = try Instance(
        seed: seed, codewordCount: count, sparsity: sparsity, dimension: dimension, noise: noise)
      let settings = PursuitSettings.meagre(
        Int.random(in: 1...8, using: &generator),
        horizon: Int.random(in: 1...12, using: &generator),
        survivors: [0, 0.1, 3, 1000].randomElement(using: &generator) ?? 0)
      let expected = BruteForce.orthogonalMatchingPursuit(
        instance.code, sparsity: sparsity, entries: BruteForce.entries(instance.dictionary),
        isTwoSided: selection == .absolute)
      let codebook = instance.dictionary
      for decoder in [
        OrthogonalMatchingPursuitDecoder(selection, settings: settings),
        OrthogonalMatchingPursuitDecoder(selection),
      ] {
        let decoding = try decoder.decode(instance.code, sparsity: sparsity, codebook: codebook)
        #expect(
          decoding.support == Support(expected),
          "seed \(seed): N = \(count), k = \(sparsity), d = \(dimension), noise \(noise)")
      }
      cases += 1
      if Support(expected) != instance.support { failures += 1 }
      if expected.count < sparsity { stops += 1 }
    }
    #expect(failures > cases / 5 && failures < cases * 4 / 5)
    #expect(stops > 20)
  }

  @Test(arguments: [(4096, 16, 132), (5000, 16, 90), (3000, 40, 210), (2048, 24, 9)])
  func equalsBruteForceAtMidSize(_ shape: (Int, Int, Int)) throws {
    let (count, sparsity, dimension) = shape
    for seed in 0..<4 as Range<UInt64> {
      let instance = try Instance(
        seed: 100 + seed, codewordCount: count, sparsity: sparsity, dimension: dimension,
        noise: seed % 3 == 2 ? 1.0 : 0)
      let entries = BruteForce.entries(instance.dictionary)
      for selection in [OrthogonalMatchingPursuitDecoder.Selection.oneSided, .absolute] {
        let expected = BruteForce.orthogonalMatchingPursuit(
          instance.code, sparsity: sparsity, entries: entries, isTwoSided: selection == .absolute)
        let decoding = try OrthogonalMatchingPursuitDecoder(selection).decode(
          instance.code, sparsity: sparsity, codebook: instance.dictionary)
        #expect(decoding.support == Support(expected))
      }
    }
  }
}
