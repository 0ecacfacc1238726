import SuperpositionCodes

/// What is sent, without the dimension: ensemble, N, k and the channel's noise.
public struct CodeSetting: Hashable, Sendable {
  /// The law of the codewords.
  public let ensemble: Ensemble
  /// N.
  public let codewordCount: Int
  /// k.
  public let sparsity: Int
  /// P ≥ 0.
  public let noisePower: Double

  /// A setting.
  ///
  /// - Precondition: 1 ≤ k ≤ N.
  public init(
    ensemble: Ensemble = .rademacher, codewordCount: Int, sparsity: Int, noisePower: Double = 0
  ) {
    precondition(sparsity >= 1 && sparsity <= codewordCount)
    self.ensemble = ensemble
    self.codewordCount = codewordCount
    self.sparsity = sparsity
    self.noisePower = noisePower
  }

  /// The seed of this setting's trials; with a dimension, of one point of a success curve.
  ///
  /// The decoder is no part of it: decoders at one point are compared on the same codes. A search
  /// over dimensions uses the seed without one, so that its trials are nested.
  public func seed(root: Seed, dimension: Int? = nil) -> Seed {
    var path = [
      ensemble.kind.rawValue, UInt64(codewordCount), UInt64(sparsity), noisePower.bitPattern,
    ]
    if let dimension { path.append(UInt64(dimension)) }
    return root[.point, path]
  }
}
