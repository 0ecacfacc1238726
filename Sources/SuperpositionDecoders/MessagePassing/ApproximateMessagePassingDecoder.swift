import SuperpositionCodes

/// Approximate message passing with the Bayes denoiser of the {0, 1} prior, or of the coefficients' law.
///
/// Packed signs and unit coefficients are told of here, other laws and dictionaries in
/// `LawMessagePassing`, staircases in `RowwiseMessagePassing`.
///
/// With A = F/√d and x' = x/√d, from y = 0, z = x': repeat τ² = ‖z‖²/d, r = Aᵀz + y, y = η(r),
/// z ← x' - Ay + z·(1/d)·Σ η'(r). Donoho, Maleki and Montanari (2009), 'Message-passing algorithms
/// for compressed sensing', PNAS 106; the Bayes denoiser for superposition codes: Barbier and
/// Krzakala (2017), IEEE Trans. Inf. Theory 63(8).
///
/// Two things are done for speed, both inside the algorithm rather than beside it. Before each pass
/// z is rounded to small integers (`Configuration.stepsPerDeviation`), and the rounded z is used
/// everywhere: in Aᵀz, in τ² and in the Onsager term, so rounding acts as noise of relative power
/// 1/(12·steps²) that the algorithm knows of. And the denoiser returns 0 below a cut
/// (`Configuration.cut`), the Onsager term being that of the cut denoiser. All products are exact
/// integer arithmetic: results do not depend on the kernel tier or on the rest of the batch.
///
/// There is no damping. With β = 0.2 and 0.5 of the previous y and z kept, at one and a half to three
/// times the passes, the same codes at (N, k, d) gave 549 and 548 successes for 532 without at
/// (4096, 16, 88), 35 and 29 for 37 at (65536, 64, 473), 92 and 72 for 104 at (4096, 2, 14); with
/// noise P = 2, 307 and 318 for 290 at (4096, 16, 110). The one clear gain was at (4096, 4, 30), 1007
/// and 1117 for 965 of 3,000.
public struct ApproximateMessagePassingDecoder: Decoder {
  /// The constants of the algorithm.
  public struct Configuration: Equatable, Sendable {
    /// Steps of the rounded residual in one standard deviation. The first residual of a noiseless
    /// code is exact as long as its deviation is less than twice this.
    ///
    /// Measured over the same 6,000 trials each at (N, k) = (4096, 16), with 8 steps, and with 1,000
    /// steps and a cut of 10^-9: 1551 and 1562 successes at d = 88, 4984 and 4989 at d = 103, 5911
    /// and 5915 at d = 118; 120 and 120 of 200 at (65536, 64, 473). With 4 steps 1509, 4964 and
    /// 5910, and 114 of 200.
    public var stepsPerDeviation = 8.0
    /// c: estimates below it count as 0. Costs at most the fraction c/(1-c) of the mean squared
    /// error; 0.01 and 10^-9 do not differ in the measurement above.
    public var cut = 0.01
    /// Passes over the dictionary at most.
    public var iterationLimit = 100
    /// Whether to stop before `iterationLimit`: when a noiseless code is explained exactly, when
    /// the estimate stands still, or when τ² has not fallen for `patience` passes.
    public var stopsEarly = true
    /// The estimate stands still when Σ|y - y before| is at most this.
    public var leastMovement = 1e-3
    /// τ² has fallen when it is below its best value by this fraction.
    public var leastProgress = 0.01
    /// Passes without progress before the decoder gives up. At small k the estimate can wander for
    /// long before it finds the support: of 2,000 codes at (4096, 16, 88), at most 50 passes each,
    /// patience 10, 15, 20, 30 and 50 decoded 441, 469, 488, 494 and 497.
    public var patience = 30

    /// The constants that the decoder uses unless told.
    public init() {}
  }

  static let family = DecoderFamily(
    "amp", "approximate message passing with the Bayes denoiser of the coefficients' law",
    parameter: ("LAW", "the denoiser of this law, whatever is sent"), example: "exponential",
    cost: DecoderCost(
      passes: { _ in 25 }, secondsPerEntry: 2e-12, solving: { _, _ in 3e-5 }),
    guess: { .stateEvolution($1) }, isBenchmarkedByDefault: true,
    style: .init(color: "#CC79A7", symbol: 15)
  ) { option in
    guard let option else { return ApproximateMessagePassingDecoder() }
    return ApproximateMessagePassingDecoder(assuming: option)
  }

  /// The constants of the algorithm.
  public let configuration: Configuration
  /// The law whose denoiser is used; nil for that of the signals.
  public let assumedLaw: CoefficientLaw?
  public let name: String

