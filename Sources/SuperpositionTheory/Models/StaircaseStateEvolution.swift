import SuperpositionCodes
import SuperpositionNumerics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// State evolution of approximate message passing with row-wise variances on a staircase dictionary.
///
/// E_c = n_c·m1(ρ_c) + (k/L)·m0(ρ_c) is the squared error left in class c, τ_r = ε + P +
/// Σ_{c: h_c > r} E_c the variance of row r, ρ_c = Σ_{r<h_c} 1/τ_r the precision of class c; with
/// p = 1/(1 + e^(−ρ/2 − √ρ·G − ln(k/(N−k)))), m1 = E(1 − p)² and m0 = E p(1 − p) under the law of a
/// member (compare Donoho, Javanmard and Montanari, IEEE Trans. Inf. Theory 59, 2013, for banded
/// dictionaries). n_c = k/L in the plain form; drawn, in the quenched one.
///
/// The plain form is that of codes with equally many members in every class: a class with more of
/// them stops the wave, so that random supports need a tenth more. The quenched form knows that, and
/// is optimistic by a per cent at (2^14, 64) and by four at (2^16, 256).
public struct StaircaseStateEvolution: Sendable {
  /// ε, the variance that the decoder adds to every row.
  public static let decoderVariance = 0.5
  /// More classes than this are stood for by this many, whose heights follow the same profile.
  public static let mostClasses = 256

  /// L, as evaluated.
  public let classes: Int
  private let codewords: Int
  private let sparsity: Int
  private let noise: Double
  /// ln m1 and ln m0 on a grid of ln ρ.
  private let table: [(memberError: Double, otherError: Double)]

  private static let tableStart = -14.0
  private static let tableStep = 0.02
  private static let tableCount = 1251

  /// At a point with y = 1; the target plays no part. L is the point's or the default, if not more
  /// than `mostClasses`.
  public init(_ point: TheoryPoint) {
    codewords = point.codewords
    sparsity = point.sparsity
    noise = point.noise
    classes = min(point.staircaseClasses, Self.mostClasses)
    let prior = log(point.realSparsity) - log(max(1, point.realOthers))
    table = (0..<Self.tableCount).map {
      Self.errors(precision: exp(Self.tableStart + Self.tableStep * Double($0)), prior: prior)
    }
  }

  /// ln m1 and ln m0, by the trapezoidal rule in steps finer than the sigmoid's width.
  private static func errors(
    precision: Double, prior: Double
  ) -> (memberError: Double, otherError: Double) {
    let root = precision.squareRoot()
    let step = min(0.25, 0.7 / root)
    // The integrand is largest between −√ρ and 0.
    let low = -12 - root
    let count = Int((24 + root) / step) + 1
    var (member, other) = (0.0, 0.0)
    for i in 0...count {
      let g = low + step * Double(i)
      let x = 0.5 * precision + root * g + prior
      let doubt = CoefficientDenoiser.sigmoid(-x)
      let density = exp(-0.5 * g * g) * 0.398942280401432678
      member += density * doubt * doubt
      other += density * doubt * CoefficientDenoiser.sigmoid(x)
    }
    return (log(max(member * step, 1e-300)), log(max(other * step, 1e-300)))
  }

  /// The heights at a dimension.
  func heights(dimension: Int) -> [Int] {
    StaircaseHeights(
      dimension: dimension, classes: classes, codewords: codewords, sparsity: sparsity,
      noise: noise
    ).heights
  }

  /// The squared error Σ E_c after each iteration, the start first.
  ///
  /// Ends when it changes by less than 1e-6 of itself, falls below 1e-3, or after 3L + 300
  /// iterations.
  ///
  /// - Parameters:
  ///   - dimension: d ≥ 1.
  ///   - counts: the members of each class; k/L each by default. They need not be whole.
  ///   - known: whether to start from no error at all, as one who knows the support.
  public func iterate(dimension: Int, counts: [Double]? = nil, known: Bool = false) -> [Double] {
    let heights = heights(dimension: dimension)
    let lengths = zip(heights, heights.dropFirst() + [0]).map { Double($0 - $1) }
    let share = Double(sparsity) / Double(classes)
    let members = counts ?? [Double](repeating: share, count: classes)
    let start = 1 - Double(sparsity) / Double(codewords)
    var errors = known ? [Double](repeating: 0, count: classes) : members.map { $0 * start }
    var totals = [errors.reduce(0, +)]
    var terms = [Double](repeating: 0, count: classes)
    for _ in 0..<(3 * classes + 300) {
      var variance = Self.decoderVariance + noise
      for c in 0..<classes {
        variance += errors[c]
        terms[c] = lengths[c] / variance
      }
      var precision = 0.0
      for c in stride(from: classes - 1, through: 0, by: -1) {
        precision += terms[c]
        let (member, other) = interpolated(precision)
        errors[c] = members[c] * member + share * other
      }
      let total = errors.reduce(0, +)
      let last = totals[totals.count - 1]
      totals.append(total)
      if total < 1e-3 || abs(total - last) <= 1e-6 * last { break }
    }
    return totals
  }

