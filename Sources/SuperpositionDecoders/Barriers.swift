import SuperpositionCodes

/// A decoder whose run up to its first mistake depends on the member codewords alone.
///
/// Then P(success | members) = (1 - q)^(N-k), with q the probability that one fresh random codeword
/// clears any of the barriers: the conditional estimator needs no dictionary. A greedy decoder gets
/// that estimator by conforming.
public protocol BarrierDecoder: Decoder {
  /// Whether the barriers are those of its run on coefficients of this law.
  func hasBarriers(for law: CoefficientLaw) -> Bool

  /// Runs the decoder with the dictionary restricted to the members.
  ///
  /// - Parameters:
  ///   - members: the k codewords sent, a stored dictionary of its own with all k as support.
  ///   - received: the (possibly noisy) sum of all members with their coefficients.
  ///   - coefficients: the law of the coefficients, one for which `hasBarriers` holds.
  ///   - codewordCount: N of the full dictionary, which a rule may use.
  /// - Returns: what every other codeword must stay below, or nil if the members alone already
  ///   lead the decoder to a mistake.
  func barriers(
    members: RademacherDictionary, received: ReceivedCode, coefficients: CoefficientLaw,
    codewordCount: Int
  ) throws -> Barriers?
}

extension BarrierDecoder {
  /// Those of unit coefficients, unless a decoder says otherwise.
  public func hasBarriers(for law: CoefficientLaw) -> Bool { law == .one }
}

/// Barriers (r_t, h_t), t = 0 ..< T: a fresh codeword f spoils the run iff ⟨f, r_t⟩ ≥ h_t for some t
/// (> at a tie that f would lose).
///
/// Residuals are combinations of the received code and the members, so all ⟨f, r_t⟩ come from
/// ⟨f, received⟩ and the k products ⟨f, f_s⟩. The first residual is always the received code.
public struct Barriers: Sendable {
  /// How the residuals follow from the members.
  public enum Residuals: Sendable {
    /// One barrier whose residual is the received code.
    case received
    /// Matching pursuit: r_t = received - (the first t members of this order), t = 0 ..< k.
    case removing(order: [Int])
    /// Matching pursuit with real steps: r_t = received - Σ_{j<t} steps[j]·f_{order[j]}, members repeated
    /// where the pursuit repeats them.
    case stepping(order: [Int], steps: [Double])
    /// Orthogonal pursuits: r_t = received - Σ_{j<t} y_j e_j, where the orthonormal directions e_j
    /// follow from the members in this order, f_{order[t]} = Σ_{j≤t} L_tj e_j. `factor` is L,
    /// T × T, row-major, lower triangular with a positive diagonal.
    case projecting(order: [Int], factor: [Double], coefficients: [Double])
    /// Any other: r_t = received - Σ_s W_ts f_s with W of T × k, row-major.
    case combinations(weights: [Double])
  }

  /// What happens when ⟨f, r_t⟩ = h_t exactly. 'The lower index wins' has the law of independent
  /// uniform priorities, least first, which for the members ascend with their index.
  public enum TieRule: Sendable {
    /// f loses every tie (threshold: acceptance is strict).
    case freshLoses
    /// f wins the tie at barrier t if its priority is less than that of a member: T numbers in
    /// 0 ..< k.
    case priorityOfMember([Int])
  }

  /// The residuals.
  public let residuals: Residuals
  /// h_t, T numbers.
  public let heights: [Double]
  /// ‖r_t‖², T numbers; used to aim the importance sampling and to bound tails from above.
  public let energies: [Double]
  /// Whether the decoder compares |⟨f, r_t⟩| instead of ⟨f, r_t⟩.
  public let isTwoSided: Bool
  /// The tie rule.
  public let ties: TieRule

  /// Barriers.
  public init(
    residuals: Residuals, heights: [Double], energies: [Double], isTwoSided: Bool = false,
    ties: TieRule
  ) {
    precondition(heights.count == energies.count && !heights.isEmpty)
    self.residuals = residuals
    self.heights = heights
    self.energies = energies
    self.isTwoSided = isTwoSided
    self.ties = ties
  }
}
