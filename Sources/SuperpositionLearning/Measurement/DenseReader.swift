import SuperpositionNumerics

/// Reads k members of a code with any real dictionary; all readers compare without absolute values,
/// and ties go to the lower index.
///
/// One place for the few decoders that a learned dictionary is read with.
public enum DenseReader: String, CaseIterable, Sendable {
  /// The k largest ⟨f_j, x⟩.
  case topk
  /// Matching pursuit: k times, subtract the codeword with the largest ⟨f_j, r⟩.
  case mp
  /// Orthogonal matching pursuit.
  case omp
  /// Gradient pursuit: as the orthogonal one, but coefficients take one steepest-descent step after
  /// each new codeword (Blumensath and Davies 2008, 'Gradient pursuits', IEEE Trans. Signal
  /// Process. 56(6)).
  case gp
  /// The best linear one-step reading.
  case mapLinear = "map-linear"

  /// Codewords taken in each of some samples.
  ///
  /// - Parameters:
  ///   - dictionary: M rows of norm one or nearly so.
  ///   - gram: their inner products.
  ///   - filter: their linear reading; only `mapLinear` asks for it, and is `topk` without.
  ///   - samples: a row for each of the sizes.
  ///   - sizes: how many codewords each code has, which the reader is told.
  func read(
    _ samples: FloatMatrix, sizes: [Int], dictionary: FloatMatrix, gram: FloatMatrix,
    filter: LinearFilter?
  ) -> [[Int]] {
    let count = sizes.count
    let filter = self == .mapLinear ? filter : nil
    let weights = filter?.weights ?? dictionary
    let correlations = FloatMatrix(max(count, 1), dictionary.rowCount)
    BLAS.gemm(
      .no, .yes, m: count, n: dictionary.rowCount, k: dictionary.columnCount, samples.values,
      lda: samples.stride, weights.values, ldb: weights.stride, correlations.values,
      ldc: correlations.stride)
    var selection = LargestSelection()
    var pursuit = BatchPursuit()
    return sizes.enumerated().map { sample, sparsity in
      let scores = correlations[sample]
      switch self {
      case .topk, .mapLinear:
        for (latent, offset) in (filter?.offsets ?? []).enumerated() { scores[latent] += offset }
        selection.select(
          scores, count: dictionary.rowCount, capacity: sparsity, above: -.infinity)
        return selection.indices
      case .mp: return matchingPursuit(scores, gram: gram, sparsity: sparsity)
      case .omp:
        pursuit.code(scores, gram: gram, sparsity: sparsity)
        return pursuit.chosen
      case .gp: return gradientPursuit(scores, gram: gram, sparsity: sparsity)
      }
    }
  }

  private func matchingPursuit(
    _ scores: UnsafeMutablePointer<Float>, gram: FloatMatrix, sparsity: Int
  ) -> [Int] {
    (0..<sparsity).map { _ in
      let best = MatchingPursuitLearner.largest(scores, count: gram.rowCount)
      Row.add(-1, gram[best], to: scores, gram.stride)
      return best
    }
  }

  private func gradientPursuit(
    _ scores: UnsafeMutablePointer<Float>, gram: FloatMatrix, sparsity: Int
  ) -> [Int] {
    var chosen: [Int] = []
    for _ in 0..<sparsity {
      let best = MatchingPursuitLearner.largest(scores, count: gram.rowCount)
      if !chosen.contains(best) { chosen.append(best) }
      // The gradient on the codewords chosen is their correlation with the residual.
      let direction = chosen.map { Double(scores[$0]) }
      let energy = direction.reduce(0) { $0 + $1 * $1 }
      var spread = 0.0
      for (row, one) in zip(chosen, direction) {
        for (column, other) in zip(chosen, direction) {
          spread += one * other * Double(gram[row][column])
        }
      }
      guard spread > 0 else { break }
      let step = energy / spread
      for (latent, value) in zip(chosen, direction) {
        Row.add(Float(-step * value), gram[latent], to: scores, gram.stride)
      }
    }
    return chosen
  }
}
