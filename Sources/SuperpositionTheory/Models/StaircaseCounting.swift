import SuperpositionCodes
import SuperpositionNumerics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The counting argument for a staircase dictionary without noise.
///
/// A row is seen by the classes that reach it: with a share f of the codewords, x_r is the sum of k
/// independent numbers that are −1, 0, 1 with probabilities f/2, 1 − f, f/2 (for N ≫ k), and Σ_r
/// (entropy of x_r) ≥ H is needed for certainty. With targets, as in `StrongCountingBound` with these
/// laws; there the rows are no longer independent, since they share the counts of the classes, so the
/// sum of the costs is taken as normal with its variance, covariances through the counts included: a
/// close approximation, not a proof.
public struct StaircaseCounting: Sendable {
  /// More classes than this are stood for by this many.
  public static let mostClasses = 256

  /// L, as evaluated.
  public let classes: Int
  private let codewords: Int
  private let sparsity: Int
  private let entropy: Double
  /// The entropy of a row that i + 1 classes reach and the variance of its cost, in bits.
  private let rows: [(mean: Double, variance: Double)]

  /// At a noiseless point; the target plays no part.
  ///
  /// - Throws: if a Fourier transform fails.
  /// - Complexity: L transforms of at most 2^16 numbers.
  public init(_ point: TheoryPoint) throws(NumericsError) {
    codewords = point.codewords
    sparsity = point.sparsity
    entropy = point.entropyBits
    classes = min(point.staircaseClasses, Self.mostClasses)
    var rows: [(mean: Double, variance: Double)] = []
    for count in 1...classes {
      rows.append(
        try Self.costs(sparsity: point.sparsity, share: Double(count) / Double(classes)))
    }
    self.rows = rows
  }

  /// The entropy of the sum of k numbers −1, 0, 1 and the variance of its −log2 probability.
  static func costs(
    sparsity k: Int, share f: Double
  ) throws(NumericsError) -> (mean: Double, variance: Double) {
    let power = Double(k) * f
    let ln2 = Entropy.ln2
    if power > 0x1p20 {
      // Normal, on every integer, or on every second one if all members are seen.
      let mean = f == 1 ? Entropy.binomialBits(k) : 0.5 * log2(2 * .pi * M_E * power)
      return (mean, 0.5 / (ln2 * ln2))
    }
    let wanted = min(2 * Double(k) + 2, 26 * power.squareRoot() + 80)
    var size = 2
    while Double(size) < wanted { size *= 2 }
    var law = [Double](repeating: 0, count: size)
    law[0] = 1 - f
    law[1] += f / 2
    law[size - 1] += f / 2
    let sums = try FourierTransform.cyclicPower(of: law, count: k)
    var (mean, square) = (0.0, 0.0)
    // Rounding leaves some 1e-17 where the law has nothing.
    for p in sums where p > 1e-15 {
      let cost = -log2(p)
      mean += p * cost
      square += p * cost * cost
    }
    return (mean, max(0, square - mean * mean))
  }

  /// Σ_r (entropy of x_r) in d rows and the variance of the sum of the costs.
  func sum(dimension d: Int) -> (mean: Double, variance: Double) {
    let heights = StaircaseHeights(
      dimension: d, classes: classes, codewords: codewords, sparsity: sparsity
    ).heights
    var (mean, variance) = (0.0, 0.0)
    // Two rows of shares f ≤ g: k·f(1−g) is the covariance of their members, 1/(2kf ln 2) the slope
    // of a row's cost in their number.
    let unit = 1 / (4 * Double(sparsity) * Entropy.ln2 * Entropy.ln2)
    var before = 0.0
    for i in 0..<classes {
      let length = Double(heights[i] - (i + 1 < classes ? heights[i + 1] : 0))
      mean += length * rows[i].mean
      let share = Double(i + 1) / Double(classes)
      let pairs = length * (max(0, length - 1) + 2 * before)
      variance += length * rows[i].variance + unit * pairs * (1 - share) / share
      before += length
    }
    return (mean, variance)
  }

  /// The dimension at which the rows carry H bits, linear between whole dimensions: below it no
  /// decoder is certain.
  public func converseDimension() -> Double {
    var low = 0
    var high = 1
    while high < 1 << 61, sum(dimension: high).mean < entropy { (low, high) = (high, high * 2) }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if sum(dimension: middle).mean < entropy { low = middle } else { high = middle }
    }
    let below = low == 0 ? 0 : sum(dimension: low).mean
    let above = sum(dimension: high).mean
    // Beyond 2^53 two dimensions may be one number.
    return above > below ? Double(low) + (entropy - below) / (above - below) : Double(high)
  }

  /// The dimension below which no decoder reaches the target, linear in probit between whole
  /// dimensions; 0 if vacuous.
  public func strongDimension(target: Double) throws(NumericsError) -> Double {
    let guess = converseDimension()
    return try SuccessBound.crossing(target: target, near: guess, step: max(1, 0.02 * guess)) {
      d throws(NumericsError) -> Double in success(dimension: d)
    }
  }

  /// The bound on the success probability at d ≥ 0.
  func success(dimension d: Int) -> Double {
    if d == 0 { return exp2(-entropy) }
    let (mean, variance) = sum(dimension: d)
    let spread = max(variance, 1e-12).squareRoot()
    var best = 1.0
    for i in 0...320 {
      let gamma = 0.25 * Double(i)
      let tail = NormalDistribution.tail((entropy - gamma - mean) / spread)
      best = min(best, tail + exp2(-gamma))
    }
    return best
  }
}
