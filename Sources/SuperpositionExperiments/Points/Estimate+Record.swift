import Runs
import SuperpositionEstimation

extension UnitRecord {
  /// The estimate `NAME` with its interval `NAME_low` to `NAME_high`.
  ///
  /// - Throws: `RecordFlaw` if it is missing, its value or an end is out of range, or the value is out of
  ///   its interval.
  func estimate(
    _ name: String, in range: ClosedRange<Double>, ends: ClosedRange<Double>? = nil
  ) throws(RecordFlaw) -> Estimate {
    let value = try number(name, in: range)
    let low = try number("\(name)_low", in: ends ?? range)
    let high = try number("\(name)_high", in: ends ?? range)
    try RecordFlaw.require("\(name)_low", low, atMost: name, value)
    try RecordFlaw.require(name, value, atMost: "\(name)_high", high)
    return Estimate(value: value, low: low, high: high)
  }

  /// The trials of a search and those without an answer.
  ///
  /// - Parameter limit: what the search was allowed. It finishes a bracket and a least round beyond;
  ///   a hundred times that and some is none that was run.
  func searched(
    limit: Int
  ) throws(RecordFlaw) -> (trials: Int, notConverged: Int) {
    let most = Int(min(100 * (Double(limit) + 10_000), 0x1p60))
    let trials = try count("trials", in: 1...most)
    return (trials, try count("not_converged", in: 0...trials))
  }
}

extension Int {
  /// The product of numbers that are not negative, or the largest number there is.
  func times(_ other: Int) -> Int {
    let (product, overflows) = multipliedReportingOverflow(by: other)
    return overflows ? .max : product
  }
}
