/// A dictionary: N codewords of d real entries, wherever they are stored and however they are made.
///
/// Decoders read dictionaries through this protocol alone, or through `SignCodebook`, which refines
/// it by what packed signs can do faster. Values are immutable and shared between workers.
public protocol Codebook: Sendable {
  /// The law of the codewords.
  var ensemble: Ensemble { get }

  /// N.
  var codewordCount: Int { get }

  /// d.
  var dimension: Int { get }

  /// ‖f_i‖² where it is the same for all codewords, nil otherwise.
  var commonSquaredNorm: Double? { get }

  /// ‖f_i‖² of each codeword, N numbers.
  func squaredNorms() -> [Double]

  /// The d entries of codeword i.
  ///
  /// - Precondition: 0 ≤ i < N.
  func entries(ofCodeword index: Int) -> [Double]

  /// Σ w_c f_c over some codewords, d real numbers.
  ///
  /// - Parameters:
  ///   - codewords: their numbers, each in 0 ..< N.
  ///   - weights: one for each.
  /// - Complexity: O(n·d).
  func weightedSum(codewords: [Int], weights: [Double]) -> [Double]

  /// The code of a signal, Σ y_i f_i without noise: exact integers where the codewords are signs and
  /// the coefficients 1, real numbers otherwise.
  ///
  /// - Throws: `CodebookError.codewordOutOfRange`.
  /// - Complexity: O(k·d).
  func encode(_ signal: Signal) throws(CodebookError) -> ReceivedCode.Coordinates

  /// Calls `body` for every vector and every run of codewords, in ascending order of codeword, with
  /// ⟨f_i, v⟩ in double precision; the dictionary is read once for all vectors.
  ///
  /// - Parameters:
  ///   - vectors: each d numbers.
  ///   - body: receives the vector's position, the number of the run's first codeword, and the
  ///     correlations, valid only during the call.
  /// - Complexity: O(N·d) for each vector.
  func forEachCorrelation(
    _ vectors: [[Double]],
    _ body: (
      _ vector: Int, _ firstCodeword: Int, _ correlations: UnsafeBufferPointer<Double>
    ) throws -> Void
  ) rethrows

  /// The dictionary of the first `dimension` coordinates where it has the law of a shorter
  /// dictionary; nil where dimensions are not nested.
  ///
  /// - Precondition: 1 ≤ `dimension` ≤ d.
  func nested(dimension: Int) -> (any Codebook)?
}

extension Codebook {
  /// ‖f_i‖² of each codeword; where norms are equal, N times that.
  public func squaredNorms() -> [Double] {
    if let commonSquaredNorm {
      return [Double](repeating: commonSquaredNorm, count: codewordCount)
    }
    return (0..<codewordCount).map { index in
      entries(ofCodeword: index).reduce(0) { $0 + $1 * $1 }
    }
  }

  /// No nesting, unless a dictionary says otherwise.
  public func nested(dimension: Int) -> (any Codebook)? { nil }

  /// ⟨f_i, v⟩ for all N codewords.
  public func correlations(with vector: [Double]) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(codewordCount)
    forEachCorrelation([vector]) { _, _, values in result.append(contentsOf: values) }
    return result
  }

  /// The real code of a signal, after a check of its codeword numbers.
  func realCode(of signal: Signal) throws(CodebookError) -> ReceivedCode.Coordinates {
    try check(signal.support)
    return .real(weightedSum(codewords: signal.support.indices, weights: signal.weights))
  }

  /// - Throws: `CodebookError.codewordOutOfRange` for a support beyond 0 ..< N.
  func check(_ support: Support) throws(CodebookError) {
    guard let first = support.indices.first, let last = support.indices.last else { return }
    guard first >= 0 && last < codewordCount else {
      throw .codewordOutOfRange(first < 0 ? first : last, codewordCount: codewordCount)
    }
  }
}

/// What a dictionary cannot be asked.
public enum CodebookError: Error, Equatable, CustomStringConvertible {
  /// There is no codeword of this number.
  case codewordOutOfRange(Int, codewordCount: Int)
  /// The code's entries leave the range that the kernels take (±32767).
  case codeOutOfRange

  /// One line that names what is wrong and what would be right.
  public var description: String {
    switch self {
    case .codewordOutOfRange(let index, let count):
      "there is no codeword \(index): the dictionary's are 0 to \(count - 1)"
    case .codeOutOfRange:
      "the code's coordinates leave the range ±32767 of the kernels: k is too large"
    }
  }
}
