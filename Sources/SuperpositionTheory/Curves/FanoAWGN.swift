#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension TheoryCurve {
  /// d = 2(p·ln N − ln 2)/ln(1 + 1/P): success with probability p takes at least this for one symbol
  /// in white noise of power P (Proposition 2, Fano's inequality); left out where it is not positive.
  static let fanoAWGN = TheoryCurve(
    name: "fano_awgn",
    summary: "one noisy symbol: no codebook reaches p below (Proposition 2, Fano)",
    dependsOnTarget: true,
    applies: { SymbolChannel.applies(to: $0) && $0.target * log($0.realCodewords) > Entropy.ln2 },
    dimension: {
      2 * ($0.target * log($0.realCodewords) - Entropy.ln2)
        / SymbolChannel.logOnePlusSignalToNoise($0.noise)
    })
}
