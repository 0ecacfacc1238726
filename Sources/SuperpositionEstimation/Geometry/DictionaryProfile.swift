import SuperpositionDecoders
import SuperpositionNumerics

/// What to know of a dictionary before measuring with it: norms, spectrum, nearest neighbours.
public struct DictionaryProfile: Sendable {
  /// N and d.
  public let codewordCount: Int
  /// The number of coordinates.
  public let dimension: Int
  /// The norms ‖f‖, ascending.
  public let norms: [Double]
  /// The norm of the mean codeword.
  public let meanNorm: Double
  /// (Σλ)²/Σλ² over the eigenvalues λ of the centred second moment: how many directions are used.
  public let participationRank: Double
  /// The largest singular value of F over the smallest; infinite for N < d or a rank below d.
  public let conditionNumber: Double
  /// The largest eigenvalue of the centred second moment over the smallest, which whitening divides
  /// by; infinite where it is singular.
  public let whiteningConditionNumber: Double
  /// The largest |cos| of two codewords; nil with fewer than two that are not zero.
  public let coherence: Double?
  /// For each codeword that is not zero the largest cosine with another one, ascending.
  public let nearestCosines: [Double]
  /// Codewords whose entries are those of an earlier one, zero rows left aside.
  public let duplicateCount: Int
  /// Codewords that are zero.
  public let zeroCount: Int

  /// Measures N rows of `dimension` entries.
  ///
  /// - Parameters:
  ///   - entries: The codewords, one after another.
  ///   - dimension: d.
  ///   - jobs: Workers; the result does not depend on them.
  /// - Throws: `NumericsError` if the eigenvalues cannot be found.
  /// - Complexity: O(N²·d/2), by blocks of GEMM.
  public init(entries: [Float], dimension: Int, jobs: Int = 1) async throws {
    let count = entries.count / dimension
    codewordCount = count
    self.dimension = dimension
    let moments = DictionaryMoments(entries: entries, dimension: dimension)
    norms = moments.norms.sorted()
    zeroCount = norms.prefix { $0 == 0 }.count
    meanNorm = moments.mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let centred = try SymmetricEigensystem(
      of: moments.secondMoment(centered: true), order: dimension, withVectors: false
    ).values.map { max(0, $0) }
    let plain = try SymmetricEigensystem(
      of: moments.secondMoment(centered: false), order: dimension, withVectors: false
    ).values.map { max(0, $0) }
    let total = centred.reduce(0, +)
    let squares = centred.reduce(0) { $0 + $1 * $1 }
    participationRank = squares > 0 ? total * total / squares : 0
    conditionNumber = Self.ratio(plain).squareRoot()
    whiteningConditionNumber = count <= dimension ? .infinity : Self.ratio(centred)
    duplicateCount = Self.duplicates(entries, dimension: dimension)
    let present = moments.norms.indices.filter { moments.norms[$0] > 0 }
    let kept =
      present.count == count
      ? entries : present.flatMap { entries[$0 * dimension..<($0 + 1) * dimension] }
    let neighbours = await NearestCosines.measure(
      NormalizedRows(kept, dimension: dimension), jobs: jobs)
    coherence = neighbours.coherence
    nearestCosines = neighbours.largest.sorted()
  }

  private static func ratio(_ values: [Double]) -> Double {
    guard let first = values.first, let last = values.last, first > last * 1e-16 else {
      return .infinity
    }
    return last / first
  }

  private static func duplicates(_ entries: [Float], dimension: Int) -> Int {
    struct Key: Hashable {
      var bits: ArraySlice<Float>
    }
    var seen: Set<Key> = []
    var count = 0
    for start in stride(from: 0, to: entries.count, by: dimension) {
      let row = entries[start..<start + dimension]
      if row.allSatisfy({ $0 == 0 }) { continue }
      if !seen.insert(Key(bits: row)).inserted { count += 1 }
    }
    return count
  }

