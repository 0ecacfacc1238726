import SystemMemory

/// A codebook of real codewords (Gaussian or spherical), stored as single-precision rows.
///
/// It exists to compare ensembles; the Rademacher dictionary is the suite's own.
public struct DenseCodebook: Sendable {
  /// The law of the codewords: `gaussian` or `sphere`.
  public let ensemble: Ensemble
  /// N.
  public let codewordCount: Int
  /// d.
  public let dimension: Int
  /// The entries, codeword by codeword (N rows of d).
  public let entries: [Float]

  /// Bytes of the entries.
  public static func byteCount(codewordCount: Int, dimension: Int) -> Double {
    Double(codewordCount) * Double(dimension) * 4
  }

  /// Draws the codebook of `seed`; codeword i is a pure function of (seed, i).
  ///
  /// - Throws: `DictionaryError` before anything is allocated if the memory is not there.
  /// - Complexity: O(N·d).
  public init(
    ensemble: Ensemble, seed: Seed, codewordCount: Int, dimension: Int
  ) throws(DictionaryError) {
    precondition(ensemble != .rademacher && codewordCount >= 1 && dimension >= 1)
    let needed = Self.byteCount(codewordCount: codewordCount, dimension: dimension)
    guard MemoryBudget.allows(needed) else {
      throw .notEnoughMemory(
        codewords: codewordCount, dimension: dimension, needed: needed,
        available: MemoryBudget.availableBytes)
    }
    self.ensemble = ensemble
    self.codewordCount = codewordCount
    self.dimension = dimension
    var entries: [Float] = []
    entries.reserveCapacity(codewordCount * dimension)
    for index in 0..<codewordCount {
      let normals = GaussianChannel.noise(
        power: 1, dimension: dimension, seed: seed[.dictionary, UInt64(index)])
      var scale = 1.0
      if ensemble == .sphere {
        let energy = normals.reduce(0) { $0 + $1 * $1 }
        scale = (Double(dimension) / energy).squareRoot()
      }
      for value in normals { entries.append(Float(value * scale)) }
    }
    self.entries = entries
  }

  /// The sum of the codewords of a support, d real numbers.
  public func encode(_ support: Support) -> [Double] {
    var sum = [Double](repeating: 0, count: dimension)
    for index in support {
      for coordinate in 0..<dimension {
        sum[coordinate] += Double(entries[index * dimension + coordinate])
      }
    }
    return sum
  }
}
