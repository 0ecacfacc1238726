import Foundation

/// The entries of a vector by magnitude: what the law of ⟨f, x⟩ for a random sign vector f depends on.
struct EntryLevels {
  /// Distinct magnitudes, ascending and positive, with the number of entries of each.
  let levels: [(value: Double, count: Double)]

  /// The magnitudes of an integer vector.
  init(_ vector: [Int32]) {
    let largest = vector.reduce(0) { max($0, $1.magnitude) }
    var counts = [Double](repeating: 0, count: Int(largest) + 1)
    for entry in vector { counts[Int(entry.magnitude)] += 1 }
    levels = counts.indices.dropFirst().filter { counts[$0] > 0 }
      .map { (Double($0), counts[$0]) }
  }

  /// A histogram of magnitudes, for what needs no more.
  init(binning magnitudes: [Double]) {
    let bins = 64
    guard let largest = magnitudes.max(), largest > 0 else {
      levels = []
      return
    }
    var counts = [Double](repeating: 0, count: bins)
    let scale = Double(bins) / largest * (1 - 1e-12)
    for magnitude in magnitudes { counts[Int(magnitude * scale)] += 1 }
    levels = (0..<bins).filter { counts[$0] > 0 }.map { ((Double($0) + 0.5) / scale, counts[$0]) }
  }

  /// ‖x‖².
  var energy: Double { levels.reduce(0) { $0 + $1.count * $1.value * $1.value } }

  /// The s within `range` at which the mean K'(s) = Σ n·v·tanh(s·v) of the tilted law is `mean`, or the
  /// nearer end.
  ///
  /// - Parameter tolerance: relative, of s.
  /// - Complexity: O(distinct magnitudes) for each of a few steps of Newton's, kept by bisection
  ///   within what is known.
  func tilt(
    towards mean: Double, in range: ClosedRange<Double>, from start: Double, tolerance: Double
  ) -> Double {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    var s = start
    for _ in 0..<60 {
      var value = -mean
      var slope = 0.0
      for level in levels {
        let tangent = tanh(s * level.value)
        value += level.count * level.value * tangent
        slope += level.count * level.value * level.value * (1 - tangent * tangent)
      }
      if value > 0 { upper = s } else { lower = s }
      var next = slope > 0 ? s - value / slope : upper
      if !(next > lower && next < upper) { next = (lower + upper) / 2 }
      if abs(next - s) <= tolerance * s { return next }
      s = next
    }
    return s
  }
}
