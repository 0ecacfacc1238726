import CSuperpositionKernels
import Foundation
import SuperpositionCodes

/// The k codewords of real rows with the largest scores, ties to the lower index.
///
/// A pass in single precision finds what may be among the k; where its error leaves a doubt, scores in
/// double precision decide.
struct DenseRanking: Sendable {
  /// The rows.
  let correlator: DenseCorrelator
  /// Whether the magnitude of a score counts.
  let isTwoSided: Bool
  /// What scores are made of, in double precision and as the passes take it.
  private let weights: [Double]?
  private let offsets: [Double]?
  private let singleWeights: [Float]?
  private let singleOffsets: [Float]?
  /// What a unit vector along it makes of a codeword's score, at most: ‖f‖ times its weight; nil for 1.
  private let singleReaches: [Float]?
  /// The largest reach, and what rounding the offsets adds to the error of a score.
  private let largestReach: Double
  private let offsetError: Double
  /// The root mean square of the reaches, and the mean of the offsets.
  let typicalReach: Double
  let typicalOffset: Double

  init(_ codebook: DenseCodebook, score: CodewordScore, isTwoSided: Bool = false) {
    self.init(DenseCorrelator(codebook), score: score, isTwoSided: isTwoSided)
  }

  init(_ correlator: DenseCorrelator, score: CodewordScore, isTwoSided: Bool = false) {
    self.correlator = correlator
    self.isTwoSided = isTwoSided
    let energies = correlator.energies
    weights = score.weights(energies: energies)
    offsets = score.offsets(energies: energies)
    singleWeights = weights.map { $0.map(Float.init) }
    singleOffsets = offsets.map { $0.map(Float.init) }
    let weights = weights
    let reaches = energies.indices.map { energies[$0].squareRoot() * (weights?[$0] ?? 1) }
    if case .normalized = score {
      singleReaches = nil
    } else {
      singleReaches = reaches.map { Float($0).nextUp }
    }
    largestReach = reaches.max() ?? 0
    offsetError = 0x1p-22 * (offsets?.reduce(0) { max($0, abs($1)) } ?? 0)
    let count = Double(max(1, energies.count))
    typicalReach = (reaches.reduce(0) { $0 + $1 * $1 } / count).squareRoot()
    typicalOffset = (offsets?.reduce(0, +) ?? 0) / count
  }

  /// How far a score, as a pass computes it, may be from the true one.
  ///
  /// - Parameter correlationError: of the correlations, over the codewords' norms.
  func error(_ correlationError: Double) -> Double {
    largestReach * correlationError + offsetError
  }

  /// The codewords that may be among the `count` with the largest scores with a row, over its length.
  ///
  /// - Parameter rank: 1 for those that may be the first, and the others by their rounded scores alone.
  func leaders(
    _ count: Int, row: Int, of rows: UnitRows, tieTolerance: Double, rank: Int? = nil
  ) -> LeadingScores {
    let length = rows.lengths[row]
    let error = self.error(rows.errors[row] * length)
    return LeadingScores(
      count: count, slack: (2 * error + tieTolerance) / length * (1 + 0x1p-20), rank: rank)
  }

  /// The score of one codeword in double precision.
  func score(_ codeword: Int, _ vector: UnsafePointer<Double>) -> Double {
    score(codeword, product: correlator.product(codeword, vector))
  }

  /// The same of several codewords.
  func scores(_ codewords: [Int], _ vector: UnsafePointer<Double>) -> [Double] {
    zip(codewords, correlator.products(codewords, vector)).map { score($0, product: $1) }
  }

  private func score(_ codeword: Int, product: Double) -> Double {
    let score = product * (weights?[codeword] ?? 1) - (offsets?[codeword] ?? 0)
    return isTwoSided ? abs(score) : score
  }

