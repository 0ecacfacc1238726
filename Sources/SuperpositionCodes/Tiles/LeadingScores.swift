/// The codewords that can still be among the k with the largest score, as a pass goes on.
package struct LeadingScores {
  /// A codeword and its score.
  package struct Candidate {
    package let codeword: Int
    package let score: Double
  }

  /// k.
  package let count: Int
  /// How far below the score of a certain rank, k unless said otherwise, a codeword still counts.
  package let slack: Double
  private let rank: Int
  /// The candidates so far, in ascending order of codeword.
  package private(set) var candidates: [Candidate] = []
  /// Scores below it cannot be among the k.
  package private(set) var bound: Double
  private let guess: Double
  private var pruneAt: Int

  /// - Parameters:
  ///   - guess: a bound that probably holds; if `isComplete` says that it did not, the pass has to be
  ///     repeated without it.
  ///   - rank: 1 ≤ rank ≤ k; 1 for the k leading scores as they are, and what may be the first.
  package init(count: Int, slack: Double, guess: Double = -.infinity, rank: Int? = nil) {
    self.count = count
    self.slack = slack
    self.rank = rank ?? count
    self.guess = guess
    bound = guess
    pruneAt = guess == -.infinity ? count : 2 * count + 1024
  }

  /// The candidates of a whole dictionary from those of its parts, in order, that were found with one
  /// count, slack and guess.
  package init(joining parts: [LeadingScores]) {
    self = parts[0]
    for part in parts.dropFirst() { candidates += part.candidates }
  }

  /// Whether nothing above the guess can have been left out.
  package var isComplete: Bool {
    guess == -.infinity || candidates.count { $0.score - slack >= guess } >= count
  }

  /// Forgets all and looks without a guess.
  package mutating func startAgain() {
    self = LeadingScores(count: count, slack: slack, rank: rank)
  }

  /// Takes in a score; those of a pass come in ascending order of codeword.
  package mutating func add(_ codeword: Int, _ score: Double) {
    guard score >= bound else { return }
    candidates.append(Candidate(codeword: codeword, score: score))
    if candidates.count >= pruneAt { prune() }
  }

  /// Takes in the correlations of a run of codewords.
  package mutating func absorb(
    _ correlations: UnsafeBufferPointer<Int32>, firstCodeword: Int,
    positions: inout CandidatePositions
  ) {
    for position in positions.select(correlations, atLeast: bound) {
      add(firstCodeword + Int(position), Double(correlations[Int(position)]))
    }
  }

  /// Takes in the scores at `positions` of a run of codewords, but for those in `excluded`.
  package mutating func absorb(
    _ scores: UnsafeMutableBufferPointer<Float>, firstCodeword: Int,
    positions: UnsafeBufferPointer<UInt32>, excluded: Set<Int>
  ) {
    for position in positions {
      let codeword = firstCodeword + Int(position)
      if excluded.isEmpty || !excluded.contains(codeword) {
        add(codeword, Double(scores[Int(position)]))
      }
    }
  }

  /// Drops what can no longer be among the k.
  package mutating func prune() {
    guard candidates.count >= count else { return }
    var scores = candidates.map(\.score)
    let last = scores.kthLargest(count)
    let height = rank == count ? last - slack : min(last, scores.kthLargest(rank) - slack)
    bound = max(bound, height)
    candidates.removeAll { [bound] in $0.score < bound }
    pruneAt = 2 * candidates.count + 64
  }

  /// The k best, best first, ties to the lower index; exact where the slack is no less than what scores
  /// may be wrong by, and the tolerance.
  ///
  /// - Parameter tieTolerance: scores that differ by no more from the largest are ties with it.
  package func leading(tieTolerance: Double = 0) -> [Candidate] {
    var kept = self
    kept.prune()
    let scores = kept.candidates.map(\.score)
    let tied = (scores.max() ?? 0) - tieTolerance
    return Ranking.largest(count, of: scores.map { min($0, tied) }).map { kept.candidates[$0] }
  }

  /// The codewords of `leading`.
  package func best(tieTolerance: Double = 0) -> [Int] {
    leading(tieTolerance: tieTolerance).map(\.codeword)
  }
}
