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
  /// The error of the score of a unit vector, and what the offsets add to it.
  private let unitError: Double
  private let offsetError: Double

  init(_ codebook: DenseCodebook, score: CodewordScore, isTwoSided: Bool = false) {
    self.init(DenseCorrelator(codebook), score: score, isTwoSided: isTwoSided)
  }

  init(_ correlator: DenseCorrelator, score: CodewordScore, isTwoSided: Bool = false) {
    self.correlator = correlator
    self.isTwoSided = isTwoSided
    let norms = correlator.norms
    weights = score.weights(norms: norms)
    offsets = score.offsets(norms: norms)
    singleWeights = weights.map { $0.map(Float.init) }
    singleOffsets = offsets.map { $0.map(Float.init) }
    var largest = 0.0
    for index in norms.indices { largest = max(largest, norms[index] * (weights?[index] ?? 1)) }
    unitError = correlator.relativeError * largest
    offsetError = 0x1p-22 * (offsets?.reduce(0) { max($0, abs($1)) } ?? 0)
  }

  /// The score of one codeword in double precision.
  func score(_ codeword: Int, _ vector: UnsafePointer<Double>) -> Double {
    let score =
      correlator.product(codeword, vector) * (weights?[codeword] ?? 1) - (offsets?[codeword] ?? 0)
    return isTwoSided ? abs(score) : score
  }

  /// The `count` leading codewords for each vector, largest first where it had to be found out.
  ///
  /// - Parameters:
  ///   - excluded: codewords that do not take part, a set for each vector, or none at all.
  ///   - tieTolerance: scores that differ by less from the largest are ties with it.
  func leading(
    _ count: Int, of vectors: [[Double]], excluding excluded: [Set<Int>]? = nil,
    tieTolerance: Double = 0
  ) -> [[Int]] {
    let rows = UnitRows(vectors)
    var leaders = rows.lengths.map { length in
      LeadingScores(
        count: count,
        slack: Float(
          (2 * (unitError + offsetError / length) + tieTolerance / length) * (1 + 0x1p-20)))
    }
    scan(rows) { vector, first, scores, positions in
      let found = select(
        scores, first: first, length: rows.lengths[vector], atLeast: leaders[vector].bound,
        into: positions)
      guard found > 0 else { return }
      leaders[vector].absorb(
        scores, firstCodeword: first,
        positions: UnsafeBufferPointer(start: positions, count: found),
        excluded: excluded?[vector] ?? [])
    }
    return leaders.indices.map { vector in
      leaders[vector].prune()
      return decided(leaders[vector], vector: vectors[vector], tieTolerance: tieTolerance)
    }
  }

  /// All codewords with a score above a height, for each vector, ascending.
  func codewords(above height: Double, of vectors: [[Double]]) -> [[Int]] {
    let rows = UnitRows(vectors)
    var accepted = [[Int]](repeating: [], count: vectors.count)
    scan(rows) { vector, first, scores, positions in
      let length = rows.lengths[vector]
      let error = unitError + offsetError / length
      let least = Float(height / length - error * (1 + 0x1p-20)).nextDown
      let found = select(scores, first: first, length: length, atLeast: least, into: positions)
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

  private func scan(
    _ rows: UnitRows,
    _ body: (
      _ vector: Int, _ first: Int, _ correlations: UnsafeMutableBufferPointer<Float>,
      _ positions: UnsafeMutablePointer<UInt32>
    ) -> Void
  ) {
    let positions = ScratchMemory.take(UInt32.self, count: correlator.runSize)
    defer { ScratchMemory.give(positions, count: correlator.runSize) }
    rows.entries.withUnsafeBufferPointer { entries in
      correlator.forEachRun(entries) { body($0, $1, $2, positions) }
    }
  }

  /// Turns correlations of a unit vector into scores over its length, and finds the large ones.
  private func select(
    _ values: UnsafeMutableBufferPointer<Float>, first: Int, length: Double, atLeast least: Float,
    into positions: UnsafeMutablePointer<UInt32>
  ) -> Int {
    func slice(_ numbers: [Float]?, _ body: (UnsafePointer<Float>?) -> Int) -> Int {
      guard let numbers else { return body(nil) }
      return numbers.withUnsafeBufferPointer { body($0.baseAddress.map { $0 + first }) }
    }
    return slice(singleWeights) { weights in
      slice(singleOffsets) { offsets in
        superpose_select_scores(
          values.baseAddress, weights, offsets, Float(min(1 / length, 1e30)), isTwoSided ? 1 : 0,
          values.count, least, positions)
      }
    }
  }

  private func decided(
    _ leaders: LeadingScores, vector: [Double], tieTolerance: Double
  ) -> [Int] {
    let codewords = leaders.candidates.map(\.codeword)
    guard codewords.count > leaders.count else { return codewords }
    var scores = codewords.map { score($0, vector) }
    if tieTolerance > 0, let largest = scores.max() {
      for place in scores.indices where scores[place] >= largest - tieTolerance {
        scores[place] = largest
      }
    }
    return Ranking.largest(leaders.count, of: scores).map { codewords[$0] }
  }
}

/// Vectors of doubles as rows of unit length in single precision.
struct UnitRows {
  /// The rows, one after the other.
  private(set) var entries: [Float] = []
  /// What a row has to be multiplied by: the vector's length, or 1 if that is zero.
  private(set) var lengths: [Double] = []

  init(_ vectors: [[Double]]) {
    entries.reserveCapacity(vectors.count * (vectors.first?.count ?? 0))
    lengths.reserveCapacity(vectors.count)
    for vector in vectors {
      let peak = vector.reduce(0) { max($0, abs($1)) }
      guard peak > 0 else {
        entries.append(contentsOf: repeatElement(0, count: vector.count))
        lengths.append(1)
        continue
      }
      let energy = vector.reduce(0) { $0 + ($1 / peak) * ($1 / peak) }
      let length = peak * energy.squareRoot()
      // Numbers far below the peak may be lost; that is within the error bound.
      for value in vector { entries.append(Float(value / length)) }
      lengths.append(length)
    }
  }
}
