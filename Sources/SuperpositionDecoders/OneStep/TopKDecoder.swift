import SuperpositionCodes
import SuperpositionNumerics
import Synchronization

/// Top-k decoding: the k codewords with the largest matched filter, ties to the lower index.
///
/// Exact without noise. With noise, a fixed-point pass finds every codeword that could be among
/// the k, and those are compared in double precision.
public struct TopKDecoder: Decoder {
  static let family = DecoderFamily(
    "topk", "the k largest <f_i, x>", cost: .oneStep, guess: { .topK($1) }, benchmark: .oneStep,
    style: .init(color: "#E69F00", symbol: 5)
  ) { _ in TopKDecoder() }

  /// A top-k decoder.
  public init() {}

  public var name: String { "topk" }
  public var ensembles: Set<Ensemble.Kind> { Set(Ensemble.Kind.allCases) }
  public var dictionaryAccess: DictionaryAccess { .onePass }

  public func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Double {
    Double(TileChunk.cachedByteCount) + 24 * Double(dimension) + 64 * Double(sparsity)
  }

  public func batchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> BatchDecoder {
    let sparsity = model.sparsity
    if let shared = try sharedBatchDecoder(for: codebook, model: model) {
      return { codes in try shared(codes, 1) }
    }
    // Nested codewords differ in norm by design: the nearest ones, not the longest.
    let norms = codebook.ensemble.kind == .staircase ? codebook.squaredNorms() : nil
    return { codes in
      codes.map { code in
        var scores = codebook.correlations(with: code.realCoordinates)
        if let norms { for index in norms.indices { scores[index] -= norms[index] / 2 } }
        return Decoding(support: Support(Ranking.largest(sparsity, of: scores)))
      }
    }
  }

  public func sharedBatchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> SharedBatchDecoder? {
    guard let dictionary = codebook as? any SignCodebook else { return nil }
    return { codes, workers in
      try supports(
        of: codes, sparsity: model.sparsity, dictionary: dictionary, workers: workers
      ).map { Decoding(support: $0) }
    }
  }

  /// The k codewords of signs with the largest matched filter, for each code.
  func supports(
    of codes: [ReceivedCode], sparsity: Int, dictionary: any SignCodebook, workers: Int = 1
  ) throws -> [Support] {
    let vectors = try codes.map { try FixedPointVector($0) }
    let leaders = Self.leaders(
      of: codes, vectors, count: sparsity, dictionary: dictionary, workers: workers)
    return zip(codes, leaders).map { code, leaders in
      Support(finalists(of: leaders, code: code, dictionary: dictionary))
    }
  }

  /// What may be among the `count` codewords with the largest matched filter, for each code.
  ///
  /// - Parameters:
  ///   - vectors: the codes, prepared.
  ///   - workers: how many share the pass over the dictionary.
  static func leaders(
    of codes: [ReceivedCode], _ vectors: [FixedPointVector], count: Int,
    dictionary: any SignCodebook, workers: Int = 1
  ) -> [LeadingCandidates] {
    let pass = DividedPass(tileCount: dictionary.tileCount, workers: workers)
    let guess = guess(sparsity: count, codewordCount: dictionary.codewordCount)
    var leaders = zip(codes, vectors).map { code, vector in
      LeadingCandidates(
        count: count, slack: 2 * vector.errorBound / vector.scale,
        guess: guess.map { $0 * code.energy.squareRoot() / vector.scale } ?? -.infinity)
    }
    read(vectors, codes: Array(codes.indices), into: &leaders, dictionary: dictionary, pass: pass)
    let incomplete = leaders.indices.filter { !leaders[$0].isComplete }
    if !incomplete.isEmpty {
      for code in incomplete { leaders[code].startAgain() }
      read(
        incomplete.map { vectors[$0] }, codes: incomplete, into: &leaders, dictionary: dictionary,
        pass: pass)
    }
    return leaders
  }

  private static func read(
    _ vectors: [FixedPointVector], codes: [Int], into leaders: inout [LeadingCandidates],
    dictionary: any SignCodebook, pass: DividedPass
  ) {
    let fresh = codes.map { leaders[$0] }
    let parts = Mutex([[LeadingCandidates]](repeating: fresh, count: pass.slices.count))
    pass.forEachSlice { slice, tiles in
      var part = fresh
      var positions = CandidatePositions()
      MatchedFilter.forEachChunk(vectors, dictionary: dictionary, tiles: tiles) {
        row, first, correlations in
        part[row].absorb(correlations, firstCodeword: first, positions: &positions)
      }
      parts.withLock { $0[slice] = part }
    }
    let found = parts.withLock { $0 }
    for (row, code) in codes.enumerated() {
      leaders[code] = LeadingCandidates(joining: found.map { $0[row] })
    }
  }

  /// Standard deviations of the matched filter above which a few more than k of N codewords that
  /// are no members are expected; nil if k is too large a part of N for a guess to help.
  private static func guess(sparsity: Int, codewordCount: Int) -> Double? {
    let wanted = (1.5 * Double(sparsity) + 16) / Double(codewordCount)
    return wanted < 0.25 ? try? NormalDistribution.tailQuantile(wanted) : nil
  }

  /// The k best of the candidates; compared exactly where the fixed-point pass could not decide.
  private func finalists(
    of leaders: LeadingCandidates, code: ReceivedCode, dictionary: any SignCodebook
  ) -> [Int] {
    guard case .real(let values) = code.coordinates else { return leaders.best() }
    let candidates = leaders.candidates
    guard candidates.count > leaders.count else { return candidates.map(\.codeword) }
    let scores = candidates.map {
      MatchedFilter.exactCorrelation(values, codeword: dictionary.codeword($0.codeword))
    }
    return Ranking.largest(leaders.count, of: scores).map { candidates[$0].codeword }
  }
}
