import SuperpositionNumerics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The union bound on the error of maximum-likelihood decoding of the noiseless code.
///
/// A wrong support that shares all but j members has the same code with probability
/// (C(2j, j)/4^j)^d, that of j signs and j other signs having one sum in each of d coordinates, so
/// P(error) ≤ Σ_{j=1..k} C(k, j)·C(N−k, j)·(C(2j, j)/4^j)^d.
///
/// The logarithm t(j) of a term is a sum of two concave functions and a convex one, and its second
/// difference changes sign once, from plus to minus: t is convex up to some index and concave after.
/// Beyond the first 4096 terms, which are always summed one by one, only the terms around the
/// maximum of the concave part count; those that are left out number less than J = min(k, N−k) and
/// none exceeds the terms at the ends of the convex part and at the ends of the part that is summed,
/// so they are bounded by J times the largest of these, and that bound, about e^(−45) of the whole
/// where it matters, is added. The result is therefore never below the true sum by more than rounding,
/// and for J ≤ 4096 it is the sum itself.
struct UnionBound {
  private let members: Int
  private let others: Int
  /// The largest j.
  private let last: Int
  /// ln C(k, j)·C(N−k, j) and ln C(2j, j)/4^j for j = 1, 2, … up to `directTerms`.
  private let logCounts: [Double]
  private let logCollisions: [Double]

  private static let directTerms = 4096

  init(codewords: Int, sparsity: Int) {
    members = sparsity
    others = codewords - sparsity
    last = min(members, others)
    var counts: [Double] = []
    var collisions: [Double] = []
    for j in stride(from: 1, through: min(last, Self.directTerms), by: 1) {
      counts.append(Combinatorics.logBinomial(members, j) + Combinatorics.logBinomial(others, j))
      collisions.append(Self.logCollision(j))
    }
    logCounts = counts
    logCollisions = collisions
  }

  /// ln of C(2j, j)/4^j, the probability that two sums of j signs agree.
  static func logCollision(_ j: Int) -> Double {
    if j < 1000 { return Combinatorics.logBinomial(2 * j, j) - 2 * Double(j) * Entropy.ln2 }
    // Stirling: −½ ln πj − 1/(8j) + 1/(192j³) − …; nothing large cancels.
    let x = Double(j)
    return -0.5 * log(.pi * x) - 1 / (8 * x) + 1 / (192 * x * x * x)
  }

  /// The logarithm of the bound on the error at dimension `d`; −∞ if there is no wrong support.
  ///
  /// - Complexity: O(min(k, N − k, 4096) + log N).
  func logError(dimension d: Double) -> Double {
    var largest = -Double.infinity
    for (count, collision) in zip(logCounts, logCollisions) {
      largest = max(largest, count + d * collision)
    }
    var sum = 0.0
    for (count, collision) in zip(logCounts, logCollisions) {
      sum += exp(count + d * collision - largest)
    }
    guard last > 0 else { return -.infinity }
    let head = largest + log(sum)
    return last > Self.directTerms ? LogSumExp.add(head, logTail(d)) : head
  }

  /// t(j), the logarithm of a term.
  private func logTerm(_ j: Int, _ d: Double) -> Double {
    Combinatorics.logBinomial(members, j) + Combinatorics.logBinomial(others, j)
      + d * Self.logCollision(j)
  }

  /// t(j + 1) − t(j).
  private func slope(_ j: Int, _ d: Double) -> Double {
    let next = Double(j + 1)
    return log(Double(members - j) / next) + log(Double(others - j) / next)
      + d * log1p(-1 / (2 * next))
  }

  /// t(j + 2) − 2 t(j + 1) + t(j).
  private func curvature(_ j: Int, _ d: Double) -> Double {
    let x = Double(j)
    func bend(_ n: Int) -> Double {
      log1p(-1 / Double(n - j)) + log1p(-1 / (x + 2))
    }
    return bend(members) + bend(others) + d * log1p(2 / ((2 * x + 4) * (2 * x + 1)))
  }

  /// A bound on ln Σ e^t(j) over j > 4096, tight if that part matters.
  private func logTail(_ d: Double) -> Double {
    let first = Self.directTerms + 1
    let count = Double(last)
    // Where the concave part begins.
    let bend = Self.firstIndex(in: first..<max(first, last - 1)) { curvature($0, d) <= 0 }
    // Its maximum.
    let peak = Self.firstIndex(in: bend..<last) { slope($0, d) <= 0 }
    let top = logTerm(peak, d)
    let leftOut = log(count) + max(logTerm(first, d), logTerm(bend, d))
    if peak == bend { return LogSumExp.add(top, leftOut) }

    // The width from the exact second difference: differences of terms would be lost in rounding
    // where the terms are of the order of e^(10^17).
    let width = 1 / (-curvature(min(peak, last - 1), d)).squareRoot()
    let floor = top - 45 - log(count)
    let left: Int
    let right: Int
    let step: Int
    if width < 64 {
      left = Self.firstIndex(in: bend..<peak) { logTerm($0, d) > floor }
      right = Self.firstIndex(in: peak..<last) { logTerm($0, d) < floor }
      step = 1
    } else {
      // Nearly Gaussian. Strides of an eighth of the width: the trapezoidal rule for a smooth bump,
      // whose error is far below rounding.
      let reach = min(count, 24 * width)
      left = max(bend, peak - Int(reach))
      right = min(last, peak + Int(reach))
      step = Int(width / 8)
    }
    var sum = 0.0
    for indices in [
      stride(from: peak, through: right, by: step),
      stride(from: peak - step, through: left, by: -step),
    ] {
      // A term above the maximum is rounding, which may exceed 700 where terms are e^(10^18).
      for j in indices { sum += exp(min(0, logTerm(j, d) - top)) }
    }
    let beyond = max(
      leftOut, left > bend ? log(count) + logTerm(left, d) : -.infinity,
      right < last ? log(count) + logTerm(right, d) : -.infinity)
    return LogSumExp.add(top + log(sum * Double(step)), beyond)
  }

  /// The first index of a range for which a monotone condition holds; the upper bound if none.
  private static func firstIndex(in range: Range<Int>, where holds: (Int) -> Bool) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
