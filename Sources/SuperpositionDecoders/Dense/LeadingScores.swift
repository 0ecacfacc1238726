/// The codewords that can still be among the k with the largest score, as a pass goes on, when scores
/// are known up to an error.
struct LeadingScores {
  /// A codeword and its score.
  struct Candidate {
    let codeword: Int
    let score: Float
  }

  /// k.
  let count: Int
  /// How far below the score of a certain rank, k unless said otherwise, a codeword still counts.
  let slack: Float
  private let rank: Int
  /// The candidates so far, in ascending order of codeword.
  private(set) var candidates: [Candidate] = []
  /// Scores below it cannot be among the k.
  private(set) var bound = -Float.infinity
  private var pruneAt: Int

  /// - Parameter rank: 1 ≤ rank ≤ k; 1 for the k leading scores as they are, and what may be the first.
  init(count: Int, slack: Float, rank: Int? = nil) {
    self.count = count
    self.slack = slack
    self.rank = rank ?? count
    pruneAt = count
  }

  /// Takes in the scores at `positions` of a run of codewords, but for those in `excluded`.
  mutating func absorb(
    _ scores: UnsafeMutableBufferPointer<Float>, firstCodeword: Int,
    positions: UnsafeBufferPointer<UInt32>, excluded: Set<Int>
  ) {
    for position in positions {
      let codeword = firstCodeword + Int(position)
      if excluded.isEmpty || !excluded.contains(codeword) {
        candidates.append(Candidate(codeword: codeword, score: scores[Int(position)]))
      }
    }
    if candidates.count >= pruneAt { prune() }
  }

  /// Drops what can no longer be among the k.
  mutating func prune() {
    guard candidates.count >= count else { return }
    var scores = candidates.map(\.score)
    let last = scores.kthLargest(count)
    bound = min(last, rank == count ? last - slack : scores.kthLargest(rank) - slack).nextDown
    candidates.removeAll { $0.score < bound }
    pruneAt = 2 * candidates.count + 64
  }
}

extension [Float] {
  /// The k-th largest element; the order of the others is lost.
  ///
  /// Hoare (1961), 'Algorithm 65: find', CACM 4(7).
  ///
  /// - Precondition: 1 ≤ k ≤ count, no element is NaN.
  /// - Complexity: O(n) on average.
  mutating func kthLargest(_ k: Int) -> Float {
    let place = k - 1
    var low = 0
    var high = count - 1
    while low < high {
      let pivot = self[low + (high - low) / 2]
      var left = low
      var right = high
      while left <= right {
        while self[left] > pivot { left += 1 }
        while self[right] < pivot { right -= 1 }
        if left <= right {
          swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if place <= right {
        high = right
      } else if place >= left {
        low = left
      } else {
        break
      }
    }
    return self[place]
  }
}
