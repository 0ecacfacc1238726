import SuperpositionCodes
import SuperpositionDecoders

/// Simulation: draws a dictionary and supports, encodes, decodes and compares.
///
/// Trial t of a point belongs to the cluster t / `trialsPerDictionary`, whose trials share one
/// dictionary. Everything random in it is a pure function of (point seed, t).
public struct Simulation: Sendable {
  /// Trials that share a dictionary.
  public static let trialsPerDictionary = 8

  /// The decoder under test.
  public let decoder: any Decoder
  /// Ensemble, N, k, the laws of coefficients and supports, and P.
  public let setting: CodeSetting
  /// The seed of the point.
  public let pointSeed: Seed

  /// A simulation.
  ///
  /// - Throws: `DecoderError.ensembleNotCovered`, `coefficientsNotCovered`.
  public init(
    decoder: any Decoder, setting: CodeSetting, pointSeed: Seed
  ) throws(DecoderError) {
    guard decoder.ensembles.contains(setting.ensemble.kind) else {
      throw .ensembleNotCovered(decoder: decoder.name, ensemble: setting.ensemble)
    }
    guard decoder.covers(setting.coefficients) else {
      throw .coefficientsNotCovered(decoder: decoder.name, law: setting.coefficients)
    }
    self.decoder = decoder
    self.setting = setting
    self.pointSeed = pointSeed
  }

  /// Decodes the codes of `trials` at `dimension` and counts.
  ///
  /// - Parameters:
  ///   - trials: trial numbers; whole clusters but perhaps for the last.
  ///   - dimension: d ≥ 1.
  ///   - workers: how many workers share the trials of a cluster and the making of its dictionary;
  ///     the result does not depend on it.
  /// - Throws: `DictionaryError` if the dictionary does not fit; what the decoder throws;
  ///   `CancellationError`.
  public func run(
    trials: Range<Int>, dimension: Int, workers: Int = 1
  ) async throws -> SimulationSums {
    if let dictionary = setting.dictionary {
      return try await run(trials: trials, on: dictionary, workers: workers)
    }
    var sums = SimulationSums()
    for cluster in clusters(of: trials) {
      try Task.checkCancellation()
      let outcomes = try await outcomes(
        cluster: cluster, trials: trials, dimensions: [dimension], workers: workers)
      sums.add(cluster: outcomes[0])
    }
    return sums
  }

  /// The clusters that `trials` touches.
  func clusters(of trials: Range<Int>) -> Range<Int> {
    let size = Self.trialsPerDictionary
    return trials.isEmpty ? 0..<0 : trials.lowerBound / size..<(trials.upperBound - 1) / size + 1
  }

  /// Decodes one cluster at several dimensions of the same, nested codewords.
  ///
  /// - Returns: for each dimension the outcomes of the cluster's trials.
  func outcomes(
    cluster: Int, trials: Range<Int>? = nil, dimensions: [Int], workers: Int
  ) async throws -> [[TrialOutcome]] {
    let size = Self.trialsPerDictionary
    let all = cluster * size..<(cluster + 1) * size
    let members = trials.map { all.clamped(to: $0) } ?? all
    let signals = members.map(signal)
    let longest = dimensions.max() ?? 1
    let seed = pointSeed[.dictionary, UInt64(cluster)]
    let whole = try await codebook(seed: seed, dimension: longest, workers: workers)
    let codes = try await encode(signals, codebook: whole, workers: workers)
    var outcomes: [[TrialOutcome]] = []
    for dimension in dimensions {
      let isWhole = dimension == longest
      let nested = isWhole ? whole : whole.nested(dimension: dimension)
      let codebook: any Codebook
      var parts = codes
      if let nested {
        codebook = nested
        if !isWhole { parts = codes.map { $0.prefix(dimension) } }
      } else {
        codebook = try await self.codebook(seed: seed, dimension: dimension, workers: workers)
        parts = try await encode(signals, codebook: codebook, workers: workers)
      }
      let received = zip(members, parts).map { trial, code in receive(code, trial: trial) }
      outcomes.append(
        try await decode(received, signals: signals, codebook: codebook, workers: workers))
    }
    return outcomes
  }

  private func encode(
    _ signals: [Signal], codebook: any Codebook, workers: Int
  ) async throws -> [ReceivedCode.Coordinates] {
    try await concurrentMap(signals, workers: workers) { try codebook.encode($0) }
  }

  /// The support that a trial sends.
  func support(trial: Int) -> Support { setting.support(trial: trial, pointSeed: pointSeed) }

