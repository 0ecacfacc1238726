import SuperpositionCodes

/// The lasso with nonnegative coordinates: the k largest coordinates of
/// argmin ½‖Fy - x‖² + λΣy, y ≥ 0.
///
/// λ is in the units of ⟨f_i, x⟩, with codewords as they are (‖f‖² = d for signs): from
/// λ = max ⟨f_i, x⟩ on, y = 0, and λ → 0 joins basis pursuit. Solved over all N codewords and
/// certified as basis pursuit is. Tibshirani (1996), 'Regression shrinkage and selection via the
/// lasso', J. R. Stat. Soc. B 58.
public struct LassoDecoder: ConvexDecoder {
  static let family = DecoderFamily(
    "lasso", "the k largest of argmin |Fy - x|^2/2 + λ sum(y), y >= 0, certified",
    parameter: ("λ", "this λ > 0, a number in units of <f_i, x>"), example: "5",
    cost: BasisPursuitDecoder.cost, guess: { .basisPursuit($1) }
  ) { $0.flatMap { LassoDecoder(penalty: $0) } }

  /// λ.
  public let penalty: Double
  public let name: String

  /// A lasso decoder; nil unless `text` is a positive real number, λ, which the name repeats.
  public init?(penalty text: String) {
    guard let penalty = DecoderFamily.positiveNumber(text) else { return nil }
    self.penalty = penalty
    name = "lasso:\(text)"
  }

  public func covers(_ law: CoefficientLaw) -> Bool { true }

  public func batchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> BatchDecoder {
    BasisPursuitDecoding.batchDecoder(
      for: codebook, model: model, isBoxed: false, fit: .penalized(penalty))
  }
}
