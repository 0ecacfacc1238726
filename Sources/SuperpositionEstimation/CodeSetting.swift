import Foundation
import SuperpositionCodes
import SuperpositionNumerics

/// What is sent, without the dimension: ensemble, N, k, the laws of coefficients and supports, and the
/// channel's noise.
public struct CodeSetting: Hashable, Sendable {
  /// The law of the codewords.
  public let ensemble: Ensemble
  /// N.
  public let codewordCount: Int
  /// k, in the mean where the law of the supports leaves it open, P and the law of the coefficients.
  public let model: SignalModel
  /// The law of the supports.
  public let supports: SupportLaw
  /// The dictionary that all trials share; nil where each cluster of trials draws its own.
  public let dictionary: DictionarySource?

  /// A setting.
  ///
  /// - Precondition: 1 ≤ k ≤ N.
  public init(
    ensemble: Ensemble = .rademacher, codewordCount: Int, sparsity: Int, noisePower: Double = 0,
    coefficients: CoefficientLaw = .one, supports: SupportLaw = .uniform,
    dictionary: DictionarySource? = nil
  ) {
    precondition(sparsity >= 1 && sparsity <= codewordCount)
    precondition(dictionary.map { $0.contents.codewordCount == codewordCount } ?? true)
    precondition(
      ensemble.kind.isGiven == (dictionary != nil), "a given ensemble has its dictionary")
    self.ensemble = ensemble
    self.codewordCount = codewordCount
    model = SignalModel(sparsity: sparsity, noisePower: noisePower, coefficients: coefficients)
    self.supports = supports
    self.dictionary = dictionary
  }

  /// k, the members of a code, in the mean where the law of the supports leaves it open.
  public var sparsity: Int { model.sparsity }
  /// P ≥ 0.
  public var noisePower: Double { model.noisePower }
  /// The law of the coefficients.
  public var coefficients: CoefficientLaw { model.coefficients }

  /// The least correlation that is to be expected of two trials of one dictionary: the probability
  /// (1/C(N, k) for uniform supports) that they send the same code. With noise they differ all the same,
  /// and half is held at most.
  public var coincidence: Double {
    let same =
      firing?.coincidence ?? exp(-Combinatorics.logBinomial(codewordCount, sparsity))
    return noisePower > 0 ? min(same, 0.5) : same
  }

  /// The seed of this setting's trials; with a dimension, of one point of a success curve.
  ///
  /// The decoder is no part of it: decoders at one point are compared on the same codes. A search
  /// over dimensions uses the seed without one, so that its trials are nested. Nor are the laws of
  /// coefficients and supports or a file's content: laws and files are compared on the same supports.
  public func seed(root: Seed, dimension: Int? = nil) -> Seed {
    var path = seedPath(sparsity: sparsity)
    if let dimension { path.append(UInt64(dimension)) }
    return root[.point, path]
  }

  /// The support that a trial sends.
  public func support(trial: Int, pointSeed: Seed) -> Support {
    var generator = CounterBasedGenerator(pointSeed[.support, UInt64(trial)])
    return supports.support(
      sparsity: sparsity, codewordCount: codewordCount, using: &generator)
  }

  /// With which probability each codeword is on; nil where the number of members is fixed.
  public var firing: FiringProbabilities? {
    supports.firing(codewordCount: codewordCount, sparsity: sparsity)
  }

  /// What a trial sends.
  public func signal(trial: Int, pointSeed: Seed) -> Signal {
    let support = support(trial: trial, pointSeed: pointSeed)
    guard coefficients != .one else { return Signal(support) }
    return Signal(
      support,
      coefficients: coefficients.coefficients(
        count: support.count, seed: pointSeed[.coefficients, UInt64(trial)]))
  }

  func seedPath(sparsity: Int) -> [UInt64] {
    [ensemble.kind.number, UInt64(codewordCount), UInt64(sparsity), noisePower.bitPattern]
  }
}
