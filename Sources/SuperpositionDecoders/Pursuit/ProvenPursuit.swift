import SuperpositionCodes

/// The steps of one code's pursuit that goes ahead on few codewords and is proven by passes over all:
/// `PursuitRun` on packed signs, `DensePursuitRun` on real rows.
class ProvenPursuit<Rule: PursuitRule> {
  let sparsity: Int
  /// The most steps the rule takes for k codewords.
  let stepLimit: Int
  var rule: Rule

  /// The codewords taken so far, in order.
  var chosen: [Int] = []
  /// What won each step: scores, or lower bounds of correlations, exact for integer residuals.
  var heights: [Double] = []
  /// Whether the pursuit cannot go on: the last choice added nothing, or nothing is left.
  var hasStopped = false
  /// Whether the last choice belongs to the result.
  var lastCounts = true
  /// Steps that are those of the plain pursuit.
  var proven = 0
  var nextStepIsProven = false
  /// How many steps to go ahead.
  var horizon: Int
  /// The first step whose residual is kept.
  var base = 0

  init(rule: Rule, sparsity: Int, horizon: Int) {
    self.rule = rule
    self.sparsity = sparsity
    self.horizon = horizon
    stepLimit = rule.stepLimit(sparsity: sparsity)
  }

  var isComplete: Bool { rule.isComplete(chosen, sparsity: sparsity) }
  var isDone: Bool { hasStopped || isComplete || chosen.count == stepLimit }

  /// The decoding, all steps proven; a run that used up its steps has not converged.
  var decoding: Decoding {
    Decoding(
      support: Support(lastCounts ? chosen[...] : chosen.dropLast()),
      converged: hasStopped || isComplete || chosen.count < stepLimit, iterations: chosen.count)
  }

  func rewind(to count: Int) {
    chosen.removeSubrange(count...)
    heights.removeSubrange(count...)
    rule.rewind(to: count)
    hasStopped = false
    lastCounts = true
  }
}
