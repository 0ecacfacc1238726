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
/// reconstruction', IEEE Trans. Inform. Theory 55(5), with signs: members have positive
/// coefficients, so correlations and coefficients are compared without absolute values.
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
  public var ensembles: Set<Ensemble.Kind> { Ensemble.Kind.signs }
  public var dictionaryAccess: DictionaryAccess { .manyPasses }

  public func workingBytes(codewordCount: Int, sparsity: Int, dimension: Int) -> Double {
    let capacity = min(sparsity, codewordCount / 2) * 2
    return LeastSquaresFit.byteCount(sparsity: capacity, dimension: dimension)
      + TopKDecoder().workingBytes(
        codewordCount: codewordCount, sparsity: sparsity, dimension: dimension)
  }

  public func batchDecoder(
    for codebook: any Codebook, model: SignalModel
  ) throws -> BatchDecoder {
    let dictionary = try signs(codebook)
    return { codes in
      try Self.decode(codes, sparsity: model.sparsity, dictionary: dictionary)
    }
  }

  private static func decode(
    _ codes: [ReceivedCode], sparsity: Int, dictionary: any SignCodebook
  ) throws -> [Decoding] {
    let matchedFilter = TopKDecoder()
    let starts = try matchedFilter.supports(
      of: codes, sparsity: sparsity, dictionary: dictionary)
    var runs = zip(codes, starts).map { code, start in
      SubspaceRun(code: code, sparsity: sparsity, start: start, dictionary: dictionary)
    }
    var active = runs.indices.filter { runs[$0].energy > 0 }
    while !active.isEmpty {
      let residuals = active.map { ReceivedCode(runs[$0].residual, noisePower: 0) }
      let additions = try matchedFilter.supports(
        of: residuals, sparsity: sparsity, dictionary: dictionary)
      var remaining: [Int] = []
      for (run, addition) in zip(active, additions) {
        if runs[run].absorb(addition, dictionary: dictionary) { remaining.append(run) }
      }
      active = remaining
    }
    return runs.map(\.decoding)
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

  init(
    code: ReceivedCode, sparsity: Int, start: Support, dictionary: any SignCodebook
  ) {
    self.sparsity = sparsity
    dimension = dictionary.dimension
    row =
      code.realCoordinates
      + [Double](repeating: 0, count: SignedSum.rowLength(dimension: dimension) - dimension)
    fit = LeastSquaresFit(
      dimension: dimension, capacity: min(2 * sparsity, dictionary.codewordCount))
    fit.start(received: row)
    keep(start, dictionary: dictionary)
  }

  var decoding: Decoding {
    Decoding(
      support: support, converged: iterations < SubspacePursuitDecoder.iterationLimit,
      iterations: iterations)
  }

  /// Fits on the codewords that are linearly independent of those before; returns them with their
  /// coefficients.
  private func coefficients(
    of codewords: Support, dictionary: any SignCodebook
  ) -> [(codeword: Int, value: Double)] {
    fit.truncate(to: 0)
    var fitted: [Int] = []
    for index in codewords where fit.append(dictionary.codeword(index)) { fitted.append(index) }
    return Array(zip(fitted, fit.solve())).map { ($0.0, $0.1) }
  }

  /// Takes a support if its residual is smaller than that of the one before.
  @discardableResult
  private mutating func keep(_ newSupport: Support, dictionary: any SignCodebook) -> Bool {
    _ = coefficients(of: newSupport, dictionary: dictionary)
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
  mutating func absorb(_ addition: Support, dictionary: any SignCodebook) -> Bool {
    iterations += 1
    let united = Support(support.indices + addition.indices)
    let fitted = coefficients(of: united, dictionary: dictionary)
    // In ascending order of codeword, so that ties go to the lower one.
    let kept = Ranking.largest(sparsity, of: fitted.map(\.value))
    let next = Support(kept.map { fitted[$0].codeword })
    return keep(next, dictionary: dictionary) && energy > 0
      && iterations < SubspacePursuitDecoder.iterationLimit
  }
}
