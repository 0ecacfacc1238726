import SuperpositionCodes

/// A decoder that decides from one pass of matched filters alone, so that its ranking of all codewords
/// is theirs.
public protocol OneStepDecoder: Decoder {}

extension TopKDecoder: OneStepDecoder {}
extension ThresholdDecoder: OneStepDecoder {}

/// Any decoder of signs, finished by algebra on the BCH dictionary.
///
/// The decoder's estimate ranks the codewords: by ⟨f, x⟩ for one-step decoders, otherwise by ⟨f, x - FŜ⟩,
/// members of the estimate Ŝ lifted by d as if they were added back. Each cut of the ranking, up to 3k
/// codewords, is a candidate Ŝ; if it differs from the support S in at most t = ⌊d/m⌋ elements, the
/// syndromes of the difference give S, and the answer is exact. The same rows serve decoder and
/// algebra, so the finish costs no dimension.
///
/// Neighbouring cuts differ in one element, which changes the Berlekamp–Massey basis in O(t) field
/// products (`LocatorModule.toggle`); roots are sought only where the shorter polynomial is shorter
/// than the syndromes of no small set would leave it, or has a root close to the cut. Every answer is
/// checked against the code in integers. Where no cut fits, the decoder's own estimate is returned;
/// without noise it is then known to be wrong, and has not converged.
public struct SyndromeFinish: Decoder {
  /// What stands behind the decoder's name.
  private static let suffix = "+syndrome"

  /// The name of the decoder that is finished; nil if a name says of none.
  static func baseName(of name: String) -> String? {
    name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : nil
  }

  /// Codewords beyond the cut, in units of k.
  private static let reach = 3
  /// How many codewords on either side of a cut are asked whether they are roots.
  private static let witnesses = 12

  /// The decoder that is finished.
  public let base: any Decoder

  /// - Parameter base: a decoder that covers the BCH ensemble.
  public init(_ base: any Decoder) {
    self.base = base
  }

  public var name: String { base.name + Self.suffix }
  public var ensembles: Set<Ensemble.Kind> { base.ensembles.intersection([.bch]) }
  public var dictionaryAccess: DictionaryAccess { base.dictionaryAccess }
  public func covers(sparsity: Int) -> Bool { base.covers(sparsity: sparsity) }
  public func identity() throws -> [String: String] { try base.identity() }

  public func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Double {
    base.workingBytes(codewordCount: codewordCount, sparsity: sparsity, dimension: dimension)
      + SyndromeCode.workingBytes(codewordCount: codewordCount, dimension: dimension)
      + 64 * Double(Self.reach) * Double(sparsity)
  }

  public func batchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> BatchDecoder {
    let dictionary = try SyndromeCode.dictionary(codebook, decoder: name)
    let decode = try base.batchDecoder(for: codebook, model: model)
    return { codes in
      let estimates = base is any OneStepDecoder ? nil : try decode(codes)
      let rankings = try rankings(
        of: codes, estimates: estimates?.map(\.support), model: model, dictionary: dictionary)
      var decodings: [Decoding?] = zip(codes, rankings).map { received, ranking in
        let code = received.roundedToParity(of: model.sparsity)
        return Self.finish(code, ranking: ranking, model: model, dictionary: dictionary).map {
          Decoding(support: $0)
        }
      }
      for (number, decoding) in decodings.enumerated() where decoding == nil {
        let own = try estimates?[number] ?? decode([codes[number]])[0]
        decodings[number] = Decoding(
          support: own.support, converged: own.converged && model.noisePower > 0,
          iterations: own.iterations)
      }
      return decodings.compactMap { $0 }
    }
  }

  /// The first 3k codewords for each code.
  private func rankings(
    of codes: [ReceivedCode], estimates: [Support]?, model: SignalModel,
    dictionary: BCHDictionary
  ) throws -> [[Int]] {
    let count = min(Self.reach * model.sparsity, dictionary.codewordCount)
    guard let estimates else {
      return try MatchedFilter.ranking(of: codes, count: count, dictionary: dictionary).map {
        $0.map(\.codeword)
      }
    }
    let residuals = zip(codes, estimates).map { code, estimate in
      code.subtracting(dictionary.encode(estimate))
    }
    let ranked = try MatchedFilter.ranking(
      of: residuals, count: count, dictionary: dictionary)
    return zip(zip(residuals, estimates), ranked).map { pair, ranked in
      let (residual, estimate) = pair
      let members = Set(estimate)
      let values = residual.realCoordinates
      let lift = Double(dictionary.dimension)
      var scored = ranked.filter { !members.contains($0.codeword) }
      scored += estimate.map { member in
        let correlation = MatchedFilter.exactCorrelation(
          values, codeword: dictionary.codeword(member))
        return (codeword: member, correlation: correlation + lift)
      }
      scored.sort {
        $0.correlation != $1.correlation
          ? $0.correlation > $1.correlation : $0.codeword < $1.codeword
      }
      return scored.prefix(count).map(\.codeword)
    }
  }

