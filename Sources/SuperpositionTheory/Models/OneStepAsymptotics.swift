#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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

  /// 2(√ln N + √ln k)², the dimensions per unit of interference at which a one-step decoder succeeds
  /// as N grows; κ(ε)·ln N for k = N^ε.
  public static func dimensionsPerPower(codewords: Int, sparsity: Int) -> Double {
    let root = log(Double(codewords)).squareRoot() + log(Double(sparsity)).squareRoot()
    return 2 * root * root
  }

  /// 4·ln(kN) ≥ `dimensionsPerPower`, the rule of thumb for `topk` in the same unit.
  public static func rulePerPower(codewords: Int, sparsity: Int) -> Double {
    4 * (log(Double(sparsity)) + log(Double(codewords)))
  }
}
