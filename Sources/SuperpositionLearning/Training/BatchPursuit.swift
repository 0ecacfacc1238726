/// Sparse codes by orthogonal matching pursuit for many samples of one dictionary.
///
/// All inner products of the codewords are at hand, so that an iteration needs no pass over the
/// dictionary. One-sided: the codeword with the largest ⟨f_j, r⟩, without absolute value.
///
/// Source: Rubinstein, Zibulevsky and Elad (2008), 'Efficient implementation of the K-SVD algorithm
/// using batch orthogonal matching pursuit', Technion CS-2008-08.
struct BatchPursuit {
  /// The codewords taken from the last sample, in the order taken.
  private(set) var chosen: [Int] = []
  /// Their least-squares coefficients.
  private(set) var coefficients: [Double] = []
  private var factor: [Double] = []
  private var forward: [Double] = []
  private var scores: [Float] = []

  /// Codes one sample with up to `sparsity` codewords of norm one.
  ///
  /// - Parameters:
  ///   - correlations: ⟨f_j, x⟩ for all codewords.
  ///   - gram: ⟨f_i, f_j⟩ for all pairs.
  /// - Complexity: O(k² M).
  mutating func code(
    _ correlations: UnsafePointer<Float>, gram: FloatMatrix, sparsity: Int
  ) {
    let latents = gram.rowCount
    chosen.removeAll(keepingCapacity: true)
    coefficients.removeAll(keepingCapacity: true)
    forward.removeAll(keepingCapacity: true)
    factor = [Double](repeating: 0, count: sparsity * sparsity)
    scores = Array(UnsafeBufferPointer(start: correlations, count: latents))
    while chosen.count < sparsity {
      let best = MatchingPursuitLearner.largest(scores, count: latents)
      guard scores[best] > 0, append(best, correlations, gram: gram, sparsity: sparsity) else {
        return
      }
      solve(sparsity: sparsity)
      scores.withUnsafeMutableBufferPointer { scores in
        guard let scores = scores.baseAddress else { return }
        scores.update(from: correlations, count: latents)
        for (latent, coefficient) in zip(chosen, coefficients) {
          let row = gram[latent]
          let factor = Float(coefficient)
          for other in 0..<latents { scores[other] -= factor * row[other] }
        }
        for latent in chosen { scores[latent] = -.infinity }
      }
    }
  }

  /// Appends a codeword to the Cholesky factor; false if it lies in the span of those before.
  private mutating func append(
    _ latent: Int, _ correlations: UnsafePointer<Float>, gram: FloatMatrix, sparsity: Int
  ) -> Bool {
    let row = chosen.count
    var explained = 0.0
    for column in 0..<row {
      var value = Double(gram[latent][chosen[column]])
      for inner in 0..<column {
        value -= factor[row * sparsity + inner] * factor[column * sparsity + inner]
      }
      value /= factor[column * sparsity + column]
      factor[row * sparsity + column] = value
      explained += value * value
    }
    let energy = Double(gram[latent][latent])
    let pivot = energy - explained
    guard pivot > 1e-6 * energy else { return false }
    factor[row * sparsity + row] = pivot.squareRoot()
    var value = Double(correlations[latent])
    for column in 0..<row { value -= factor[row * sparsity + column] * forward[column] }
    forward.append(value / factor[row * sparsity + row])
    chosen.append(latent)
    return true
  }

  private mutating func solve(sparsity: Int) {
    coefficients = forward
    for row in stride(from: chosen.count - 1, through: 0, by: -1) {
      for below in row + 1..<max(chosen.count, row + 1) {
        coefficients[row] -= factor[below * sparsity + row] * coefficients[below]
      }
      coefficients[row] /= factor[row * sparsity + row]
    }
  }
}
