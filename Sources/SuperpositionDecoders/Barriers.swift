import SuperpositionCodes

/// A decoder whose run up to its first mistake depends on the member codewords alone.
///
/// Then P(success | members) = (1 - q)^(N-k), with q the probability that one fresh random codeword
/// clears any of the barriers: the conditional estimator needs no dictionary. A greedy decoder gets
/// that estimator by conforming.
public protocol BarrierDecoder: Decoder {
  /// Runs the decoder with the dictionary restricted to the members.
  ///
  /// - Parameters:
  ///   - members: the k codewords sent, a stored dictionary of its own with all k as support.
  ///   - received: the (possibly noisy) sum of all members.
  ///   - codewordCount: N of the full dictionary, which a rule may use.
  /// - Returns: what every other codeword must stay below, or nil if the members alone already
  ///   lead the decoder to a mistake.
  func barriers(
    members: RademacherDictionary, received: ReceivedCode, codewordCount: Int
  ) throws -> Barriers?
}

/// Barriers (r_t, h_t), t = 1 … T: a fresh codeword f spoils the run iff ⟨f, r_t⟩ ≥ h_t for some t
/// (> at a tie that f would lose).
///
/// Residuals are combinations of the received code and the members,
/// r_t = received - Σ_s W_ts f_s, so all ⟨f, r_t⟩ come from ⟨f, received⟩ and the k products
/// ⟨f, f_s⟩.
public struct Barriers: Sendable {
  /// How the residuals follow from the members.
  public enum Residuals: Sendable {
    /// One barrier whose residual is the received code.
    case received
    /// Matching pursuit: r_t = received - (the first t members of this order), t = 0 ..< k.
    case removing(order: [Int])
    /// Orthogonal pursuits: row t of a T × k matrix W, row-major; r_t = received - Σ_s W_ts f_s.
    case combinations(weights: [Double])
  }

  /// What happens when ⟨f, r_t⟩ = h_t exactly.
  public enum TieRule: Sendable {
    /// f loses every tie (threshold: acceptance is strict).
    case freshLoses
    /// Lower index wins: f wins against member m with the probability that its uniform priority
    /// beats m's; the member that holds each barrier, T numbers in 0 ..< k.
    case priorityOfMember([Int])
    /// As above where several members share the barrier and f must beat the weakest of them
    /// (top-k): the members that hold the single barrier.
    case weakestPriorityOfMembers([Int])
  }

  /// The residuals.
  public let residuals: Residuals
  /// h_t, T numbers.
  public let heights: [Double]
  /// Whether the decoder compares |⟨f, r_t⟩| instead of ⟨f, r_t⟩.
  public let isTwoSided: Bool
  /// The tie rule.
  public let ties: TieRule

  /// Barriers.
  public init(residuals: Residuals, heights: [Double], isTwoSided: Bool = false, ties: TieRule) {
    self.residuals = residuals
    self.heights = heights
    self.isTwoSided = isTwoSided
    self.ties = ties
  }
}