  /// What a trial sends.
  func signal(trial: Int) -> Signal { setting.signal(trial: trial, pointSeed: pointSeed) }

  /// The codebook of a cluster, as the decoder reads it.
  func codebook(seed: Seed, dimension: Int, workers: Int) async throws -> any Codebook {
    let isReadOnce = decoder.dictionaryAccess == .onePass && workers == 1
    return try await setting.ensemble.makeCodebook(
      seed: seed, codewordCount: setting.codewordCount, dimension: dimension, model: setting.model,
      residence: isReadOnce ? .generatedIfPossible : .stored, workers: workers)
  }

  /// What the channel makes of a trial's code.
  func receive(_ code: ReceivedCode.Coordinates, trial: Int) -> ReceivedCode {
    let received = ReceivedCode(code)
    guard setting.noisePower > 0 else { return received }
    let noise = GaussianChannel.noise(
      power: setting.noisePower, dimension: received.dimension,
      seed: pointSeed[.noise, UInt64(trial)])
    return ReceivedCode(code, noise: noise, noisePower: setting.noisePower)
  }

  private func decode(
    _ received: [ReceivedCode], signals: [Signal], codebook: any Codebook, workers: Int
  ) async throws -> [TrialOutcome] {
    let decoder = decoder
    let decodings = try await decode(
      received, supports: signals.map(\.support), model: setting.model, workers: workers
    ) { model in try decoder.prepared(for: codebook, model: model) }
    return zip(decodings, signals).map { TrialOutcome(decoding: $0, sent: $1.support) }
  }

  /// Decodes codes together with those of as many members, which the decoder is told; of those without
  /// any there is nothing to tell.
  func decode(
    _ received: [ReceivedCode], supports: [Support], model: SignalModel, workers: Int,
    prepare: (SignalModel) throws -> PreparedDecoder
  ) async throws -> [Decoding] {
    guard setting.supports != .uniform else {
      return try await prepare(model).decode(received, workers: workers)
    }
    var decodings = [Decoding](repeating: Decoding(support: Support([])), count: received.count)
    let groups = Dictionary(grouping: received.indices) { supports[$0].count }
    for (size, places) in groups.sorted(by: { $0.key < $1.key }) where size > 0 {
      let model = SignalModel(
        sparsity: size, noisePower: model.noisePower, coefficients: model.coefficients)
      let found = try await prepare(model)
        .decode(places.map { received[$0] }, workers: workers)
      for (place, decoding) in zip(places, found) { decodings[place] = decoding }
    }
    return decodings
  }
}

extension PreparedDecoder {
  /// Decodes a batch with several workers, each with an even share of the codes, or of the codebook
  /// where the decoder does better that way.
  public func decode(_ codes: [ReceivedCode], workers: Int) async throws -> [Decoding] {
    guard workers > 1 && codes.count > 1 else { return try decode(codes) }
    if let decodings = try decodeSharing(codes, workers: workers) { return decodings }
    let share = (codes.count + workers - 1) / workers
    let starts = Array(stride(from: 0, to: codes.count, by: share))
    let parts = try await concurrentMap(starts, workers: workers) { start in
      try decode(Array(codes[start..<min(start + share, codes.count)]))
    }
    return parts.flatMap { $0 }
  }
}

/// The results of `transform` on every element, in order, up to `workers` at a time.
func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], workers: Int, _ transform: @escaping @Sendable (Element) throws -> Result
) async throws -> [Result] {
  guard workers > 1 && elements.count > 1 else { return try elements.map(transform) }
  return try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var results = [Result?](repeating: nil, count: elements.count)
    var next = 0
    while next < min(workers, elements.count) {
      let position = next
      group.addTask { (position, try transform(elements[position])) }
      next += 1
    }
    for try await (position, result) in group {
      results[position] = result
      if next < elements.count {
        let position = next
        group.addTask { (position, try transform(elements[position])) }
        next += 1
      }
    }
    return results.compactMap { $0 }
  }
}

/// What became of one code.
public struct TrialOutcome: Equatable, Sendable {
  /// Whether the whole support was recovered, by a decoder that converged.
  public let success: Bool
  /// Members of the support that were found.
  public let membersFound: Int
  /// Codewords returned that are no members.
  public let falseMembers: Int
  /// Whether the decoder reached its stop rule.
  public let converged: Bool

  init(decoding: Decoding, sent: Support) {
    membersFound = decoding.support.intersectionCount(with: sent)
    falseMembers = decoding.support.count - membersFound
    converged = decoding.converged
    success = decoding.converged && decoding.support == sent
  }
}