  /// A decoder by approximate message passing, with the denoiser of the signals' law.
  public init(configuration: Configuration = Configuration()) {
    self.configuration = configuration
    assumedLaw = nil
    name = "amp"
  }

  /// A decoder that assumes a law, which its name repeats; nil if `text` names none.
  public init?(assuming text: String) {
    guard let law = try? CoefficientLaw(text) else { return nil }
    configuration = Configuration()
    assumedLaw = law
    name = "amp:\(text)"
  }

  public var ensembles: Set<Ensemble.Kind> {
    Ensemble.Kind.kept([.signs, .dense]).union([.staircase])
  }
  public var dictionaryAccess: DictionaryAccess { .manyPasses }

  public func covers(_ law: CoefficientLaw) -> Bool { true }

  public func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Double {
    // Vectors of d, the prepared residual, two estimates, and a chunk's correlations.
    let estimates = 64 * min(Double(codewordCount), 64 * Double(sparsity) + 4096)
    return 40 * Double(dimension) + Double(LookupTable.byteCount(dimension: dimension)) + estimates
      + 8 * Double(TileChunk.cachedByteCount)
  }

  public func batchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> BatchDecoder {
    let law = assumedLaw ?? model.coefficients
    if law == .one {
      if let staircase = codebook as? StaircaseDictionary {
        return RowwiseMessagePassing.batchDecoder(for: staircase, model: model)
      }
      if let dictionary = codebook as? any SignCodebook {
        return { codes in
          decodeWithTrace(codes, sparsity: model.sparsity, dictionary: dictionary)
            .map(\.decoding)
        }
      }
    }
    guard
      let algorithm = LawMessagePassing(
        codebook: codebook, law: law, configuration: configuration)
    else { throw DecoderError.coefficientsNotCovered(decoder: name, law: law) }
    return { codes in try algorithm.decode(codes, sparsity: model.sparsity) }
  }

  public func sharedBatchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> SharedBatchDecoder? {
    guard let dictionary = codebook as? any SignCodebook else { return nil }
    return { codes, workers in
      decodeWithTrace(
        codes, sparsity: model.sparsity, dictionary: dictionary, workers: workers
      ).map(\.decoding)
    }
  }

  /// Decodes a batch as `decode` does, and returns τ² of every iteration beside each decoding.
  ///
  /// - Precondition: the codes have the dictionary's dimension; 1 ≤ k ≤ N.
  /// - Parameter workers: how many share each pass; the results do not depend on it.
  /// - Complexity: O(N·d) for each iteration; the dictionary is read once an iteration for all
  ///   codes that are still on their way.
  public func decodeWithTrace(
    _ codes: [ReceivedCode], sparsity: Int, dictionary: any SignCodebook, workers: Int = 1
  ) -> [ApproximateMessagePassingDecoding] {
    precondition(
      1...dictionary.codewordCount ~= sparsity
        && codes.allSatisfy { $0.dimension == dictionary.dimension },
      "k lies in 1 ... N, and codes have the dictionary's dimension")
    let codewordCount = dictionary.codewordCount
    guard sparsity > 0 && sparsity < codewordCount else {
      // There is nothing to decide.
      let support = Support(0..<min(sparsity, codewordCount))
      return codes.map { _ in
        ApproximateMessagePassingDecoding(
          support: support, outcome: .consistent, iterations: 0, effectiveNoise: [])
      }
    }
    let pass = DividedPass(tileCount: dictionary.tileCount, workers: workers)
    let states = codes.map {
      ApproximateMessagePassingState(
        $0, codewordCount: codewordCount, sparsity: sparsity, configuration: configuration,
        sliceCount: pass.slices.count)
    }
    let products = pass.slices.map {
      ResidualProduct(dictionary: dictionary, tiles: $0, codeCount: codes.count)
    }
    var live = states
    while !live.isEmpty {
      let residuals = live.map { UnsafeRawPointer?($0.preparedResidual) }
      let current = live
      pass.forEachSlice { slice, _ in
        var positions = CandidatePositions()
        products[slice].forEachChunk(residuals) { row, chunk, correlations in
          current[row].absorb(correlations, chunk: chunk, slice: slice, positions: &positions)
        }
      }
      pass.forEach(current.count) { current[$0].endPass(dictionary) }
      live.removeAll { $0.outcome != nil }
    }
    let supports = Self.supports(of: states, sparsity: sparsity, dictionary: dictionary)
    return zip(states, supports).map { state, support in
      ApproximateMessagePassingDecoding(
        support: support, outcome: state.outcome ?? .gaveUp, iterations: state.iterations,
        effectiveNoise: state.effectiveNoise)
    }
  }

