import SuperpositionCodes

/// A decoder that solves one of the programs of basis pursuit.
public protocol ConvexDecoder: Decoder {}

extension ConvexDecoder {
  /// Packed signs and real rows, codewords of one law.
  public var ensembles: Set<Ensemble.Kind> { Ensemble.Kind.kept([.signs, .dense]) }
  /// A pass for every pricing of columns.
  public var dictionaryAccess: DictionaryAccess { .manyPasses }

  /// Two matrices of order d in double precision, a border, and some 6·max(d, 4k) columns kept twice,
  /// packed or dense.
  public func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Double {
    let order = Double(dimension)
    let columns = min(Double(codewordCount), 6 * max(order, 4 * Double(sparsity)))
    let bytes = 18 * order * order + columns * (order / 4 + 256)
    return Double(TileChunk.cachedByteCount) + bytes
  }
}

/// What the decoders of the family of basis pursuit share: from a program's solution to a support.
enum BasisPursuitDecoding {
  /// Solves a program for each code and takes the k largest coordinates.
  ///
  /// Where coefficients may be negative, the columns are [F, -F], and a codeword's coordinate is that
  /// of either column.
  static func batchDecoder(
    for codebook: any Codebook, model: SignalModel, isBoxed: Bool, fit: BasisPursuitFit
  ) -> BatchDecoder {
    let sparsity = model.sparsity
    let hasBothSigns = !model.coefficients.isPositive
    func decoder(_ source: some BasisPursuitSource) -> BatchDecoder {
      let solver = BasisPursuitSolver(source: source, isBoxed: isBoxed, fit: fit)
      let codewordCount = codebook.codewordCount
      return { codes in
        try codes.map { code in
          let solution = try solver.solve(code, sparsity: sparsity)
          return Decoding(
            support: Support(leading(sparsity, of: solution, codewordCount: codewordCount)),
            converged: solution.certificate != .none, iterations: solution.iterations)
        }
      }
    }
    guard let signs = codebook as? any SignCodebook else {
      return decoder(DenseSource(codebook: codebook, hasBothSigns: hasBothSigns))
    }
    return decoder(PackedSource(dictionary: signs, hasBothSigns: hasBothSigns))
  }

  /// The k largest coordinates, zeros included; those that agree within 10^-6 (of the largest, if
  /// that is below 1) count as equal, and the lower index wins.
  static func leading(
    _ count: Int, of solution: BasisPursuitSolution, codewordCount: Int
  ) -> [Int] {
    let unit = min(1, solution.values.max() ?? 1) * 1e-6
    guard unit > 0 else { return Array(0..<min(count, codewordCount)) }
    var entries: [(codeword: Int, value: Double)] = []
    for (codeword, value) in zip(solution.codewords, solution.values) {
      let rounded = (value / unit).rounded()
      if rounded > 0 { entries.append((codeword % codewordCount, rounded)) }
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
