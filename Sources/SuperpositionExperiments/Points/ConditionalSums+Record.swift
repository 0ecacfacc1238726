import Runs
import SuperpositionEstimation

extension ConditionalSums {
  /// The sums as a unit records them.
  var record: UnitRecord {
    var record = UnitRecord()
    record.append("draws", draws)
    record.append("sum", sum)
    record.append("sum_of_squares", sumOfSquares)
    record.append("noise_variance", noiseVariance)
    record.append("bias_bound", biasBound)
    record.append("member_failures", memberFailures)
    record.append("samples", samples)
    return record
  }

  /// The sums of a record; nil if it is none of these.
  init?(_ record: UnitRecord) {
    guard let draws = record.integer("draws"), let sum = record.real("sum"),
      let squares = record.real("sum_of_squares"), let noise = record.real("noise_variance"),
      let bias = record.real("bias_bound"), let failures = record.integer("member_failures"),
      let samples = record.integer("samples"),
      // Numbers that no run can have written must not overflow when they are added.
      [draws, failures, samples].allSatisfy({ $0 >= 0 && $0 < 1 << 52 }),
      [sum, squares, noise, bias].allSatisfy({ abs($0) < 1e15 }), draws >= 1
    else { return nil }
    self.init()
    self.draws = draws
    self.sum = sum
    sumOfSquares = squares
    noiseVariance = noise
    biasBound = bias
    memberFailures = failures
    self.samples = samples
  }
}
