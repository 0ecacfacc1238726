import SuperpositionCodes

/// The codewords of any dictionary with the largest scores, from its correlations in double precision:
/// for dictionaries that have no faster way, such as staircases.
struct CodebookRanking: Sendable {
  /// ‖f‖² of each codeword.
  let energies: [Double]
  private let codebook: any Codebook
  private let weights: [Double]?
  private let offsets: [Double]?
  private let isTwoSided: Bool

  init(_ codebook: any Codebook, score: CodewordScore, isTwoSided: Bool) {
    self.codebook = codebook
    self.isTwoSided = isTwoSided
    energies = codebook.squaredNorms()
    weights = score.weights(energies: energies)
    offsets = score.offsets(energies: energies)
  }

  /// Writes the entries of a codeword.
  func copyCodeword(_ codeword: Int, to row: UnsafeMutablePointer<Double>) {
    for (coordinate, entry) in codebook.entries(ofCodeword: codeword).enumerated() {
      row[coordinate] = entry
    }
  }

  /// The `count` leading codewords for each vector, ties to the lower index.
  ///
  /// - Parameters:
  ///   - excluded: codewords that do not take part, a set for each vector, or none at all.
  ///   - tieTolerance: scores that differ by less from the largest are ties with it.
  func leading(
    _ count: Int, of vectors: [[Double]], excluding excluded: [Set<Int>]? = nil,
    tieTolerance: Double = 0
  ) -> [[Int]] {
    var leaders = vectors.map { _ in LeadingScores(count: count, slack: tieTolerance) }
    codebook.forEachCorrelation(vectors) { vector, first, correlations in
      let out = excluded?[vector] ?? []
      for (place, correlation) in correlations.enumerated() {
        let codeword = first + place
        let score = correlation * (weights?[codeword] ?? 1) - (offsets?[codeword] ?? 0)
        let size = isTwoSided ? abs(score) : score
        if size >= leaders[vector].bound, !out.contains(codeword) {
          leaders[vector].add(codeword, size)
        }
      }
    }
    return leaders.map { $0.best(tieTolerance: tieTolerance) }
  }
}
