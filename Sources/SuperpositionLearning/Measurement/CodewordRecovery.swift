import SuperpositionCodes
import SuperpositionNumerics

/// How a learned dictionary lies to the true one.
public struct CodewordRecovery: Sendable {
  /// A codeword counts as recovered above this cosine.
  public static let recoveredCosine = 0.9
  /// A latent stands for its codeword above this cosine.
  public static let namedCosine = 0.5

  /// For each codeword the latent that the best matching gives it; nil if there are fewer latents.
  public let latents: [Int?]
  /// The cosine of each codeword with its latent; 0 without one.
  public let cosines: [Double]
  /// The largest cosine of each codeword with any latent.
  public let maximumCosines: [Double]
  /// The fraction of codewords that any latent lies near to, whatever its sign: |cosine| > 0.9. Many
  /// latents in few dimensions do that by chance.
  public let nearFraction: Double

  /// Matches codewords to latents, one to one, with the largest sum of signed cosines.
  ///
  /// - Parameters:
  ///   - learned: M rows of d numbers.
  ///   - truth: N rows of d numbers.
  /// - Throws: `NumericsError.notFinite`.
  /// - Complexity: O(N·M·d), and of the assignment.
  public init(learned: [Float], truth: [Float], dimension: Int) throws {
    let rows = { (entries: [Float]) in
      FloatMatrix(entries.count / dimension, dimension, entries)
    }
    try self.init(learned: rows(learned), truth: rows(truth))
  }

  init(learned: FloatMatrix, truth: FloatMatrix) throws {
    let count = learned.rowCount
    let products = FloatMatrix(truth.rowCount, count)
    BLAS.gemm(
      .no, .yes, m: truth.rowCount, n: count, k: truth.columnCount, truth.values,
      lda: truth.stride, learned.values, ldb: learned.stride, products.values,
      ldc: products.stride)
    let norms = { (matrix: FloatMatrix) in
      (0..<matrix.rowCount).map { row in
        max(Double(Row.dot(matrix[row], matrix[row], matrix.stride)).squareRoot(), 1e-30)
      }
    }
    let (trueNorms, learnedNorms) = (norms(truth), norms(learned))
    var matrix: [Double] = []
    matrix.reserveCapacity(truth.rowCount * count)
    for row in 0..<truth.rowCount {
      for column in 0..<count {
        matrix.append(Double(products[row][column]) / (trueNorms[row] * learnedNorms[column]))
      }
    }
    latents = try OptimalAssignment.maximizing(matrix, rows: truth.rowCount, columns: count)
    cosines = latents.enumerated().map { row, column in
      column.map { matrix[row * count + $0] } ?? 0
    }
    let near = (0..<truth.rowCount).count { row in
      matrix[row * count..<(row + 1) * count].contains { abs($0) > Self.recoveredCosine }
    }
    nearFraction = Double(near) / Double(truth.rowCount)
    maximumCosines = (0..<truth.rowCount).map { row in
      matrix[row * count..<(row + 1) * count].max() ?? 0
    }
  }

  /// The fraction of codewords recovered.
  public var recovered: Double {
    Double(cosines.count { $0 > Self.recoveredCosine }) / Double(cosines.count)
  }

  /// The fraction of some codewords recovered.
  public func recovered(of codewords: [Int]) -> Double {
    Double(codewords.count { cosines[$0] > Self.recoveredCosine }) / Double(codewords.count)
  }

  /// The mean cosine of codewords and their latents.
  public var meanCosine: Double { cosines.reduce(0, +) / Double(cosines.count) }

  /// The mean over codewords of the largest cosine with any latent.
  public var meanMaximumCosine: Double {
    maximumCosines.reduce(0, +) / Double(maximumCosines.count)
  }

  /// The codeword that each latent stands for; nil where its cosine says nothing.
  public func codewords(latentCount: Int) -> [Int?] {
    var codewords = [Int?](repeating: nil, count: latentCount)
    for (codeword, latent) in latents.enumerated() where cosines[codeword] > Self.namedCosine {
      if let latent { codewords[latent] = codeword }
    }
    return codewords
  }

  /// What random directions in place of the learned dictionary match: the chance line.
  public static func chance(
    latentCount: Int, truth: [Float], dimension: Int, seed: Seed
  ) throws -> CodewordRecovery {
    let random = (0..<latentCount).flatMap { latent in
      GaussianChannel.noise(
        power: 1, dimension: dimension, seed: seed[.dictionary, UInt64(latent)]
      ).map { Float($0) }
    }
    return try CodewordRecovery(learned: random, truth: truth, dimension: dimension)
  }
}