  /// The support that fits a cut of the ranking, nearest cuts to k first.
  private static func finish(
    _ code: [Int32], ranking: [Int], model: SignalModel, dictionary: BCHDictionary
  ) -> Support? {
    let syndromes = SyndromeCode(
      code, codewordCount: dictionary.codewordCount, sparsity: model.sparsity,
      field: dictionary.field)
    guard syndromes.order > 0 else { return nil }
    let middle = min(model.sparsity, ranking.count)
    var rising = syndromes.locators(without: ranking.prefix(middle))
    var falling = rising
    var low = middle
    var high = middle
    if let support = support(
      rising, cut: middle, ranking: ranking, syndromes: syndromes, code: code,
      dictionary: dictionary)
    {
      return support
    }
    while low > 0 || high < ranking.count {
      if low > 0 {
        low -= 1
        falling.toggle(UInt64(ranking[low]))
        if let support = support(
          falling, cut: low, ranking: ranking, syndromes: syndromes, code: code,
          dictionary: dictionary)
        {
          return support
        }
      }
      if high < ranking.count {
        rising.toggle(UInt64(ranking[high]))
        high += 1
        if let support = support(
          rising, cut: high, ranking: ranking, syndromes: syndromes, code: code,
          dictionary: dictionary)
        {
          return support
        }
      }
    }
    return nil
  }

  private static func support(
    _ locators: LocatorModule, cut: Int, ranking: [Int], syndromes: SyndromeCode, code: [Int32],
    dictionary: BCHDictionary
  ) -> Support? {
    let order = locators.order
    if locators.locatorDegree == order {
      // Most syndromes lead here. A difference of t elements changes the size by as many, modulo 2,
      // and probably has some close by; where t is small, looking for the roots is as cheap.
      guard (order + cut + syndromes.sparsity) % 2 == 0 else { return nil }
      if order * syndromes.field.degree > 512 {
        let near = ranking[max(0, cut - witnesses)..<min(ranking.count, cut + witnesses)]
        guard near.contains(where: { $0 != 0 && locators.locates(UInt64($0)) }) else {
          return nil
        }
      }
    }
    guard
      let support = syndromes.support(
        locators: locators, differingFrom: Array(ranking.prefix(cut))),
      dictionary.encode(support) == code
    else { return nil }
    return support
  }
}

extension ReceivedCode {
  /// The code less a superposition.
  func subtracting(_ sum: [Int32]) -> ReceivedCode {
    switch coordinates {
    case .integer(let values): ReceivedCode(zip(values, sum).map { $0 - $1 })
    case .real(let values):
      ReceivedCode(zip(values, sum).map { $0 - Double($1) }, noisePower: noisePower)
    }
  }
}

extension SyndromeCode {
  /// The module of these syndromes less those of some codewords.
  func locators(without estimate: some Sequence<Int>) -> LocatorModule {
    var sums = oddPowerSums
    for member in estimate {
      var power = UInt64(member)
      let square = field.square(power)
      for group in sums.indices {
        sums[group] ^= power
        power = field.multiply(power, square)
      }
    }
    return LocatorModule(oddPowerSums: sums, field: field)
  }
}

extension MatchedFilter {
  /// The `count` codewords with the largest ⟨f, x⟩ for each code, largest first, ties to the lower
  /// index; real codes are compared in fixed point.
  static func ranking(
    of codes: [ReceivedCode], count: Int, dictionary: any SignCodebook
  ) throws -> [[(codeword: Int, correlation: Double)]] {
    let vectors = try codes.map { try FixedPointVector($0) }
    let leaders = TopKDecoder.leaders(of: codes, vectors, count: count, dictionary: dictionary)
    return zip(leaders, vectors).map { leaders, vector in
      leaders.leading().map { ($0.codeword, $0.score * vector.scale) }
    }
  }
}
