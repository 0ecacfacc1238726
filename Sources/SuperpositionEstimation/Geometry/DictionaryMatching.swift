import SuperpositionNumerics

/// Two dictionaries of one dimension matched codeword by codeword, so that the sum of the cosines is
/// as large as possible.
public struct DictionaryMatching: Sendable {
  /// A pair of codewords.
  public struct Pair: Equatable, Sendable {
    /// The codeword of the first dictionary.
    public let first: Int
    /// The codeword of the second one.
    public let second: Int
    /// Their cosine, with its sign.
    public let cosine: Double
  }

  /// The pairs, in the order of the first dictionary; as many as the smaller one has codewords.
  public let pairs: [Pair]
  /// Codewords of the first dictionary without a partner.
  public let unmatchedFirst: Int
  /// Codewords of the second dictionary without a partner.
  public let unmatchedSecond: Int
  /// How far the mean cosine can be below that of the best matching: 0 if that was computed exactly.
  public let suboptimality: Double

  /// The mean cosine over the pairs.
  public var meanCosine: Double {
    pairs.reduce(0) { $0 + $1.cosine } / Double(max(1, pairs.count))
  }

  /// The part of the pairs whose cosine exceeds a threshold.
  public func fraction(above threshold: Double) -> Double {
    Double(pairs.count { $0.cosine > threshold }) / Double(max(1, pairs.count))
  }

  /// The most pairs among which the exact solver chooses: 2^24 cosines in double precision.
  public static let exactLimit = 1 << 24

  /// Matches rows of `dimension` entries; zero rows have cosine 0 with every other.
  ///
  /// Up to `exactLimit` pairs the best matching is computed exactly. Beyond, each codeword offers its
  /// `candidates` nearest on the other side, the best matching among those is found, codewords that
  /// are left over take the best partner that is left, and its prices bound what is lost.
  ///
  /// - Complexity: One block GEMM for the exact solution, three beyond the limit.
  public init(
    _ first: [Float], _ second: [Float], dimension: Int, candidates: Int = 24, jobs: Int = 1,
    exactLimit: Int = DictionaryMatching.exactLimit
  ) async throws {
    let left = NormalizedRows(first, dimension: dimension)
    let right = NormalizedRows(second, dimension: dimension)
    // The sparse solver gives every row a column: rows are the smaller side.
    let isSwapped = left.count > right.count
    let (rows, columns) = isSwapped ? (right, left) : (left, right)
    let pairsInAll = left.count.multipliedReportingOverflow(by: right.count)
    let solution: (columns: [Int], cosines: [Double], bound: Double?)
    if !pairsInAll.overflow && pairsInAll.partialValue <= exactLimit {
      solution = try Self.exact(rows, columns)
    } else {
      solution = await Self.sparse(rows, columns, candidates: candidates, jobs: jobs)
    }
    let found = solution.columns.indices.map { row in
      Pair(
        first: isSwapped ? solution.columns[row] : row,
        second: isSwapped ? row : solution.columns[row],
        cosine: min(1, max(-1, solution.cosines[row])))
    }
    pairs = found.sorted { $0.first < $1.first }
    unmatchedFirst = left.count - pairs.count
    unmatchedSecond = right.count - pairs.count
    let total = solution.cosines.reduce(0, +)
    suboptimality =
      solution.bound.map { max(0, $0 - total) / Double(max(1, found.count)) } ?? 0
  }

  private static func exact(
    _ rows: NormalizedRows, _ columns: NormalizedRows
  ) throws -> ([Int], [Double], Double?) {
    var cosines = [Double](repeating: 0, count: rows.count * columns.count)
    rows.forEachBlock(with: columns, rows: 0..<rows.count) { part, range, block in
      for row in part {
        let base = (row - part.lowerBound) * range.count - range.lowerBound
        for column in range {
          cosines[row * columns.count + column] = Double(block[base + column])
        }
      }
    }
    let assigned = try OptimalAssignment.maximizing(
      cosines, rows: rows.count, columns: columns.count
    ).compactMap { $0 }
    return (assigned, assigned.indices.map { cosines[$0 * columns.count + assigned[$0]] }, nil)
  }

