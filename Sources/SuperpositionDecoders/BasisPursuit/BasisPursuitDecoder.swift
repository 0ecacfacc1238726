import SuperpositionCodes

/// Basis pursuit: the k largest coordinates of argmin Σy subject to Fy = x, y ≥ 0; with noise of power
/// P, basis pursuit denoising, ‖Fy - x‖ ≤ √(dP) in place of the equality.
///
/// The program is solved over all N codewords and its optimum certified by a dual vector
/// (`BasisPursuitSolver`). With `box`, y ≤ 1 is a constraint too. Where no y comes within √(dP) of
/// the code, as happens for d > N, the answer is that of the y that comes nearest, the limit of the
/// program as the radius falls to what can be reached. Chen, Donoho and Saunders (1998), 'Atomic
/// decomposition by basis pursuit', SIAM J. Sci. Comput. 20; Donoho and Tanner (2005), 'Sparse
/// nonnegative solution of underdetermined linear equations by linear programming', PNAS 102.
///
/// Coordinates that agree within 10^-6 count as equal, and the lower index wins.
public struct BasisPursuitDecoder: ConvexDecoder {
  static let family = DecoderFamily(
    "bp", "the k largest of argmin sum(y), |Fy - x| <= sqrt(dP), y >= 0, certified",
    options: [("box", "with y <= 1 as well")], cost: cost,
    guess: { .basisPursuit($1) }, style: .init(color: "#56B4E9", symbol: 11)
  ) { BasisPursuitDecoder(isBoxed: $0 != nil) }

  /// What a decode takes, with `lasso` too.
  static let cost = DecoderCost(
    passes: { _ in 20 }, secondsPerEntry: 6e-12, solving: { _, d in 2.5e-7 * d * d + 2e-3 })

  /// Whether y ≤ 1 is a constraint.
  public let isBoxed: Bool

  /// A basis-pursuit decoder.
  public init(isBoxed: Bool = false) {
    self.isBoxed = isBoxed
  }

  public var name: String { isBoxed ? "bp:box" : "bp" }

  public func covers(_ law: CoefficientLaw) -> Bool { !isBoxed || law == .one }

  public func batchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> BatchDecoder {
    let radius = (Double(codebook.dimension) * model.noisePower).squareRoot()
    return BasisPursuitDecoding.batchDecoder(
      for: codebook, model: model, isBoxed: isBoxed,
      fit: radius > 0 ? .within(radius: radius) : .exact)
  }
}
