import SuperpositionCodes
import SuperpositionNumerics
import Synchronization

/// Top-k decoding: the k codewords with the largest matched filter, ties to the lower index.
///
/// Codewords of differing norms compete by ⟨f_i, x⟩ - ‖f_i‖²/2, as nearest-codeword decoding does;
/// where coefficients are not 1, by ⟨f_i, x⟩/‖f_i‖, its magnitude where they may be negative.
///
/// Exact without noise. With noise, a fixed-point pass (of real rows, one in single precision) finds
/// every codeword that could be among the k, and those are compared in double precision.
public struct TopKDecoder: Decoder {
  static let family = DecoderFamily(
    "topk", "the k largest <f_i, x>", cost: .oneStep, guess: { .topK($1) }, benchmark: .oneStep,
    style: .init(color: "#E69F00", symbol: 5)
  ) { _ in TopKDecoder() }

  /// A top-k decoder.
  public init() {}

  public var name: String { "topk" }
  public var ensembles: Set<Ensemble.Kind> { Set(Ensemble.Kind.all) }
  public var dictionaryAccess: DictionaryAccess { .onePass }

  public func covers(_ law: CoefficientLaw) -> Bool { true }

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
    let leading = try Self.leading(
      for: codebook, score: model.coefficients == .one ? .nearest : .normalized,
      isTwoSided: !model.coefficients.isPositive)
    return { codes in try leading(codes, sparsity).map { Decoding(support: $0) } }
  }

  /// What finds the `count` codewords with the largest scores, for each code.
  typealias Leading = @Sendable (_ codes: [ReceivedCode], _ count: Int) throws -> [Support]

  /// - Parameters:
  ///   - score: what decides among codewords of differing norms.
  ///   - isTwoSided: whether magnitudes compete.
  static func leading(
    for codebook: any Codebook, score: CodewordScore, isTwoSided: Bool
  ) throws -> Leading {
    // Signs have one norm: scores order them as correlations do, but for numbers of their own.
    if let dictionary = codebook as? any SignCodebook, !score.hasOwnOffsets {
      return {
        try supports(of: $0, sparsity: $1, dictionary: dictionary, isTwoSided: isTwoSided)
      }
    }
    if let dense = codebook as? DenseCodebook {
      let ranking = DenseRanking(dense, score: score, isTwoSided: isTwoSided)
      return { codes, count in
        ranking.leading(count, of: codes.map(\.realCoordinates)).map { Support($0) }
      }
    }
    let ranking = CodebookRanking(codebook, score: score, isTwoSided: isTwoSided)
    return { codes, count in
      ranking.leading(count, of: codes.map(\.realCoordinates)).map { Support($0) }
    }
  }

  public func sharedBatchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> SharedBatchDecoder? {
    guard let dictionary = codebook as? any SignCodebook else { return nil }
    return { codes, workers in
      try Self.supports(
        of: codes, sparsity: model.sparsity, dictionary: dictionary,
        isTwoSided: !model.coefficients.isPositive, workers: workers
      ).map { Decoding(support: $0) }
    }
  }

  /// The k codewords of signs with the largest matched filter, for each code.
  static func supports(
    of codes: [ReceivedCode], sparsity: Int, dictionary: any SignCodebook,
    isTwoSided: Bool = false, workers: Int = 1
  ) throws -> [Support] {
    // The large correlations with -x are those below zero with x.
    let sides = isTwoSided ? codes + codes.map(\.negated) : codes
    let vectors = try sides.map { try FixedPointVector($0) }
    let leaders = leaders(
      of: sides, vectors, count: sparsity, dictionary: dictionary, workers: workers)
    return codes.indices.map { number in
      let own = isTwoSided ? [leaders[number], leaders[number + codes.count]] : [leaders[number]]
      return Support(finalists(of: own, code: codes[number], dictionary: dictionary))
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
  ) -> [LeadingScores] {
    let pass = DividedPass(tileCount: dictionary.tileCount, workers: workers)
    let guess = guess(sparsity: count, codewordCount: dictionary.codewordCount)
    var leaders = zip(codes, vectors).map { code, vector in
      LeadingScores(
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
    _ vectors: [FixedPointVector], codes: [Int], into leaders: inout [LeadingScores],
    dictionary: any SignCodebook, pass: DividedPass
  ) {
    let fresh = codes.map { leaders[$0] }
    let parts = Mutex([[LeadingScores]](repeating: fresh, count: pass.slices.count))
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
      leaders[code] = LeadingScores(joining: found.map { $0[row] })
    }
  }

  /// Standard deviations of the matched filter above which a few more than k of N codewords that
  /// are no members are expected; nil if k is too large a part of N for a guess to help.
  private static func guess(sparsity: Int, codewordCount: Int) -> Double? {
    let wanted = (1.5 * Double(sparsity) + 16) / Double(codewordCount)
    return wanted < 0.25 ? try? NormalDistribution.tailQuantile(wanted) : nil
  }

  /// The k best of the candidates, from one side or both; compared exactly where the fixed-point
  /// passes could not decide.
  private static func finalists(
    of leaders: [LeadingScores], code: ReceivedCode, dictionary: any SignCodebook
  ) -> [Int] {
    if leaders.count == 1, case .integer = code.coordinates { return leaders[0].best() }
    // A codeword may stand on both sides.
    let codewords = Support(leaders.flatMap { $0.candidates.map(\.codeword) })
    guard codewords.count > leaders[0].count else { return codewords.indices }
    let values = code.realCoordinates
    let scores = codewords.map {
      let score = MatchedFilter.exactCorrelation(values, codeword: dictionary.codeword($0))
      return leaders.count == 1 ? score : abs(score)
    }
    return Ranking.largest(leaders[0].count, of: scores).map { codewords[$0] }
  }
}
