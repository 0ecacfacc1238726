/// Order by value: the largest first, ties to the lower index.
package enum Ranking {
  /// The positions of the `count` largest scores, largest first; equal scores in ascending order of
  /// position.
  package static func largest(_ count: Int, of scores: [Double]) -> [Int] {
    let order = scores.indices.sorted {
      scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1
    }
    return Array(order.prefix(count))
  }

  /// The first position of the largest value.
  package static func firstMaximum(_ values: [Double]) -> Int {
    values.withUnsafeBufferPointer { values in
      var best = 0
      for position in 1..<max(1, values.count) where values[position] > values[best] {
        best = position
      }
      return best
    }
  }
}

/// The codewords that can still be among the k with the largest correlation, as a pass goes on.
package struct LeadingCandidates {
  /// A codeword and its integer correlation.
  package struct Candidate {
    package let codeword: Int
    package let correlation: Int32

    package init(codeword: Int, correlation: Int32) {
      self.codeword = codeword
      self.correlation = correlation
    }
  }

  /// k.
  package let count: Int
  /// How far below the k-th largest integer correlation a codeword still counts.
  package let slack: Double
  /// The candidates so far, in ascending order of codeword.
  package private(set) var candidates: [Candidate] = []
  private var bound: Double
  private var guess: Double
  private var pruneAt: Int

  /// - Parameter guess: a bound that probably holds; if `isComplete` says that it did not, the pass
  ///   has to be repeated without it.
  package init(count: Int, slack: Double, guess: Double = -.infinity) {
    self.count = count
    self.slack = slack
    self.guess = guess
    bound = guess
    pruneAt = 2 * count + 1024
  }

  /// The candidates of a whole dictionary from those of its parts, in order, that were found with one
  /// count, slack and guess.
  package init(joining parts: [LeadingCandidates]) {
    self = parts[0]
    for part in parts.dropFirst() { candidates += part.candidates }
  }

  /// Whether nothing above the guess can have been left out.
  package var isComplete: Bool {
    guess == -.infinity
      || candidates.count { Double($0.correlation) - slack >= guess } >= count
  }

  /// Forgets all and looks without a guess.
  package mutating func startAgain() {
    self = LeadingCandidates(count: count, slack: slack, guess: -.infinity)
  }

  package mutating func absorb(
    _ correlations: UnsafeBufferPointer<Int32>, firstCodeword: Int,
    positions: inout CandidatePositions
  ) {
    for position in positions.select(correlations, atLeast: bound) {
      candidates.append(
        Candidate(
          codeword: firstCodeword + Int(position), correlation: correlations[Int(position)]))
    }
    if candidates.count >= pruneAt || (bound == -.infinity && candidates.count >= count) {
      prune()
    }
  }

  /// Drops what can no longer be among the k.
  private mutating func prune() {
    guard candidates.count >= count else { return }
    let cut = candidates.map(\.correlation).kthLargest(count)
    bound = Double(cut) - slack
    candidates.removeAll { Double($0.correlation) < bound }
    pruneAt = max(2 * candidates.count, 2 * count + 1024)
  }

  /// The k best, ties to the lower index; exact when the slack is 0.
  package func best() -> [Int] {
    guard candidates.count > count else { return candidates.map(\.codeword) }
    let cut = candidates.map(\.correlation).kthLargest(count)
    var ties = count - candidates.count { $0.correlation > cut }
    var codewords: [Int] = []
    codewords.reserveCapacity(count)
    for candidate in candidates where candidate.correlation >= cut {
      if candidate.correlation == cut {
        guard ties > 0 else { continue }
        ties -= 1
      }
      codewords.append(candidate.codeword)
    }
    return codewords
  }
}

extension [Int32] {
  /// The k-th largest element.
  ///
  /// - Precondition: 1 ≤ k ≤ count.
  /// - Complexity: O(n log n).
  func kthLargest(_ k: Int) -> Int32 {
    sorted(by: >)[k - 1]
  }
}
