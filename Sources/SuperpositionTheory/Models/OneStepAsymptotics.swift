/// Propositions 4 and 5 and Figure 6 of the paper: one-step decoders with k = N^ε as N grows.
public enum OneStepAsymptotics {
  /// κ(ε) = 2(1 + √ε)² = 2 + 4√ε + 2ε: d ≥ κ(ε)·k·ln N suffices for `topk` (Proposition 5).
  ///
  /// - Parameter exponent: ε = ln k/ln N, from 0 to 1.
  public static func kappa(exponent: Double) -> Double {
    let root = 1 + exponent.squareRoot()
    return 2 * root * root
  }

  /// κ(ε)/(1 − ε), the dimensions per nat that a one-step decoder needs as N grows, since the
  /// entropy tends to k·(1 − ε)·ln N nats (Figure 6); +∞ at ε = 1.
  public static func dimensionsPerNat(exponent: Double) -> Double {
    kappa(exponent: exponent) / (1 - exponent)
  }

  /// κ(ε)/(1 − ε) in dimensions per bit, ln 2 of the value per nat.
  public static func dimensionsPerBit(exponent: Double) -> Double {
    dimensionsPerNat(exponent: exponent) * Entropy.ln2
  }
}
