import SuperpositionCodes

/// A dictionary of signs as basis pursuit reads it: packed columns, exact products, and passes by
/// integer kernels with a proven error.
///
/// With both signs, column N + j is -f_j.
struct PackedSource: BasisPursuitSource {
  let dictionary: any SignCodebook
  /// Whether the columns are [F, -F].
  var hasBothSigns = false

  var columnCount: Int { (hasBothSigns ? 2 : 1) * dictionary.codewordCount }
  var dimension: Int { dictionary.dimension }
  var scale: Double { 1 }

  func makeColumns(capacity: Int) -> PackedColumns {
    PackedColumns(dimension: dimension, capacity: capacity)
  }

  func append(_ number: Int, to columns: PackedColumns) {
    let isNegated = number >= dictionary.codewordCount
    let codeword = isNegated ? number - dictionary.codewordCount : number
    columns.append { bytes in
      dictionary.copyCodeword(codeword, to: bytes)
      guard isNegated else { return }
      for byte in 0..<dictionary.codewordByteCount { bytes[byte] = ~bytes[byte] }
      let used = dimension % 8
      if used > 0 { bytes[dictionary.codewordByteCount - 1] &= (1 << UInt8(used)) - 1 }
    }
  }

  func leading(_ count: Int, with code: ReceivedCode) throws -> [Int] {
    let vector = try FixedPointVector(code)
    var positions = CandidatePositions()
    var leaders = LeadingScores(count: count, slack: 0)
    forEachRun(of: vector) { first, values in
      leaders.absorb(values, firstCodeword: first, positions: &positions)
    }
    return leaders.best().sorted()
  }

  func candidates(with vector: [Double], notBelow bound: Double) -> BasisPursuitCandidates {
    let prepared = FixedPointVector(vector)
    let threshold = (bound - prepared.errorBound) / prepared.scale
    var positions = CandidatePositions()
    var result = BasisPursuitCandidates(errorBound: prepared.errorBound)
    forEachRun(of: prepared) { first, values in
      for position in positions.select(values, atLeast: threshold) {
        result.found.append(
          .init(
            number: first + Int(position),
            product: Double(values[Int(position)]) * prepared.scale))
      }
    }
    return result
  }

  /// Calls `body` with the integer products of the columns, in runs of consecutive numbers.
  private func forEachRun(
    of vector: FixedPointVector,
    _ body: (_ first: Int, _ products: UnsafeBufferPointer<Int32>) -> Void
  ) {
    var negated: [Int32] = []
    MatchedFilter.forEachChunk([vector], dictionary: dictionary) { _, first, values in
      body(first, values)
      guard hasBothSigns else { return }
      negated.removeAll(keepingCapacity: true)
      for value in values { negated.append(-value) }
      negated.withUnsafeBufferPointer { body(dictionary.codewordCount + first, $0) }
    }
  }
}
