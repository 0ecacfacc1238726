import SystemMemory

extension Ensemble {
  /// Entries independent standard normal.
  public static let gaussian = Ensemble(.gaussian)
  /// Codewords uniform on the sphere of radius √d.
  public static let sphere = Ensemble(.sphere)
}

extension Ensemble.Kind {
  /// Entries independent standard normal.
  public static let gaussian = drawn("gaussian", number: 1)
  /// Codewords uniform on the sphere of radius √d.
  public static let sphere = drawn("sphere", number: 2)

  private static func drawn(_ name: String, number: UInt64) -> Self {
    Self(name, number: number, storage: .dense) { wanted in
      try DenseCodebook(
        ensemble: wanted.ensemble, seed: wanted.seed, codewordCount: wanted.codewordCount,
        dimension: wanted.dimension)
    }
  }
}

/// A codebook of real codewords (Gaussian, spherical or a file's), stored as single-precision rows.
public struct DenseCodebook: Codebook {
  /// The law of the codewords, of a kind with dense storage.
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
    precondition([.gaussian, .sphere].contains(ensemble) && codewordCount >= 1 && dimension >= 1)
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

  /// The codewords that a file holds.
  public init(_ dictionary: LoadedDictionary) {
    self.init(
      ensemble: .file(dictionary.source), entries: dictionary.entries,
      codewordCount: dictionary.codewordCount, dimension: dictionary.dimension)
  }

  /// Codewords that are there already, N rows of d.
  ///
  /// - Precondition: N ≥ 1, d ≥ 1, N·d entries.
  public init(ensemble: Ensemble, entries: [Float], codewordCount: Int, dimension: Int) {
    precondition(codewordCount >= 1 && dimension >= 1)
    precondition(entries.count == codewordCount * dimension, "N rows of d entries")
    self.ensemble = ensemble
    self.entries = entries
    self.codewordCount = codewordCount
    self.dimension = dimension
  }

  /// None: codewords differ in norm, spherical ones by rounding.
  public var commonSquaredNorm: Double? { nil }

  public func squaredNorms() -> [Double] {
    (0..<codewordCount).map { index in
      entries[index * dimension..<(index + 1) * dimension].reduce(0) {
        $0 + Double($1) * Double($1)
      }
    }
  }

  public func entries(ofCodeword index: Int) -> [Double] {
    precondition(index >= 0 && index < codewordCount, "there is no such codeword")
    return entries[index * dimension..<(index + 1) * dimension].map(Double.init)
  }

  public func weightedSum(codewords: [Int], weights: [Double]) -> [Double] {
    precondition(codewords.count == weights.count)
    var sum = [Double](repeating: 0, count: dimension)
    for (index, weight) in zip(codewords, weights) {
      precondition(index >= 0 && index < codewordCount, "there is no such codeword")
      for coordinate in 0..<dimension {
        sum[coordinate] += weight * Double(entries[index * dimension + coordinate])
      }
    }
    return sum
  }

  public func encode(_ signal: Signal) throws(CodebookError) -> ReceivedCode.Coordinates {
    try realCode(of: signal)
  }

  public func forEachCorrelation(
    _ vectors: [[Double]],
    _ body: (
      _ vector: Int, _ firstCodeword: Int, _ correlations: UnsafeBufferPointer<Double>
    ) throws -> Void
  ) rethrows {
    let runSize = 256
    var correlations = [Double](repeating: 0, count: runSize)
    for first in stride(from: 0, to: codewordCount, by: runSize) {
      let count = min(runSize, codewordCount - first)
      for (number, vector) in vectors.enumerated() {
        entries.withUnsafeBufferPointer { entries in
          for offset in 0..<count {
            let row = entries.baseAddress.unsafelyUnwrapped + (first + offset) * dimension
            var sum = 0.0
            for coordinate in 0..<dimension { sum += Double(row[coordinate]) * vector[coordinate] }
            correlations[offset] = sum
          }
        }
        try correlations.withUnsafeBufferPointer { correlations in
          try body(number, first, UnsafeBufferPointer(rebasing: correlations[..<count]))
        }
      }
    }
  }
}
