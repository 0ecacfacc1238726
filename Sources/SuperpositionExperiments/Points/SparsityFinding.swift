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
  /// What a record says; nil if no unit can have written it.
  init?(_ record: UnitRecord, codewordCount: Int) {
    func estimate(_ name: String) -> Estimate? {
      guard let value = record.real(name), let low = record.real("\(name)_low"),
        let high = record.real("\(name)_high"), low <= value, value <= high, high.isFinite
      else { return nil }
      return Estimate(value: value, low: low, high: high)
    }
    guard let certain = record.integer("k_certain"), 0...codewordCount ~= certain else {
      return nil
    }
    self.certain = certain
    switch record.integer("reached") {
    case 0: return
    case 1:
      guard let trials = record.integer("trials"), let stray = record.integer("not_converged"),
        trials >= 1, 0...trials ~= stray, let sparsity = estimate("k"), sparsity.low > 0,
        sparsity.high <= Double(codewordCount)
      else { return nil }
      self.estimate = SparsityEstimate(
        sparsity: sparsity, certain: certain, trials: trials, notConverged: stray)
      effectiveDimension = estimate("effective_dimension")
      if let effectiveDimension, effectiveDimension.low <= 0 { return nil }
    default: return nil
    }
  }
}
