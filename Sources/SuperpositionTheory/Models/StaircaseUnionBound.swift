import SuperpositionCodes
import SuperpositionNumerics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The union bound on the error of maximum-likelihood decoding of a staircase dictionary without
/// noise, given the numbers n_c of members in its classes, averaged over drawn counts.
///
/// A wrong support takes a_c members out of class c and puts b_c others in, Σa = Σb = j. In the rows
/// that the classes 0 … c reach and the next ones do not, its code agrees with the right one with
/// probability u(s) = C(2s, s)/4^s, 2s = Σ_{i≤c} (a_i + b_i), or never if that number is odd. Summed
/// over all a and b by running through the classes with s as the state: the weights C(n_c, a)·C(M_c −
/// n_c, b) are those of independent binomial numbers of chances i/k and i/(N − k), and what Σa = Σb
/// excludes is dropped by fixing their sum alone (Chernoff), for the best i of a few. The bound for
/// each count is at most 1, so classes with many members cost no more than the codes that have them.
public struct StaircaseUnionBound: Sendable {
  /// More classes than this are stood for by this many.
  public static let mostClasses = 64
  /// The largest k.
  public static let largestSparsity = 1024
  /// Counts that are drawn.
  public static let draws = 24

  /// L, as evaluated.
  public let classes: Int
  private let codewords: Int
  private let sparsity: Int
  private let counts: [[Int]]
  /// ln u(s), s = 0 … k.
  private let logCollisions: [Double]
  /// The i whose chances are tried.
  private let centres: [Double]

  /// Terms below this share of a class's largest are left out.
  private static let negligible = 1e-80

  /// At a noiseless point with k ≤ 1024 and k < N; the target plays no part.
  public init(_ point: TheoryPoint, seed: Seed = Seed(1)) {
    codewords = point.codewords
    sparsity = point.sparsity
    let classes = min(point.staircaseClasses, Self.mostClasses)
    self.classes = classes
    counts = (0..<Self.draws).map { draw in
      ClassCounts.draw(
        sparsity: point.sparsity, classes: classes, seed: seed[.auxiliary, UInt64(draw)]
      ).map { Int($0) }
    }
    logCollisions = (0...sparsity).map(UnionBound.logCollision)
    let most = Double(min(point.sparsity, point.codewords - point.sparsity))
    var centres = [most - 0.5, 0.9 * most]
    var centre = 0.7 * most
    while centre > 0.5 {
      centres.append(centre)
      centre /= 2
    }
    self.centres = centres
  }

  /// The least d at which the bound's mean over the counts is at most 1 − p.
  ///
  /// - Complexity: about ten errors.
  public func dimension(target: Double, near guess: Double) -> Int {
    var high = max(1, Int(guess))
    var low = 0
    var step = max(1, high / 64)
    if error(dimension: high) > 1 - target {
      repeat {
        low = high
        high += step
        step *= 2
      } while error(dimension: high) > 1 - target
    } else {
      while high - step > 0 {
        if error(dimension: high - step) > 1 - target {
          low = high - step
          break
        }
        high -= step
        step *= 2
      }
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if error(dimension: middle) > 1 - target { low = middle } else { high = middle }
    }
    return high
  }

  /// The bound at d ≥ 1, averaged over the drawn counts.
  ///
  /// - Complexity: O(draws·L·k·log k·t), t the number of swaps in a class that matter.
  func error(dimension d: Int) -> Double {
    let heights = StaircaseHeights(
      dimension: d, classes: classes, codewords: codewords, sparsity: sparsity
    ).heights
    return counts.reduce(0) { $0 + min(1, exp(logError(heights: heights, counts: $1))) }
      / Double(counts.count)
  }

