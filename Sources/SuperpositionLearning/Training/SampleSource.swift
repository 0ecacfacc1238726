import CSuperpositionKernels
import SuperpositionCodes

/// Where training vectors come from: sample t is a pure function of t.
protocol SampleSource: Sendable {
  /// d.
  var dimension: Int { get }

  /// Writes sample `number` to `row`, a row of a `FloatMatrix` of d columns.
  func write(_ number: UInt64, to row: UnsafeMutablePointer<Float>)

  /// How many members sample `number` has; nil where that is not known, or always the same.
  func memberCount(_ number: UInt64) -> Int?
}

extension SampleSource {
  func memberCount(_ number: UInt64) -> Int? { nil }
}

/// Superposition codes of a dictionary: x = Σ a_i f_i over a support of k members, or of k in the mean.
public struct CodeSource: SampleSource {
  /// N.
  public let codewordCount: Int
  /// d.
  public let dimension: Int
  /// k.
  public let sparsity: Int
  /// How many distinct samples there are; nil for fresh ones without end.
  public let distinctSamples: Int?
  /// a_i, one for each codeword; nil where all are one.
  public let amplitudes: [Float]?

  /// The law of what multiplies a member beside its amplitude.
  public let coefficients: CoefficientLaw

  /// The law of the supports.
  public let supports: SupportLaw

  let codewords: FloatMatrix
  private let seed: Seed
}

extension CodeSource {
  /// The codes of a dictionary.
  ///
  /// - Parameters:
  ///   - codewords: N rows of d numbers, of norm one where the codewords are.
  ///   - seed: of the supports.
  public init(
    codewords: [Float], dimension: Int, sparsity: Int, seed: Seed, distinctSamples: Int? = nil,
    amplitudes: [Float]? = nil, coefficients: CoefficientLaw = .one,
    supports: SupportLaw = .uniform
  ) throws(LearningError) {
    guard dimension >= 1, !codewords.isEmpty, codewords.count % dimension == 0 else {
      throw .wrongInput("\(codewords.count) entries are no codewords of \(dimension) numbers each")
    }
    let codewordCount = codewords.count / dimension
    guard sparsity >= 1 && sparsity <= codewordCount else {
      throw .wrongInput("k = \(sparsity) members of N = \(codewordCount) codewords")
    }
    guard distinctSamples.map({ $0 >= 1 }) ?? true else {
      throw .wrongInput("at least one distinct sample, not \(distinctSamples ?? 0)")
    }
    guard amplitudes.map({ $0.count == codewordCount }) ?? true else {
      throw .wrongInput("one amplitude for each of the \(codewordCount) codewords")
    }
    self.init(
      codewordCount: codewordCount, dimension: dimension, sparsity: sparsity,
      distinctSamples: distinctSamples, amplitudes: amplitudes, coefficients: coefficients,
      supports: supports, codewords: FloatMatrix(codewordCount, dimension, codewords), seed: seed)
  }

  /// The codes of a dictionary whose codewords are scaled to a mean squared norm of one: entries of
  /// signs to ±1/√d.
  public init(
    dictionary: any Codebook, sparsity: Int, seed: Seed, distinctSamples: Int? = nil,
    amplitudes: [Float]? = nil, coefficients: CoefficientLaw = .one,
    supports: SupportLaw = .uniform
  ) throws(LearningError) {
    let norms = dictionary.squaredNorms()
    let scale = Float(1 / (norms.reduce(0, +) / Double(norms.count)).squareRoot())
    var entries: [Float] = []
    entries.reserveCapacity(dictionary.codewordCount * dictionary.dimension)
    for index in 0..<dictionary.codewordCount {
      for entry in dictionary.entries(ofCodeword: index) { entries.append(Float(entry) * scale) }
    }
    try self.init(
      codewords: entries, dimension: dictionary.dimension, sparsity: sparsity, seed: seed,
      distinctSamples: distinctSamples, amplitudes: amplitudes, coefficients: coefficients,
      supports: supports)
  }

  /// The codewords, row by row.
  public var codewordEntries: [Float] { codewords.entries }

  /// The same codes with supports of another seed, always fresh: for codes held out.
  func heldOut(seed: Seed) throws(LearningError) -> CodeSource {
    try CodeSource(
      codewords: codewords.entries, dimension: dimension, sparsity: sparsity, seed: seed,
      amplitudes: amplitudes, coefficients: coefficients, supports: supports)
  }

