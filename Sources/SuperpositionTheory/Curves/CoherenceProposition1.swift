extension TheoryCurve {
  /// d = 2ε⁻²(2 ln N + ln(1/(1−p))): above, all normalised inner products of codewords are below ε
  /// with probability p (Proposition 1; see `CoherenceBound`). Says nothing about k.
  static let coherenceProposition1 = TheoryCurve(
    name: "coherence_prop1",
    summary: "all inner products below coherence*d with probability p (Proposition 1)",
    dependsOnTarget: true,
    applies: { $0.codewords > 1 },
    dimension: {
      CoherenceBound.dimension(
        codewords: $0.codewords, coherence: $0.coherence, confidence: $0.target)
    })
}
