import SuperpositionCodes
import SuperpositionNumerics

/// How many members fall into each class of a staircase dictionary, drawn from the seed.
enum ClassCounts {
  /// More members than this are drawn by the normal law of their counts.
  private static let mostDrawn = 1 << 16

  /// Counts of k members in `classes` classes of equal size, as real numbers; whole up to k = 2^16.
  ///
  /// - Complexity: O(min(k, 2^16) + L).
  static func draw(sparsity: Int, classes: Int, seed: Seed) -> [Double] {
    var generator = CounterBasedGenerator(seed)
    var counts = [Double](repeating: 0, count: classes)
    if sparsity <= mostDrawn {
      for _ in 0..<sparsity { counts[Int.random(in: 0..<classes, using: &generator)] += 1 }
      return counts
    }
    // Poisson counts, less their surplus in common.
    let share = Double(sparsity) / Double(classes)
    for number in counts.indices {
      let place = (Double(generator.next() >> 11) + 0.5) * 0x1p-53
      let deviation = (try? NormalDistribution.quantile(place)) ?? 0
      counts[number] = share + share.squareRoot() * deviation
    }
    let surplus = counts.reduce(0, +) / Double(classes) - share
    return counts.map { max(0, $0 - surplus) }
  }
}
