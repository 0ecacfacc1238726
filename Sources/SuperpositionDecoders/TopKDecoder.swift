import SuperpositionCodes

/// Top-k decoding: the k codewords with the largest matched filter, ties to the lower index.
///
/// Exact without noise. With noise, a fixed-point pass finds every codeword that could be among
/// the k, and those are compared in double precision.
public struct TopKDecoder: Decoder {
  static let family = DecoderFamily("topk", "the k largest <f_i, x>") { _ in TopKDecoder() }

  /// A top-k decoder.
  public init() {}

  public var name: String { "topk" }
  public var ensembles: Set<Ensemble> { Set(Ensemble.allCases) }
  public var dictionaryAccess: DictionaryAccess { .onePass }

  public func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Int {
    RademacherDictionary.chunkByteCount + dimension * 24 + sparsity * 64
  }

  public func decode(
    _ codes: [ReceivedCode], sparsity: Int, codebook: Codebook
  ) throws -> [Decoding] {
    switch codebook {
    case .dense(let codebook):
      return codes.map { code in
        let scores = codebook.correlations(with: code.realCoordinates)
        return Decoding(support: Support(largest(sparsity, of: scores)))
      }
    case .rademacher(let dictionary):
      return try decode(codes, sparsity: sparsity, dictionary: dictionary)
    }
  }

  private func decode(
    _ codes: [ReceivedCode], sparsity: Int, dictionary: RademacherDictionary
  ) throws -> [Decoding] {
    let vectors = try codes.map { try FixedPointVector($0) }
    let guess = Self.guess(sparsity: sparsity, codewordCount: dictionary.codewordCount)
    var leaders = zip(codes, vectors).map { code, vector in
      LeadingCandidates(
        count: sparsity, slack: 2 * vector.errorBound / vector.scale,
        guess: guess.map { $0 * code.energy.squareRoot() / vector.scale } ?? -.infinity)
    }
    read(vectors, codes: Array(codes.indices), into: &leaders, dictionary: dictionary)
    let incomplete = leaders.indices.filter { !leaders[$0].isComplete }
    if !incomplete.isEmpty {
      for code in incomplete { leaders[code].startAgain() }
      read(
        incomplete.map { vectors[$0] }, codes: incomplete, into: &leaders, dictionary: dictionary)
    }
    return zip(codes, leaders).map { code, leaders in
      Decoding(support: Support(finalists(of: leaders, code: code, dictionary: dictionary)))
    }
  }

  private func read(
    _ vectors: [FixedPointVector], codes: [Int], into leaders: inout [LeadingCandidates],
    dictionary: RademacherDictionary
  ) {
    var positions = CandidatePositions()
    MatchedFilter.forEachChunk(vectors, dictionary: dictionary) { row, first, correlations in
      leaders[codes[row]].absorb(correlations, firstCodeword: first, positions: &positions)
    }
  }

  /// Standard deviations of the matched filter above which a few more than k of N codewords that
  /// are no members are expected; nil if k is too large a part of N for a guess to help.
  private static func guess(sparsity: Int, codewordCount: Int) -> Double? {
    let wanted = (1.5 * Double(sparsity) + 16) / Double(codewordCount)
    return wanted < 0.25 ? NormalTail.quantile(wanted) : nil
  }

  /// The k best of the candidates; compared exactly where the fixed-point pass could not decide.
  private func finalists(
    of leaders: LeadingCandidates, code: ReceivedCode, dictionary: RademacherDictionary
  ) -> [Int] {
    guard case .real(let values) = code.coordinates else { return leaders.best() }
    let candidates = leaders.candidates
    guard candidates.count > leaders.count else { return candidates.map(\.codeword) }
    let scores = candidates.map {
      MatchedFilter.exactCorrelation(values, codeword: dictionary.codeword($0.codeword))
    }
    return largest(leaders.count, of: scores).map { candidates[$0].codeword }
  }
}

/// The positions of the `count` largest scores; equal scores in ascending order of position.
func largest(_ count: Int, of scores: [Double]) -> [Int] {
  let order = scores.indices.sorted {
    scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1
  }
  return Array(order.prefix(count))
}

/// The codewords that can still be among the k with the largest correlation, as a pass goes on.
struct LeadingCandidates {
  /// A codeword and its integer correlation.
  struct Candidate {
    let codeword: Int
    let correlation: Int32
  }

  /// k.
  let count: Int
  /// How far below the k-th largest integer correlation a codeword still counts.
  let slack: Double
  /// The candidates so far, in ascending order of codeword.
  private(set) var candidates: [Candidate] = []
  private var bound: Double
  private var guess: Double
  private var pruneAt: Int

  /// - Parameter guess: a bound that probably holds; if `isComplete` says that it did not, the pass
  ///   has to be repeated without it.
  init(count: Int, slack: Double, guess: Double = -.infinity) {
    self.count = count
    self.slack = slack
    self.guess = guess
    bound = guess
    pruneAt = 2 * count + 1024
  }

  /// Whether nothing above the guess can have been left out.
  var isComplete: Bool {
    guess == -.infinity
      || candidates.count { Double($0.correlation) - slack >= guess } >= count
  }

  /// Forgets all and looks without a guess.
  mutating func startAgain() {
    self = LeadingCandidates(count: count, slack: slack, guess: -.infinity)
  }

  mutating func absorb(
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
  func best() -> [Int] {
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