  /// The support of sample `number`.
  func support(_ number: UInt64) -> Support {
    var generator = CounterBasedGenerator(seed[.support, distinct(number)])
    return supports.support(
      sparsity: sparsity, codewordCount: codewordCount, using: &generator)
  }

  func memberCount(_ number: UInt64) -> Int? {
    supports == .uniform ? nil : support(number).count
  }

  /// The number of the distinct sample that sample `number` is.
  private func distinct(_ number: UInt64) -> UInt64 {
    distinctSamples.map { pooled(number, of: $0, seed: seed) } ?? number
  }

  func write(_ number: UInt64, to row: UnsafeMutablePointer<Float>) {
    let width = codewords.stride
    row.update(repeating: 0, count: width)
    withMembers(of: number) { indices, factors, count in
      superpose_add_rows(codewords.values, width, indices, factors, count, width, row)
    }
  }

  /// Sample `number` as decoders read it: summed in double precision, so that members of signs add up exactly: what single precision rounds
  /// depends on the members, and would tell codewords apart whose correlations are the same.
  func code(_ number: UInt64) -> [Double] {
    var code = [Double](repeating: 0, count: dimension)
    withMembers(of: number) { indices, factors, count in
      for member in 0..<count {
        let codeword = codewords[Int(indices[member])]
        for place in code.indices {
          code[place] += Double(factors[member]) * Double(codeword[place])
        }
      }
    }
    return code
  }

  /// The codewords of a sample's members, and what each is multiplied by.
  private func withMembers(
    of number: UInt64,
    _ body: (UnsafePointer<UInt32>, UnsafePointer<Float>, _ count: Int) -> Void
  ) {
    let support = support(number)
    guard !support.indices.isEmpty else { return }
    var generator = CounterBasedGenerator(seed[.members, distinct(number)])
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: support.count) { indices in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: support.count) { factors in
        for (place, index) in support.indices.enumerated() {
          indices[place] = UInt32(index)
          factors[place] =
            (amplitudes?[index] ?? 1) * Float(coefficients.sample(using: &generator))
        }
        guard let first = indices.baseAddress, let factor = factors.baseAddress else { return }
        body(first, factor, support.count)
      }
    }
  }
}

/// The rows of a matrix of activations, drawn with replacement.
public struct ActivationSource: SampleSource {
  /// How many there are.
  public let count: Int
  /// d.
  public let dimension: Int
  let rows: FloatMatrix
  private let seed: Seed

  /// The rows of `entries`, `dimension` numbers each.
  ///
  /// - Throws: `LearningError` for a single row, for a ragged one, and for what is no finite number.
  public init(_ entries: [Float], dimension: Int, seed: Seed) throws(LearningError) {
    guard dimension >= 1, entries.count % dimension == 0 else {
      throw .wrongInput("\(entries.count) entries are no rows of \(dimension) numbers each")
    }
    count = entries.count / dimension
    guard count >= 2 else {
      throw .wrongInput("activations need at least two rows, not \(count)")
    }
    if let position = entries.firstIndex(where: { !$0.isFinite }) {
      throw .wrongInput(
        "the activations have no finite number in row \(position / dimension + 1), "
          + "column \(position % dimension + 1)")
    }
    self.dimension = dimension
    self.seed = seed
    rows = FloatMatrix(count, dimension, entries)
  }

  func write(_ number: UInt64, to row: UnsafeMutablePointer<Float>) {
    row.update(from: rows[Int(pooled(number, of: count, seed: seed))], count: dimension)
  }
}

/// Rows of activations spread evenly over the file, each at most once: what a measurement reads.
struct SpreadSource: SampleSource {
  let activations: ActivationSource
  /// How many rows, at most as many as there are.
  let count: Int

  var dimension: Int { activations.dimension }

  func write(_ number: UInt64, to row: UnsafeMutablePointer<Float>) {
    let place = Int(number % UInt64(count))
    row.update(from: activations.rows[place * activations.count / count], count: dimension)
  }
}

/// A uniform number below `count`, a pure function of `number`.
private func pooled(_ number: UInt64, of count: Int, seed: Seed) -> UInt64 {
  var generator = CounterBasedGenerator(seed[.auxiliary, number])
  return UInt64(Int.random(in: 0..<count, using: &generator))
}
