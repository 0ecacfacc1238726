import SuperpositionCodes
import SuperpositionNumerics

/// The linear image v = Σ⁻¹(x - μ) of a code, Σ factored once for a dictionary.
///
/// With members drawn uniformly and coefficients independent, cov(u_i, u_j) of the coefficients
/// (0 off the support) takes two values, so Σ = αFᵀF + βssᵀ + P·I with s = Σf_i; μ = (k/N)·E y·s.
struct LinearFilter: Sendable {
  private let dimension: Int
  /// μ.
  private let mean: [Double]
  /// The Cholesky factor of Σ, lower, row-major.
  private let factor: [Double]

  /// What is added, in units of the mean diagonal of αFᵀF + P·I, where Σ is singular: in its null space
  /// no code lies.
  private static let leastEigenvalue = 1e-10

  /// - Parameter statistics: what is known of the signals; nil for Σ = FᵀF and μ = 0.
  /// - Complexity: O(N·d² + d³).
  init(codebook: any Codebook, statistics: SignalModel?) throws {
    let dimension = codebook.dimension
    let moments = DictionaryMoments(codebook: codebook)
    let count = Double(codebook.codewordCount)
    var covariance = moments.secondMoment(centered: false)
    var mean = [Double](repeating: 0, count: dimension)
    var scale = (0..<dimension).reduce(0) { $0 + covariance[$1 * dimension + $1] }
    if let model = statistics {
      let share = Double(model.sparsity) / count
      let first = model.coefficients.mean
      let own = share * model.coefficients.secondMoment - share * share * first * first
      let pair =
        count == 1
        ? 0 : first * first * (share * Double(model.sparsity - 1) / (count - 1) - share * share)
      mean = moments.mean.map { share * first * count * $0 }
      // Where all is certain (k = N) any positive multiple of FᵀF does.
      let alpha = own - pair > 0 ? (own - pair) * count : 1
      let beta = pair * count * count
      scale = alpha * scale + model.noisePower * Double(dimension)
      for row in 0..<dimension {
        for column in 0...row {
          covariance[row * dimension + column] =
            alpha * covariance[row * dimension + column]
            + beta * moments.mean[row] * moments.mean[column]
        }
        covariance[row * dimension + row] += model.noisePower
      }
    }
    self.dimension = dimension
    self.mean = mean
    factor = try Self.factor(covariance, order: dimension, scale: scale / Double(dimension))
  }

  private static func factor(
    _ matrix: [Double], order: Int, scale: Double
  ) throws -> [Double] {
    // What cancels against the mean leaves the rounding of what was there before.
    let ridge = max(leastEigenvalue * scale, .leastNormalMagnitude * 0x1p60)
    var factor = matrix
    if (try? BLAS.choleskyFactor(n: order, &factor, ld: order)) != nil,
      (0..<order).allSatisfy({ factor[$0 * order + $0] * factor[$0 * order + $0] > ridge })
    {
      return factor
    }
    factor = matrix
    for row in 0..<order { factor[row * order + row] += ridge }
    try BLAS.choleskyFactor(n: order, &factor, ld: order)
    return factor
  }

  /// Σ⁻¹(x - μ).
  func image(of code: [Double]) throws -> [Double] {
    var result = zip(code, mean).map { $0 - $1 }
    try BLAS.choleskySolve(n: dimension, factor, ld: dimension, &result)
    return result
  }

  /// ρ_i = ⟨f_i, Σ⁻¹f_i⟩ of every codeword.
  ///
  /// - Complexity: O(N·d²).
  func precisions(of codebook: any Codebook) throws -> [Double] {
    var precisions: [Double] = []
    precisions.reserveCapacity(codebook.codewordCount)
    let blockSize = 512
    for first in stride(from: 0, to: codebook.codewordCount, by: blockSize) {
      let numbers = first..<min(first + blockSize, codebook.codewordCount)
      let rows = numbers.flatMap { codebook.entries(ofCodeword: $0) }
      var solved = rows
      try BLAS.choleskySolve(
        n: dimension, factor, ld: dimension, &solved, count: numbers.count, stride: dimension)
      for row in numbers.indices {
        let start = (row - first) * dimension
        var sum = 0.0
        for place in start..<start + dimension { sum += rows[place] * solved[place] }
        precisions.append(sum)
      }
    }
    return precisions
  }
}
