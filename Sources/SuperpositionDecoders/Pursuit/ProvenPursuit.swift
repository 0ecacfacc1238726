import SuperpositionCodes

/// The steps of one code's pursuit that goes ahead on few codewords and is proven by passes over all:
/// `PursuitRun` on packed signs, `DensePursuitRun` on real rows.
class ProvenPursuit<Rule: PursuitRule> {
  final let sparsity: Int
  /// The most steps the rule takes for k codewords.
  final let stepLimit: Int
  final var rule: Rule

  /// The codewords taken so far, in order.
  final var chosen: [Int] = []
  /// What won each step: scores, or lower bounds of correlations, exact for integer residuals.
  final var heights: [Double] = []
  /// Whether the pursuit cannot go on: the last choice added nothing, or nothing is left.
  final var hasStopped = false
  /// Whether the last choice belongs to the result.
  final var lastCounts = true
  /// Steps that are those of the plain pursuit.
  final var proven = 0
  final var nextStepIsProven = false
  /// How many steps to go ahead.
  final var horizon: Int
  /// The first step whose residual is kept.
  final var base = 0

  init(rule: Rule, sparsity: Int, horizon: Int) {
    self.rule = rule
    self.sparsity = sparsity
    self.horizon = horizon
    stepLimit = rule.stepLimit(sparsity: sparsity)
  }

  final var isComplete: Bool { rule.isComplete(chosen, sparsity: sparsity) }
  final var isDone: Bool { hasStopped || isComplete || chosen.count == stepLimit }

  /// The decoding, all steps proven; a run that used up its steps has not converged.
  final var decoding: Decoding {
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