  private func interpolated(_ precision: Double) -> (Double, Double) {
    let place = (log(max(precision, 1e-300)) - Self.tableStart) / Self.tableStep
    let bounded = min(max(0, place), Double(Self.tableCount - 1) - 1e-9)
    let i = Int(bounded)
    let rest = bounded - Double(i)
    let (a, b) = (table[i], table[i + 1])
    return (
      exp(a.memberError + rest * (b.memberError - a.memberError)),
      exp(a.otherError + rest * (b.otherError - a.otherError))
    )
  }

  /// Whether the recursion comes to (nearly) no error: to that of one who knows the support, and less
  /// than half a member.
  public func succeeds(dimension: Int, counts: [Double]? = nil) -> Bool {
    let final = iterate(dimension: dimension, counts: counts).last ?? .infinity
    if final < 1e-3 { return true }
    guard final < 0.5 else { return false }
    let floor = iterate(dimension: dimension, counts: counts, known: true).last ?? 0
    return final <= 1.01 * floor
  }

  /// The least d, to 1e-4 of itself, at which the recursion succeeds; nil if none is found up to
  /// 64(k + P)·ln N.
  public func threshold(counts: [Double]? = nil) -> Int? {
    let most = 64 * (Double(sparsity) + noise) * (log(Double(codewords)) + 1)
    let limit = Int(min(most, 0x1p61))
    let bits = Entropy.entropyBits(codewords: codewords, sparsity: sparsity)
    var low = max(
      0, Int(min(0.5 * bits / Entropy.binomialBits(sparsity), Double(limit)).rounded(.down)) - 1)
    if low > 0, succeeds(dimension: low, counts: counts) { low = 0 }
    var high = max(1, 2 * low)
    while !succeeds(dimension: high, counts: counts) {
      if high >= limit { return nil }
      low = high
      high = min(limit, high * 2)
    }
    while high - low > max(1, high / 10_000) {
      let middle = low + (high - low) / 2
      if succeeds(dimension: middle, counts: counts) { high = middle } else { low = middle }
    }
    return high
  }

  /// The dimension at which a fraction of drawn class counts succeeds, to a per cent of the plain
  /// threshold, linear in between; nil if there is no plain one.
  ///
  /// - Parameters:
  ///   - target: the fraction, between 0 and 1.
  ///   - draws: how many counts are drawn, at least 1.
  ///   - seed: of the draws.
  /// - Complexity: `draws` times some eight recursions.
  public func quenchedThreshold(target: Double, draws: Int, seed: Seed) -> Double? {
    guard let plain = threshold() else { return nil }
    let counts = (0..<draws).map {
      ClassCounts.draw(
        sparsity: sparsity, classes: classes, seed: seed[.auxiliary, UInt64($0)])
    }
    func fraction(_ dimension: Int) -> Double {
      Double(counts.count { succeeds(dimension: dimension, counts: $0) }) / Double(draws)
    }
    let step = max(1, plain / 100)
    var low = plain
    var lowFraction = fraction(low)
    while lowFraction >= target, low > step {
      low -= step
      lowFraction = fraction(low)
    }
    if lowFraction >= target { return Double(low) }
    while true {
      let high = low + step
      guard high < 4 * plain + 16 * step else { return nil }
      let highFraction = fraction(high)
      if highFraction >= target {
        return Double(low) + Double(step) * (target - lowFraction) / (highFraction - lowFraction)
      }
      (low, lowFraction) = (high, highFraction)
    }
  }
}

extension TheoryPoint {
  /// L of a staircase at this point: as given, else the default.
  var staircaseClasses: Int {
    classes
      ?? StaircaseHeights.defaultClasses(codewords: codewords, sparsity: sparsity, noise: noise)
  }
}
