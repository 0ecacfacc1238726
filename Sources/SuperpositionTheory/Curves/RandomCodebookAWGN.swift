#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension TheoryCurve {
  /// d = 2 ln N/ln(1 + 1/P), where a random codebook succeeds for large N with one symbol in white
  /// noise of power P; about 2P ln N for large P (Proposition 3 and Corollary 1, channel coding).
  static let randomCodebookAWGN = TheoryCurve(
    name: "random_codebook_awgn",
    summary: "one noisy symbol: a random codebook succeeds for large N (Proposition 3)",
    dependsOnTarget: false,
    applies: { SymbolChannel.applies(to: $0) },
    dimension: {
      2 * log($0.realCodewords) / SymbolChannel.logOnePlusSignalToNoise($0.noise)
    })
}