  /// ln of the sum over all wrong supports; unbounded.
  func logError(heights: [Int], counts: [Int]) -> Double {
    let groups = Self.groups(heights: heights, counts: counts, codewords: codewords)
    let last = min(sparsity, codewords - sparsity)
    var best = [Double](repeating: .infinity, count: last + 1)
    for centre in centres {
      let taken = centre / Double(sparsity)
      let put = centre / Double(codewords - sparsity)
      let laws = logLaws(groups, taken: taken, put: put)
      // Far from the centre, the terms that were left out would count.
      for j in max(1, Int((centre / 2).rounded(.up)))...min(last, max(1, Int(2 * centre))) {
        let stays =
          Double(sparsity - j) * log1p(-taken) + Double(codewords - sparsity - j) * log1p(-put)
        best[j] = min(best[j], laws[j] - Double(j) * (log(taken) + log(put)) - stays)
      }
    }
    return LogSumExp.sum(Array(best.dropFirst()))
  }

  /// Classes of one height: their members, their other codewords, and the rows that they reach and
  /// shorter classes do not.
  private struct Group {
    var members: Int
    var others: Int
    var rows: Int
  }

  private static func groups(heights: [Int], counts: [Int], codewords: Int) -> [Group] {
    var groups: [Group] = []
    for (number, height) in heights.enumerated() {
      let size =
        StaircaseHeights.firstCodeword(
          ofClass: number + 1, codewords: codewords, classes: heights.count)
        - StaircaseHeights.firstCodeword(
          ofClass: number, codewords: codewords, classes: heights.count)
      let members = min(counts[number], size)
      let part = Group(
        members: members, others: size - members,
        rows: height - (number + 1 < heights.count ? heights[number + 1] : 0))
      if number > 0, heights[number - 1] == height {
        groups[groups.count - 1].members += part.members
        groups[groups.count - 1].others += part.others
        groups[groups.count - 1].rows = part.rows
      } else {
        groups.append(part)
      }
    }
    return groups
  }

  /// ln E[Π_r u(s_r); 2j swaps in all] for j = 0 … k, with independent chances.
  private func logLaws(_ groups: [Group], taken: Double, put: Double) -> [Double] {
    var logs = [0.0]
    for group in groups {
      let weights = Self.evenWeights(
        group, taken: taken, put: put, limit: 2 * sparsity)
      // v(s − 1)/v(s): the sum over swaps by Horner's rule, free of overflow.
      let ratios = logs.indices.map {
        $0 == 0 || logs[$0 - 1] == -.infinity ? 0 : exp(logs[$0 - 1] - logs[$0])
      }
      let reach = min(sparsity, logs.count - 1 + weights.count - 1)
      logs = (0...reach).map { state in
        let base = min(state, logs.count - 1)
        let first = state - base
        var sum = 0.0
        for swaps in stride(from: min(weights.count - 1, state), through: first, by: -1) {
          sum = weights[swaps] + sum * ratios[base - (swaps - first)]
        }
        return logs[base] + log(sum) + Double(group.rows) * logCollisions[state]
      }
    }
    return logs + [Double](repeating: -.infinity, count: sparsity + 1 - logs.count)
  }

  /// The probabilities of 0, 2, 4, … swaps in a group.
  private static func evenWeights(
    _ group: Group, taken: Double, put: Double, limit: Int
  ) -> [Double] {
    let first = binomialLaw(group.members, chance: taken, limit: limit)
    let second = binomialLaw(group.others, chance: put, limit: limit)
    return stride(from: 0, to: min(limit, first.count + second.count - 2) + 1, by: 2).map { count in
      var sum = 0.0
      for i in max(0, count - second.count + 1)...min(count, first.count - 1) {
        sum += first[i] * second[count - i]
      }
      return sum
    }
  }

  /// The law of a binomial number from 0 to where it no longer matters.
  private static func binomialLaw(_ trials: Int, chance: Double, limit: Int) -> [Double] {
    let odds = log(chance) - log1p(-chance)
    let start = Double(trials) * log1p(-chance)
    var law: [Double] = []
    for i in 0...min(trials, limit) {
      let value = exp(start + Combinatorics.logBinomial(trials, i) + Double(i) * odds)
      law.append(value)
      if Double(i) > Double(trials) * chance, value < negligible { break }
    }
    return law
  }
}