  /// The `count` leading codewords for each vector, in no order.
  func leading(_ count: Int, of vectors: [[Double]]) -> [[Int]] {
    let rows = self.rows(vectors)
    var leaders = vectors.indices.map { self.leaders(count, row: $0, of: rows, tieTolerance: 0) }
    scan(rows) { vector, first, scores, positions in
      let found = select(
        scores, first: first, length: rows.lengths[vector], atLeast: leaders[vector].bound,
        into: positions)
      guard found > 0 else { return }
      leaders[vector].absorb(
        scores, firstCodeword: first,
        positions: UnsafeBufferPointer(start: positions, count: found), excluded: [])
    }
    return leaders.indices.map { vector in
      leaders[vector].prune()
      return decided(leaders[vector], vector: vectors[vector])
    }
  }

  /// All codewords with a score above a height, for each vector, ascending.
  func codewords(above height: Double, of vectors: [[Double]]) -> [[Int]] {
    let rows = self.rows(vectors)
    var accepted = [[Int]](repeating: [], count: vectors.count)
    scan(rows) { vector, first, scores, positions in
      let length = rows.lengths[vector]
      let error = self.error(rows.errors[vector] * length) / length
      let found = select(
        scores, first: first, length: length,
        atLeast: height / length - error * (1 + 0x1p-20), into: positions)
      for place in 0..<found {
        let position = Int(positions[place])
        if (Double(scores[position]) - error) * length > height * (1 + 1e-12)
          || score(first + position, vectors[vector]) > height
        {
          accepted[vector].append(first + position)
        }
      }
    }
    return accepted
  }

  private func rows(_ vectors: [[Double]]) -> UnitRows {
    var rows = correlator.makeRows(count: vectors.count)
    for vector in vectors { rows.append(vector[...]) }
    return rows
  }

  private func scan(
    _ rows: UnitRows,
    _ body: (
      _ vector: Int, _ first: Int, _ correlations: UnsafeMutableBufferPointer<Float>,
      _ positions: UnsafeMutablePointer<UInt32>
    ) -> Void
  ) {
    let positions = ScratchMemory.take(UInt32.self, count: correlator.runSize)
    defer { ScratchMemory.give(positions, count: correlator.runSize) }
    correlator.forEachRun(rows) { body($0, $1, $2, positions) }
  }

  /// Turns correlations of a unit vector into scores over its length, and finds the large ones.
  func select(
    _ values: UnsafeMutableBufferPointer<Float>, first: Int, length: Double, atLeast least: Double,
    into positions: UnsafeMutablePointer<UInt32>
  ) -> Int {
    Self.withRow(singleWeights, first) { weights in
      Self.withRow(singleOffsets, first) { offsets in
        superpose_select_scores(
          values.baseAddress, weights, offsets, Float(min(1 / length, 1e30)), isTwoSided ? 1 : 0,
          values.count, Float(least).nextDown, positions)
      }
    }
  }

  /// Finds the codewords whose bound, from two rows of correlations, reaches its threshold.
  ///
  /// - Parameter bound: without what belongs to the codewords.
  func select(
    _ bound: superpose_real_bound, _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>,
    firstCodeword: Int, count: Int, into positions: UnsafeMutablePointer<UInt32>
  ) -> Int {
    Self.withRow(singleWeights, firstCodeword) { weights in
      Self.withRow(singleOffsets, firstCodeword) { offsets in
        Self.withRow(singleReaches, firstCodeword) { reaches in
          var bound = bound
          bound.weights = weights
          bound.offsets = offsets
          bound.lengths = reaches
          bound.absolute = isTwoSided ? 1 : 0
          return superpose_select_bounds(&bound, first, second, count, positions)
        }
      }
    }
  }

  private static func withRow(
    _ numbers: [Float]?, _ first: Int, _ body: (UnsafePointer<Float>?) -> Int
  ) -> Int {
    guard let numbers else { return body(nil) }
    return numbers.withUnsafeBufferPointer { body($0.baseAddress.map { $0 + first }) }
  }

  private func decided(_ leaders: LeadingScores, vector: [Double]) -> [Int] {
    let codewords = leaders.candidates.map(\.codeword)
    guard codewords.count > leaders.count else { return codewords }
    let scores = scores(codewords, vector)
    return Ranking.largest(leaders.count, of: scores).map { codewords[$0] }
  }
}
