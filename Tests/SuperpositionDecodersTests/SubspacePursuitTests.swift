import SuperpositionCodes
import SuperpositionDecoders
import Testing

extension BruteForce {
  /// The least-squares coefficients on some codewords, dependent ones left out, and the residual;
  /// by Gram-Schmidt orthogonalisation and back substitution.
  static func leastSquares(
    _ received: [Double], on codewords: [Int], entries: [[Double]]
  ) -> (fitted: [Int], coefficients: [Double], residual: [Double]) {
    let dimension = Double(received.count)
    var basis: [[Double]] = []
    var triangle: [[Double]] = []
    var fitted: [Int] = []
    var residual = received
    var right: [Double] = []
    for index in codewords {
      var direction = entries[index]
      var overlaps = [Double](repeating: 0, count: basis.count)
      for _ in 0..<2 {
        for (place, vector) in basis.enumerated() {
          let overlap = correlation(vector, direction)
          overlaps[place] += overlap
          for coordinate in direction.indices {
            direction[coordinate] -= overlap * vector[coordinate]
          }
        }
      }
      let energy = correlation(direction, direction)
      guard energy > 1e-9 * dimension else { continue }
      direction = direction.map { $0 / energy.squareRoot() }
      basis.append(direction)
      triangle.append(overlaps + [energy.squareRoot()])
      fitted.append(index)
      let value = correlation(direction, residual)
      right.append(value)
      for coordinate in residual.indices { residual[coordinate] -= value * direction[coordinate] }
    }
    var coefficients = right
    for column in coefficients.indices.reversed() {
      for later in column + 1..<max(column + 1, coefficients.count) {
        coefficients[column] -= triangle[later][column] * coefficients[later]
      }
      coefficients[column] /= triangle[column][column]
    }
    return (fitted, coefficients, residual)
  }

  static func subspacePursuit(
    _ code: ReceivedCode, sparsity: Int, entries: [[Double]]
  ) -> Support {
    let received = code.realCoordinates
    let scale = correlation(received, received)
    var support = topK(code, sparsity: sparsity, entries: entries)
    var residual = leastSquares(received, on: support.indices, entries: entries).residual
    for _ in 0..<100 {
      let energy = correlation(residual, residual)
      guard energy > 1e-22 * scale else { break }
      let added = topK(
        ReceivedCode(residual, noisePower: 0), sparsity: sparsity, entries: entries)
      let fit = leastSquares(
        received, on: Support(support.indices + added.indices).indices, entries: entries)
      let order = fit.fitted.indices.sorted {
        fit.coefficients[$0] != fit.coefficients[$1]
          ? fit.coefficients[$0] > fit.coefficients[$1] : fit.fitted[$0] < fit.fitted[$1]
      }
      let next = Support(order.prefix(sparsity).map { fit.fitted[$0] })
      let nextResidual = leastSquares(received, on: next.indices, entries: entries).residual
      guard correlation(nextResidual, nextResidual) < energy * (1 - 1e-9) else { break }
      support = next
      residual = nextResidual
    }
    return support
  }
}

@Suite struct SubspacePursuitTests {
  /// Dimensions above k, where ties between rounded numbers do not decide.
  @Test func equalsBruteForce() throws {
    var successes = 0
    var cases = 0
    for seed in 0..<400 as Range<UInt64> {
      var generator = CounterBasedGenerator(Seed(seed)[.auxiliary, 4])
      let count = Int.random(in: 40...300, using: &generator)
      let sparsity = Int.random(in: 1...10, using: &generator)
      let dimension = Int.random(in: 20...60, using: &generator)
      let noise = seed % 3 == 0 ? 0.3 : 0
      let instance = try Instance(
        seed: seed, codewordCount: count, sparsity: sparsity, dimension: dimension, noise: noise)
      let expected = BruteForce.subspacePursuit(
        instance.code, sparsity: sparsity, entries: BruteForce.entries(instance.dictionary))
      let decoding = try SubspacePursuitDecoder().decode(
        instance.code, sparsity: sparsity, codebook: instance.dictionary)
      #expect(
        decoding.support == expected,
        "seed \(seed): N = \(count), k = \(sparsity), d = \(dimension), noise \(noise)")
      cases += 1
      if expected == instance.support { successes += 1 }
    }
    #expect(successes > cases / 5 && successes < cases * 9 / 10)
  }

  /// Small dimensions, dependent codewords, k = N: it ends, with at most k codewords.
  @Test func endsInDegenerateCases() throws {
    for seed in 0..<200 as Range<UInt64> {
      var generator = CounterBasedGenerator(Seed(seed)[.auxiliary, 5])
      let count = Int.random(in: 1...40, using: &generator)
      let sparsity = Int.random(in: 1...count, using: &generator)
      let dimension = Int.random(in: 1...10, using: &generator)
      let instance = try Instance(
        seed: seed, codewordCount: count, sparsity: sparsity, dimension: dimension,
        noise: seed % 2 == 0 ? 0 : 1)
      let decoding = try SubspacePursuitDecoder().decode(
        instance.code, sparsity: sparsity, codebook: instance.dictionary)
      #expect(decoding.support.count <= sparsity)
      #expect(decoding.support.allSatisfy { (0..<count).contains($0) })
    }
  }
}