  /// The rows of a table: quantity and value, nil where there is none.
  public var rows: [(quantity: String, value: Double?)] {
    var rows: [(String, Double?)] = [
      ("N", Double(codewordCount)), ("d", Double(dimension)), ("norm_min", norms.first),
    ]
    let probabilities = [
      ("q05", 0.05), ("q25", 0.25), ("median", 0.5), ("q75", 0.75), ("q95", 0.95),
    ]
    for (name, probability) in probabilities where !norms.isEmpty {
      rows.append(("norm_\(name)", SampleQuantile.value(probability, of: norms)))
    }
    rows += [
      ("norm_max", norms.last), ("mean_norm", meanNorm),
      ("participation_rank", participationRank), ("condition_number", conditionNumber),
      ("whitening_condition_number", whiteningConditionNumber), ("coherence", coherence),
      ("nearest_cosine_min", nearestCosines.first),
    ]
    for (name, probability) in probabilities {
      rows.append(
        (
          "nearest_cosine_\(name)",
          nearestCosines.isEmpty ? nil : SampleQuantile.value(probability, of: nearestCosines)
        ))
    }
    rows += [
      ("nearest_cosine_max", nearestCosines.last),
      ("exact_duplicates", Double(duplicateCount)), ("zero_rows", Double(zeroCount)),
    ]
    return rows
  }
}

/// For each row the largest cosine with another row, and the largest magnitude of all.
enum NearestCosines {
  struct Neighbours: Sendable {
    var largest: [Double]
    var coherence: Double?
  }

  /// Every pair once: blocks above the diagonal count for their rows and for their columns.
  static func measure(_ unit: NormalizedRows, jobs: Int) async -> Neighbours {
    guard unit.count >= 2 else { return Neighbours(largest: [], coherence: nil) }
    let (largest, least) = await unit.foldBlocks(
      jobs: jobs, into: ([Float](repeating: -2, count: unit.count), Float(2))
    ) { rows in
      part(unit, rows)
    } combine: { whole, part in
      for (offset, value) in part.largest.enumerated() where value > whole.0[part.first + offset] {
        whole.0[part.first + offset] = value
      }
      whole.1 = min(whole.1, part.least)
    }
    let top = largest.max() ?? 0
    return Neighbours(
      largest: largest.map { min(1, Double($0)) }, coherence: min(1, Double(max(top, -least))))
  }

  private struct Part: Sendable {
    var first: Int
    /// From the first row of the block on.
    var largest: [Float]
    var least: Float
  }

  private static func part(_ unit: NormalizedRows, _ rows: Range<Int>) -> Part {
    let first = rows.lowerBound
    var largest = [Float](repeating: -2, count: unit.count - first)
    var least: Float = 2
    var block = [Float](repeating: 0, count: NormalizedRows.blockRows * NormalizedRows.blockColumns)
    for start in stride(from: first, to: unit.count, by: NormalizedRows.blockColumns) {
      let columns = start..<min(unit.count, start + NormalizedRows.blockColumns)
      unit.cosines(rows, with: unit, columns, into: &block)
      for row in rows {
        // On the diagonal block each pair once: the columns behind the row.
        let from = max(columns.lowerBound, row + 1)
        guard from < columns.upperBound else { continue }
        let base = (row - first) * columns.count - columns.lowerBound
        var best: Float = -2
        var lowest: Float = 2
        block.withUnsafeBufferPointer { block in
          largest.withUnsafeMutableBufferPointer { largest in
            for column in from..<columns.upperBound {
              let value = block[base + column]
              best = value > best ? value : best
              lowest = value < lowest ? value : lowest
              let old = largest[column - first]
              largest[column - first] = value > old ? value : old
            }
          }
        }
        if best > largest[row - first] { largest[row - first] = best }
        least = min(least, lowest)
      }
    }
    return Part(first: first, largest: largest, least: least)
  }
}
