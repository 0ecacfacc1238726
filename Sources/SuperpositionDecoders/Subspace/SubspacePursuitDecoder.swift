import SuperpositionCodes

/// Subspace pursuit: keeps k codewords, and again and again adds the k with the largest ⟨f_i, r⟩,
/// fits x on the 2k by least squares, keeps the k largest coefficients, and lets r be x minus its
/// fit on those.
///
/// It stops when the residual is zero or no longer shrinks, and returns the best k codewords it had.
/// Unlike the pursuits that take one codeword at a time it can drop a wrong choice, and it needs a
/// pass over the dictionary an iteration instead of k proofs. Among the greedy families beyond
/// orthogonal matching pursuit it measured best: at N = 4096, k = 16, d = 120 it recovered 163 of 200
/// codes, CoSaMP (adding 2k) 160, gradient pursuit 52, orthogonal matching pursuit 51 and matching
/// pursuit 80.
///
/// Source: Dai and Milenkovic (2009), 'Subspace pursuit for compressive sensing signal
/// reconstruction', IEEE Trans. Inform. Theory 55(5). Where members have positive coefficients,
/// correlations and coefficients are compared without absolute values. Codewords of differing norms
/// compete by ⟨f_i, r⟩/‖f_i‖, and coefficients by y_i·‖f_i‖.
public struct SubspacePursuitDecoder: Decoder {
  static let family = DecoderFamily(
    "sp", "keep k codewords; add the k largest <f_i, r>, refit, keep the k largest coefficients",
    // Some ten passes near d*, each with a fit on up to 2k codewords.
    cost: DecoderCost(
      passes: { _ in 10 }, secondsPerEntry: 1.2e-12,
      solving: { k, d in 1e-4 + 1e-8 * k * d + 2e-9 * k * k * (k + d) }),
    guess: { .greedy($1, factor: 1.0) }, isBenchmarkedByDefault: false,
    style: .init(color: "#000000", symbol: 17)
  ) { _ in SubspacePursuitDecoder() }

  /// After so many iterations the decoder gives up.
  static let iterationLimit = 100

  /// A subspace pursuit.
  public init() {}

  public var name: String { "sp" }
  public var ensembles: Set<Ensemble.Kind> { Ensemble.Kind.kept([.signs, .dense]) }
  public var dictionaryAccess: DictionaryAccess { .manyPasses }

  public func covers(_ law: CoefficientLaw) -> Bool { true }

  public func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Double {
    let capacity = min(sparsity, codewordCount / 2) * 2
    return LeastSquaresFit.byteCount(sparsity: capacity, dimension: dimension)
      + TopKDecoder().workingBytes(
        codewordCount: codewordCount, sparsity: sparsity, dimension: dimension)
  }

  public func batchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> BatchDecoder {
    let isTwoSided = !model.coefficients.isPositive
    let leading = try TopKDecoder.leading(
      for: codebook, score: .normalized, isTwoSided: isTwoSided)
    let columns = FitColumns(codebook: codebook, isTwoSided: isTwoSided)
    let sparsity = model.sparsity
    return { codes in
      var runs = zip(codes, try leading(codes, sparsity)).map { code, start in
        SubspaceRun(code: code, sparsity: sparsity, start: start, columns: columns)
      }
      var active = runs.indices.filter { runs[$0].energy > 0 }
      while !active.isEmpty {
        let residuals = active.map { ReceivedCode(runs[$0].residual, noisePower: 0) }
        var remaining: [Int] = []
        for (run, addition) in zip(active, try leading(residuals, sparsity)) {
          if runs[run].absorb(addition) { remaining.append(run) }
        }
        active = remaining
      }
      return runs.map(\.decoding)
    }
  }
}

/// The codewords that fits are made on.
private struct FitColumns: Sendable {
  let codebook: any Codebook
  /// Whether coefficients compete by magnitude.
  let isTwoSided: Bool

  /// Fits on the codewords that are linearly independent of those before; returns them with what their
  /// coefficients compete by.
  func fit(_ fit: LeastSquaresFit, on codewords: Support) -> [(codeword: Int, value: Double)] {
    fit.truncate(to: 0)
    var fitted: [(codeword: Int, value: Double)] = []
    for index in codewords {
      if let signs = codebook as? any SignCodebook {
        if fit.append(signs.codeword(index)) { fitted.append((index, 1)) }
      } else {
        var entries = codebook.entries(ofCodeword: index)
        let norm = entries.reduce(0) { $0 + $1 * $1 }.squareRoot()
        entries += repeatElement(
          0, count: SignedSum.rowLength(dimension: entries.count) - entries.count)
        if fit.append(entries: entries) { fitted.append((index, norm)) }
      }
    }
    for (place, coefficient) in fit.solve().enumerated() {
      fitted[place].value *= isTwoSided ? abs(coefficient) : coefficient
    }
    return fitted
  }
}

/// One code's subspace pursuit between passes.
private struct SubspaceRun {
  private let sparsity: Int
  private let dimension: Int
  private let fit: LeastSquaresFit
  /// r.
  private(set) var residual: [Double] = []
  /// ‖r‖².
  private(set) var energy = Double.infinity
  private var support = Support([])
  private var iterations = 0
  private let row: [Double]
  private let columns: FitColumns

  init(code: ReceivedCode, sparsity: Int, start: Support, columns: FitColumns) {
    self.sparsity = sparsity
    self.columns = columns
    dimension = code.dimension
    row =
      code.realCoordinates
      + [Double](repeating: 0, count: SignedSum.rowLength(dimension: dimension) - dimension)
    fit = LeastSquaresFit(
      dimension: dimension, capacity: min(2 * sparsity, columns.codebook.codewordCount))
    fit.start(received: row)
    keep(start)
  }

  var decoding: Decoding {
    Decoding(
      support: support, converged: iterations < SubspacePursuitDecoder.iterationLimit,
      iterations: iterations)
  }

  /// Takes a support if its residual is smaller than that of the one before.
  @discardableResult
  private mutating func keep(_ newSupport: Support) -> Bool {
    _ = columns.fit(fit, on: newSupport)
    var next = row
    next.withUnsafeMutableBufferPointer { next in
      if let output = next.baseAddress { fit.writeResidual(to: output) }
    }
    let newEnergy = next.withUnsafeBufferPointer { next in
      next.baseAddress.map { SignedSum.energy($0, count: next.count) } ?? 0
    }
    guard newEnergy < energy * (1 - 1e-9) else { return false }
    energy = newEnergy
    support = newSupport
    residual = Array(next.prefix(dimension))
    return true
  }

  /// Takes in the codewords with the largest correlations; returns whether to go on.
  mutating func absorb(_ addition: Support) -> Bool {
    iterations += 1
    let united = Support(support.indices + addition.indices)
    let fitted = columns.fit(fit, on: united)
    // In ascending order of codeword, so that ties go to the lower one.
    let kept = Ranking.largest(sparsity, of: fitted.map(\.value))
    let next = Support(kept.map { fitted[$0].codeword })
    return keep(next) && energy > 0
      && iterations < SubspacePursuitDecoder.iterationLimit
  }
}
