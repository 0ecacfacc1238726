import SuperpositionCodes

/// Where a theory curve is evaluated.
public struct TheoryPoint: Hashable, Sendable {
  /// The largest number of codewords that the suite supports, 2^60.
  public static let maximumCodewords = 1 << 60

  /// N, the number of codewords: 1 ... 2^60.
  public let codewords: Int
  /// k, the number of members of a support: 1 ... N.
  public let sparsity: Int
  /// P, the variance of the channel's Gaussian noise in each coordinate, in units of one codeword's
  /// power; 0 is the noiseless code.
  public let noise: Double
  /// p, the success probability to reach, strictly between 0 and 1.
  public let target: Double
  /// ε of Proposition 1, the largest normalised inner product allowed, between 0 and 1.
  public let coherence: Double
  /// The law of the members' coefficients.
  public let coefficients: CoefficientLaw
  /// L, the number of classes of a staircase dictionary; nil for its default.
  public let classes: Int?

  /// A point, checked.
  ///
  /// - Throws: `TheoryError.invalidPoint`, naming the parameter that is out of range.
  public init(
    codewords: Int, sparsity: Int, noise: Double = 0, target: Double = 0.5, coherence: Double = 0.5,
    coefficients: CoefficientLaw = .one, classes: Int? = nil
  ) throws(TheoryError) {
    guard codewords >= 1, codewords <= Self.maximumCodewords else {
      throw .invalidPoint("N = \(codewords): the number of codewords has to lie in 1 ... 2^60")
    }
    guard sparsity >= 1, sparsity <= codewords else {
      throw .invalidPoint("k = \(sparsity): the sparsity has to lie in 1 ... N = \(codewords)")
    }
    guard noise >= 0, noise <= 1e100 else {
      throw .invalidPoint("noise \(noise): the noise has to lie in 0 ... 1e100")
    }
    guard target > 0, target < 1 else {
      throw .invalidPoint("target \(target): the target has to lie strictly between 0 and 1")
    }
    guard coherence > 1e-100, coherence <= 1 else {
      throw .invalidPoint("coherence \(coherence): the coherence has to lie between 0 and 1")
    }
    if let classes {
      let most = min(codewords, StaircaseHeights.maximumClasses)
      guard classes >= 1, classes <= most else {
        throw .invalidPoint("L = \(classes): the number of classes has to lie in 1 ... \(most)")
      }
    }
    self.codewords = codewords
    self.sparsity = sparsity
    self.noise = noise
    self.target = target
    self.coherence = coherence
    self.coefficients = coefficients
    self.classes = classes
  }

  /// H(N, k) in bits; 0 if k = N.
  public var entropyBits: Double {
    Entropy.entropyBits(codewords: codewords, sparsity: sparsity)
  }

  /// R = H/d, nil unless d > 0.
  public func bitsPerDimension(at dimension: Double) -> Double? {
    dimension > 0 ? entropyBits / dimension : nil
  }

  /// d/H, nil if a support carries no information (k = N).
  public func dimensionsPerBit(at dimension: Double) -> Double? {
    let bits = entropyBits
    return bits > 0 ? dimension / bits : nil
  }

  /// The fraction of the information-theoretic limit that a decoder reaches which needs `dimension`:
  /// its bitrate H/d over the largest one possible, h(k) bits per dimension. It equals the dimension
  /// of `counting_converse` over `dimension`; nil if k = N, d ≤ 0, or with noise, where that limit
  /// does not hold.
  public func fractionOfLimit(at dimension: Double) -> Double? {
    guard isNoiseless, dimension > 0 else { return nil }
    return CountingBound.converseDimension(codewords: codewords, sparsity: sparsity) / dimension
  }

  /// The fraction of the bound for this target that a decoder reaches which needs `dimension` for it:
  /// the dimension of `counting_strong` over `dimension`, never above 1 but for errors of
  /// measurement. Nil where that curve does not apply, or if d ≤ 0.
  ///
  /// - Parameters:
  ///   - dimension: d.
  ///   - isStaircase: whether the dictionary is a staircase of L classes: `staircase_counting_strong`.
  /// - Complexity: up to a tenth of a second.
  public func fractionOfBound(at dimension: Double, isStaircase: Bool = false) -> Double? {
    guard isNoiseless, dimension > 0 else { return nil }
    let bound =
      isStaircase
      ? try? StaircaseCounting(self).strongDimension(target: target)
      : try? CountingBound.strongDimension(
        codewords: codewords, sparsity: sparsity, target: target)
    return bound.flatMap { $0 > 0 ? $0 / dimension : nil }
  }

  /// N, k, N − k as real numbers.
  var realCodewords: Double { Double(codewords) }
  var realSparsity: Double { Double(sparsity) }
  var realOthers: Double { Double(codewords - sparsity) }

  /// Whether a support carries information at all.
  var isInformative: Bool { sparsity < codewords }
  /// Whether the code is a plain sum of its members without noise, and carries information.
  var isNoiseless: Bool { noise == 0 && isInformative && coefficients == .one }
}
