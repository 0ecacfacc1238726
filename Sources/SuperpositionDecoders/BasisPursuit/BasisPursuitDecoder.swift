import SuperpositionCodes

/// Basis pursuit: the k largest coordinates of argmin 1ᵀy subject to Fy = x, y ≥ 0.
///
/// The linear program is solved over all N codewords and its optimum certified by a dual vector
/// (`BasisPursuitSolver`). With `box`, y ≤ 1 is a constraint too. Chen, Donoho and Saunders (1998),
/// 'Atomic decomposition by basis pursuit', SIAM J. Sci. Comput. 20; Donoho and Tanner (2005),
/// 'Sparse nonnegative solution of underdetermined linear equations by linear programming', PNAS
/// 102.
///
/// Coordinates that agree within 10^-6 count as equal, and the lower index wins. With noise the
/// equality is kept as it is: the program then fits the noise too, with up to d coordinates.
public struct BasisPursuitDecoder: Decoder {
  static let family = DecoderFamily(
    "bp", "the k largest of argmin sum(y), Fy = x, y >= 0, certified",
    options: [("box", "with y <= 1 as well")],
    cost: DecoderCost(
      passes: { _ in 20 }, secondsPerEntry: 6e-12, solving: { _, d in 2.5e-7 * d * d + 2e-3 }),
    guess: { .basisPursuit($1) }, style: .init(color: "#56B4E9", symbol: 11)
  ) { BasisPursuitDecoder(isBoxed: $0 != nil) }

  /// Whether y ≤ 1 is a constraint.
  public let isBoxed: Bool

  /// A basis-pursuit decoder.
  public init(isBoxed: Bool = false) {
    self.isBoxed = isBoxed
  }

  public var name: String { isBoxed ? "bp:box" : "bp" }
  public var ensembles: Set<Ensemble.Kind> { Ensemble.Kind.signs }
  public var dictionaryAccess: DictionaryAccess { .manyPasses }

  public func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Double {
    // Two matrices of order d in double precision, a border, and some 6·max(d, 4k) columns kept
    // twice.
    let order = Double(dimension)
    let columns = min(Double(codewordCount), 6 * max(order, 4 * Double(sparsity)))
    let bytes = 18 * order * order + columns * (order / 4 + 256)
    return Double(TileChunk.cachedByteCount) + bytes
  }

  public func batchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> BatchDecoder {
    let solver = BasisPursuitSolver(dictionary: try signs(codebook), isBoxed: isBoxed)
    return { codes in
      try codes.map { code in
        let solution = try solver.solve(code, sparsity: model.sparsity)
        return Decoding(
          support: Support(
            leading(model.sparsity, of: solution, codewordCount: codebook.codewordCount)),
          converged: solution.certificate != .none, iterations: solution.iterations)
      }
    }
  }

  /// The k largest coordinates, zeros included.
  private func leading(
    _ count: Int, of solution: BasisPursuitSolution, codewordCount: Int
  ) -> [Int] {
    var entries: [(codeword: Int, value: Double)] = []
    for (codeword, value) in zip(solution.codewords, solution.values) {
      let rounded = (value * 1e6).rounded()
      if rounded > 0 { entries.append((codeword, rounded)) }
    }
    entries.sort { $0.value != $1.value ? $0.value > $1.value : $0.codeword < $1.codeword }
    var chosen = entries.prefix(count).map(\.codeword)
    // Where fewer than k are positive, the rest tie at zero.
    let positive = Set(chosen)
    var next = 0
    while chosen.count < count && next < codewordCount {
      if !positive.contains(next) { chosen.append(next) }
      next += 1
    }
    return chosen
  }
}