  /// The k largest entries of each estimate. Where fewer than k reach the cut, the codewords with
  /// the largest correlations of the last pass follow; that takes one more pass.
  private static func supports(
    of states: [ApproximateMessagePassingState], sparsity: Int, dictionary: any SignCodebook
  ) -> [Support] {
    var chosen = states.map { $0.estimate.largest(sparsity) }
    let short = chosen.indices.filter { chosen[$0].count < sparsity }
    guard !short.isEmpty else { return chosen.map { Support($0) } }
    var leaders = short.map { _ in LeadingScores(count: sparsity, slack: 0) }
    var positions = CandidatePositions()
    let product = ResidualProduct(
      dictionary: dictionary, tiles: 0..<dictionary.tileCount, codeCount: short.count)
    product.forEachChunk(short.map { states[$0].preparedResidual }) { row, chunk, correlations in
      leaders[row].absorb(correlations, firstCodeword: chunk.firstCodeword, positions: &positions)
    }
    for (code, leaders) in zip(short, leaders) {
      let kept = Set(chosen[code])
      chosen[code] += leaders.best().sorted().filter { !kept.contains($0) }
        .prefix(sparsity - kept.count)
    }
    return chosen.map { Support($0) }
  }
}

/// Correlations of the residuals of several codes with tiles of the dictionary, chunk by chunk.
private final class ResidualProduct {
  /// Codes whose correlations with a chunk are held at a time, so that they stay in cache.
  private static let codesPerGroup = 32

  private let dictionary: any SignCodebook
  private let tiles: Range<Int>
  private let tilesPerChunk: Int
  private let stride: Int
  private let correlations: UnsafeMutablePointer<Int32>

  init(dictionary: any SignCodebook, tiles: Range<Int>, codeCount: Int) {
    self.dictionary = dictionary
    self.tiles = tiles
    // What the kernel prepares for each call is shared by the tiles of the call, so that long
    // codewords take chunks beyond the usual size; their tiles still stay in the last-level cache.
    let tileByteCount = dictionary.codewordByteCount * TileChunk.width
    let long = min(64, 8 * TileChunk.cachedByteCount / tileByteCount)
    tilesPerChunk = min(max(dictionary.tilesPerChunk, long), dictionary.tileCount)
    stride = TileChunk.rowStride(tileCount: tilesPerChunk)
    correlations = .allocate(capacity: stride * min(Self.codesPerGroup, max(1, codeCount)))
  }

  deinit { correlations.deallocate() }

  /// Calls `body` for every (prepared residual, chunk), chunks in ascending order; the tiles are read
  /// once.
  func forEachChunk(
    _ residuals: [UnsafeRawPointer?],
    _ body: (
      _ row: Int, _ chunk: TileChunk,
      _ correlations: UnsafeBufferPointer<Int32>
    ) -> Void
  ) {
    dictionary.forEachChunk(tiles: tiles, tilesPerChunk: tilesPerChunk) { chunk in
      for first in Swift.stride(from: 0, to: residuals.count, by: Self.codesPerGroup) {
        let count = min(residuals.count - first, Self.codesPerGroup)
        residuals.withUnsafeBufferPointer { residuals in
          chunk.correlate(
            residuals.baseAddress.unsafelyUnwrapped + first, count: count, into: correlations,
            stride: stride)
        }
        for row in 0..<count {
          body(
            first + row, chunk,
            UnsafeBufferPointer(start: correlations + row * stride, count: chunk.codewordCount))
        }
      }
    }
  }
}

/// What approximate message passing returned for one code, with its course.
public struct ApproximateMessagePassingDecoding: Equatable, Sendable {
  /// Why the iteration ended.
  public enum Outcome: Sendable {
    /// The support explains a noiseless code exactly.
    case consistent
    /// The estimate stands still.
    case still
    /// τ² no longer falls and the estimate still moves, but its k largest entries have been the same
    /// for the last third of `Configuration.patience`: a fixed point in noise that rounding blurs.
    case settled
    /// τ² no longer falls, and the answer still changes.
    case gaveUp
    /// The iteration limit came first.
    case iterationLimit
  }

  /// The k largest entries of the estimate.
  public let support: Support
  /// Why the iteration ended.
  public let outcome: Outcome
  /// Passes over the dictionary; on a staircase those of all attempts.
  public let iterations: Int
  /// τ² = ‖z‖²/d in units of A = F/√d before each pass: `iterations` numbers, the first about
  /// (k + P)/d. On a staircase the mean square of y = z/τ, in the attempt that gave the answer.
  public let effectiveNoise: [Double]

  /// The decoding without its course; it converged unless the answer still changed at the end.
  public var decoding: Decoding {
    Decoding(
      support: support, converged: outcome != .gaveUp && outcome != .iterationLimit,
      iterations: iterations)
  }
}
