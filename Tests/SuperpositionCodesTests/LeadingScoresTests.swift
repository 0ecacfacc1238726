import SuperpositionCodes
import Testing

@Suite("The k leading scores of a pass")
struct LeadingScoresTests {
  /// Scores with many ties, in ascending order of codeword.
  private static func scores(_ count: Int, values: Int, seed: UInt64) -> [Int32] {
    var generator = CounterBasedGenerator(Seed(seed))
    return (0..<count).map { _ in Int32(generator.next() % UInt64(values)) - Int32(values / 2) }
  }

  /// The k best by sorting all, ties to the lower index.
  private static func best(_ count: Int, of scores: [Double]) -> [Int] {
    Array(
      scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }.prefix(count))
  }

  @Test(
    "They are those of a sort, ties to the lower index, however the pass is divided",
    arguments: [1, 2, 16, 300, 5000], [2, 40, 100_000])
  func sorted(count: Int, values: Int) {
    let scores = Self.scores(3000, values: values, seed: UInt64(count))
    let expected = Self.best(count, of: scores.map(Double.init))
    for run in [7, 512, 3000] {
      var leaders = LeadingScores(count: count, slack: 0)
      var positions = CandidatePositions()
      var parts = [leaders, leaders]
      for first in stride(from: 0, to: scores.count, by: run) {
        let part = Array(scores[first..<min(first + run, scores.count)])
        part.withUnsafeBufferPointer {
          leaders.absorb($0, firstCodeword: first, positions: &positions)
          parts[first < 1500 ? 0 : 1].absorb($0, firstCodeword: first, positions: &positions)
        }
      }
      #expect(leaders.isComplete && leaders.best() == expected)
      #expect(LeadingScores(joining: parts).best() == expected)
    }
  }

  @Test("All scores within the slack of the k-th are kept, and few others")
  func slack() {
    let scores = Self.scores(4000, values: 100_000, seed: 3).map(Double.init)
    let cut = scores.sorted(by: >)[19] - 2500
    var leaders = LeadingScores(count: 20, slack: 2500)
    for (codeword, score) in scores.enumerated() { leaders.add(codeword, score) }
    #expect(leaders.candidates.count < 400)
    leaders.prune()
    #expect(leaders.bound == cut)
    #expect(leaders.candidates.map(\.codeword) == scores.indices.filter { scores[$0] >= cut })
  }

  @Test("Codewords left out are not among them, and a few are all there are")
  func excluded() {
    var scores: [Float] = [3, 1, 4, 1, 5, 9, 2, 6]
    let positions = (0..<8).map { UInt32($0) }
    var leaders = LeadingScores(count: 3, slack: 0)
    scores.withUnsafeMutableBufferPointer { scores in
      positions.withUnsafeBufferPointer {
        leaders.absorb(scores, firstCodeword: 100, positions: $0, excluded: [105, 102])
      }
    }
    #expect(leaders.best() == [107, 104, 100])
    var few = LeadingScores(count: 10, slack: 0)
    few.add(4, 1)
    few.add(7, 2)
    #expect(few.best() == [7, 4])
  }

  @Test("A guess that is too high is noticed, and one that holds changes nothing")
  func guess() {
    let scores = Self.scores(2000, values: 1000, seed: 5).map(Double.init)
    let expected = Self.best(8, of: scores)
    for (guess, holds) in [(400.0, true), (499.5, false)] {
      var leaders = LeadingScores(count: 8, slack: 0, guess: guess)
      for (codeword, score) in scores.enumerated() { leaders.add(codeword, score) }
      #expect(leaders.isComplete == holds)
      if holds { #expect(leaders.best() == expected) }
      leaders.startAgain()
      for (codeword, score) in scores.enumerated() { leaders.add(codeword, score) }
      #expect(leaders.isComplete && leaders.best() == expected)
    }
  }

  @Test("Scores within a tolerance of the largest are ties with it")
  func tolerance() {
    let scores = [1, 0.9375, 1.03125, 0.5, 0.93, 1]
    var leaders = LeadingScores(count: 2, slack: 0.09375)
    for (codeword, score) in scores.enumerated() { leaders.add(codeword, score) }
    #expect(leaders.best() == [2, 0])
    #expect(leaders.best(tieTolerance: 0.09375) == [0, 1])
  }

  @Test("The k-th largest is that of a sort")
  func kthLargest() {
    for count in [1, 2, 3, 50, 1000] {
      let values = Self.scores(count, values: 30, seed: UInt64(count))
      let sorted = values.sorted(by: >)
      for k in Set([1, 2, count / 2, count]) where 1...count ~= k {
        var copy = values
        #expect(copy.kthLargest(k) == sorted[k - 1])
      }
    }
  }
}