  private static func sparse(
    _ rows: NormalizedRows, _ columns: NormalizedRows, candidates: Int, jobs: Int
  ) async -> ([Int], [Double], Double?) {
    let forth = await NearestRows.of(rows, in: columns, count: candidates, jobs: jobs)
    let back = await NearestRows.of(columns, in: rows, count: candidates, jobs: jobs)
    let graph = candidateGraph(forth, back, columnCount: columns.count)
    // Less than any cosine by more than any path of exchanges could gain back.
    let solver = SparseAssignment(graph, solitude: -4)
    var assigned = solver.columnOfRow
    var isTaken = [Bool](repeating: false, count: columns.count)
    for column in assigned where column >= 0 { isTaken[column] = true }
    var free = isTaken.indices.filter { !isTaken[$0] }
    for row in assigned.indices where assigned[row] < 0 {
      let values = free.map { cosine(rows, row, columns, $0) }
      guard let best = values.indices.max(by: { values[$0] < values[$1] }) else { continue }
      assigned[row] = free.remove(at: best)
    }
    let cosines = assigned.indices.map { cosine(rows, $0, columns, assigned[$0]) }
    let bound = await upperBound(rows, columns, prices: solver.prices, jobs: jobs)
    return (assigned, cosines, bound)
  }

  private static func candidateGraph(
    _ forth: [[NearestRows.Neighbour]], _ back: [[NearestRows.Neighbour]], columnCount: Int
  ) -> SparseAssignment.Candidates {
    var edges = forth
    for (column, neighbours) in back.enumerated() {
      for neighbour in neighbours {
        let row = Int(neighbour.index)
        if !forth[row].contains(where: { Int($0.index) == column }) {
          edges[row].append(.init(index: Int32(column), cosine: neighbour.cosine))
        }
      }
    }
    var graph = SparseAssignment.Candidates(
      starts: [0], columns: [], weights: [], columnCount: columnCount)
    for row in edges {
      for edge in row {
        graph.columns.append(edge.index)
        graph.weights.append(edge.cosine)
      }
      graph.starts.append(graph.columns.count)
    }
    return graph
  }

  private static func cosine(_ a: NormalizedRows, _ row: Int, _ b: NormalizedRows, _ column: Int)
    -> Double
  {
    var sum = 0.0
    for coordinate in 0..<a.dimension {
      sum +=
        Double(a.entries[row * a.dimension + coordinate])
        * Double(b.entries[column * a.dimension + coordinate])
    }
    return sum
  }

  /// Weak duality over all pairs: Σ_i max_j(c_ij − p_j) + Σ_j p_j.
  private static func upperBound(
    _ rows: NormalizedRows, _ columns: NormalizedRows, prices: [Double], jobs: Int
  ) async -> Double {
    let single = prices.map { Float($0) }
    let sums = await rows.foldBlocks(jobs: jobs, into: [Double](repeating: 0, count: rows.count)) {
      part in
      var best = [Float](repeating: -.infinity, count: part.count)
      rows.forEachBlock(with: columns, rows: part) { part, range, block in
        for row in 0..<part.count {
          for column in range {
            let value = block[row * range.count + column - range.lowerBound] - single[column]
            if value > best[row] { best[row] = value }
          }
        }
      }
      return (part, best)
    } combine: { whole, result in
      for (row, value) in zip(result.0, result.1) { whole[row] = Double(value) }
    }
    // The prices that were used are the rounded ones.
    return sums.reduce(0, +) + single.reduce(0) { $0 + Double($1) }
  }
}

/// The rows of another matrix with the largest cosines, for each row.
enum NearestRows {
  struct Neighbour: Sendable {
    var index: Int32
    var cosine: Float
  }

  /// Up to `count` neighbours of each row, in no order.
  static func of(
    _ rows: NormalizedRows, in other: NormalizedRows, count: Int, jobs: Int
  ) async -> [[Neighbour]] {
    let empty = [[Neighbour]](repeating: [], count: rows.count)
    return await rows.foldBlocks(jobs: jobs, into: empty) { part in
      var lists = [[Neighbour]](repeating: [], count: part.count)
      var thresholds = [Float](repeating: -.infinity, count: part.count)
      rows.forEachBlock(with: other, rows: part) { part, range, block in
        for row in 0..<part.count {
          let base = row * range.count - range.lowerBound
          var threshold = thresholds[row]
          for column in range where block[base + column] > threshold {
            lists[row].append(.init(index: Int32(column), cosine: block[base + column]))
            // Lists are cut when they have grown to twice what is kept.
            if lists[row].count >= 2 * count { threshold = cut(&lists[row], to: count) }
          }
          thresholds[row] = threshold
        }
      }
      for row in lists.indices where lists[row].count > count { _ = cut(&lists[row], to: count) }
      return (part, lists)
    } combine: { whole, result in
      for (row, list) in zip(result.0, result.1) { whole[row] = list }
    }
  }

  private static func cut(_ list: inout [Neighbour], to count: Int) -> Float {
    list.sort { ($0.cosine, $1.index) > ($1.cosine, $0.index) }
    list.removeSubrange(count...)
    return list.last?.cosine ?? -.infinity
  }
}
