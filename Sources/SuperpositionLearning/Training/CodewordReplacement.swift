import SuperpositionCodes
import SuperpositionNumerics

/// Replaces codewords of no use by directions in which codes are badly explained.
struct CodewordReplacement {
  /// The norm of new codewords.
  let norm: Float
  /// What the draws derive from.
  let seed: Seed

  /// Replaces rows used less than a tenth of what is expected, and the less used one of each pair
  /// with a cosine above .9; samples are drawn without replacement with probability ∝ ‖r‖⁴.
  ///
  /// - Parameters:
  ///   - residuals: x̂ - x, row by row; new codewords point the other way.
  ///   - energies: their squared norms.
  /// - Returns: the rows replaced, ascending.
  /// - Complexity: O(M² d).
  func replace(
    _ codewords: FloatMatrix, usage: UnsafePointer<Float>, expected: Float,
    residuals: FloatMatrix, energies: UnsafePointer<Double>, count: Int
  ) -> [Int] {
    let latents = codewords.rowCount
    var isUseless = (0..<latents).map { usage[$0] < expected / 10 }
    for (one, other) in Self.nearPairs(codewords) where !isUseless[one] && !isUseless[other] {
      isUseless[usage[one] < usage[other] ? one : other] = true
    }
    var generator = CounterBasedGenerator(seed)
    var weights = (0..<count).map { energies[$0] * energies[$0] }
    var replaced: [Int] = []
    for latent in 0..<latents where isUseless[latent] {
      let total = weights.reduce(0, +)
      guard total > 0 && total.isFinite else { break }
      var rest = generator.uniform() * total
      var chosen = weights.lastIndex { $0 > 0 } ?? 0
      for sample in 0..<count {
        rest -= weights[sample]
        if rest < 0 {
          chosen = sample
          break
        }
      }
      let factor = -norm / Float(energies[chosen].squareRoot())
      weights[chosen] = 0
      for position in 0..<codewords.stride {
        codewords[latent][position] = factor * residuals[chosen][position]
      }
      replaced.append(latent)
    }
    return replaced
  }

  /// Pairs of rows whose cosine exceeds .9, the lower row first.
  private static func nearPairs(_ codewords: FloatMatrix) -> [(Int, Int)] {
    let latents = codewords.rowCount
    let norms = (0..<latents).map { row in
      Row.dot(codewords[row], codewords[row], codewords.stride).squareRoot()
    }
    var pairs: [(Int, Int)] = []
    let blockSize = 64
    let products = FloatMatrix(blockSize, latents)
    for start in stride(from: 0, to: latents, by: blockSize) {
      let rows = min(blockSize, latents - start)
      BLAS.gemm(
        .no, .yes, m: rows, n: latents, k: codewords.columnCount, codewords[start],
        lda: codewords.stride, codewords.values, ldb: codewords.stride, products.values,
        ldc: products.stride)
      for row in 0..<rows {
        let one = start + row
        for other in one + 1..<max(latents, one + 1)
        where products[row][other] > 0.9 * norms[one] * norms[other] {
          pairs.append((one, other))
        }
      }
    }
    return pairs
  }
}
