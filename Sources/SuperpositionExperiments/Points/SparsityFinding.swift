import Runs
import SuperpositionEstimation

/// What a search for the maximum sparsity found, as its unit records it.
struct SparsityFinding {
  /// k*; nil if the target is reached at no k, or at every one.
  var estimate: SparsityEstimate?
  /// The largest k measured that is certain of the target, 0 if none is.
  var certain = 0
  /// The dimension of a Rademacher dictionary of the same k*, for files.
  var effectiveDimension: Estimate?

  /// The record of a unit.
  var record: UnitRecord {
    var record = UnitRecord()
    record.append("reached", estimate == nil ? 0 : 1)
    record.append("k_certain", certain)
    if let estimate {
      record.append("trials", estimate.trials)
      append("k", estimate.sparsity, to: &record)
      record.append("not_converged", estimate.notConverged)
    }
    if let effectiveDimension { append("effective_dimension", effectiveDimension, to: &record) }
    return record
  }

  private func append(_ name: String, _ estimate: Estimate, to record: inout UnitRecord) {
    record.append(name, estimate.value)
    record.append("\(name)_low", estimate.low)
    record.append("\(name)_high", estimate.high)
  }
}

extension SparsityFinding {
  /// What a record says.
  ///
  /// - Parameter limit: the trials that the search was allowed.
  /// - Throws: `RecordFlaw` if no unit can have written it.
  init(_ record: UnitRecord, codewordCount: Int, limit: Int) throws(RecordFlaw) {
    certain = try record.count("k_certain", in: 0...codewordCount)
    guard try record.count("reached", in: 0...1) == 1 else {
      // The target is reached at no k, or at every one.
      guard certain == 0 || certain == codewordCount else {
        throw RecordFlaw("k_certain", certain, "without a k: neither 0 nor N")
      }
      return
    }
    let (trials, stray) = try record.searched(limit: limit)
    let most = Double(codewordCount)
    let sparsity = try record.estimate(
      "k", in: Double.leastNormalMagnitude...most)
    // A fitted interval may end a little below a k that is certain by itself.
    try RecordFlaw.require(
      "k_certain", certain, in: 0...Int(min(most, 1.1 * sparsity.high + 1)))
    estimate = SparsityEstimate(
      sparsity: sparsity, certain: certain, trials: trials, notConverged: stray)
    if record.has("effective_dimension") {
      effectiveDimension = try record.estimate(
        "effective_dimension", in: Double.leastNormalMagnitude...1e300)
    }
  }
}
