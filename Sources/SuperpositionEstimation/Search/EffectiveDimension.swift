import Foundation

/// The search for the dimension at which a reference has a given maximum sparsity.
///
/// ln k* of the reference is a smooth and nearly straight function of ln d, so two dimensions on
/// either side of the crossing, or close to it, tell the crossing by a straight line.
package struct EffectiveDimension: Sendable {
  /// k* to be reached.
  private let sparsity: Estimate
  /// What was measured, by dimension, ascending; nil where there is no k*.
  private var measured: [(dimension: Int, sparsity: Estimate?)] = []

  /// The fewest and most dimensions that are measured.
  private static let fewest = 2
  private static let most = 7
  /// A measured k* that differs by less, relatively, lies beside the crossing.
  private static let near = 0.15
  /// d ln k*/d ln d of random dictionaries, roughly.
  private static let slope = 1.15

  /// A search for a k*.
  package init(of sparsity: Estimate) {
    self.sparsity = sparsity
  }

  /// Notes k* of the reference at a dimension; nil if it has none there.
  package mutating func add(_ found: Estimate?, at dimension: Int) {
    measured.append((dimension, found))
    measured.sort { $0.dimension < $1.dimension }
  }

  private var points: [(dimension: Double, sparsity: Estimate)] {
    measured.compactMap { point in point.sparsity.map { (Double(point.dimension), $0) } }
  }

  /// The two measured dimensions that the crossing lies between, or the two nearest to it; nil if
  /// there are no such two.
  private var pair:
    (low: (dimension: Double, sparsity: Estimate), high: (dimension: Double, sparsity: Estimate))?
  {
    let points = points
    guard points.count >= 2 else { return nil }
    let above = points.firstIndex { $0.sparsity.value >= sparsity.value } ?? points.count
    let high = min(max(above, 1), points.count - 1)
    return (points[high - 1], points[high])
  }

  private var isBracketed: Bool {
    guard let pair else { return false }
    return pair.low.sparsity.value <= sparsity.value && sparsity.value <= pair.high.sparsity.value
  }

  private var isNear: Bool {
    guard let pair else { return false }
    return [pair.low, pair.high].allSatisfy {
      abs(log($0.sparsity.value / sparsity.value)) < Self.near
    }
  }

  /// The next dimension to measure; nil if there is no need.
  ///
  /// - Parameter first: where to begin.
  package func next(first: Double) -> Int? {
    guard measured.count < Self.most else { return nil }
    guard !measured.isEmpty else { return Self.dimension(first) }
    if measured.count >= Self.fewest, isNear || isBracketed && isClose { return nil }
    // On the other side of the nearest, or straight to the crossing.
    guard let nearest = points.min(by: { distance($0.sparsity) < distance($1.sparsity) }) else {
      return Self.dimension(2 * Double(measured.last?.dimension ?? 1))
    }
    let shift = log(sparsity.value / nearest.sparsity.value) / Self.slope
    let beyond = shift >= 0 ? shift + 0.03 : shift - 0.03
    let wanted = Self.dimension(nearest.dimension * exp(beyond))
    guard measured.contains(where: { $0.dimension == wanted }) else { return wanted }
    let step = shift >= 0 ? 1 : -1
    let neighbour = wanted + step
    return neighbour >= 1 && !measured.contains { $0.dimension == neighbour } ? neighbour : nil
  }

  /// Whether the bracket is so narrow that the line between its ends is the curve.
  private var isClose: Bool {
    guard let pair else { return false }
    return pair.high.dimension / pair.low.dimension < 1.3
      || pair.high.dimension - pair.low.dimension <= 1
  }

  private func distance(_ found: Estimate) -> Double { abs(log(found.value / sparsity.value)) }

  private static func dimension(_ place: Double) -> Int {
    max(1, Int(min(place, 1e9).rounded()))
  }

  /// The dimension with its 95% interval, from the intervals of k* here and there; nil if too little
  /// was measured.
  package var estimate: Estimate? {
    guard let (low, high) = pair else { return nil }
    let slope =
      log(high.sparsity.value / low.sparsity.value) / log(high.dimension / low.dimension)
    guard slope.isFinite, slope > 0.2 else { return nil }
    let weight =
      log(sparsity.value / low.sparsity.value)
      / log(high.sparsity.value / low.sparsity.value)
    func error(_ end: (Estimate) -> Double, _ other: (Estimate) -> Double) -> Double {
      let own = log(end(sparsity) / sparsity.value)
      let first = (1 - weight) * log(other(low.sparsity) / low.sparsity.value)
      let second = weight * log(other(high.sparsity) / high.sparsity.value)
      return (own * own + first * first + second * second).squareRoot() / slope
    }
    let value = low.dimension * exp(log(sparsity.value / low.sparsity.value) / slope)
    return Estimate(
      value: value, low: value * exp(-error(\.low, \.high)),
      high: value * exp(error(\.high, \.low)))
  }
}
