import Foundation

/// The heights of a staircase dictionary: how many rows the codewords of each class reach.
///
/// N codewords in L contiguous classes c = 0 … L−1, class(j) = ⌊jL/N⌋; those of class c have entries
/// ±1 in the rows 0 ..< h_c and 0 below, d = h_0 ≥ h_1 ≥ …. The heights are such that a wave of
/// decoding, which starts at the tallest class in the rows that it reaches alone, finds the same
/// precision at each class: with σ² = P the noise of a row and a class of k/L members,
/// Σ_{i≤j} g_{j−i}/(i + 1 + s) = 1 for every j, s = σ²L/k, G_m = g_0 + … + g_{m−1}, and the class of
/// rank m from the bottom (m = 1 the shortest, m = L the tallest) has
/// h = round(d·(o + (1 − o)·G_m/G_L)). Without noise g = 1, 1/2, 5/12, 3/8, …
public struct StaircaseHeights: Hashable, Sendable {
  /// The share of the rows that all codewords have in common unless told otherwise.
  public static let defaultOverlap = 0.03
  /// The largest number of classes.
  public static let maximumClasses = 1 << 14

  /// h_c of the classes, from the tallest (d) to the shortest; each at least 1.
  public let heights: [Int]

  /// The heights of a dictionary.
  ///
  /// - Parameters:
  ///   - dimension: d ≥ 1, the height of class 0.
  ///   - classes: L, from 1 to `maximumClasses`.
  ///   - codewords: N, which sets the least height under noise.
  ///   - sparsity: k ≥ 1.
  ///   - noise: P ≥ 0. With noise no class is shorter than 2P(√ln N + √ln k)² (or d, if that is
  ///     less), below which exact recovery has an error floor.
  ///   - overlap: o, between 0 and 1.
  /// - Complexity: O(L²).
  public init(
    dimension: Int, classes: Int, codewords: Int, sparsity: Int, noise: Double = 0,
    overlap: Double = Self.defaultOverlap
  ) {
    precondition(dimension >= 1 && classes >= 1 && classes <= Self.maximumClasses)
    precondition(sparsity >= 1 && codewords >= sparsity && noise >= 0)
    let total = Double(dimension)
    let profile = Self.profile(
      classes: classes, shift: noise * Double(classes) / Double(sparsity))
    let root = log(Double(codewords)).squareRoot() + log(Double(sparsity)).squareRoot()
    let least = max(1, min(total, 2 * noise * root * root))
    heights = profile.reversed().map { share in
      let height = (total * (overlap + (1 - overlap) * share)).rounded()
      return Int(min(total, max(height, least.rounded(.up))))
    }
  }

  /// d, the height of the tallest class.
  public var dimension: Int { heights[0] }

  /// L.
  public var classes: Int { heights.count }

  /// G_m/G_L for m = 1 … L: 1 at the end, and increasing.
  static func profile(classes: Int, shift: Double) -> [Double] {
    // The first term is 1 instead of 1 + s, which the ratio does not see.
    let weights = (0..<classes).map { (1 + shift) / (Double($0) + 1 + shift) }
    var steps: [Double] = []
    steps.reserveCapacity(classes)
    for j in 0..<classes {
      var rest = 1.0
      for i in stride(from: 1, through: j, by: 1) { rest -= weights[i] * steps[j - i] }
      steps.append(rest)
    }
    var sum = 0.0
    let sums = steps.map { step -> Double in
      sum += step
      return sum
    }
    return sums.map { $0 / sum }
  }

  /// L as it is chosen unless told otherwise, at most N and `maximumClasses`: without noise
  /// 2^⌊log2(2k)⌋, for decoders that know the parity of every class; with noise 2^⌊log2(k/2)⌋, at
  /// least 1.
  public static func defaultClasses(codewords: Int, sparsity: Int, noise: Double) -> Int {
    let wanted = noise > 0 ? max(1, sparsity / 2) : min(sparsity, maximumClasses) * 2
    let limit = min(wanted, codewords, maximumClasses)
    var classes = 1
    while classes * 2 <= limit { classes *= 2 }
    return classes
  }

  /// The first codeword of a class, ⌈cN/L⌉; N for c = L. Exact for N up to 2^62.
  public static func firstCodeword(ofClass number: Int, codewords: Int, classes: Int) -> Int {
    let product = number.multipliedFullWidth(by: codewords)
    let (quotient, remainder) = classes.dividingFullWidth(product)
    return remainder == 0 ? quotient : quotient + 1
  }
}
