/// Quantiles of a sample.
enum SampleQuantile {
  /// The quantile with linear interpolation between order statistics (type 7 of Hyndman and Fan 1996,
  /// 'Sample quantiles in statistical packages', The American Statistician 50).
  ///
  /// - Precondition: `sorted` is ascending and not empty; `probability` is in 0...1.
  static func value(_ probability: Double, of sorted: [Double]) -> Double {
    let position = probability * Double(sorted.count - 1)
    let lower = Int(position.rounded(.down))
    let upper = min(lower + 1, sorted.count - 1)
    return sorted[lower] + (position - Double(lower)) * (sorted[upper] - sorted[lower])
  }
}
